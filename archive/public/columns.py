"""Reads the columns of very many public rows, in little time and memory.

Rows come a few at a time and are put into columns at once. Of a column in which values are often
the same each is kept, and made from what the database gives, only once. Knows querysets, nothing
of what the rows mean.
"""

from __future__ import annotations

from array import array
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    MutableSequence,
    Sequence,
)
from itertools import compress
from typing import Any

from django.db import connections
from django.db.models import Field, ForeignKey, IntegerField, QuerySet
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In
from django.db.models.sql.where import AND

Columns = dict[str, MutableSequence[Any]]
"""The columns of some rows by name, all in the same order. Once read, they stay as they are."""

AT_ONCE = 1000
"""How many rows are taken from the database at a time."""

FEW = 16
"""So many cells are looked for one by one."""

TRIED = 4000
"""After so many cells it is clear whether most are different."""


def read_columns(of: QuerySet[Any], names: Sequence[str]) -> Columns:
    """The columns of a queryset, in whatever order the rows come."""
    compiler = of.order_by().values_list(*names).query.get_compiler(using=of.db)
    chunks = compiler.execute_sql(chunked_fetch=True, chunk_size=AT_ONCE) or ()
    selected = [expression for expression, *_rest in compiler.select]
    converters = compiler.get_converters(selected)
    connection = connections[of.db]
    columns = []
    for place, expression in enumerate(selected):
        steps = converters.get(place, ((), None))[0]
        columns.append(_Column(expression.target, _converting(steps, expression, connection)))
    for chunk in chunks:
        for column, cells in zip(columns, zip(*chunk, strict=True), strict=True):
            column.extend(cells)
    return {name: column.cells for name, column in zip(names, columns, strict=True)}


def asked_for(of: QuerySet[Any]) -> dict[str, set[Any]] | None:
    """Which values a queryset asks of which columns; None where it asks for anything else."""
    where, found = of.query.where, dict[str, set[Any]]()
    if where.negated or where.connector != AND:
        return None
    for each in where.children:
        if not isinstance(each, Exact | In) or not isinstance(each.lhs, Col):
            return None
        if not each.rhs_is_direct_value():
            return None
        values = set(each.rhs) if isinstance(each, In) else {each.rhs}
        name = each.lhs.target.attname
        found[name] = found.get(name, values) & values
    return found


def some_rows(columns: Columns, asked: Mapping[str, Collection[Any]]) -> Columns:
    """The rows of which some columns have one of the values that are asked of them."""
    places = _places(columns, asked)
    return {name: _picked(column, places) for name, column in columns.items()}


def count_rows(columns: Columns, asked: Mapping[str, Collection[Any]]) -> int:
    """How many rows `some_rows` would pick."""
    name, values = next(iter(asked.items()))
    column = columns[name]
    if len(asked) == 1 and isinstance(column, Coded):
        return column.marked(values).count(1)
    return len(_places(columns, asked))


def _places(columns: Columns, asked: Mapping[str, Collection[Any]]) -> Sequence[int]:
    places: Sequence[int] = range(len(columns["id"]))
    for name, values in asked.items():
        among = set(places_of(columns[name], values))
        places = [place for place in places if place in among]
    return places


def _picked(column: MutableSequence[Any], places: Iterable[int]) -> MutableSequence[Any]:
    if isinstance(column, Coded):
        return column.at(places)
    cells = map(column.__getitem__, places)
    return array(column.typecode, cells) if isinstance(column, array) else list(cells)


def _converting(
    steps: Sequence[Callable[..., Any]], expression: Any, connection: Any
) -> Callable[[Any], Any] | None:
    """What makes a value of what the database gives; None where it gives the value."""
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    return convert


