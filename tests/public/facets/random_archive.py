"""Archives drawn at random, in every state, with every relation that facets follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, TypeVar

from django.db import connection

from archive.models import (
    Actor,
    Claim,
    Exhibit,
    Incident,
    Involvement,
    LawArticle,
    Membership,
    Passage,
    Place,
    Record,
    Report,
    Source,
    Step,
    Trial,
)
from archive.vocabularies import (
    INCIDENT_ROLES,
    OUTCOMES_OF,
    TRIAL_ROLES,
    ActorKind,
    ClaimTopic,
    Fidelity,
    IncidentKind,
    InvolvementRole,
    Naming,
    Outcome,
    PlaceKind,
    Setting,
    SourceKind,
    Stance,
    Standpoint,
    State,
    StepKind,
    Unit,
)
from tests import factories

DATES = (
    *("", "", "2030", "2031-05-03", "2031-05-03/2031-05-04", "2030-12/2031-01", "2031-05~"),
    *("../2031-02", "2031-05/..", "202X", "2019/2031", "2030-02/2030-12", "2031-XX", "2031-02-XX?"),
)
T = TypeVar("T")


class _Drawer:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.passages: list[Passage] = []

    def one(self, values: Sequence[T]) -> T:
        return self.random.choice(values)

    def maybe(self, values: Sequence[T]) -> T | None:
        return self.one(values) if values and self.random.random() < 0.7 else None

    def state(self) -> dict[str, Any]:
        if self.random.random() < 0.98:
            return {"state": State.PUBLISHED}
        hidden = ({"state": State.DRAFT}, {"state": State.WITHDRAWN})
        embargo = {"state": State.PUBLISHED, "embargo_until": date(2999, 1, 1)}
        return dict(self.one((*hidden, embargo)))

    def cite(self, record: Record) -> None:
        for passage in self.random.sample(self.passages, self.one((0, *[1] * 12, *[2] * 6, 3))):
            factories.cite(record, passage)


def build(seed: int, size: int = 10) -> None:
    """Fill the archive with about twenty times `size` records; the same seed draws the same."""
    draw = _Drawer(seed)
    places: list[Place] = []
    for _number in range(size):
        place = Place.objects.create(
            kind=draw.one(list(PlaceKind)), within=draw.maybe(places), **draw.state()
        )
        places.append(place)
    actors = [_actor(draw, number) for number in range(2 * size)]
    _sources(draw, actors, size)
    articles = [
        LawArticle.objects.create(code=f"Code {seed}", number=str(number), **draw.state())
        for number in range(3)
    ]
    incidents: list[Incident] = []
    for _number in range(size):
        incident = Incident.objects.create(
            kind=draw.one(list(IncidentKind)),
            part_of=draw.maybe(incidents),
            place=draw.maybe(places),
            when=draw.one(DATES),
            **draw.state(),
        )
        incidents.append(incident)
        draw.cite(incident)
    courts = [actor for actor in actors if actor.kind == ActorKind.COURT]
    trials = []
    for _number in range(size // 2):
        trial = Trial.objects.create(court=draw.maybe(courts), when=draw.one(DATES), **draw.state())
        trial.incidents.set(draw.random.sample(incidents, draw.one((0, 1, 2, 3))))
        trials.append(trial)
        draw.cite(trial)
    _memberships(draw, actors, size)
    involvements = _involvements(draw, actors, incidents, trials, 4 * size)
    steps = _steps(draw, actors, involvements, trials, articles, 3 * size)
    exhibits = []
    for _number in range(size // 2):
        exhibit = Exhibit.objects.create(
            trial=draw.one(trials), kind="object", asserted_by=draw.one(actors), **draw.state()
        )
        exhibits.append(exhibit)
        draw.cite(exhibit)
    subjects: list[Record] = [*places, *incidents, *trials, *actors]
    subjects += [*involvements, *steps, *exhibits]
    _claims(draw, actors, subjects, [*involvements, *steps], 6 * size)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As the server does by itself where a transaction ends; its plans are poor without.
            cursor.execute("ANALYZE")


def _actor(draw: _Drawer, number: int) -> Actor:
    kinds = list(ActorKind)
    kind = kinds[number] if number < len(kinds) else draw.one((ActorKind.PERSON, *kinds))
    naming = draw.one(list(Naming)) if kind == ActorKind.PERSON else Naming.ROLE
    return Actor.objects.create(
        kind=kind, naming=naming, public_name=f"Actor {number}", **draw.state()
    )


def _sources(draw: _Drawer, actors: Sequence[Actor], size: int) -> None:
    for number in range(size):
        kind = SourceKind.TESTIMONY if number < 2 else draw.one(list(SourceKind))
        spoken: dict[str, Any] = {"author": draw.maybe(actors)}
        if kind == SourceKind.TESTIMONY:
            spoken = {"speaker": draw.one(actors), "setting": draw.one(list(Setting))}
        source = Source.objects.create(
            kind=kind,
            title=f"Source {number}",
            language=draw.one(("en", "ru", "kk-Cyrl", "")),
            standpoint=draw.one(list(Standpoint)),
            when=draw.one(DATES),
            **spoken,
            **draw.state(),
        )
        if kind == SourceKind.TESTIMONY and draw.random.random() < 0.9:
            factories.consent(source)
        for place in range(1, draw.one((1, 2, 3)) + 1):
            withheld = draw.random.random() < 0.1
            passage = Passage.objects.create(
                source=source,
                number=place,
                text="" if withheld else f"Passage {place} of source {number}",
                withheld=withheld,
                fidelity=draw.one(list(Fidelity)),
            )
            draw.passages.append(passage)


def _memberships(draw: _Drawer, actors: Sequence[Actor], size: int) -> None:
    groups = [actor for actor in actors if actor.kind != ActorKind.PERSON]
    said: set[tuple[int, int]] = set()
    for _number in range(2 * size):
        member, group = draw.one(actors), draw.one(groups)
        if member == group or (member.pk, group.pk) in said:
            continue
        said.add((member.pk, group.pk))
        draw.cite(
            Membership.objects.create(
                member=member, group=group, asserted_by=draw.one(actors), **draw.state()
            )
        )


def _involvements(
    draw: _Drawer,
    actors: Sequence[Actor],
    incidents: Sequence[Incident],
    trials: Sequence[Trial],
    many: int,
) -> list[Involvement]:
    made: list[Involvement] = []
    said: set[tuple[Any, ...]] = set()
    for _number in range(many):
        matter: dict[str, Any] = {"incident": draw.one(incidents), "role": draw.one(INCIDENT_ROLES)}
        if draw.random.random() < 0.7:
            role = draw.one((InvolvementRole.DEFENDANT, *TRIAL_ROLES))
            matter = {"trial": draw.one(trials), "role": role}
        actor, speaker = draw.one(actors), draw.one(actors)
        key = (actor.pk, speaker.pk, *(str(value) for value in matter.values()))
        if key in said:
            continue
        said.add(key)
        made.append(
            Involvement.objects.create(actor=actor, asserted_by=speaker, **matter, **draw.state())
        )
        draw.cite(made[-1])
    return made


def _steps(
    draw: _Drawer,
    actors: Sequence[Actor],
    involvements: Sequence[Involvement],
    trials: Sequence[Trial],
    articles: Sequence[LawArticle],
    many: int,
) -> list[Step]:
    parties = [part for part in involvements if part.trial_id]
    steps = []
    for _number in range(many):
        party = draw.maybe(parties)
        trial = (party.trial if party else None) or draw.one(trials)
        kind = draw.one((StepKind.VERDICT, StepKind.SENTENCE, *StepKind))
        step = Step.objects.create(trial=trial, party=party, kind=kind, **draw.state())
        steps.append(step)
        for _report in range(draw.one((1, 1, 2))):
            report = Report.objects.create(
                step=step,
                article=draw.maybe(articles),
                outcome=draw.one((*OUTCOMES_OF[kind], Outcome.NOT_STATED)),
                asserted_by=draw.one(actors),
                when=draw.one(DATES),
                **draw.state(),
            )
            draw.cite(report)
    return steps


def _claims(
    draw: _Drawer,
    actors: Sequence[Actor],
    subjects: Sequence[Record],
    parts: Sequence[Record],
    many: int,
) -> None:
    claims: list[Claim] = []
    few = draw.random.sample(list(subjects), 5)
    for number in range(many):
        stance = draw.one((Stance.ASSERTS, Stance.ASSERTS, *Stance))
        answered = draw.maybe(claims)
        if answered is None and stance in (Stance.DENIES, Stance.ADMITS):
            stance = Stance.ASSERTS
        claim = Claim.objects.create(
            subject_id=draw.one((draw.one(few), draw.one(subjects), draw.one(parts))).pk,
            topic=draw.one((ClaimTopic.BEATING, ClaimTopic.KILLED, *ClaimTopic)),
            text=f"Claim {number}",
            about=draw.maybe(actors[:4]) if draw.random.random() < 0.4 else None,
            stance=stance,
            answers=answered
            if draw.random.random() < 0.5 or stance in ("denies", "admits")
            else None,
            asserted_by=draw.one(actors[:6]),
            when=draw.one(DATES),
            **_numbers(draw),
            **draw.state(),
        )
        claims.append(claim)
        draw.cite(claim)


def _numbers(draw: _Drawer) -> dict[str, Any]:
    if draw.random.random() < 0.4:
        return {}
    low, high = sorted((draw.random.randrange(5), draw.random.randrange(5)))
    bounds = draw.one(({"low": low, "high": high}, {"low": low}, {"high": high}))
    return {**bounds, "unit": draw.one((Unit.PEOPLE, Unit.DAYS)), "number_words": "some"}
