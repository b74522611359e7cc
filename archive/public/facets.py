"""Facets: which rows of a list a choice leaves, and how many each further choice would leave.

A facet is declared once, as pairs of a row's id and a value, and evaluated twice. Here the pairs
become one bit set for each value (a Python integer whose bit i stands for the i-th row of the
list), so that choosing is `|` and `&` and counting is `int.bit_count()`. The same pairs give an SQL
condition, which django-filter applies; it is what the tests hold the counting against.

Within a facet any of the chosen values (or all of them, where that is asked), across facets all.
The counts of a facet are made with the choices in all *other* facets, so that each tells the length
of the list in which its value alone is chosen there. Knows nothing of requests, languages or nouns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import CharField, Q, QuerySet, TextField

NONE = "_none"
"""The value of rows for which a facet has nothing: not recorded. No slug begins like this."""


class Tables:
    """Public rows as they were read for one state of the archive: each queryset once, by itself.

    Databases join views of views badly; the pairs below are joined here, by plain look-up. Long
    texts are left out.
    """

    def __init__(self) -> None:
        self._read: dict[int, tuple[QuerySet[Any], list[Any]]] = {}

    def rows(self, of: QuerySet[Any]) -> list[Any]:
        """The rows with their columns as attributes."""
        if id(of) not in self._read:
            fields = (field for field in of.model._meta.concrete_fields)
            names = [field.attname for field in fields if not isinstance(field, TextField)]
            self._read[id(of)] = (of, list(of.order_by().values_list(*names, named=True)))
        return self._read[id(of)][1]


class Pairs(Protocol):
    """Pairs of a row's id and a value, read from public rows only."""

    def read(self, tables: Tables) -> Iterable[tuple[int, str]]:
        """Every pair, in any order; repeats do no harm."""

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids that have one of the values, by SQL; with None, any value at all."""


@dataclass(frozen=True, eq=False)
class Column:
    """Pairs out of one public model: its column with the id, and its column with the value.

    With `then`, the value is an id in turn, and the pairs of `then` say what values it stands for.
    An empty value is none.
    """

    rows: QuerySet[Any]
    record: str
    value: str
    then: Pairs | None = None

    def to(self, then: Pairs) -> Column:
        """These pairs with their values, which are ids, followed through `then`."""
        deeper = self.then.to(then) if isinstance(self.then, Column) else then
        return replace(self, then=deeper)

    def read(self, tables: Tables) -> Iterator[tuple[int, str]]:
        """Every pair; following an id that `then` does not know gives none."""
        rows = tables.rows(self.rows)
        pairs = ((getattr(row, self.record), getattr(row, self.value)) for row in rows)
        known = ((row, value) for row, value in pairs if row and value)
        if self.then is None:
            yield from ((row, str(value)) for row, value in known)
            return
        values: dict[int, list[str]] = defaultdict(list)
        for row, last in self.then.read(tables):
            values[row].append(last)
        yield from ((row, last) for row, value in known for last in values.get(value, ()))

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids; what `then` finds is read first."""
        rows = self.rows.order_by().filter(**{f"{self.record}__isnull": False})
        wanted = values if self.then is None else set(self.then.rows_with(values))
        if wanted is not None:
            rows = rows.filter(**{f"{self.value}__in": wanted})
        elif isinstance(rows.model._meta.get_field(self.value), CharField):
            rows = rows.exclude(**{self.value: ""})
        rows = rows.filter(**{f"{self.value}__isnull": False})
        return rows.values_list(self.record, flat=True)


@dataclass(frozen=True)
class Choice:
    """What is chosen in one facet: any of `any_of`, none of `none_of`, and all of `all_of`."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.any_of or self.none_of or self.all_of)

    def canonical(self) -> Choice:
        """The same choice as it is written: all of one value is that value."""
        if len(self.all_of) == 1 and self.any_of in ((), self.all_of):
            return Choice(self.all_of, self.none_of)
        return self

    def without(self, value: str) -> Choice:
        """The choice without a value that rows were to have."""
        rest = (
            tuple(each for each in values if each != value) for values in (self.any_of, self.all_of)
        )
        any_of, all_of = rest
        return Choice(any_of, self.none_of, all_of).canonical()


Choices = Mapping[str, Choice]
"""What is chosen, by the name of the facet; facets without a choice may be missing."""


def condition(pairs: Sequence[Pairs], values: Collection[str]) -> Q:
    """The SQL form of "has any of these values", for the same pairs that `FacetIndex` reads."""
    named = [value for value in values if value != NONE]
    found = _having(pairs, named) if named else Q(pk__in=[])
    return found | ~_having(pairs, None) if NONE in values else found


def _having(pairs: Sequence[Pairs], values: Collection[str] | None) -> Q:
    return Q(pk__in={row for each in pairs for row in each.rows_with(values)})


@dataclass(frozen=True)
class FacetIndex:
    """A list in its order, with one bit set for each value of each facet.

    `ids[i]` is the row that bit i stands for; `bits[facet][value]` the rows that have the value.
    """

    ids: Sequence[int]
    bits: Mapping[str, Mapping[str, int]]

    @classmethod
    def build(
        cls, ids: Sequence[int], facets: Mapping[str, Sequence[Pairs]], tables: Tables
    ) -> FacetIndex:
        """Read the pairs of every facet for the rows `ids`, given in the order of the list."""
        place_of = {row: place for place, row in enumerate(ids)}
        bits = {name: cls._values(pairs, place_of, tables) for name, pairs in facets.items()}
        return cls(ids, bits)

    @staticmethod
    def _values(
        pairs: Sequence[Pairs], place_of: Mapping[int, int], tables: Tables
    ) -> dict[str, int]:
        places: dict[str, set[int]] = defaultdict(set)
        for each in pairs:
            for row, value in each.read(tables):
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
        for value in choice.all_of:
            found &= bits.get(value, 0)
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
