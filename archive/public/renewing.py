"""Makes the index of a list from an earlier one: only what has changed is worked out.

Rows that came, went or may stand elsewhere are taken out and put in where they belong; all others
move up or down with them. Then the values of the rows that a change can have reached are read anew.
Owns how what is kept of a list moves; what has changed is found in `changes`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.dates import PartialDate, parse
from archive.names import sort_key
from archive.public.facets import NO_ROWS, NONE, Bits, FacetIndex, bit_set, union
from archive.public.filters.base import ListFilter
from archive.public.filters.tables import TEXTS
from archive.public.ordered import ListIndex, Row, Where
from archive.public.pairs import Delta, Tables, followed
from archive.public.wording import names_of

MOST_OF_A_LIST = 500
"""Of so many rows at least one may change its place; more rows are not put in one by one."""

GONE = 2**32 - 1
FEW = 40
"""So many places are moved one by one as fast as a run of places is moved at once."""


def row_of(declaration: type[ListFilter], read: Any, name: str, language: str) -> Row:
    """What decides where a row stands, from what was read of it and what it is called."""
    when = (read.when, read.earliest, read.latest) if declaration.dated() else ("", None, None)
    return Row(read.id, getattr(read, declaration.key), sort_key(name, language), *when)


def renewed(
    declaration: type[ListFilter], language: str, old: ListIndex, tables: Tables, delta: Delta
) -> ListIndex | None:
    """The list as `tables` have it now, `delta` having changed since `old` was made.

    Its labels are the old ones. None where too much has changed.
    """
    try:
        moving = {row.id for row in delta.rows(declaration.all_rows)}
        moving |= {row.entry_id for row in delta.rows(TEXTS)}
        reached = {
            name: {row for pairs in facet.pairs for row in pairs.moved(tables, delta)} | moving
            for name, facet in declaration.facets().items()
        }
    except KeyError:
        return None
    came = tables.some(declaration.all_rows, moving)
    if len(came) > 1 + len(old) // MOST_OF_A_LIST:
        return None
    rows = _Rows(declaration, language, came)
    default, *others = declaration.sorts
    gone = sorted(old.where.places(moving))
    ids = _without(old.facets.ids, gone)
    coming = sorted(rows.of(came), key=lambda row: row.in_order(default))
    behind = [rows.place(ids, row, default) for row in coming]
    shift = _Shift.of(len(old), gone, behind)
    for number, (place, row) in enumerate(zip(behind, coming, strict=True)):
        ids.insert(place + number, row.id)
    where = Where.of(ids)
    values = {
        name: followed(facet.pairs, tables, reached[name])
        for name, facet in declaration.facets().items()
    }
    bits = {
        name: _revalued(shift, before, where, values[name], reached[name])
        for name, before in old.facets.bits.items()
    }
    return ListIndex(
        facets=FacetIndex(ids, bits),
        orders={
            sort: _reordered(rows, shift, old.orders[sort], ids, where, coming, sort)
            for sort in others
        },
        dates=_redated(shift, old.dates, where, coming),
        labels=old.labels,
        where=where,
    )


class _Rows:
    """Rows of a list, some of them read already, the others when they are asked for."""

    def __init__(
        self, declaration: type[ListFilter], language: str, read: Mapping[int, Any]
    ) -> None:
        self._declaration, self._language = declaration, language
        self._known: dict[int, Row] = {}
        self._learn(read)

    def of(self, ids: Iterable[int]) -> list[Row]:
        """The rows with these ids."""
        missing = set(ids) - self._known.keys()
        if missing:
            self._learn(Tables().some(self._declaration.all_rows, missing))
        return [self._known[row] for row in ids]

    def place(self, ids: Sequence[int], row: Row, sort: str) -> int:
        """Before which of the rows `ids`, which are in this order, another one stands."""
        return bisect_left(
            ids, row.in_order(sort), key=lambda each: self.of([each])[0].in_order(sort)
        )

    def _learn(self, read: Mapping[int, Any]) -> None:
        called = names_of(read, self._language)
        for key, row in read.items():
            self._known[key] = row_of(self._declaration, row, called.get(key, ""), self._language)


@dataclass(frozen=True)
class _Shift:
    """Where the old places are now: `to[place]`, or GONE; the same as runs of places that move
    together, each with its first place, the one behind its last, and how far it moves. All before
    `first` stay."""

    to: Sequence[int]
    runs: Sequence[tuple[int, int, int]]
    first: int

    @classmethod
    def of(cls, length: int, gone: Sequence[int], before: Sequence[int]) -> _Shift:
        """`gone` are old places; `before` places among those left, where one each is put in."""
        to, runs = array("I"), list[tuple[int, int, int]]()
        cuts = [*_stretches(length, gone)]
        left = put = 0
        for start, end in cuts:
            if len(to) < start:
                to.extend([GONE] * (start - len(to)))
            while start < end:
                while put < len(before) and before[put] <= left:
                    put += 1
                many = end - start
                if put < len(before):
                    many = min(many, before[put] - left)
                to.extend(range(left + put, left + put + many))
                runs.append((start, start + many, left + put - start))
                start, left = start + many, left + many
        to.extend([GONE] * (length - len(to)))
        first = 0
        for start, end, by in runs:
            if start > first or by:
                break
            first = end
        return cls(to, runs, first)

    def move(self, bits: Bits) -> Bits:
        """A set of old places as the places where these rows stand now."""
        if bits.max() < self.first:
            return bits
        if len(bits) < FEW * len(self.runs):
            return bit_set(place for each in bits if (place := self.to[each]) != GONE)
        return union(
            (bits & Bits(range(start, end))).shift(by) if by else bits & Bits(range(start, end))
            for start, end, by in self.runs
        )


def _stretches(length: int, gone: Sequence[int]) -> Iterable[tuple[int, int]]:
    start = 0
    for place in gone:
        if start < place:
            yield start, place
        start = place + 1
    if start < length:
        yield start, length


def _without(ids: Sequence[int], gone: Sequence[int]) -> array[int]:
    left = array("q", ids)
    for place in reversed(gone):
        del left[place]
    return left


def _revalued(
    shift: _Shift,
    old: Mapping[str, Bits],
    where: Where,
    values: Mapping[int, tuple[str, ...]],
    reached: Iterable[int],
) -> dict[str, Bits]:
    """The sets of a facet, with new values for the rows that were reached."""
    places: dict[str, list[int]] = defaultdict(list)
    again = where.places(reached)
    for row in reached:
        for place in where.places([row]):
            for value in values.get(row, (NONE,)):
                places[value].append(place)
    anew = bit_set(again)
    found: dict[str, Bits] = {}
    for value, bits in old.items():
        # A facet can have as many values as the list has rows, of which a change reaches few.
        left = shift.move(bits)
        if left.intersect(anew):
            left -= anew
        if left:
            found[value] = left
    for value, some in places.items():
        found[value] = found.get(value, NO_ROWS) | bit_set(some)
    return found


def _reordered(
    rows: _Rows,
    shift: _Shift,
    old: Sequence[int],
    ids: Sequence[int],
    where: Where,
    coming: Sequence[Row],
    sort: str,
) -> Sequence[int]:
    """The places of the list in another order."""
    order = array("I", [place for each in old if (place := shift.to[each]) != GONE])

    def key(place: int) -> Any:
        return rows.of([ids[place]])[0].in_order(sort)

    for row in coming:
        (place,) = where.places([row.id])
        order.insert(bisect_left(order, row.in_order(sort), key=key), place)
    return order


def _redated(
    shift: _Shift,
    old: Sequence[tuple[PartialDate, Bits]],
    where: Where,
    coming: Sequence[Row],
) -> list[tuple[PartialDate, Bits]]:
    """The distinct dates, with the rows that have them."""
    places: dict[str, list[int]] = defaultdict(list)
    for row in coming:
        if row.when:
            places[row.when] += where.places([row.id])
    moved = [(when, shift.move(bits) | bit_set(places.pop(when.text, ()))) for when, bits in old]
    dated = [(when, bits) for when, bits in moved if bits]
    return dated + [(parse(when), bit_set(each)) for when, each in places.items()]
