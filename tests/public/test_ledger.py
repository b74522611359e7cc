"""The ledger never says more than a source does: whatever happened, it lies within its bounds.

The oracle knows what became of each person. A source is made from that by telling of cohorts and
leaving things out; the reckoning must then hold the truth of every day within its bounds, and its
numbers must add up to all who were tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.public.ledger import STAGES, Account, Cohort, Event, People, State, changes, reckon
from archive.vocabularies import Outcome, StepKind

BEGUN = date(2031, 5, 1)
WRITTEN = date(2032, 2, 1)
DAYS = {stage: BEGUN + timedelta(days=30 * (number + 1)) for number, stage in enumerate(STAGES)}
"""One day for each stage, each before the next."""

VERDICTS = (Outcome.ACQUITTED, Outcome.CONVICTED)
SENTENCES = (Outcome.IMPRISONMENT, Outcome.SUSPENDED, Outcome.FINE)


@dataclass(frozen=True)
class Life:
    """What became of one person: the outcome of each stage that they reached."""

    verdict: str
    sentence: str = ""
    appeal: str = ""
    release: str = ""

    def outcome(self, stage: str) -> str:
        """How a stage ended for this person, or nothing."""
        return {
            StepKind.CHARGE: Outcome.BROUGHT,
            StepKind.VERDICT: self.verdict,
            StepKind.SENTENCE: self.sentence,
            StepKind.APPEAL: self.appeal,
            StepKind.RELEASE: self.release,
        }[StepKind[stage.upper()]]


lives = st.one_of(
    st.just(Life(Outcome.ACQUITTED)),
    st.builds(
        Life,
        st.just(Outcome.CONVICTED),
        st.sampled_from(["", *SENTENCES]),
        st.sampled_from(["", Outcome.CHANGED]),
        st.sampled_from(["", Outcome.PAROLE]),
    ),
)


@dataclass(frozen=True)
class Story:
    """What became of people, what a source tells, and of whom it tells what is of one party."""

    people: list[Life]
    cohorts: list[Cohort]
    party_of: dict[int, Life]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Some lives, and cohorts of them as a source tells.

    That is one line for each stage and outcome, and parties of people to whom the same happened.
    """
    people = draw(st.lists(lives, min_size=1, max_size=9))
    cohorts: list[Cohort] = []
    party_of: dict[int, Life] = {}
    number = 0
    for stage in STAGES:
        for outcome in sorted({life.outcome(stage) for life in people} - {""}):
            number += 1
            if draw(st.booleans()):
                continue
            size = sum(life.outcome(stage) == outcome for life in people)
            said = draw(
                st.sampled_from(
                    [People(size, size), People(0, None), People(max(0, size - 1), None)]
                )
            )
            bounds = draw(bounds_of(stage))
            event = Event(number, STAGES.index(stage), stage, outcome, *bounds)
            cohorts.append(Cohort(said, (event,)))
    for life in sorted(set(people), key=str):
        size = people.count(life)
        events = []
        for stage in STAGES:
            number += 1
            if life.outcome(stage) and draw(st.booleans()):
                bounds = draw(bounds_of(stage))
                events.append(Event(number, 100 + number, stage, life.outcome(stage), *bounds))
                party_of[number] = life
        if events:
            cohorts.append(Cohort(People(size, size), tuple(events)))
    return Story(people, cohorts, party_of)


def bounds_of(stage: str) -> st.SearchStrategy[tuple[date | None, date]]:
    """What a source may say of the day of a stage: the day itself, or only that it has been."""
    day = DAYS[stage]
    return st.sampled_from([(day, day), (BEGUN, WRITTEN), (None, WRITTEN)])


def truth(story: Story, day: date) -> dict[State, int]:
    """How many stand where at the end of a day, of what the source tells of."""
    events = [event for cohort in story.cohorts for event in cohort.events]
    found: dict[State, int] = {}
    for life in story.people:
        told = {event.state for event in events if story.party_of.get(event.report, life) == life}
        own = [State(stage, life.outcome(stage)) for stage in STAGES if DAYS[stage] <= day]
        reached = [state for state in own if state in told]
        if reached:
            found[reached[-1]] = found.get(reached[-1], 0) + 1
    return found


days = st.integers(-10, 400).map(lambda number: BEGUN + timedelta(days=number))


@settings(max_examples=400, deadline=None)
@given(story=stories(), day=days, known=st.booleans())
def test_the_truth_of_every_day_lies_within_the_bounds(
    story: Story, day: date, known: bool
) -> None:
    total = exactly(len(story.people)) if known else None
    account = reckon(total, story.cohorts, day)
    happened = truth(story, day)
    assert set(happened) <= {standing.state for standing in account.standings}
    for standing in account.standings:
        number = happened.get(standing.state, 0)
        assert standing.least <= number
        assert standing.most is None or number <= standing.most
    assert account.surplus == 0
    if known:
        assert account.left_open is not None
        assert account.left_open + sum(one.least for one in account.standings) == len(story.people)


