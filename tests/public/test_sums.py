"""Parts of a group are added only where nobody can belong to two, and never beyond the truth.

The oracle knows what became of each person, or tries every choice of parts, in plain Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from archive.public.ledger import Cohort, Event, People
from archive.public.sums import Sum, together
from archive.public.tellings import Part
from archive.vocabularies import Outcome, StepKind

SENTENCES = (Outcome.IMPRISONMENT, Outcome.SUSPENDED, Outcome.FINE)
VAGUE = Outcome.PROBATION_OR_PRISON
FATES = (Outcome.ACQUITTED, *SENTENCES)


def part(number: int, fate: str, least: int, most: int | None) -> Part:
    """People of whom a source tells one thing, as a party of their own."""
    kind = StepKind.VERDICT if fate == Outcome.ACQUITTED else StepKind.SENTENCE
    return Part(number, number, Cohort(People(least, most), (Event(number, number, kind, fate),)))


def numbered(told: Sequence[tuple[str, int]]) -> list[Part]:
    return [part(number, fate, many, many) for number, (fate, many) in enumerate(told, start=1)]


def apart(one: str, other: str) -> bool:
    """Whether nobody can have met both fates, once more and in other words than the archive's."""
    if VAGUE in (one, other):
        return Outcome.ACQUITTED in (one, other)
    return one != other


fates = st.sampled_from([*FATES, VAGUE])
lines = st.lists(st.tuples(fates, st.integers(1, 20)), min_size=1, max_size=7)


@given(told=lines)
def test_of_all_choices_of_parts_that_share_nobody_the_largest_is_taken(
    told: list[tuple[str, int]],
) -> None:
    largest = max(
        sum(many for _fate, many in chosen)
        for size in range(1, len(told) + 1)
        for chosen in combinations(told, size)
        if all(apart(one[0], other[0]) for one, other in combinations(chosen, 2))
    )
    assert sum(one.cohort.people.low for one in together(numbered(told))) == largest


@given(told=lines)
def test_where_there_are_many_parts_those_that_are_taken_still_share_nobody(
    told: list[tuple[str, int]],
) -> None:
    parts = numbered([*told, *((fate, many + 1) for fate, many in told)] * 2)
    assert len(parts) <= 28
    chosen = together(parts)
    fate_of = [one.cohort.events[0].outcome for one in chosen]
    assert chosen
    assert all(apart(one, other) for one, other in combinations(fate_of, 2))


@dataclass(frozen=True)
class Told:
    """What became of people, and the parts of them of which a source tells."""

    people: Sequence[str]
    parts: list[Part]


@st.composite
def truths(draw: st.DrawFn) -> Told:
    """A source that tells the truth, as much of it as it likes."""
    people = draw(st.lists(st.sampled_from(FATES), min_size=1, max_size=12))
    parts = []
    for number, (fate, many) in enumerate(sorted(Counter(people).items()), start=1):
        told = draw(st.integers(0, many))
        if told:
            parts.append(part(number, fate, told, draw(st.sampled_from([told, many, None]))))
    sentenced = sum(fate != Outcome.ACQUITTED for fate in people)
    if sentenced and draw(st.booleans()):
        parts.append(part(99, VAGUE, sentenced, sentenced))
    return Told(people, parts)


@given(told=truths())
def test_who_tells_the_truth_never_contradicts_itself(told: Told) -> None:
    size = People(len(told.people), len(told.people))
    found = Sum(0, 0, size, together(told.parts))
    assert found.surplus == 0
    if found.left_open is not None:
        assert found.left_open + found.least == len(told.people)


def test_one_acquitted_and_thirteen_others_are_fourteen() -> None:
    parts = numbered([(Outcome.ACQUITTED, 1), (VAGUE, 13)])
    found = Sum(0, 0, People(14, 14), together(parts))
    assert (found.least, found.surplus, found.left_open) == (14, 0, 0)


def test_one_more_is_a_surplus_and_one_less_is_left_open() -> None:
    def total(others: int) -> Sum:
        parts = numbered([(Outcome.ACQUITTED, 1), (VAGUE, others)])
        return Sum(0, 0, People(14, 14), together(parts))

    assert (total(14).surplus, total(14).left_open) == (1, 0)
    assert (total(12).surplus, total(12).left_open) == (0, 1)


def test_a_number_that_is_not_exact_leaves_open_nobody_knows_how_many() -> None:
    parts = (part(1, Outcome.ACQUITTED, 1, 1), part(2, VAGUE, 10, None))
    assert Sum(0, 0, People(14, 14), parts).left_open is None
    assert Sum(0, 0, People(14, None), numbered_pair()).left_open is None
    assert Sum(0, 0, People(1, None), numbered_pair()).surplus == 0


def numbered_pair() -> tuple[Part, ...]:
    return tuple(numbered([(Outcome.ACQUITTED, 1), (VAGUE, 13)]))


def test_a_group_within_another_is_not_added_to_it() -> None:
    parts = numbered([(Outcome.IMPRISONMENT, 3), (Outcome.SUSPENDED, 8)])
    assert len(together(parts)) == 2
    assert len(together(parts, {(1, 2)})) == 1
    assert len(together(parts, {(2, 1)})) == 1
