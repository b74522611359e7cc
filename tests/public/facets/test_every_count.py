"""Every count of every facet of every list: by bit sets, by brute force, by SQL, and by the link.

On the story that all tests tell, and on archives drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from archive.public.facets import places_in
from archive.public.filters import LISTS
from archive.public.listing import Answer
from tests import factories
from tests.public.facets import brute_force, random_archive
from tests.public.facets.brute_force import Asked, Values
from tests.public.lists.asking import left, listed

SEEDS = range(2, 10)


@pytest.fixture(
    params=["story", 1, *(pytest.param(seed, marks=pytest.mark.prove) for seed in SEEDS)], ids=str
)
def oracle(request: pytest.FixtureRequest, db: None) -> brute_force.Everything:
    """An archive, and all its public rows; the long proof draws more archives, and larger ones."""
    if request.param == "story":
        factories.story()
    else:
        random_archive.build(request.param, size=10 if request.param == 1 else 25)
    return brute_force.Everything()


def address(noun: str, asked: Asked) -> str:
    pairs = [(facet, value) for facet, (any_of, _none) in asked.items() for value in any_of]
    pairs += [(f"{facet}.not", value) for facet, (_any, none) in asked.items() for value in none]
    return f"/{noun}/?{urlencode(pairs)}"


def assert_same(noun: str, rows: Values, asked: Asked, *, in_sql: bool = False) -> Answer:
    """A query leaves the rows and counts that brute force finds, and SQL where it is asked."""
    found = left(address(noun, asked))
    ids = {found.index.facets.ids[place] for place in places_in(found.found)}
    assert ids == brute_force.left(rows, asked), asked
    for facet, counts in found.counts.items():
        assert counts == brute_force.counts(rows, asked, facet), (facet, asked)
    if in_sql:
        query = QueryDict(address(noun, asked).partition("?")[2])
        filtered = LISTS[noun](query, present=present(rows))
        assert set(filtered.qs.values_list("pk", flat=True)) == ids, asked
    return found


def assert_links_hold(noun: str, asked: Asked, random: Random, many: int) -> None:
    """The pages behind the links of some values are as long as their counts say."""
    for facet in listed(address(noun, asked)).facets:
        for value in random.sample(facet.values, min(many, len(facet.values))):
            assert left(value.url).found.bit_count() == value.count, value.url


def present(rows: Values) -> dict[str, set[str]]:
    """The values that rows have, by facet."""
    found: dict[str, set[str]] = {}
    for values in rows.values():
        for facet, has in values.items():
            found.setdefault(facet, set()).update(has or {brute_force.NONE})
    return found


def values_of(noun: str, rows: Values) -> dict[str, list[str]]:
    """The values of each facet of the list, in a fixed order."""
    found = present(rows)
    return {facet: sorted(found.get(facet, ())) for facet in LISTS[noun].facets()}


@pytest.mark.parametrize("noun", LISTS)
def test_every_value_alone_leaves_as_many_rows_as_its_count_says(
    noun: str, oracle: brute_force.Everything
) -> None:
    rows = oracle.values(noun)
    whole = assert_same(noun, rows, {}, in_sql=True)
    for facet, counts in whole.counts.items():
        for place, (value, count) in enumerate(sorted(counts.items())):
            alone = assert_same(noun, rows, {facet: ({value}, set())}, in_sql=place == 0)
            assert alone.found.bit_count() == count
            without = assert_same(noun, rows, {facet: (set(), {value})})
            assert without.found.bit_count() == len(rows) - count
    assert_links_hold(noun, {}, Random(noun), many=1000)


@pytest.mark.parametrize("noun", LISTS)
def test_pairs_and_any_mixture_of_facets_are_counted_exactly(
    noun: str, oracle: brute_force.Everything
) -> None:
    rows = oracle.values(noun)
    values, random = values_of(noun, rows), Random(noun)
    for place, asked in enumerate(pairs_of_facets(values, random)):
        assert_same(noun, rows, asked, in_sql=place == 0)
        if place < 2:
            assert_links_hold(noun, asked, random, many=5)
    for place, asked in enumerate(mixtures(values, random, many=30)):
        assert_same(noun, rows, asked, in_sql=place == 0)


def pairs_of_facets(values: dict[str, list[str]], random: Random) -> Iterator[Asked]:
    """Every pair of facets, with two values in each."""
    for pair in combinations(values, 2):
        yield {
            facet: (set(random.sample(values[facet], min(2, len(values[facet])))), set())
            for facet in pair
        }


def mixtures(values: dict[str, list[str]], random: Random, many: int) -> Iterator[Asked]:
    """Queries of up to four facets, each with up to two values and two exclusions."""

    def some(facet: str) -> set[str]:
        return set(random.sample(values[facet], min(random.randrange(3), len(values[facet]))))

    for _number in range(many):
        facets = random.sample(sorted(values), min(len(values), random.randrange(1, 5)))
        yield {facet: (some(facet), some(facet)) for facet in facets}
