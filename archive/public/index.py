"""What is kept of a list between requests: its order, the bit sets of its facets, their labels.

One index for each list and language, valid for one stamp. Everything in it comes from the public
models. What a page prints of its rows is read anew each time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from archive.dates import PartialDate, overlaps, parse
from archive.names import sort_key
from archive.public.facets import (
    NONE,
    FacetIndex,
    Tables,
    bit_set,
    every,
    places_in,
    union,
)
from archive.public.filters.base import FacetFilter, ListFilter
from archive.public.stamp import Kept, Stamp
from archive.public.wording import names_of

AT_ONCE = 1000
"""How many rows are read at once: SQLite limits how many ids a query may hold."""

KEPT_LISTS = 40
"""Ten lists in four languages."""


@dataclass(frozen=True)
class ListIndex:
    """A list in its default order.

    `ranks[sort][i]` is the place of row i in another order; `dates` are the distinct dates with
    the rows that have them; `labels[facet][value]` what a value is called.
    """

    facets: FacetIndex
    ranks: Mapping[str, Sequence[int]]
    dates: Sequence[tuple[PartialDate, int]]
    labels: Mapping[str, Mapping[str, str]]

    def page(self, found: int, sort: str, start: int, length: int | None) -> list[int]:
        """The ids of the rows from `start` on among those found; `sort` "" is the default."""
        end = None if length is None else start + length
        places: Iterable[int] = places_in(found)
        if sort:
            places = sorted(places, key=self.ranks[sort].__getitem__)
        return [self.facets.ids[place] for place in islice(places, start, end)]

    def within(self, start: date | None, end: date | None) -> int:
        """The rows that certainly or possibly fall into these days."""
        return union(rows for when, rows in self.dates if overlaps(when, start, end))

    def among(self, ids: Iterable[int]) -> int:
        """The rows of the list that are among `ids`."""
        wanted = set(ids)
        return bit_set(place for place, row in enumerate(self.facets.ids) if row in wanted)

    def __len__(self) -> int:
        """How many rows the list has."""
        return len(self.facets.ids)

    def all(self) -> int:
        """Every row."""
        return every(len(self.facets.ids))


class Names:
    """What records are called in one language; remembers what it was told."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def __call__(self, ids: Iterable[int], language: str) -> Mapping[int, str]:
        """The names of these records at least, by entry id."""
        missing = sorted(set(ids) - self._known.keys())
        for start in range(0, len(missing), AT_ONCE):
            self._known |= names_of(missing[start : start + AT_ONCE], language)
        return self._known


class _Row(NamedTuple):
    id: int
    key: str
    name: str
    when: str
    earliest: date | None
    latest: date | None

    def in_order(self, sort: str) -> tuple[object, ...]:
        """What the row is sorted by; equal rows by name, then by what their address ends in."""
        by_name = (self.name, self.key)
        if sort == "name":
            return by_name
        day = self.earliest or self.latest
        if day is None:
            return (1, 0, 0, *by_name)
        sign = -1 if sort == "-date" else 1
        return (0, sign * day.toordinal(), sign * (self.latest or day).toordinal(), *by_name)


def build(key: tuple[type[ListFilter], str], now: Stamp | None) -> ListIndex:
    """Read a list whole and make its index in a language."""
    declaration, language = key
    tables, names = TABLES.get(None, now), NAMES.get(language, now)
    rows = _rows(declaration, language, tables, names)
    orders = {sort: sorted(rows, key=lambda row: row.in_order(sort)) for sort in declaration.sorts}
    default, *others = declaration.sorts
    ids = [row.id for row in orders[default]]
    place_of = {row: place for place, row in enumerate(ids)}
    declared = declaration.facets()
    pairs = {name: facet.pairs for name, facet in declared.items()}
    facets = FacetIndex.build(ids, pairs, tables)
    return ListIndex(
        facets=facets,
        ranks={sort: _ranks(orders[sort], place_of) for sort in others},
        dates=_dates(rows, place_of),
        labels={
            name: _labels(facet, facets.bits[name].keys() - {NONE}, language, names)
            for name, facet in declared.items()
        },
    )


def _rows(declaration: type[ListFilter], language: str, tables: Tables, names: Names) -> list[_Row]:
    found = tables.rows(declaration.all_rows)
    called = names([row.id for row in found], language)
    return [
        _Row(
            row.id,
            getattr(row, declaration.key),
            sort_key(called.get(row.id, ""), language),
            *((row.when, row.earliest, row.latest) if declaration.dated() else ("", None, None)),
        )
        for row in found
    ]


def _ranks(ordered: Sequence[_Row], place_of: Mapping[int, int]) -> list[int]:
    ranks = [0] * len(ordered)
    for rank, row in enumerate(ordered):
        ranks[place_of[row.id]] = rank
    return ranks


def _dates(rows: Sequence[_Row], place_of: Mapping[int, int]) -> list[tuple[PartialDate, int]]:
    places: dict[str, list[int]] = {}
    for row in rows:
        if row.when:
            places.setdefault(row.when, []).append(place_of[row.id])
    return [(parse(when), bit_set(found)) for when, found in places.items()]


def _labels(
    facet: FacetFilter, values: Collection[str], language: str, names: Names
) -> dict[str, str]:
    """What values are called, in alphabetical order; years and months with the latest first."""
    called = facet.values.labels(values, language, names)
    if not facet.values.by_count:
        return {value: called[value] for value in sorted(values, reverse=True)}
    labels = {value: called.get(value, value) for value in values}
    order = sorted(values, key=lambda value: (sort_key(labels[value], language), value))
    return {value: labels[value] for value in order}


TABLES: Kept[None, Tables] = Kept(lambda _key, _stamp: Tables(), most=1)
"""What all lists read, so that each view is read once for all of them."""

NAMES: Kept[str, Names] = Kept(lambda _language, _stamp: Names(), most=4)
"""What records are called in a language, so that each is asked for once for all lists."""

INDEXES = Kept(build, most=KEPT_LISTS)


def forget() -> None:
    """Let go of every index and of all that indexes are made of."""
    for kept in (INDEXES, TABLES, NAMES):
        kept.forget()
