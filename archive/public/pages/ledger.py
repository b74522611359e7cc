"""The ledger of a trial: what each source tells of each defendant at each stage, and by a day.

Sources stand side by side and are never added up. What one leaves open is a number of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from archive.dates import display
from archive.public import models as public
from archive.public.addresses import address_of, trial_address
from archive.public.at_once import at_once
from archive.public.entries import few_lengths
from archive.public.footnotes import Footnote, Note
from archive.public.ledger import STAGES, People, Standing, reckon
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, moment
from archive.public.pages.ledger_picture import Picture, picture
from archive.public.pages.numbers import bounds
from archive.public.tellings import Telling, of_trials
from archive.vocabularies import ActorKind, InvolvementRole, Outcome, StepKind

SHOWN: tuple[str, ...] = (STAGES[0], StepKind.PLEA, *STAGES[1:])
"""The columns of the ledger."""


@dataclass(frozen=True)
class Count:
    """How many people stand in a state: at least and at most, in figures and in words.

    `most` is empty where nothing limits it. `reports` lead to what says so.
    """

    stage: parts.Code
    outcome: parts.Code
    least: int
    most: int | None
    words: str
    footnotes: list[Footnote]


@dataclass(frozen=True)
class Account:
    """What one source tells by the day; `least` of all counts and `left_open` make the total."""

    source: parts.Link
    author: parts.Link | None
    when: parts.When | None
    total: str
    borrowed: bool
    counts: list[Count]
    left_open: int | None
    surplus: int


@dataclass(frozen=True)
class Cell:
    """What sources tell of one party at one stage."""

    stage: parts.Code
    reports: list[parts.Report]


@dataclass(frozen=True)
class Row:
    """A party of the trial, or the whole of it, with a cell for each stage."""

    ref: str
    party: parts.Link | None
    cells: list[Cell]


@dataclass(frozen=True)
class Day:
    """A day on which a source puts a step, and the ledger as of it."""

    day: str
    display: str
    url: str
    selected: bool


@dataclass(frozen=True)
class LedgerPage:
    """The ledger of a trial as of a day."""

    trial: parts.Link
    slug: str
    url: str
    as_of: str
    as_of_display: str
    days: list[Day]
    accounts: list[Account]
    stages: list[parts.Code]
    rows: list[Row]
    untold: list[parts.Link]
    sources: list[parts.Link]
    origins: int
    notes: list[Note]

    @property
    def picture(self) -> Picture | None:
        """What sources surely tell, as bars; the table says the same."""
        return picture(self.accounts)


def ledger_address(trial: public.PublicTrial, day: date | None = None, form: str = "html") -> str:
    """Return the address of the ledger of a trial, as of a day if one is given."""
    return trial_address("ledger", trial, form, day)


def ledger_page(
    trial: public.PublicTrial, as_of: date | None, today: date, language: str
) -> LedgerPage:
    """Gather the ledger of a trial, as of a day or else of today."""
    day = as_of or today
    kept = of_trials([trial.pk])
    tellings = kept.by_trial.get(trial.pk, [])
    steps = public.PublicStep.objects.filter(trial=trial, kind__in=SHOWN)
    reports, of_reports, parties, told = at_once(
        rows.reports(Q(step__in=steps.values("pk"))),
        steps,
        rows.involvements(Q(trial=trial, role=InvolvementRole.DEFENDANT)),
        rows.sources(Q(pk__in=few_lengths(telling.source for telling in tellings))),
    )
    sources = {row.pk: row for row in told}
    apparatus = Apparatus(
        language,
        cited=reports,
        named=[
            trial,
            *of_reports,
            *parties,
            *sources.values(),
        ],
    )
    by_id = {row.pk: row for row in reports}
    by_place = {place: by_id[key] for place, key in enumerate(kept.reports) if key in by_id}
    all_rows = list(_rows(parties, reports, apparatus))
    return LedgerPage(
        trial=apparatus.link(trial),
        slug=trial.slug,
        url=ledger_address(trial, as_of),
        as_of=day.isoformat(),
        as_of_display=display(day.isoformat(), language),
        days=[
            Day(
                one.isoformat(),
                display(one.isoformat(), language),
                ledger_address(trial, one),
                one == as_of,
            )
            for one in kept.days(trial.pk)
        ],
        accounts=[
            _account(telling, sources[telling.source], day, by_place, apparatus)
            for telling in tellings
        ],
        stages=[_stage(kind) for kind in SHOWN],
        rows=[row for row in all_rows if any(cell.reports for cell in row.cells)],
        untold=[
            row.party
            for row in all_rows
            if row.party and not any(cell.reports for cell in row.cells)
        ],
        sources=apparatus.sources(),
        origins=apparatus.origins(),
        notes=apparatus.notes,
    )


HEADER = ("source", "stage", "outcome", "least", "most", "total", "total_of", "as_of", "citations")
LEFT_OPEN = "left_open"


def lines(page: LedgerPage) -> Iterator[tuple[str | int | None, ...]]:
    """The accounts as lines of a table: one for each count, and one for what is left open."""
    for account in page.accounts:
        of = "others" if account.borrowed else "source"
        ends = (account.total, of, page.as_of)
        for one in account.counts:
            cited = "; ".join(dict.fromkeys(note.cite for note in one.footnotes))
            stands = (one.stage.code, one.outcome.code, one.least, one.most)
            yield (account.source.url, *stands, *ends, cited)
        left = (LEFT_OPEN, account.left_open, account.left_open)
        yield (account.source.url, "", *left, *ends, "")


def _account(
    telling: Telling,
    source: public.PublicSource,
    day: date,
    reports: dict[int, public.PublicReport],
    apparatus: Apparatus,
) -> Account:
    account = reckon(telling.total, telling.cohorts, day)
    return Account(
        source=apparatus.link(source),
        author=apparatus.maybe(source.author),
        when=moment(source.when, "", apparatus.language),
        total=bounds(telling.total),
        borrowed=telling.borrowed,
        counts=[_count(one, source, reports, apparatus) for one in account.standings],
        left_open=account.left_open,
        surplus=account.surplus,
    )


def _count(
    standing: Standing,
    source: public.PublicSource,
    reports: dict[int, public.PublicReport],
    apparatus: Apparatus,
) -> Count:
    footnotes = [
        note
        for key in standing.reports
        for note in apparatus.resting(reports[key])
        if note.url.startswith(address_of(source))
    ]
    return Count(
        stage=_stage(standing.state.kind),
        outcome=_outcome(standing.state.outcome),
        least=standing.least,
        most=standing.most,
        words=bounds(People(standing.least, standing.most if standing.said else None)),
        footnotes=footnotes,
    )


def _rows(
    parties: Iterable[public.PublicInvolvement],
    reports: Iterable[public.PublicReport],
    apparatus: Apparatus,
) -> Iterator[Row]:
    """A row for each defendant, persons first, and at last one for the trial as a whole."""
    told: dict[tuple[int | None, str], list[public.PublicReport]] = defaultdict(list)
    for report in reports:
        told[report.step.party_id, report.step.kind].append(report)

    def cells(party: int | None) -> list[Cell]:
        return [
            Cell(_stage(kind), [apparatus.report(row) for row in told[party, kind]])
            for kind in SHOWN
        ]

    ordered = sorted(
        parties,
        key=lambda row: (row.actor.kind != ActorKind.PERSON, apparatus.title(row.actor).text),
    )
    for row in ordered:
        yield Row(row.ref, apparatus.link(row.actor), cells(row.pk))
    if any(told[None, kind] for kind in SHOWN):
        yield Row("", None, cells(None))


def _stage(kind: str) -> parts.Code:
    return parts.Code(kind, str(dict(StepKind.choices)[kind]))


def _outcome(outcome: str) -> parts.Code:
    return parts.Code(outcome, str(dict(Outcome.choices)[outcome]))
