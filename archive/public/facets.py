"""Facets: which rows of a list a choice leaves, and how many each further choice would leave.

A facet is declared once, as pairs of a row's id and a value, and evaluated twice. Here the pairs
become one bit set for each value (a Python integer whose bit i stands for the i-th row of the
list), so that choosing is `|` and `&` and counting is `int.bit_count()`. The same pairs give an SQL
condition, which django-filter applies; it is what the tests hold the counting against.

Within a facet any of the chosen values, across facets all of them. The counts of a facet are made
with the choices in all *other* facets, so that each tells the length of the list in which its value
alone is chosen there. Knows nothing of requests, languages or nouns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import Q, QuerySet

NONE = "_none"
"""The value of rows for which a facet has nothing: not recorded. No slug begins like this."""


Seen = dict[object, Any]
"""What has been read for one index, so that facets that go the same way read it once."""


class Pairs(Protocol):
    """Pairs of a row's id and a value, read from public rows only."""

    def read(self, seen: Seen) -> Iterable[tuple[int, str]]:
        """Every pair, in any order; repeats do no harm."""

    def rows_with(self, values: Collection[str] | None) -> QuerySet[Any]:
        """The ids that have one of the values, in SQL; with None, any value at all."""


@dataclass(frozen=True, eq=False)
class Column:
    """Pairs out of one public model: two paths of it, the one to the id and the one to the value.

    Both paths go forward only (to what a row points at, never to what points at it), so that a
    condition on a path speaks of the same related row as the value read from it. With `then`, the
    value is an id in turn, and the pairs of `then` say what values it stands for: that joins what
    has no foreign key, such as a claim and its subject. Rows with an empty value must be left out
    of `rows`.
    """

    rows: QuerySet[Any]
    record: str
    value: str
    then: Pairs | None = None

    def to(self, then: Pairs) -> Column:
        """These pairs with their values, which are ids, followed through `then`."""
        deeper = self.then.to(then) if isinstance(self.then, Column) else then
        return replace(self, then=deeper)

    def read(self, seen: Seen) -> Iterator[tuple[int, str]]:
        """Every pair; following an id that `then` does not know gives none."""
        way = (id(self.rows), self.record, self.value)
        if way not in seen:
            pairs = self.rows.order_by().values_list(self.record, self.value).distinct()
            seen[way] = [pair for pair in pairs if None not in pair]
        if self.then is None:
            yield from ((row, str(value)) for row, value in seen[way])
            return
        values: dict[int, list[str]] = defaultdict(list)
        for row, last in self.then.read(seen):
            values[row].append(last)
        yield from ((row, last) for row, value in seen[way] for last in values.get(value, ()))

    def rows_with(self, values: Collection[str] | None) -> QuerySet[Any]:
        """The ids; what `then` finds is read first, because a database nests views only so deep."""
        condition = Q(**{f"{self.value}__isnull": False, f"{self.record}__isnull": False})
        wanted = values if self.then is None else list(self.then.rows_with(values))
        if wanted is not None:
            condition &= Q(**{f"{self.value}__in": wanted})
        return self.rows.order_by().filter(condition).values_list(self.record, flat=True)


@dataclass(frozen=True)
class Choice:
    """What is chosen in one facet: any of `any_of`, and none of `none_of`."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.any_of or self.none_of)


Choices = Mapping[str, Choice]
"""What is chosen, by the name of the facet; facets without a choice may be missing."""


def condition(pairs: Sequence[Pairs], values: Collection[str]) -> Q:
    """The SQL form of "has any of these values", for the same pairs that `FacetIndex` reads."""
    named = [value for value in values if value != NONE]
    found = _having(pairs, named) if named else Q(pk__in=[])
    return found | ~_having(pairs, None) if NONE in values else found


def _having(pairs: Sequence[Pairs], values: Collection[str] | None) -> Q:
    if len(pairs) == 1:
        return Q(pk__in=pairs[0].rows_with(values))
    return Q(pk__in={row for each in pairs for row in each.rows_with(values)})


@dataclass(frozen=True)
class FacetIndex:
    """A list in its order, with one bit set for each value of each facet.

    `ids[i]` is the row that bit i stands for; `bits[facet][value]` the rows that have the value.
    """

    ids: Sequence[int]
    bits: Mapping[str, Mapping[str, int]]

    @classmethod
    def build(cls, ids: Sequence[int], facets: Mapping[str, Sequence[Pairs]]) -> FacetIndex:
        """Read the pairs of every facet for the rows `ids`, given in the order of the list."""
        place_of = {row: place for place, row in enumerate(ids)}
        seen: Seen = {}
        bits = {name: cls._values(pairs, place_of, seen) for name, pairs in facets.items()}
        return cls(ids, bits)

    @staticmethod
    def _values(pairs: Sequence[Pairs], place_of: Mapping[int, int], seen: Seen) -> dict[str, int]:
        places: dict[str, set[int]] = defaultdict(set)
        for each in pairs:
            for row, value in each.read(seen):
                if (place := place_of.get(row)) is not None:
                    places[value].add(place)
        values = {value: bit_set(found) for value, found in places.items()}
        unrecorded = every(len(place_of)) & ~union(values.values())
        return values | ({NONE: unrecorded} if unrecorded else {})

    def chosen(self, facet: str, choice: Choice) -> int:
        """The rows that a choice in one facet leaves."""
        bits = self.bits[facet]
        found = every(len(self.ids))
        if choice.any_of:
            found = union(bits.get(value, 0) for value in choice.any_of)
        return found & ~union(bits.get(value, 0) for value in choice.none_of)

    def answer(self, choices: Choices, within: int) -> tuple[int, dict[str, dict[str, int]]]:
        """The rows of `within` that all choices leave, and the count of each value of each facet.

        Values that would leave nothing are not among the counts.
        """
        left = {name: self.chosen(name, choice) for name, choice in choices.items() if choice}
        counts: dict[str, dict[str, int]] = {}
        found = within & intersection(left.values(), len(self.ids))
        for name, values in self.bits.items():
            others = found
            if name in left:
                rest = (mask for other, mask in left.items() if other != name)
                others = within & intersection(rest, len(self.ids))
            counted = ((value, (bits & others).bit_count()) for value, bits in values.items())
            counts[name] = {value: count for value, count in counted if count}
        return found, counts


# Bit sets


def every(length: int) -> int:
    """The set of all places of a list of this length."""
    return (1 << length) - 1


def bit_set(places: Iterable[int]) -> int:
    """The set of these places, in time that grows with the highest of them."""
    places = list(places)
    octets = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def places_in(bits: int) -> Iterator[int]:
    """The places of a set, in ascending order."""
    digits = bin(bits)[:1:-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def union(sets: Iterable[int]) -> int:
    """The places that are in any of the sets."""
    found = 0
    for bits in sets:
        found |= bits
    return found


def intersection(sets: Iterable[int], length: int) -> int:
    """The places below `length` that are in all of the sets."""
    found = every(length)
    for bits in sets:
        found &= bits
    return found
