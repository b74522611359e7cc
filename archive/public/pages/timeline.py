"""The timeline: what has a date, in the order of the first moment that the date can mean.

Incidents as they are catalogued, dated claims of incidents, and dated reports of steps; of one
place and of some days, if a reader asks so. Where speakers give times that exclude each other, or
contradict each other otherwise, the entries say so; nothing is preferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from archive.dates import PartialDate, display, overlaps, parse
from archive.public import models as public
from archive.public import positions, times
from archive.public.addresses import list_address, timeline_address
from archive.public.at_once import at_once
from archive.public.entries import few_lengths, pointed_at
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, code
from archive.public.pages.reach import Reach, reach
from archive.public.pages.timeline_entries import Entry
from archive.public.pages.timeline_picture import Picture, picture
from archive.public.presence import answering
from archive.vocabularies import ClaimTopic, RecordType, Stance

Row: TypeAlias = public.PublicIncident | public.PublicClaim | public.PublicReport
TIMES, DISPUTED = "times", "disputed"


@dataclass(frozen=True)
class Asked:
    """What is asked of the timeline: a place, the first and the last day as they were written."""

    place: public.PublicPlace | None = None
    start: str = ""
    end: str = ""

    def first_day(self) -> date | None:
        """The first day; None is open."""
        return parse(self.start).earliest if self.start else None

    def last_day(self) -> date | None:
        """The last day; None is open."""
        return parse(self.end).latest if self.end else None

    def address(self, form: str = "html") -> str:
        """Its canonical address."""
        return timeline_address(self.place.slug if self.place else "", self.start, self.end, form)


@dataclass(frozen=True)
class Option:
    """A place of which the timeline can be asked."""

    slug: str
    title: str
    selected: bool


@dataclass(frozen=True)
class Timeline:
    """Everything that has a date, in its order; what has none is counted or named, not guessed.

    With a place, `larger` are the incidents that what happened there is part of, `around` the
    places that it lies in, and `without_date` what belongs there and has no date.
    """

    village: parts.Link | None
    start: str
    end: str
    days: str
    entries: list[Entry]
    larger: list[parts.Link]
    around: list[parts.Link]
    without_date: list[parts.Link]
    undated: int
    more: parts.More | None
    places: list[Option]

    @property
    def picture(self) -> Picture | None:
        """The entries as bars between their moments."""
        first = parse(self.start).first if self.start else None
        return picture(self.entries, first, parse(self.end).last if self.end else None)

    @property
    def asked(self) -> bool:
        """Whether it is of a place or of some days."""
        return bool(self.village or self.days)


def timeline(asked: Asked, language: str, many: int) -> Timeline:
    """Gather the first `many` entries of what is asked for."""
    days = (asked.first_day(), asked.last_day())
    of = reach(asked.place) if asked.place else None
    everything = not of and not any(days)
    incidents, claims, reports, places, undated, larger, around = at_once(
        *_rows(asked, of, many + 1),
        public.PublicPlace.objects.order_by("slug")[: rows.MANY * 10],
        _without_date(of, everything),
        rows.incidents(Q(pk__in=few_lengths(of.larger if of else ()))),
        public.PublicPlace.objects.filter(pk__in=few_lengths(of.around if of else ())),
    )
    found = _in_time([*incidents, *claims, *reports])
    shown = found[:many]
    undated.sort(key=lambda row: row.slug)
    larger.sort(key=lambda row: (row.earliest is None, row.slug))
    around.sort(key=lambda row: of.around.index(row.pk) if of else 0)
    apparatus = Apparatus(
        language,
        cited=shown,
        named=[*filter(None, [asked.place]), *undated, *places, *larger, *around],
        pointing=[(RecordType.STEP, row.step_id) for row in reports],
    )
    differ = _differences(shown)
    return Timeline(
        village=apparatus.maybe(asked.place),
        start=asked.start,
        end=asked.end,
        days=_days(asked, language),
        entries=[
            _entry(row, number, days, differ.get(row.pk, []), apparatus)
            for number, row in enumerate(shown, start=1)
        ],
        larger=apparatus.links(larger),
        around=apparatus.links(around),
        without_date=apparatus.links(undated) if of else [],
        undated=len(undated) if everything else 0,
        more=parts.More(many, list_address("incidents")) if len(found) > many else None,
        places=_options(places, asked, apparatus),
    )


def _without_date(of: Reach | None, everything: bool) -> QuerySet[public.PublicIncident]:
    """What has no date: of a place, or of the whole archive."""
    if not of and not everything:
        return public.PublicIncident.objects.none()
    within = Q(pk__in=few_lengths(of.incidents)) if of else Q()
    return rows.incidents(Q(when="") & within)


def _options(
    places: Iterable[public.PublicPlace], asked: Asked, apparatus: Apparatus
) -> list[Option]:
    """The places by their names, the one that is asked for among them."""
    every = {row.slug: row for row in (*places, asked.place) if row is not None}
    options = [
        Option(slug, apparatus.title(row).text, row == asked.place) for slug, row in every.items()
    ]
    return sorted(options, key=lambda option: (option.title, option.slug))


def _days(asked: Asked, language: str) -> str:
    """The days that are asked for, as people say them."""
    if not asked.start and not asked.end:
        return ""
    return display(f"{asked.start or '..'}/{asked.end or '..'}", language)


def _rows(asked: Asked, of: Reach | None, many: int) -> list[QuerySet[Any]]:
    """The dated incidents, claims and reports of what is asked for, `many` of each at most.

    Of a date with an open side the known one must fall into the days, as in the facets of lists:
    else whatever was over by 2021 would stand at each hour of 2020.
    """
    when = ~Q(when="")
    if first := asked.first_day():
        when &= Q(latest__gte=first) | Q(latest=None, earliest__gte=first)
    if last := asked.last_day():
        when &= Q(earliest__lte=last) | Q(earliest=None, latest__lte=last)
    if of is None:
        claims, reports = Q(subject_type=RecordType.INCIDENT), Q()
        incidents = Q()
    else:
        ids = few_lengths(of.incidents)
        incidents = Q(pk__in=ids)
        claims = Q(subject_id__in=few_lengths([*of.incidents, *of.places]))
        dealt = public.PublicTrialIncident.objects.filter(incident_id__in=ids).values("trial_id")
        steps = public.PublicStep.objects.filter(trial_id__in=dealt).values("pk")
        reports = Q(step_id__in=steps)
    return [
        rows.incidents(when & incidents)[:many],
        rows.claims(when & claims)[:many],
        rows.reports(when & reports)[:many],
    ]


def _in_time(rows: Sequence[Row]) -> list[Row]:
    """By the first moment; of an open beginning by the known one.

    Among equals an incident stands before what is said of it, a larger one before its parts, and
    steps in court last.
    """
    wanted = {row.subject_id for row in rows if isinstance(row, public.PublicClaim)}
    told = {row.pk: row for row in rows if isinstance(row, public.PublicIncident)}
    told |= _incidents(wanted - told.keys())

    def order(row: Row) -> tuple[datetime, bool, bool, str, bool, bool, datetime, str, str]:
        known = parse(row.when)
        begins = known.first or known.last
        if begins is None:
            raise ValueError("Only what has a date stands on the timeline.")
        of = told.get(row.subject_id if isinstance(row, public.PublicClaim) else row.pk)
        whole = of is not None and of.part_of_id is None
        is_said = not isinstance(row, public.PublicIncident)
        ends = known.last is None, known.last or begins
        words = row.text if isinstance(row, public.PublicClaim) else ""
        among = of is None, not whole, of.slug if of else "", is_said
        return (begins, *among, *ends, words, row.ref)

    return sorted(rows, key=order)


def _incidents(ids: set[int]) -> dict[int, public.PublicIncident]:
    found = pointed_at((RecordType.INCIDENT, key) for key in ids)
    return {key: row for key, row in found.items() if isinstance(row, public.PublicIncident)}


def _differences(shown: Sequence[Row]) -> dict[int, list[str]]:
    """In which ways sources differ on each of the rows that are shown.

    All that is public is compared, not only what is shown.
    """
    claims = {row.pk: row for row in shown if isinstance(row, public.PublicClaim)}
    subjects = {row.subject_id for row in claims.values()}
    subjects |= {row.pk for row in shown if isinstance(row, public.PublicIncident)}
    steps = {row.step_id for row in shown if isinstance(row, public.PublicReport)}
    said, reported = at_once(_said_of(subjects, claims), _reported_of(steps))
    dates = (row for row in said if row.topic == ClaimTopic.DATE and row.when)
    apart = times.apart(dates, positions.matter)
    marked = {row.pk for row in apart} | {row.subject_id for row in apart}
    marked |= {row.pk for row in times.apart(reported, lambda row: row.step_id)}
    disputed = _disputed(claims, said)
    found = {row.pk: [TIMES] if row.pk in marked else [] for row in shown}
    for key in disputed:
        found[key].append(DISPUTED)
    return found


def _said_of(
    subjects: set[int], claims: dict[int, public.PublicClaim]
) -> QuerySet[public.PublicClaim]:
    """The claims of some subjects, and those that answer some claims."""
    answers = {each for claim in claims for each in answering(claim)}
    wanted = Q(subject_id__in=few_lengths(subjects)) | Q(pk__in=few_lengths(answers))
    return public.PublicClaim.objects.filter(wanted)


def _reported_of(steps: set[int]) -> QuerySet[public.PublicReport]:
    return public.PublicReport.objects.filter(step_id__in=few_lengths(steps)).exclude(when="")


def _disputed(claims: dict[int, public.PublicClaim], said: list[public.PublicClaim]) -> set[int]:
    """Which of the claims contradict another or are contradicted, as the list of claims says."""
    denied = {row.answers_id for row in said if row.stance == Stance.DENIES}
    denials = {pk for pk, row in claims.items() if row.stance == Stance.DENIES}
    contradicted = {
        row.pk for same in positions.by_matter(said) for row in positions.contradicted(same)
    }
    return {pk for pk in claims if pk in denied or pk in denials or pk in contradicted}


def _entry(
    row: Row,
    number: int,
    days: tuple[date | None, date | None],
    differs: Sequence[str],
    apparatus: Apparatus,
) -> Entry:
    when, known = apparatus.when(row), parse(row.when)
    if when is None:
        raise ValueError("Only what has a date stands on the timeline.")
    words = {
        TIMES: _("Sources differ: their times exclude each other."),
        DISPUTED: _("Sources differ: another statement contradicts this one."),
    }
    what, kind, subject, place, of = _particulars(row, apparatus)
    return Entry(
        number=number,
        type=_type(row),
        ref=row.ref,
        what=what,
        kind=kind,
        subject=subject,
        place=place,
        of=of,
        said=None if isinstance(row, public.PublicIncident) else apparatus.said(row),
        when=when,
        first=known.first.isoformat() if known.first else "",
        last=known.last.isoformat() if known.last else "",
        approximate=known.approximate,
        uncertain=known.uncertain,
        within=(overlaps(known, *days) or "") if any(days) else "",
        reaches_out=_reaches_out(known, *days),
        differs=[parts.Code(each, words[each]) for each in differs],
        footnotes=apparatus.resting(row),
    )


def _reaches_out(known: PartialDate, start: date | None, end: date | None) -> bool:
    """Whether a date may lie outside some days, so that it stands among them only perhaps."""
    before = start is not None and (known.earliest is None or known.earliest < start)
    return before or (end is not None and (known.latest is None or known.latest > end))


def _type(row: Row) -> parts.Code:
    match row:
        case public.PublicIncident():
            return parts.Code(RecordType.INCIDENT.value, _("Incident, as catalogued"))
        case public.PublicClaim():
            return parts.Code(RecordType.CLAIM.value, _("Statement"))
        case _:
            return parts.Code(RecordType.REPORT.value, _("Report of a step in court"))


_Particulars: TypeAlias = tuple[
    parts.Link, parts.Code, parts.Link | None, parts.Link | None, parts.Link | None
]


def _particulars(row: Row, apparatus: Apparatus) -> _Particulars:
    """What a row is called, of which kind it is, of what it tells, where, and part of what."""
    match row:
        case public.PublicIncident():
            around = apparatus.maybe(row.place), apparatus.maybe(row.part_of)
            return apparatus.link(row), code(row, "kind"), None, *around
        case public.PublicClaim():
            subject = apparatus.maybe(apparatus.subjects.get(row.subject_id))
            return apparatus.link(row), code(row, "topic"), subject, None, None
        case _:
            of = apparatus.link(row.step.trial)
            return apparatus.link(row.step), code(row, "outcome"), None, None, of
