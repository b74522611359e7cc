"""What became of the defendants of a trial by a day, as one source tells it.

Owns the reckoning, from plain data: which last step each cohort had, how many people that is at
least and at most, and how many the source leaves open. Nothing is added up between sources, and no
person is invented: a cohort is as many people as its source says, and cohorts of which the source
does not say whether they share people are counted so that nobody is counted twice.

A date that a source does not give is bounded by what it gives: by its own date, and by the first
dated step of a later stage, which a step of an earlier stage precedes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from archive.vocabularies import Outcome, StepKind

STAGES: tuple[str, ...] = (
    StepKind.CHARGE,
    StepKind.VERDICT,
    StepKind.SENTENCE,
    StepKind.APPEAL,
    StepKind.RELEASE,
)
"""The kinds of steps that change where a defendant stands, in the order of proceedings."""

UNCHANGING = (Outcome.UPHELD, Outcome.HELD)
"""Outcomes that leave a defendant where the step before left them."""

_VAGUE = (Outcome.PROBATION_OR_PRISON, Outcome.NOT_STATED)


@dataclass(frozen=True)
class People:
    """How many: at least `low`, at most `high`; None where no upper end is known."""

    low: int
    high: int | None


@dataclass(frozen=True)
class Event:
    """One report of a step: `earliest` and `latest` bound its day, None where nothing does.

    `report` is its place among all reports in an order that does not tell when they were made.
    """

    report: int
    step: int
    kind: str
    outcome: str
    earliest: date | None = None
    latest: date | None = None

    @property
    def stage(self) -> int:
        """Its place in the order of proceedings."""
        return STAGES.index(self.kind)

    @property
    def state(self) -> State:
        """Where it leaves a defendant."""
        return State(self.kind, self.outcome)


@dataclass(frozen=True, order=True)
class State:
    """Where a defendant stands: after a step of a kind that ended so."""

    kind: str
    outcome: str


@dataclass(frozen=True)
class Cohort:
    """People of whom a source speaks together, and what it tells of them.

    `person` is the id of the one person that it is, if it is one.
    """

    people: People
    events: tuple[Event, ...]
    person: int | None = None


@dataclass(frozen=True)
class Standing:
    """How many people stand in a state: surely `least`, perhaps up to `most` (None: no limit).

    `said` tells whether the upper end follows from what the source says of these people, and not
    only from how many were tried. `reports` are those that put them there.
    """

    state: State
    least: int
    most: int | None
    said: bool
    reports: tuple[int, ...]


@dataclass(frozen=True)
class Account:
    """What one source tells by a day.

    The `least` of all standings, and `left_open`, add up to `total`. `surplus` is by how many a
    source that contradicts itself tells of more people than it says there are.
    """

    total: People | None
    standings: list[Standing]
    left_open: int | None
    surplus: int = 0


@dataclass
class Place:
    """One cohort by the day: the step that it surely has reached, and those that it may have."""

    cohort: Cohort
    sure: Event | None
    possible: list[Event] = field(default_factory=list)


def reckon(total: People | None, cohorts: Iterable[Cohort], day: date) -> Account:
    """Reckon where the people of a source's cohorts stand at the end of a day."""
    reached = [place for place in places(cohorts, day) if place.sure or place.possible]
    # Whoever has come furthest is counted there; a smaller cohort before a larger one, and one
    # of which nobody says how many it is at last.
    reached.sort(key=_advance)
    least: dict[State, int] = defaultdict(int)
    most: dict[State, int | None] = defaultdict(int)
    reports: dict[State, set[int]] = defaultdict(set)
    for number, place in enumerate(reached):
        cohort = place.cohort
        if place.sure and not place.possible:
            shared = _at_most(
                one.cohort.people for one in reached[:number] if may_share(one.cohort, cohort)
            )
            least[place.sure.state] += 0 if shared is None else max(0, cohort.people.low - shared)
        events = [*([place.sure] if place.sure else []), *place.possible]
        for state in {event.state for event in events}:
            known, more = most[state], cohort.people.high
            most[state] = None if known is None or more is None else known + more
        for event in events:
            reports[event.state].add(event.report)
    counted = sum(least.values())
    standings = [
        Standing(
            state,
            least[state],
            _limited(most[state], total, counted - least[state], least[state]),
            most[state] is not None,
            tuple(sorted(reports[state])),
        )
        for state in sorted(most, key=_order)
    ]
    # Who surely stands elsewhere leaves nobody here.
    standings = [standing for standing in standings if standing.most != 0]
    if total is None:
        return Account(None, standings, None)
    limit = total.low if total.high is None else total.high
    return Account(total, standings, max(0, total.low - counted), max(0, counted - limit))


