"""Holds a list against brute force: which rows are left, every count, SQL, and every link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random
from urllib.parse import urlencode

from django.http import QueryDict

from archive.public.answering import Answer
from archive.public.facets import places_in
from archive.public.filters import LISTS
from tests.public.facets import asked as by_loops
from tests.public.facets.asked import Asked, Query
from tests.public.facets.brute_force import NONE, Values
from tests.public.lists.asking import left, listed


def address(noun: str, asked: Query) -> str:
    """The address at which this is asked of a list."""
    pairs = [
        (f"{facet}{ending}", value)
        for facet, wanted in asked.items()
        for ending, values in zip(("", ".not", ".all"), wanted, strict=True)
        for value in sorted(values)
    ]
    return f"/{noun}/?{urlencode(pairs)}"


def assert_same(noun: str, rows: Values, asked: Query, *, in_sql: bool = False) -> Answer:
    """A query leaves the rows and counts that brute force finds, and SQL where it is asked."""
    found = left(address(noun, asked))
    ids = {found.index.facets.ids[place] for place in places_in(found.found)}
    assert ids == by_loops.left(rows, asked), asked
    for facet, counts in found.counts.items():
        assert counts == by_loops.counts(rows, asked, facet), (facet, asked)
    if in_sql:
        query = QueryDict(address(noun, asked).partition("?")[2])
        filtered = LISTS[noun](query, present=present(rows))
        assert set(filtered.qs.values_list("pk", flat=True)) == ids, asked
    return found


def assert_links_hold(noun: str, asked: Query, random: Random, many: int) -> None:
    """The pages behind the links of some values are as long as their counts say."""
    for facet in listed(address(noun, asked)).facets:
        for value in random.sample(facet.values, min(many, len(facet.values))):
            assert len(left(value.url).found) == value.count, value.url


def present(rows: Values) -> dict[str, set[str]]:
    """The values that rows have, by facet."""
    found: dict[str, set[str]] = {}
    for values in rows.values():
        for facet, has in values.items():
            found.setdefault(facet, set()).update(has or {NONE})
    return found


def values_of(noun: str, rows: Values) -> dict[str, list[str]]:
    """The values of each facet of the list, in a fixed order."""
    found = present(rows)
    return {facet: sorted(found.get(facet, ())) for facet in LISTS[noun].facets()}


def assert_every_value_alone(noun: str, rows: Values) -> int:
    """Each value chosen alone, and excluded; how many queries that were."""
    whole = assert_same(noun, rows, {}, in_sql=True)
    asked = 1
    for facet, counts in whole.counts.items():
        for place, (value, count) in enumerate(sorted(counts.items())):
            alone = assert_same(noun, rows, {facet: Asked({value})}, in_sql=place == 0)
            assert len(alone.found) == count
            without = assert_same(noun, rows, {facet: Asked(none_of={value})})
            assert len(without.found) == len(rows) - count
            asked += 2
    return asked


def pairs_of_facets(values: dict[str, list[str]], random: Random) -> Iterator[Query]:
    """Every pair of facets, with two values in each."""
    for pair in combinations(values, 2):
        yield {
            facet: Asked(set(random.sample(values[facet], min(2, len(values[facet])))))
            for facet in pair
        }


def mixtures(values: dict[str, list[str]], random: Random, many: int) -> Iterator[Query]:
    """Queries of up to four facets, each with up to two values, exclusions and necessities."""

    def some(facet: str) -> set[str]:
        return set(random.sample(values[facet], min(random.randrange(3), len(values[facet]))))

    for _number in range(many):
        facets = random.sample(sorted(values), min(len(values), random.randrange(1, 5)))
        # All of several values is asked now and then, or it would leave nothing nearly always.
        yield {
            facet: Asked(some(facet), some(facet), some(facet) if random.random() < 0.3 else set())
            for facet in facets
        }
