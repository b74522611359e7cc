"""What is kept of a list between requests: its order, the bit sets of its facets, their labels.

One index for each list and language, valid for one stamp. Everything in it comes from the public
models. What a page prints of its rows is read anew each time.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from archive.dates import PartialDate, overlaps, parse
from archive.names import sort_key
from archive.public.facets import NONE, Bits, FacetIndex, bit_set, every, union
from archive.public.filters.base import FacetFilter, ListFilter
from archive.public.pairs import Tables
from archive.public.stamp import Kept, Stamp
from archive.public.wording import names_of, names_of_all

AT_ONCE = 1000
"""How many rows are read at once: SQLite limits how many ids a query may hold."""

KEPT_LISTS = 40
"""Ten lists in four languages."""


@dataclass(frozen=True)
class Where:
    """At which place of a list each row stands, in four bytes for each id between first and last.

    Ids of one kind of record lie close together, so this is smaller and faster than a dictionary.
    """

    first: int
    after: Sequence[int]

    @classmethod
    def of(cls, ids: Sequence[int]) -> Where:
        """Where the rows with these ids stand, given in the order of the list."""
        first, last = min(ids, default=0), max(ids, default=-1)
        after = array("I", bytes(4 * (last - first + 1)))
        for place, row in enumerate(ids, start=1):
            after[row - first] = place
        return cls(first, after)

    def places(self, ids: Iterable[int]) -> list[int]:
        """The places of those of the ids that are in the list."""
        first, length = self.first, len(self.after)
        found = [self.after[row - first] for row in ids if 0 <= row - first < length]
        return [place - 1 for place in found if place]


@dataclass(frozen=True)
class ListIndex:
    """A list in its default order.

    `orders[sort]` are the places of its rows in another order; `dates` the distinct dates with the
    rows that have them; `labels[facet][value]` what a value is called.
    """

    facets: FacetIndex
    orders: Mapping[str, Sequence[int]]
    dates: Sequence[tuple[PartialDate, Bits]]
    labels: Mapping[str, Mapping[str, str]]
    where: Where

    def page(self, found: Bits, sort: str, start: int, length: int | None) -> list[int]:
        """The ids of the rows from `start` on among those found; `sort` "" is the default."""
        end = len(found) if length is None else start + length
        places: Iterable[int] = found[start:end]
        if sort:
            places = islice(filter(found.__contains__, self.orders[sort]), start, end)
        return [self.facets.ids[place] for place in places]

    def within(self, start: date | None, end: date | None) -> Bits:
        """The rows that certainly or possibly fall into these days."""
        return union(rows for when, rows in self.dates if overlaps(when, start, end))

    def among(self, ids: Iterable[int]) -> Bits:
        """The rows of the list that are among `ids`."""
        return bit_set(self.where.places(ids))

    def __len__(self) -> int:
        """How many rows the list has."""
        return len(self.facets.ids)

    def all(self) -> Bits:
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
    default, *others = declaration.sorts
    rows = sorted(_rows(declaration, language, tables), key=lambda row: row.in_order(default))
    ids = array("q", [row.id for row in rows])
    declared = declaration.facets()
    facets = FacetIndex.build(ids, {name: facet.pairs for name, facet in declared.items()}, tables)
    tables.let_go()
    return ListIndex(
        facets=facets,
        orders={sort: _order(rows, sort) for sort in others},
        dates=_dates(rows),
        labels={
            name: _labels(facet, facets.bits[name].keys() - {NONE}, language, names)
            for name, facet in declared.items()
        },
        where=Where.of(ids),
    )


def _rows(declaration: type[ListFilter], language: str, tables: Tables) -> Iterator[_Row]:
    called = names_of_all(declaration.all_rows, language)
    dated = declaration.dated()
    for row in tables.rows(declaration.all_rows):
        name = sort_key(called.get(row.id, ""), language)
        when = (row.when, row.earliest, row.latest) if dated else ("", None, None)
        yield _Row(row.id, getattr(row, declaration.key), name, *when)


def _order(rows: Sequence[_Row], sort: str) -> Sequence[int]:
    return array("I", sorted(range(len(rows)), key=lambda place: rows[place].in_order(sort)))


def _dates(rows: Sequence[_Row]) -> list[tuple[PartialDate, Bits]]:
    places: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, row in enumerate(rows):
        if row.when:
            places[row.when].append(place)
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