def places(cohorts: Iterable[Cohort], day: date) -> list[Place]:
    """Where each of a source's cohorts stands at the end of a day, in the order of the cohorts."""
    return [_at(cohort, day) for cohort in _dated(list(cohorts))]


def _order(state: State) -> tuple[int, int]:
    return STAGES.index(state.kind), Outcome.values.index(state.outcome)


def _advance(place: Place) -> tuple[int, bool, int, int]:
    events = [*place.possible, *([place.sure] if place.sure else [])]
    furthest = max(event.stage for event in events)
    people = place.cohort.people
    first = min(event.report for event in events)
    return -furthest, people.high is None, people.low, first


def _at_most(several: Iterable[People]) -> int | None:
    """How many these are at most together; None where no limit is known."""
    total = 0
    for people in several:
        if people.high is None:
            return None
        total += people.high
    return total


def _limited(most: int | None, total: People | None, others: int, least: int) -> int | None:
    """No more people than there are beside those who surely stand elsewhere, and never fewer than
    surely stand here: a source that contradicts itself loses none of its numbers."""
    if total is None or total.high is None:
        return most
    room = max(least, total.high - others)
    return room if most is None else min(most, room)


# When


def _at(cohort: Cohort, day: date) -> Place:
    """Where a cohort stands at the end of a day, going by what surely and perhaps was before."""
    sure = [one for one in cohort.events if one.latest is not None and one.latest <= day]
    furthest = max(sure, key=_later, default=None)
    possible = [
        one
        for one in cohort.events
        if one not in sure
        and (one.earliest is None or one.earliest <= day)
        and (furthest is None or _later(one) > _later(furthest))
    ]
    return Place(cohort, furthest, possible)


def _later(event: Event) -> tuple[int, date, int]:
    return event.stage, event.earliest or date.min, event.report


def _dated(cohorts: list[Cohort]) -> list[Cohort]:
    """Steps without a last possible day get one from the first dated step of a later stage."""
    events = [event for cohort in cohorts for event in cohort.events]

    def bounded(event: Event) -> Event:
        later = [
            one.latest
            for one in events
            if one.stage > event.stage and one.latest and one.earliest == one.latest
        ]
        if not later or event.earliest == event.latest is not None:
            return event
        last = min(later) - timedelta(days=1)
        if event.latest and event.latest <= last:
            return event
        if event.earliest and event.earliest > last:
            return event
        return replace(event, latest=last)

    return [
        replace(cohort, events=tuple(bounded(event) for event in cohort.events))
        for cohort in cohorts
    ]


# Who


def may_share(one: Cohort, other: Cohort) -> bool:
    """Whether somebody may belong to both: the source says nothing that forbids it."""
    if one.person is not None and other.person is not None:
        return one.person == other.person
    if _lines_of_one_step(one, other):
        return False
    return not (_freed_by(one, other) or _freed_by(other, one) or _sentenced_apart(one, other))


def _lines_of_one_step(one: Cohort, other: Cohort) -> bool:
    """Several reports of a source on one and the same step speak of different people."""
    return bool({event.step for event in one.events} & {event.step for event in other.events})


def _freed_by(one: Cohort, other: Cohort) -> bool:
    """The first was acquitted, the second convicted, sentenced or released after a sentence."""
    acquitted = any(event.outcome == Outcome.ACQUITTED for event in one.events)
    later = (StepKind.SENTENCE, StepKind.APPEAL, StepKind.RELEASE)
    guilty = any(
        event.outcome == Outcome.CONVICTED or event.kind in later for event in other.events
    )
    return acquitted and guilty


def _sentenced_apart(one: Cohort, other: Cohort) -> bool:
    """Both were sentenced, and to different things."""
    first, second = _sentences(one), _sentences(other)
    vague = {*first, *second} & set(_VAGUE)
    return bool(first and second and not vague and not first & second)


def _sentences(cohort: Cohort) -> set[str]:
    return {event.outcome for event in cohort.events if event.kind == StepKind.SENTENCE}


def changes(kind: str, outcome: str) -> bool:
    """Whether a step of this kind that ended so changes where a defendant stands."""
    return kind in STAGES and outcome not in UNCHANGING


def sized(people: Sequence[People]) -> People | None:
    """The greatest of the numbers that a source gives for a whole; the others are parts of it."""
    return max(people, key=lambda one: (one.low, one.high or one.low), default=None)


def around(people: Sequence[People]) -> People:
    """The bounds within which several say how many there are."""
    highs = [one.high for one in people]
    high = None if None in highs else max(high for high in highs if high is not None)
    return People(min(one.low for one in people), high)