@settings(max_examples=100, deadline=None)
@given(story=stories(), day=days, order=st.randoms())
def test_the_order_in_which_reports_are_read_changes_nothing(
    story: Story, day: date, order: object
) -> None:
    shuffled = list(story.cohorts)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    total = exactly(len(story.people))
    assert reckon(total, shuffled, day) == reckon(total, story.cohorts, day)


# Single cases


def event(number: int, kind: str, outcome: str, day: date | None = None, **bounds: date) -> Event:
    """A report of a step of its own, on a day or between bounds."""
    given = {"earliest": day, "latest": day} | bounds
    return Event(number, number, kind, outcome, **given)


def told(account: Account) -> dict[str, tuple[int, int | None]]:
    """The bounds by outcome."""
    return {one.state.outcome: (one.least, one.most) for one in account.standings}


def exactly(number: int) -> People:
    return People(number, number)


RELEASED = Cohort(
    exactly(2),
    (
        event(1, "verdict", "convicted", latest=WRITTEN),
        event(2, "release", "parole", date(2031, 12, 1)),
    ),
)


def test_the_day_before_a_release_and_the_day_itself_differ_by_the_release() -> None:
    before = reckon(exactly(9), [RELEASED], date(2031, 11, 30))
    after = reckon(exactly(9), [RELEASED], date(2031, 12, 1))
    assert told(before) == {"convicted": (2, 2)}
    assert told(after) == {"parole": (2, 2)}
    assert (before.left_open, after.left_open) == (7, 7)


def test_a_step_without_a_day_is_only_possible_until_its_source_was_written() -> None:
    undated = Cohort(
        exactly(1), (event(1, "verdict", "acquitted", earliest=BEGUN, latest=WRITTEN),)
    )
    early = reckon(exactly(9), [undated], BEGUN)
    assert (told(early), early.left_open) == ({"acquitted": (0, 1)}, 9)
    late = reckon(exactly(9), [undated], WRITTEN)
    assert (told(late), late.left_open) == ({"acquitted": (1, 1)}, 8)


def test_people_of_whom_it_is_not_said_whether_they_are_the_same_are_not_counted_twice() -> None:
    long_terms = Cohort(exactly(3), (event(3, "sentence", "imprisonment", date(2031, 8, 1)),))
    account = reckon(exactly(9), [RELEASED, long_terms], date(2032, 1, 1))
    assert told(account) == {"imprisonment": (1, 3), "parole": (2, 2)}
    assert account.left_open == 6


def test_lines_on_one_step_speak_of_different_people_and_add_up() -> None:
    day = date(2031, 11, 28)
    lines = [
        Cohort(exactly(number), (Event(line, 7, "sentence", outcome, day, day),))
        for line, (number, outcome) in enumerate(
            [(4, "imprisonment"), (3, "suspended"), (1, "imprisonment")], start=1
        )
    ]
    account = reckon(exactly(9), lines, day)
    assert told(account) == {"imprisonment": (5, 5), "suspended": (3, 3)}
    assert account.left_open == 1


def test_more_people_than_were_tried_are_a_surplus_and_not_hidden() -> None:
    day = date(2031, 11, 28)
    lines = [
        Cohort(exactly(6), (Event(1, 7, "sentence", "imprisonment", day, day),)),
        Cohort(exactly(5), (Event(2, 7, "sentence", "suspended", day, day),)),
    ]
    account = reckon(exactly(9), lines, day)
    assert (account.left_open, account.surplus) == (0, 2)
    assert told(account) == {"imprisonment": (6, 6), "suspended": (5, 5)}


def test_a_line_for_which_no_room_is_left_is_told_all_the_same() -> None:
    day = date(2031, 11, 28)
    lines = [
        Cohort(exactly(number), (Event(line, 7, "sentence", outcome, day, day),))
        for line, (number, outcome) in enumerate(
            [(6, "imprisonment"), (3, "suspended"), (2, "fine")], start=1
        )
    ]
    account = reckon(exactly(9), lines, day)
    assert told(account) == {"imprisonment": (6, 6), "suspended": (3, 3), "fine": (2, 2)}
    assert account.surplus == 2


def test_an_appeal_that_changes_nothing_leaves_everybody_where_they_were() -> None:
    assert not changes(StepKind.APPEAL, Outcome.UPHELD)
    assert not changes(StepKind.HEARING, Outcome.HELD)
    assert changes(StepKind.APPEAL, Outcome.CHANGED)
