"""Pairs of a row's id and a value: what facets are declared as, and how they are read.

Owns the ways from a row through other public rows to a value, and the public rows as they were read
for one state of the archive. Databases join views of views badly; the pairs are joined here, by
plain look-up, and each view is read once, by itself. Knows nothing of sets of places or of lists.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import (
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from typing import Any, Protocol

from django.db.models import CharField, Model, QuerySet, TextField

from archive.public.columns import (
    Columns,
    asked_for,
    copied,
    count_rows,
    places_of,
    read_columns,
    some_rows,
)
from archive.public.entries import few_lengths

FOLLOWED_ONCE = 2000
"""The values of so many rows are remembered: ways that many share lead through few rows, and those
from very many rows are nearly all gone once, and are large."""

Values = Mapping[int, tuple[str, ...]]
"""The distinct values of each row that has any, by the row's id."""


class Tables:
    """Public rows as they were read for one state of the archive, column by column.

    Each queryset is read once, by itself; long texts are left out. What asks for some rows of a
    model is taken from all of them, where these are among `wholes`. `steps` are earlier states,
    each with what changed from it to the next; `can_be_followed` tells that what follows from a
    change can be found.
    """

    def __init__(self, wholes: Iterable[QuerySet[Any]] = ()) -> None:
        self._wholes = {of.model: of for of in wholes}
        self._read: dict[int, tuple[QuerySet[Any], Columns]] = {}
        self._followed: dict[Pairs, Values] = {}
        self.steps: Sequence[tuple[Hashable, Delta]] = ()
        self.can_be_followed = False

    def rows(self, of: QuerySet[Any]) -> Rows:
        """The rows with their columns as attributes."""
        return Rows(self._columns(of))

    def column(self, of: QuerySet[Any], name: str) -> Sequence[Any]:
        """One column of all rows; several columns of the same queryset are in the same order."""
        return self._columns(of)[name]

    def has(self, of: QuerySet[Any], name: str) -> bool:
        """Whether a column is among those that are read of a queryset."""
        return name in _names(_model(of))

    def holds(self, of: QuerySet[Any]) -> bool:
        """Whether a queryset was read."""
        return id(of) in self._read

    def read(self, several: Iterable[QuerySet[Any]]) -> None:
        """Read several querysets, so that all of them can be brought up to date later."""
        for of in several:
            self._columns(of)

    def some(self, of: QuerySet[Any], keys: Collection[int]) -> dict[int, Any]:
        """Some rows by their keys: from what was read, or else from the database."""
        if not self.holds(of):
            rows = of.order_by().filter(pk__in=few_lengths(keys))
            return {row.id: row for row in rows.values_list(*_names(_model(of)), named=True)}
        ids = self.column(of, "id")
        return {row.id: row for row in Rows(self._columns(of)).at(places_of(ids, keys))}

    def count(self, of: QuerySet[Any]) -> int:
        """How many rows a queryset has. What is only counted is not kept besides."""
        whole = self._wholes.get(of.model._meta.concrete_model)
        asked = asked_for(of)
        if self.holds(of) or whole is None or whole is of or asked is None:
            return len(self._columns(of)["id"])
        return count_rows(self._columns(whole), asked)

    def having(self, of: QuerySet[Any], name: str, values: Collection[Any]) -> list[Any]:
        """The rows of which a column has one of some values."""
        return list(self.rows(of).at(places_of(self.column(of, name), values))) if values else []

    def _columns(self, of: QuerySet[Any]) -> Columns:
        if id(of) not in self._read:
            whole = self._wholes.get(of.model._meta.concrete_model)
            asked = asked_for(of)
            if whole is None or whole is of or asked is None:
                columns = read_columns(of, _names(_model(of)))
            else:
                columns = some_rows(self._columns(whole), asked)
            self._read[id(of)] = (of, columns)
        return self._read[id(of)][1]

    def values(self, pairs: Pairs) -> Values:
        """The values that rows have by `pairs`; of few rows worked out once until `let_go`."""
        found = self._followed.get(pairs)
        if found is None:
            found = pairs.read(self)
            if len(found) <= FOLLOWED_ONCE:
                self._followed[pairs] = found
        return found

    def let_go(self) -> None:
        """Forget what followed from the rows. The rows themselves stay."""
        self._followed.clear()

    def since(self, state: Hashable) -> Delta | None:
        """What is other than in an earlier state, where that is still known."""
        for number, (earlier, _delta) in enumerate(self.steps):
            if earlier == state:
                return reduce(Delta.then, (delta for _state, delta in self.steps[number:]))
        return None

    def patched(self, keys: Mapping[type[Model], set[int]], near: set[int]) -> tuple[Tables, Delta]:
        """These tables with the rows of `keys` read again, and what that changed.

        `keys` names every model of which it is known what changed; rows of others are left behind.
        `near` are records that changed rows point at: they are as they were, but one may belong to
        a queryset now that asks for such rows, or no longer.
        """
        made, delta = Tables(self._wholes.values()), Delta()
        for known, (of, columns) in self._read.items():
            model = of.model._meta.concrete_model
            if model is None or model not in keys:
                continue
            asked = keys[model] | near
            came = Tables().some(of, asked) if asked else {}
            gone = self.some(of, asked) if asked else {}
            for key in asked - keys[model]:
                if came.get(key) == gone.get(key):
                    came.pop(key, None)
                    gone.pop(key, None)
            patched = _patched(columns, gone, list(came.values())) if came or gone else columns
            made._read[known] = (of, patched)
            delta.known[known] = (of, [*gone.values(), *came.values()])
        return made, delta


