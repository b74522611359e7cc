"""What the page of an actor says: a person, a group, or a body.

The ground on which a name is shown is said in words. Nothing is inferred about a person that no
source says; a group's size stands only among the claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from archive.public import models as public
from archive.public.addresses import address_of, list_address
from archive.public.at_once import at_once
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, by_topic, code, defined
from archive.public.pages.divided import Divided, Division
from archive.public.pages.events import Dealt, trial_part
from archive.public.pages.justice import with_reports
from archive.public.pages.positions import topics
from archive.public.presence import has_written
from archive.vocabularies import ActorKind, Naming

SPOKEN = 50
"""How many of an actor's own statements their page shows."""


@dataclass(frozen=True)
class Own:
    """A source that an actor wrote or spoke, as a line of the actor's page."""

    source: parts.Link
    kind: parts.Code
    when: parts.When | None


@dataclass(frozen=True, kw_only=True)
class ActorPage(parts.Page):
    """The page of a person, group or body."""

    kind: parts.Code
    naming: parts.Code
    roles: list[parts.Role]
    represented_by: list[parts.Role]
    proceedings: list[parts.Step]
    exhibits: list[parts.Exhibit]
    memberships: list[parts.Member]
    members: list[parts.Member]
    divisions: list[Division]
    trials: list[Dealt]
    topics: list[parts.Topic]
    more: parts.More | None
    spoken: list[parts.Topic]
    more_spoken: parts.More | None
    sources: list[Own]
    more_sources: parts.More | None
    testimony: list[Own]


def actor_page(actor: public.PublicActor, language: str) -> ActorPage:
    """Gather the page of an actor."""
    parties = public.PublicInvolvement.objects.filter(actor=actor).values("pk")
    steps_of = public.PublicStep.objects.filter(party__in=parties).values("pk")
    involved, represented, steps, reports, exhibits, belongs, *others = at_once(
        rows.involvements(Q(actor=actor))[: rows.MANY],
        rows.involvements(Q(acts_for__in=parties)),
        rows.steps(Q(party__in=parties)),
        rows.reports(Q(step__in=steps_of)),
        rows.exhibits(Q(against__in=parties)),
        rows.memberships(Q(member=actor))[: rows.MANY],
        rows.memberships(Q(group=actor))[: rows.MANY * 2],
        rows.trials(Q(court=actor))[: rows.MANY],
        rows.sources(Q(author=actor) if has_written(actor.pk) else Q(pk__in=[]))[: rows.MANY + 1],
        rows.sources(Q(speaker=actor))[: rows.MANY],
        rows.sentences(actor.pk),
        rows.texts([actor.pk]),
    )
    members, trials, written, testimony, told, texts = others
    divided = Divided(actor, members)
    facts = rows.keys([actor, *involved, *steps, *exhibits])
    about, spoken, of_sizes, of_reports = at_once(
        rows.first_claims(Q(subject_id__in=facts) | Q(about=actor)),
        rows.first_claims(Q(asserted_by=actor), SPOKEN),
        *divided.asked,
    )
    divided.told(of_sizes, of_reports)
    about, more = rows.more(about, f"{list_address('claims')}?about={actor.slug}")
    everything_said = f"{list_address('claims')}?speaker={actor.slug}"
    spoken, more_spoken = rows.more(spoken, everything_said, SPOKEN)
    same = {row.pk: row for row in about}
    spoken = [same.get(row.pk, row) for row in spoken]
    sentences = rows.summary(told, language)

    cited = [
        *chain(sentences, involved, represented, steps, reports, exhibits, belongs, members),
        *by_topic(about),
        *by_topic(claim for claim in spoken if claim not in about),
    ]
    apparatus = Apparatus(
        language,
        cited=[*cited, *(row for row in divided.cited if row not in cited)],
        named=chain(trials, written, testimony),
        here=actor,
        users=texts,
    )
    title = apparatus.title(actor)
    everything = f"{list_address('sources')}?publisher={actor.slug}"
    return ActorPage(
        ref=actor.ref,
        slug=actor.slug,
        url=address_of(actor),
        type="actor",
        title=title.text,
        language=title.language,
        names=rows.names(texts, apparatus)[actor.pk],
        summary=[apparatus.sentence(row) for row in sentences],
        kind=defined(ActorKind, actor.kind),
        naming=defined(Naming, actor.naming),
        roles=[apparatus.role(row) for row in involved],
        represented_by=[apparatus.role(row) for row in represented],
        proceedings=with_reports(steps, reports, [], apparatus),
        exhibits=[apparatus.exhibit(row) for row in exhibits],
        memberships=[apparatus.member(row) for row in belongs],
        members=[apparatus.member(row) for row in members],
        divisions=divided.shown(apparatus),
        trials=[trial_part(row, apparatus) for row in trials],
        topics=topics(about, apparatus),
        more=more,
        spoken=topics(spoken, apparatus),
        more_spoken=more_spoken,
        sources=[own(row, apparatus) for row in written[: rows.MANY]],
        more_sources=parts.More(rows.MANY, everything) if len(written) > rows.MANY else None,
        testimony=[own(row, apparatus) for row in testimony],
        notes=apparatus.notes,
    )


def own(source: public.PublicSource, apparatus: Apparatus) -> Own:
    """A source as a line of another page."""
    return Own(apparatus.link(source), code(source, "kind"), apparatus.when(source))
