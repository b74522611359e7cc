"""What the page of an incident says, and the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from archive.public import models as public
from archive.public.addresses import address_of, list_address
from archive.public.footnotes import Footnote
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, by_topic, code, defined
from archive.public.pages.positions import topics
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
    sources: list[parts.Link]
    origins: int


def incident_page(incident: public.PublicIncident, language: str) -> IncidentPage:
    """Gather the page of an incident, which must have its place and whole selected."""
    smaller = list(rows.incidents(Q(part_of=incident)))
    involved = list(rows.involvements(Q(incident=incident)))
    trials = list(rows.trials(Q(incident_links__incident=incident)))
    spoken_of = rows.keys([incident, *involved])
    everything = f"{list_address('claims')}?subject={incident.ref}"
    claims, more = rows.first(Q(subject_id__in=spoken_of), everything)
    sentences = rows.summary(incident.pk, language)

    apparatus = Apparatus(
        language,
        cited=[*sentences, incident, *by_topic(claims), *involved],
        named=chain(smaller, (part.place for part in smaller), trials, (t.court for t in trials)),
        here=incident,
    )
    title = apparatus.title(incident)
    return IncidentPage(
        ref=incident.ref,
        slug=incident.slug,
        url=address_of(incident),
        type="incident",
        title=title.text,
        language=title.language,
        names=rows.name_forms([incident.pk], language)[incident.pk],
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


@dataclass(frozen=True)
class Dated:
    """A line of the timeline: an incident, or a step as one speaker reports it."""

    when: parts.When
    what: parts.Link
    kind: parts.Code
    place: parts.Link | None
    of: parts.Link | None
    speaker: parts.Link | None
    footnotes: list[Footnote]


@dataclass(frozen=True)
class Timeline:
    """Everything that has a date, in its order; what has none is counted, not guessed."""

    entries: list[Dated]
    undated: int
    more: parts.More | None


def timeline(language: str, many: int) -> Timeline:
    """Gather the first `many` dated incidents and dated reports of steps."""
    dated = ~Q(when="")
    incidents = list(rows.incidents(dated)[: many + 1])
    reports = list(rows.reports(dated)[: many + 1])
    both: list[public.PublicIncident | public.PublicReport] = sorted(
        [*incidents, *reports],
        key=_in_time,
    )
    shown = both[:many]
    steps = [row.step for row in shown if isinstance(row, public.PublicReport)]
    apparatus = Apparatus(language, cited=shown, named=[*steps, *(step.trial for step in steps)])
    return Timeline(
        entries=[_dated(row, apparatus) for row in shown],
        undated=public.PublicIncident.objects.filter(when="").count(),
        more=parts.More(many, list_address("incidents")) if len(both) > many else None,
    )


def _in_time(row: public.PublicIncident | public.PublicReport) -> tuple[str, str, bool, bool, str]:
    """By the first day, then the last; a larger incident before its parts, steps in court last."""
    first, last = row.earliest or row.latest, row.latest or row.earliest
    days = (first.isoformat() if first else "", last.isoformat() if last else "")
    if isinstance(row, public.PublicIncident):
        return *days, False, row.part_of is not None, row.slug
    return *days, True, False, f"{row.words} {row.ref}"


def _dated(row: public.PublicIncident | public.PublicReport, apparatus: Apparatus) -> Dated:
    when = apparatus.when(row)
    if when is None:
        raise ValueError("Only what has a date stands on the timeline.")
    if isinstance(row, public.PublicIncident):
        return Dated(
            when=when,
            what=apparatus.link(row),
            kind=code(row, "kind"),
            place=apparatus.maybe(row.place),
            of=apparatus.maybe(row.part_of),
            speaker=None,
            footnotes=apparatus.resting(row),
        )
    return Dated(
        when=when,
        what=apparatus.link(row.step),
        kind=code(row, "outcome"),
        place=None,
        of=apparatus.link(row.step.trial),
        speaker=apparatus.link(row.asserted_by),
        footnotes=apparatus.resting(row),
    )
