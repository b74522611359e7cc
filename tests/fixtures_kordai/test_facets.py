"""Every count of every list of the shipped archive, held against brute force.

Nothing is typed here: values and figures come from the archive as it is.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from random import Random

import pytest
from django.conf import settings

from archive.public import stamp
from archive.public.facets import Choice, places_in
from archive.public.filters import LISTS
from archive.public.index import INDEXES, ListIndex
from tests.public.facets import brute_force
from tests.public.facets.brute_force import NONE, Values
from tests.public.facets.comparing import (
    assert_every_value_alone,
    assert_links_hold,
    assert_same,
    mixtures,
    values_of,
)

FEW, MANY = 200, 2000
"""Random combinations over all lists together, in each run of the tests and in the proof."""


@pytest.fixture
def oracle(shipped: None) -> brute_force.Everything:
    """All public rows of the shipped archive."""
    return brute_force.Everything()


@pytest.mark.parametrize("noun", LISTS)
def test_every_value_alone_and_excluded(noun: str, oracle: brute_force.Everything) -> None:
    rows = oracle.values(noun)
    asked = assert_every_value_alone(noun, rows)
    assert_links_hold(noun, {}, Random(noun), many=3)
    print(f"{noun}: {len(rows)} rows, {asked} queries, 0 mismatches")


def assert_combinations(oracle: brute_force.Everything, many: int) -> None:
    """Any, none and all of several values in several facets."""
    lists = {noun: oracle.values(noun) for noun in LISTS}
    filled = [noun for noun, rows in lists.items() if rows]
    for noun in filled:
        values, random = values_of(noun, lists[noun]), Random(noun)
        for place, asked in enumerate(mixtures(values, random, many=-(-many // len(filled)))):
            assert_same(noun, lists[noun], asked, in_sql=place == 0)
    print(f"{many} random combinations over {len(filled)} lists, 0 mismatches")


def test_random_combinations(oracle: brute_force.Everything) -> None:
    assert_combinations(oracle, FEW)


@pytest.mark.prove
def test_many_random_combinations(oracle: brute_force.Everything) -> None:
    assert_combinations(oracle, MANY)


@pytest.mark.prove
@pytest.mark.parametrize("noun", LISTS)
def test_all_pairs_of_values(noun: str, oracle: brute_force.Everything) -> None:
    rows = oracle.values(noun)
    index = INDEXES.get((LISTS[noun], settings.LANGUAGE_CODE), stamp.current())
    having = rows_by_value(noun, rows)
    pairs = 0
    for (facet, value), (other, second) in combinations(sorted(having), 2):
        both = having[facet, value] & having[other, second]
        if facet == other:
            either = having[facet, value] | having[other, second]
            assert chosen(index, {facet: Choice((value, second))}) == either
            assert chosen(index, {facet: Choice(all_of=(value, second))}) == both
        else:
            assert chosen(index, {facet: Choice((value,)), other: Choice((second,))}) == both
        pairs += 1
    print(f"{noun}: {pairs} pairs of values, 0 mismatches")


def rows_by_value(noun: str, rows: Values) -> dict[tuple[str, str], set[int]]:
    """The rows that have each value of each facet, by brute force."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row, values in rows.items():
        for facet in LISTS[noun].facets():
            for value in values[facet] or {NONE}:
                found[facet, value].add(row)
    return found


def chosen(index: ListIndex, choices: dict[str, Choice]) -> set[int]:
    """The rows that choices leave, by the index."""
    found, _counts = index.facets.answer(choices, index.all())
    return {index.facets.ids[place] for place in places_in(found)}