class _Column:
    """A column to which more and more cells come: whole numbers in an array, few values coded."""

    def __init__(self, field: Field[Any, Any], convert: Callable[[Any], Any] | None) -> None:
        kind = field.target_field if isinstance(field, ForeignKey) else field
        plain = isinstance(kind, IntegerField) and not field.null and convert is None
        self.cells: MutableSequence[Any] = array("q") if plain else Coded()
        self._convert = convert
        self._known: dict[Any, Any] | None = None if plain else {}

    def extend(self, cells: Sequence[Any]) -> None:
        """Put cells behind the others."""
        known, convert = self._known, self._convert
        if known is None:
            self.cells.extend(cells if convert is None else map(convert, cells))
            return
        for cell in set(cells) - known.keys():
            known[cell] = cell if convert is None else convert(cell)
        if isinstance(self.cells, Coded) and len(known) > Coded.MOST:
            self.cells = list(self.cells)
        self.cells.extend(map(known.__getitem__, cells))
        if TRIED < len(self.cells) < 2 * len(known):
            self._known = None  # most are different: to remember them is of no use


class Coded(MutableSequence[Any]):
    """A column of few different values: one octet for each cell. Values must not be like others
    that are written otherwise, as True is like 1."""

    MOST = 255
    """How many different values there can be."""

    def __init__(self, values: Iterable[Any] = (), codes: Iterable[int] = ()) -> None:
        self.codes = bytearray(codes)
        self._code_of = {value: code for code, value in enumerate(values)}
        self._values = list(self._code_of)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, value: object) -> bool:
        code = self._code_of.get(value)
        return code is not None and code in self.codes

    def __iter__(self) -> Iterator[Any]:
        return map(self._values.__getitem__, self.codes)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return Coded(self._values, self.codes[place])
        return self._values[self.codes[place]]

    def __setitem__(self, place: Any, value: Any) -> None:
        self.codes[place] = self._code(value)

    def __delitem__(self, place: Any) -> None:
        del self.codes[place]

    def insert(self, index: int, value: Any) -> None:
        """Put a cell before another."""
        self.codes.insert(index, self._code(value))

    def extend(self, values: Iterable[Any]) -> None:
        """Put cells behind the others."""
        values = list(values)
        for value in dict.fromkeys(values):
            self._code(value)
        self.codes.extend(map(self._code_of.__getitem__, values))

    def at(self, places: Iterable[int]) -> Coded:
        """The cells at some places."""
        return Coded(self._values, map(self.codes.__getitem__, places))

    def marked(self, wanted: Collection[Any]) -> bytes:
        """For each cell 1 if it is among some values, else 0."""
        marks = bytes(value in wanted for value in self._values)
        return bytes(self.codes).translate(marks.ljust(1 << 8, b"\0"))

    def has_room(self, values: Iterable[Any]) -> bool:
        """Whether some cells can be put in as well."""
        return len(self._code_of.keys() | set(values)) <= self.MOST

    def _code(self, value: Any) -> int:
        code = self._code_of.setdefault(value, len(self._values))
        if code == len(self._values):
            self._values.append(value)
        return code


def copied(column: MutableSequence[Any], more: Collection[Any]) -> MutableSequence[Any]:
    """A column that can be changed, and into which some cells can be put as well."""
    fits = True
    if isinstance(column, array):
        fits = all(type(cell) is int for cell in more)
    elif isinstance(column, Coded):
        fits = column.has_room(more)
    return column[:] if fits else list(column)


def places_of(column: Sequence[Any], wanted: Collection[Any]) -> Sequence[int]:
    """The places of the cells of a column that are among some values, in ascending order.

    Few whole numbers are looked for in the octets of a column, which is many times faster.
    """
    places = range(len(column))
    if isinstance(column, Coded):
        return list(compress(places, column.marked(wanted)))
    if not isinstance(column, array) or len(wanted) > FEW:
        return list(compress(places, map(set(wanted).__contains__, column)))
    octets, found = column.tobytes(), list[int]()
    for value in set(wanted) - {None}:
        sought = array(column.typecode, [value]).tobytes()
        start = octets.find(sought)
        while start >= 0:
            place, beside = divmod(start, column.itemsize)
            if not beside:
                found.append(place)
            start = octets.find(sought, start + 1)
    return sorted(found)
