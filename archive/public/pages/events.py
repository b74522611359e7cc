"""What the page of an incident says."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from archive.public import models as public
from archive.public.addresses import address_of, list_address
from archive.public.at_once import at_once
from archive.public.footnotes import Footnote
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, by_topic, code, defined
from archive.public.pages.positions import topics
from archive.public.pages.timeline_entries import hour_by_hour
from archive.vocabularies import IncidentKind


@dataclass(frozen=True)
class Catalogued:
    """Where the archive files an incident: needed to find it, never a finding."""

    kind: parts.Code
    when: parts.When | None
    place: parts.Link | None
    part_of: parts.Link | None
    footnotes: list[Footnote]


@dataclass(frozen=True)
class Dealt:
    """A trial that deals with an incident."""

    trial: parts.Link
    court: parts.Link | None
    when: parts.When | None


@dataclass(frozen=True)
class Part:
    """An incident within a larger one."""

    incident: parts.Link
    kind: parts.Code
    when: parts.When | None
    place: parts.Link | None


@dataclass(frozen=True, kw_only=True)
class IncidentPage(parts.Page):
    """The page of an incident."""

    catalogued: Catalogued
    has_parts: list[Part]
    topics: list[parts.Topic]
    more: parts.More | None
    roles: list[parts.Role]
    trials: list[Dealt]
    hours: list[parts.Link]
    sources: list[parts.Link]
    origins: int


def incident_page(incident: public.PublicIncident, language: str) -> IncidentPage:
    """Gather the page of an incident."""
    smaller, involved, trials, told, texts = at_once(
        rows.incidents(Q(part_of=incident)),
        rows.involvements(Q(incident=incident)),
        rows.trials(Q(incident_links__incident=incident)),
        rows.sentences(incident.pk),
        rows.texts([incident.pk]),
    )
    spoken_of = rows.keys([incident, *involved])
    everything = f"{list_address('claims')}?subject={incident.ref}"
    claims, more = rows.more(rows.first_claims(Q(subject_id__in=spoken_of)), everything)
    sentences = rows.summary(told, language)

    apparatus = Apparatus(
        language,
        cited=[*sentences, incident, *by_topic(claims), *involved],
        named=[*smaller, *trials],
        here=incident,
        users=texts,
    )
    title = apparatus.title(incident)
    return IncidentPage(
        ref=incident.ref,
        slug=incident.slug,
        url=address_of(incident),
        type="incident",
        title=title.text,
        language=title.language,
        names=rows.names(texts, apparatus)[incident.pk],
        summary=[apparatus.sentence(row) for row in sentences],
        catalogued=Catalogued(
            kind=defined(IncidentKind, incident.kind),
            when=apparatus.when(incident),
            place=apparatus.maybe(incident.place),
            part_of=apparatus.maybe(incident.part_of),
            footnotes=apparatus.resting(incident),
        ),
        has_parts=[incident_part(part, apparatus) for part in smaller],
        topics=topics(claims, apparatus),
        more=more,
        roles=[apparatus.role(row) for row in involved],
        trials=[trial_part(trial, apparatus) for trial in trials],
        hours=hour_by_hour(
            incident.place.slug if incident.place else "",
            [(incident.earliest, incident.latest)],
            language,
        ),
        sources=apparatus.sources(),
        origins=apparatus.origins(),
        notes=apparatus.notes,
    )


def incident_part(incident: public.PublicIncident, apparatus: Apparatus) -> Part:
    """An incident as a line of another page."""
    return Part(
        incident=apparatus.link(incident),
        kind=code(incident, "kind"),
        when=apparatus.when(incident),
        place=apparatus.maybe(incident.place),
    )


def trial_part(trial: public.PublicTrial, apparatus: Apparatus) -> Dealt:
    """A trial as a line of another page."""
    return Dealt(apparatus.link(trial), apparatus.maybe(trial.court), apparatus.when(trial))
