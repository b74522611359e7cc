"""A list in its order: at which place each row stands, in this and in other orders, and its dates.

Owns the shape of what is kept of a list between requests; `index` makes it, `renewing` makes the
next one of it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from archive.dates import PartialDate
from archive.public.facets import NO_ROWS, Bits, FacetIndex, every, union


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

    def all_of(self, ids: Iterable[int]) -> Bits:
        """The places of those of very many ids that are in the list, as a set."""
        near = Bits(ids) & Bits(range(self.first, self.first + len(self.after)))
        found = Bits(array("I", map(self.after.__getitem__, near.shift(-self.first))))
        return (found - Bits([0])).shift(-1)

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
        """The rows that certainly or possibly fall into these days (see `dates.overlaps`)."""
        if start and end and start > end:
            return NO_ROWS
        found = self._dated
        if start:
            days, rows = self._by_last_day
            found -= union(rows[: bisect_left(days, start)])
        if end:
            days, rows = self._by_first_day
            found -= union(rows[bisect_right(days, end) :])
        return found

    @cached_property
    def _dated(self) -> Bits:
        return union(rows for _when, rows in self.dates)

    @cached_property
    def _by_first_day(self) -> tuple[list[date], list[Bits]]:
        """The first days of dates that have one, in order, and the rows of each."""
        return _in_order((when.earliest, rows) for when, rows in self.dates)

    @cached_property
    def _by_last_day(self) -> tuple[list[date], list[Bits]]:
        """The same by the last days."""
        return _in_order((when.latest, rows) for when, rows in self.dates)

    def among(self, ids: Iterable[int]) -> Bits:
        """The rows of the list that are among `ids`."""
        return self.where.all_of(ids)

    def __len__(self) -> int:
        """How many rows the list has."""
        return len(self.facets.ids)

    def all(self) -> Bits:
        """Every row."""
        return every(len(self.facets.ids))


def _in_order(dated: Iterable[tuple[date | None, Bits]]) -> tuple[list[date], list[Bits]]:
    known = sorted(((day, rows) for day, rows in dated if day), key=itemgetter(0))
    return [day for day, _rows in known], [rows for _day, rows in known]


class Row(NamedTuple):
    """What decides where a row stands in its list, in any order."""

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