@dataclass
class Delta:
    """What changed between two states: the rows that came, went or are other, both as they were
    and as they are; for each queryset that was read."""

    known: dict[int, tuple[QuerySet[Any], list[Any]]] = field(default_factory=dict)

    def rows(self, of: QuerySet[Any]) -> list[Any]:
        """The rows of a queryset. Raises KeyError where they are not known."""
        return self.known[id(of)][1]

    def then(self, later: Delta) -> Delta:
        """What changed by both, one after the other."""
        both = self.known.keys() & later.known.keys()
        return Delta(
            {
                key: (of, rows + later.known[key][1])
                for key, (of, rows) in self.known.items()
                if key in both
            }
        )


class Rows:
    """Rows that are put together from columns each time they are gone through."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._make: Any = _row_of(tuple(columns))._make

    def __iter__(self) -> Iterator[Any]:
        """Each row, with its columns as attributes."""
        return map(self._make, zip(*self._columns.values(), strict=True))

    def at(self, places: Iterable[int]) -> Iterator[Any]:
        """The rows at some places."""
        columns = list(self._columns.values())
        return (self._make([column[place] for column in columns]) for place in places)


@lru_cache
def _row_of(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)


def _model(of: QuerySet[Any]) -> type[Model]:
    model: type[Model] = of.model
    return model


@lru_cache
def _names(model: type[Model]) -> list[str]:
    """The columns that are read: all but long texts."""
    return [each.attname for each in model._meta.concrete_fields if not isinstance(each, TextField)]


def _patched(columns: Columns, gone: Collection[int], came: Sequence[Any]) -> Columns:
    """Columns without the rows that are gone, and with those that came at their end."""
    places = places_of(columns["id"], gone)
    made: Columns = {}
    for name, column in columns.items():
        more = [getattr(row, name) for row in came]
        cells = copied(column, more)
        for place in reversed(places):
            cells[place] = cells[-1]
            cells.pop()
        cells.extend(more)
        made[name] = cells
    return made


class Pairs(Protocol):
    """Pairs of a row's id and a value, read from public rows only."""

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Values:
        """Every pair, by row; `only` those of some rows, where that is asked."""

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The rows whose values may be other in `tables` than before what `delta` changed."""

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids that have one of the values, by SQL; with None, any value at all."""


def gathered(pairs: Iterable[tuple[int, str]], only: Collection[int] | None = None) -> Values:
    """Pairs in any order, by row; repeats do no harm."""
    found: dict[int, tuple[str, ...]] = {}
    for row, value in pairs:
        if only is None or row in only:
            _add(found, row, (value,))
    return found


def followed(pairs: Sequence[Pairs], tables: Tables, only: Collection[int] | None = None) -> Values:
    """The values that rows have by any of `pairs`; `only` some rows, where that is asked."""
    each = [tables.values(one) if only is None else one.read(tables, only) for one in pairs]
    if len(each) == 1:
        return each[0]
    found: dict[int, tuple[str, ...]] = {}
    for values in each:
        for row, some in values.items():
            _add(found, row, some)
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

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Values:
        """Every pair; following an id that `then` does not know gives none."""
        if only is not None and not only:
            return {}
        records, cells = (tables.column(self.rows, name) for name in (self.record, self.value))
        if only is not None:
            places = places_of(records, only)
            records, cells = ([column[place] for place in places] for column in (records, cells))
        if self.then:
            values = followed(self.then, tables, None if only is None else set(cells))
        else:
            values = {cell: (str(cell),) for cell in set(cells) if cell}
        if self.record == "id":
            rows = zip(records, cells, strict=True)
            return {row: last for row, cell in rows if (last := values.get(cell)) is not None}
        found: dict[int, tuple[str, ...]] = {}
        for row, cell in zip(records, cells, strict=True):
            if row and (last := values.get(cell)) is not None:
                if row in found:
                    _add(found, row, last)
                else:
                    found[row] = last
        return found

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The rows that were changed, and those whose values lead to what has other values."""
        found = {getattr(row, self.record) for row in delta.rows(self.rows)}
        targets = {row for each in self.then for row in each.moved(tables, delta)}
        if targets:
            records, cells = (tables.column(self.rows, name) for name in (self.record, self.value))
            found |= {records[place] for place in places_of(cells, targets)}
        return found - {None}

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
