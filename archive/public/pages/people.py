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
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, by_topic, code, defined
from archive.public.pages.divided import Divided, Division
from archive.public.pages.events import Dealt, trial_part
from archive.public.pages.justice import with_reports
from archive.public.pages.positions import topics
from archive.public.presence import claims_in_order, some
from archive.vocabularies import ActorKind, Naming


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
    this = [actor.pk]
    involved = some(rows.involvements(Q(actor=actor))[: rows.MANY], "actor_id", this)
    parties = rows.keys(involved)
    represented = some(rows.involvements(Q(acts_for__in=parties)), "acts_for_id", parties)
    steps = some(rows.steps(Q(party__in=parties)), "party_id", parties)
    reports = list(rows.reports(Q(step__party__in=parties))) if steps else []
    exhibits = some(rows.exhibits(Q(against__in=parties)), "against_id", parties)
    belongs = some(rows.memberships(Q(member=actor))[: rows.MANY], "member_id", this)
    members = some(rows.memberships(Q(group=actor))[: rows.MANY * 2], "group_id", this)
    divided = Divided(actor, members)
    trials = some(rows.trials(Q(court=actor))[: rows.MANY], "court_id", this)
    order = claims_in_order()
    facts = [row.pk for row in (actor, *involved, *steps, *exhibits)]
    about, more = rows.first(
        order.speaking_of(facts, actor.pk), f"{list_address('claims')}?about={actor.slug}"
    )
    everything_said = f"{list_address('claims')}?speaker={actor.slug}"
    spoken, more_spoken = rows.first(order.by.get(actor.pk, []), everything_said, 50)
    written = some(rows.sources(Q(author=actor))[: rows.MANY + 1], "author_id", this)
    testimony = some(rows.sources(Q(speaker=actor))[: rows.MANY], "speaker_id", this)
    sentences = rows.summary(actor.pk, language)

    cited = [
        *chain(sentences, involved, represented, steps, reports, exhibits, belongs, members),
        *by_topic(about),
        *by_topic(claim for claim in spoken if claim not in about),
    ]
    apparatus = Apparatus(
        language,
        cited=[*cited, *(row for row in divided.cited if row not in cited)],
        named=chain(trials, (row.court for row in trials), written, testimony),
        here=actor,
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
        names=rows.name_forms([actor.pk], language)[actor.pk],
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
