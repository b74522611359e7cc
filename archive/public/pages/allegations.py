"""What is alleged of the proceedings in a trial, of whom and at which stage, and what answers it.

A stage follows from what a claim is about and from nothing else: the kind of its step, or that
it speaks of an exhibit. It is never guessed from words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.dates import display
from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import list_address, trial_address
from archive.public.at_once import at_once
from archive.public.entries import few_lengths
from archive.public.filters.justice import ALLEGED, NO_ANSWER
from archive.public.filters.tables import DEALT_WITH, INCIDENTS
from archive.public.footnotes import Note
from archive.public.index import kept_rows
from archive.public.models.base import PublicRecord
from archive.public.pages import answered, parts, rows
from archive.public.pages.answered import Answered, Answers
from archive.public.pages.apparatus import Apparatus, in_time
from archive.public.pages.topics import dossiers
from archive.public.pairs import Tables
from archive.public.presence import answering
from archive.vocabularies import ActorKind, InvolvementRole, Stance, StepKind

EVIDENCE, NO_STAGE = "evidence", "no_stage"
_STAGES = (*StepKind.values, EVIDENCE, NO_STAGE)


@dataclass(frozen=True)
class Reply:
    """Who answers, and how they stand to what is alleged."""

    speaker: parts.Link
    stance: parts.Code


@dataclass(frozen=True)
class Mention:
    """An allegation in a cell: `state` tells whether it is answered, `replies` by whom.

    `searched` tells whether an answer was looked for, be it besides.
    """

    ref: str
    topic: parts.Code
    said: parts.Said
    when: parts.When | None
    state: parts.Code
    replies: list[Reply]
    searched: bool


@dataclass(frozen=True)
class Cell:
    """What is alleged of one party at one stage."""

    stage: parts.Code
    allegations: list[Mention]


@dataclass(frozen=True)
class Row:
    """A defendant or cohort, the trial as a whole (without `of`), or an incident."""

    kind: str
    of: parts.Link | None
    cells: list[Cell]


@dataclass(frozen=True)
class Entry:
    """An allegation where it is told in full: of whom, at which stage, with what answers it."""

    of: list[parts.Link]
    stage: parts.Code
    alleged: Answered


@dataclass(frozen=True)
class AllegationsPage:
    """The allegations of a trial, as of a day if one is asked for."""

    trial: parts.Link
    slug: str
    url: str
    as_of: str
    as_of_display: str
    stages: list[parts.Code]
    rows: list[Row]
    entries: list[Entry]
    states: dict[str, int]
    nothing_alleged: list[parts.Link]
    unanswered: parts.Link
    looked_for: parts.Link
    evidence: str
    dossiers: list[parts.Link]
    sources: list[parts.Link]
    origins: int
    notes: list[Note]


DEFENDANT, TRIAL, INCIDENT = "defendant", "trial", "incident"
_Place = tuple[str, int]
"""A kind of row, and the id of the actor or incident; 0 for the trial as a whole."""


class Told:
    """The records of one trial, and where in it a claim belongs; of some `topics` if any are given,
    and with a day only what was surely alleged `by` then.

    Which incidents belong to the trial follows from all that is alleged.
    """

    def __init__(
        self, trial: public.PublicTrial, topics: Collection[str] = (), by: date | None = None
    ) -> None:
        self.trial = trial
        involved, steps, exhibits, self.reports = at_once(
            rows.involvements(Q(trial=trial)),
            rows.steps(Q(trial=trial)),
            rows.exhibits(Q(trial=trial)),
            rows.reports(Q(step__in=public.PublicStep.objects.filter(trial=trial).values("pk"))),
        )
        self.involved: list[public.PublicInvolvement] = involved
        self.steps = {row.pk: row for row in steps}
        self.exhibits = {row.pk: row for row in exhibits}
        accused = [row for row in self.involved if row.role == InvolvementRole.DEFENDANT]
        self.defendants = {row.actor.pk: row.actor for row in accused}
        self.party = {row.pk: row.actor.pk for row in accused}
        self.inside = {trial.pk, *self.steps, *self.exhibits, *(row.pk for row in self.involved)}
        self.incidents: dict[int, public.PublicIncident] = {}
        self.answers: list[public.PublicClaim] = []
        claims = (row for row in self._read() if not topics or row.topic in topics)
        self.claims = sorted((row for row in claims if self.places(row)), key=in_time)
        if by is not None:
            said = answered.said_by(self.claims, by)
            self.claims = [row for row in self.claims if row.pk in said]

    @property
    def named(self) -> list[PublicRecord]:
        """The records that an allegation can stand with."""
        return [self.trial, *self.defendants.values(), *self.incidents.values()]

    def _read(self) -> list[public.PublicClaim]:
        """What is alleged; with the incidents of the trial and all answers, in one statement.

        Something alleged of somebody who took part brings the incident in which it happened.
        """
        tables = kept_rows(stamp.current())
        people = {row.actor_id for row in self.involved}
        incidents = _with_parts(self.trial.pk, tables)
        heard = self.inside | incidents | people
        found = tables.having(ALLEGED, "subject_id", heard)
        found += tables.having(ALLEGED, "about_id", people)
        ids = {row.id for row in found}
        more = {row.subject_id for row in found if row.subject_type == INCIDENT} - incidents
        incidents |= more
        ids |= {row.id for row in tables.having(ALLEGED, "subject_id", more)}
        answers = {each for key in ids for each in answering(key)}
        happened, claims = at_once(
            rows.incidents(Q(pk__in=few_lengths(incidents))),
            rows.claims(Q(pk__in=few_lengths(ids | answers))),
        )
        self.incidents = {row.pk: row for row in happened}
        self.answers = [row for row in claims if row.pk in answers]
        return [row for row in claims if row.pk in ids]

    def of_party(self, step: public.PublicStep) -> tuple[str, str]:
        """The order of steps by whom they concern; of the whole trial comes first."""
        who = {row.pk: row.actor.slug for row in self.involved}
        return who.get(step.party_id or 0, ""), step.ref

    def places(self, claim: public.PublicClaim) -> list[_Place]:
        """The rows in which an allegation stands; none if it is of another trial."""
        subject = claim.subject_id
        whose = {subject, claim.about_id or 0, self.party.get(subject, 0)}
        for record in (self.steps.get(subject), self.exhibits.get(subject)):
            party = record and (
                record.party_id if isinstance(record, public.PublicStep) else record.against_id
            )
            whose.add(self.party.get(party or 0, 0))
        if of := [(DEFENDANT, pk) for pk in self.defendants if pk in whose]:
            return of
        if subject in self.incidents:
            return [(INCIDENT, subject)]
        others = {row.actor_id for row in self.involved}
        return [(TRIAL, 0)] if subject in self.inside or subject in others else []

    def stage(self, claim: public.PublicClaim) -> str:
        """The stage of which a claim speaks, as far as its subject tells."""
        if step := self.steps.get(claim.subject_id):
            return str(step.kind)
        return EVIDENCE if claim.subject_id in self.exhibits else NO_STAGE


def entry(claim: public.PublicClaim, told: Told, answers: Answers, apparatus: Apparatus) -> Entry:
    """An allegation in full: of whom, at which stage, with every answer."""
    within = claim.subject_id if claim.subject_id in told.incidents else 0
    return Entry(
        of=[apparatus.link(_named(place, told)) for place in told.places(claim)],
        stage=_stage(told.stage(claim)),
        alleged=answers.of(claim, apparatus, within),
    )


def allegations_page(
    trial: public.PublicTrial, language: str, by: date | None = None
) -> AllegationsPage:
    """Gather what is alleged in a trial; with a day, what was alleged and answered by then."""
    told = Told(trial, by=by)
    answers = Answers.among(told.answers, by)
    apparatus = Apparatus(
        language,
        cited=answers.rows(told.claims),
        named=told.named,
        here=trial,
    )
    entries = [entry(claim, told, answers, apparatus) for claim in told.claims]
    cells: dict[_Place, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for claim, one in zip(told.claims, entries, strict=True):
        for place in told.places(claim):
            cells[place][one.stage.code].append(_mention(one.alleged))
    used = {one.stage.code for one in entries}
    stages = [code for code in _STAGES if code in used]
    unmentioned = [row for pk, row in told.defendants.items() if (DEFENDANT, pk) not in cells]
    defendants, of_trial = list_address("defendants"), f"trial={trial.slug}"
    return AllegationsPage(
        trial=apparatus.link(trial),
        slug=trial.slug,
        url=trial_address("allegations", trial, day=by),
        as_of=by.isoformat() if by else "",
        as_of_display=display(by.isoformat(), language) if by else "",
        stages=[_stage(code) for code in stages],
        rows=[
            _row(place, cells[place], stages, told, apparatus)
            for place in _ordered(cells, told, apparatus)
        ],
        entries=entries,
        states=answered.counted([one.alleged for one in entries]),
        nothing_alleged=sorted(apparatus.links(unmentioned), key=lambda link: link.title),
        unanswered=parts.Link(
            _("Defendants of whom something is alleged, with no search for an answer recorded"),
            f"{defendants}?answer={NO_ANSWER}&{of_trial}",
        ),
        looked_for=parts.Link(
            _("Defendants of whom something is alleged to which an answer was looked for in vain"),
            f"{defendants}?answer={Stance.SILENT}&{of_trial}",
        ),
        evidence=trial_address("evidence", trial),
        dossiers=dossiers(trial),
        sources=apparatus.sources(),
        origins=apparatus.origins(),
        notes=apparatus.notes,
    )


HEADER = ("row", "of", "stage", *answered.HEADER)


def lines(page: AllegationsPage) -> Iterator[tuple[str, ...]]:
    """The cells as lines of a table: one for each answer of each allegation of each row."""
    told = {one.alleged.statement.ref: one.alleged for one in page.entries}
    for row in page.rows:
        for cell in row.cells:
            for mention in cell.allegations:
                for line in answered.lines(told[mention.ref]):
                    yield (row.kind, row.of.url if row.of else "", cell.stage.code, *line)


def _with_parts(trial: int, tables: Tables) -> set[int]:
    """The incidents that a trial deals with, what is part of them, and so on."""
    newest = {row.incident_id for row in tables.having(DEALT_WITH, "trial_id", {trial})}
    found = set(newest)
    while newest:
        newest = {row.id for row in tables.having(INCIDENTS, "part_of_id", newest)} - found
        found |= newest
    return found


def _named(place: _Place, told: Told) -> PublicRecord:
    kind, pk = place
    records: Mapping[int, PublicRecord] = told.incidents if kind == INCIDENT else told.defendants
    return told.trial if kind == TRIAL else records[pk]


def _ordered(places: Iterable[_Place], told: Told, apparatus: Apparatus) -> list[_Place]:
    """Defendants, persons first; the trial as a whole; incidents in order of time."""

    def key(place: _Place) -> tuple[int, bool, str, str]:
        kind, pk = place
        if kind == DEFENDANT:
            actor = told.defendants[pk]
            return 0, actor.kind != ActorKind.PERSON, apparatus.title(actor).text, actor.slug
        if kind == TRIAL:
            return 1, False, "", ""
        row = told.incidents[pk]
        day = row.earliest.isoformat() if row.earliest else "~"
        return 2, False, day, row.slug

    return sorted(places, key=key)


def _row(
    place: _Place,
    cells: Mapping[str, list[Mention]],
    stages: Iterable[str],
    told: Told,
    apparatus: Apparatus,
) -> Row:
    kind, _pk = place
    return Row(
        kind=kind,
        of=None if kind == TRIAL else apparatus.link(_named(place, told)),
        cells=[Cell(_stage(code), cells.get(code, [])) for code in stages],
    )


def _mention(one: Answered) -> Mention:
    said = one.statement
    replies = [Reply(answer.said.speaker, answer.stance) for answer in one.answers]
    when, searched = said.when or said.as_of, bool(one.searches)
    return Mention(said.ref, said.topic, said.said, when, one.state, replies, searched)


def _stage(code: str) -> parts.Code:
    labels = {EVIDENCE: _("Evidence"), NO_STAGE: _("No stage stated")}
    return parts.Code(code, labels.get(code) or str(dict(StepKind.choices)[code]))
