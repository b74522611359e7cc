"""Pairs of a row's id and a value: what facets are declared as, and how they are read.

Owns the ways from a row through other public rows to a value, and the public rows as they were read
for one state of the archive. Databases join views of views badly; the pairs are joined here, by
plain look-up, and each view is read once, by itself. Knows nothing of sets of places or of lists.
"""

from __future__ import annotations

from array import array
from collections import namedtuple
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import CharField, QuerySet, TextField

Values = Mapping[int, tuple[str, ...]]
"""The distinct values of each row that has any, by the row's id."""


class Tables:
    """Public rows as they were read for one state of the archive, column by column.

    Each queryset is read once, by itself; long texts are left out.
    """

    def __init__(self) -> None:
        self._read: dict[int, tuple[QuerySet[Any], dict[str, Sequence[Any]]]] = {}
        self._followed: dict[Pairs, Values] = {}

    def rows(self, of: QuerySet[Any]) -> Rows:
        """The rows with their columns as attributes."""
        return Rows(self._columns(of))

    def column(self, of: QuerySet[Any], name: str) -> Sequence[Any]:
        """One column of all rows; several columns of the same queryset are in the same order."""
        return self._columns(of)[name]

    def _columns(self, of: QuerySet[Any]) -> dict[str, Sequence[Any]]:
        if id(of) not in self._read:
            fields = [f for f in of.model._meta.concrete_fields if not isinstance(f, TextField)]
            names = [field.attname for field in fields]
            rows = list(of.order_by().values_list(*names))
            cells: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(names)
            columns = dict(zip(names, map(_small, cells), strict=True))
            self._read[id(of)] = (of, columns)
        return self._read[id(of)][1]

    def values(self, pairs: Pairs) -> Values:
        """The values that rows have by `pairs`, worked out once until `let_go`."""
        if pairs not in self._followed:
            self._followed[pairs] = pairs.read(self)
        return self._followed[pairs]

    def let_go(self) -> None:
        """Forget what followed from the rows. The rows themselves stay."""
        self._followed.clear()


class Rows:
    """Rows that are put together from columns each time they are gone through."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._columns = columns
        self._make: Any = namedtuple("Row", columns)._make  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[Any]:
        """Each row, with its columns as attributes."""
        return map(self._make, zip(*self._columns.values(), strict=True))


def _small(cells: Sequence[Any]) -> Sequence[Any]:
    """A column in little memory: whole numbers as such, and of equal cells only one."""
    if all(type(cell) is int for cell in cells):
        return array("q", cells)
    known: dict[Any, Any] = {}
    return [known.setdefault(cell, cell) for cell in cells]


class Pairs(Protocol):
    """Pairs of a row's id and a value, read from public rows only."""

    def read(self, tables: Tables) -> Values:
        """Every pair, by row."""

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids that have one of the values, by SQL; with None, any value at all."""


def gathered(pairs: Iterable[tuple[int, str]]) -> Values:
    """Pairs in any order, by row; repeats do no harm."""
    found: dict[int, tuple[str, ...]] = {}
    for row, value in pairs:
        _add(found, row, (value,))
    return found


def followed(pairs: Sequence[Pairs], tables: Tables) -> Values:
    """The values that rows have by any of `pairs`."""
    if len(pairs) == 1:
        return tables.values(pairs[0])
    found: dict[int, tuple[str, ...]] = {}
    for each in pairs:
        for row, values in tables.values(each).items():
            _add(found, row, values)
    return found


def _add(found: dict[int, tuple[str, ...]], row: int, values: tuple[str, ...]) -> None:
    known = found.get(row)
    if known is None:
        found[row] = values
    elif known is not values:
        more = tuple(value for value in values if value not in known)
        if more:
            found[row] = known + more


@dataclass(frozen=True, eq=False)
class Column:
    """Pairs out of one public model: its column with the id, and its column with the value.

    With `then`, the value is an id in turn, and the pairs of `then` say what values it stands for,
    by any of them. An empty value is none.
    """

    rows: QuerySet[Any]
    record: str
    value: str
    then: tuple[Pairs, ...] = ()

    def to(self, *then: Pairs) -> Column:
        """These pairs with their values, which are ids, followed through `then`."""
        deeper = (each.to(*then) for each in self.then if isinstance(each, Column))
        return replace(self, then=tuple(deeper) or then)

    def read(self, tables: Tables) -> Values:
        """Every pair; following an id that `then` does not know gives none."""
        found: dict[int, tuple[str, ...]] = {}
        records, cells = (tables.column(self.rows, name) for name in (self.record, self.value))
        if not self.then:
            values: Mapping[Any, tuple[str, ...]] = {cell: (str(cell),) for cell in set(cells)}
        else:
            values = followed(self.then, tables)
        for row, cell in zip(records, cells, strict=True):
            if row and cell and (last := values.get(cell)) is not None:
                _add(found, row, last)
        return found

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids; what `then` finds is read first."""
        rows = self.rows.order_by().filter(**{f"{self.record}__isnull": False})
        wanted: Collection[str | int] | None = values
        if self.then:
            wanted = {row for each in self.then for row in each.rows_with(values)}
        if wanted is not None:
            rows = rows.filter(**{f"{self.value}__in": wanted})
        elif isinstance(rows.model._meta.get_field(self.value), CharField):
            rows = rows.exclude(**{self.value: ""})
        rows = rows.filter(**{f"{self.value}__isnull": False})
        return rows.values_list(self.record, flat=True)
