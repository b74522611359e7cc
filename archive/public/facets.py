"""Facets: which rows of a list a choice leaves, and how many each further choice would leave.

A facet is declared once, as pairs of a row's id and a value (`pairs`), and evaluated twice. Here
the pairs become one set of places for each value, place i standing for the i-th row of the list, so
that choosing is `|`, `&` and `-`, and counting is the size of an intersection. The same pairs give
an SQL condition, which django-filter applies; it is what the tests hold the counting against.

Within a facet any of the chosen values (or all of them, where that is asked), across facets all.
The counts of a facet are made with the choices in all *other* facets, so that each tells the length
of the list in which its value alone is chosen there. Knows nothing of requests, languages or nouns.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import and_

from django.db.models import Q
from pyroaring import FrozenBitMap as Bits

from archive.public.pairs import Pairs, Tables, followed

__all__ = ["NONE", "NO_ROWS", "Bits", "Choice", "Choices", "FacetIndex", "condition"]

NONE = "_none"
"""The value of rows for which a facet has nothing: not recorded. No slug begins like this."""

NO_ROWS = Bits()
"""The empty set of places. Sets never change; each operation makes a new one."""


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
    """A list in its order, with one set of places for each value of each facet.

    `ids[i]` is the row at place i; `bits[facet][value]` the places of the rows with the value.
    """

    ids: Sequence[int]
    bits: Mapping[str, Mapping[str, Bits]]

    @classmethod
    def build(
        cls, ids: Sequence[int], facets: Mapping[str, Sequence[Pairs]], tables: Tables
    ) -> FacetIndex:
        """Read the pairs of every facet for the rows `ids`, given in the order of the list."""
        place_of = {row: place for place, row in enumerate(ids)}
        bits = {name: _values(pairs, place_of, tables) for name, pairs in facets.items()}
        return cls(ids, bits)

    def having(self, facet: str, value: str) -> Bits:
        """The rows that have a value."""
        return self.bits[facet].get(value, NO_ROWS)

    def chosen(self, facet: str, choice: Choice) -> Bits:
        """The rows that a choice in one facet leaves."""
        having = [self.having(facet, value) for value in choice.all_of]
        if choice.any_of:
            having.append(union([self.having(facet, value) for value in choice.any_of]))
        found = intersection(having) if having else every(len(self.ids))
        if not choice.none_of:
            return found
        return found - union([self.having(facet, value) for value in choice.none_of])

    def answer(self, choices: Choices, within: Bits) -> tuple[Bits, dict[str, dict[str, int]]]:
        """The rows of `within` that all choices leave, and the count of each value of each facet.

        Values that would leave nothing are not among the counts.
        """
        left = {name: self.chosen(name, choice) for name, choice in choices.items() if choice}
        found = intersection([within, *left.values()])
        without = dict(zip(left, each_left_out(within, list(left.values())), strict=True))
        counts: dict[str, dict[str, int]] = {}
        for name, values in self.bits.items():
            count = without.get(name, found).intersection_cardinality
            counts[name] = {value: many for value, bits in values.items() if (many := count(bits))}
        return found, counts


def _values(pairs: Sequence[Pairs], place_of: Mapping[int, int], tables: Tables) -> dict[str, Bits]:
    places: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for row, values in followed(pairs, tables).items():
        if (place := place_of.get(row)) is not None:
            for value in values:
                places[value].append(place)
    found = {value: Bits(each) for value, each in places.items()}
    unrecorded = every(len(place_of)) - union(found.values())
    return found | ({NONE: unrecorded} if unrecorded else {})


# Sets of places


def every(length: int) -> Bits:
    """All places of a list of this length."""
    return Bits(range(length))


def bit_set(places: Iterable[int]) -> Bits:
    """The set of these places."""
    return Bits(array("I", places))


def places_in(bits: Bits) -> Iterator[int]:
    """The places of a set, in ascending order."""
    return iter(bits)


def union(sets: Iterable[Bits]) -> Bits:
    """The places that are in any of the sets."""
    first, *others = [*sets] or [NO_ROWS]
    return Bits.union(first, *others) if others else first


def intersection(sets: Sequence[Bits]) -> Bits:
    """The places that are in all of the sets, of which there is one at least; the small first."""
    first, *others = sorted(sets, key=len)
    for bits in others:
        first &= bits
    return first


def each_left_out(within: Bits, sets: Sequence[Bits]) -> list[Bits]:
    """For each of the sets the places of `within` that are in all of the others.

    What comes before a set and what comes after it are each put together once.
    """
    if not sets:
        return []
    before = [*accumulate(sets[:-1], and_, initial=within)]
    after = [*accumulate(sets[:0:-1], and_)][::-1]
    return [one & other for one, other in zip(before, after, strict=False)] + before[-1:]
