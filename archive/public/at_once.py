"""Several querysets read in one statement.

Owns how they are put into one: each is an arm of a UNION ALL, whose columns lie side by side where
they differ in type, so that each row comes back as it would alone. What is asked, and what becomes
of the rows, is the business of whoever asks.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet


def at_once(*several: QuerySet[Any]) -> list[list[Any]]:
    """The rows of each queryset, in its order; what can have no rows is not asked."""
    arms = _arms(several)
    if len(arms) == 1:
        told: list[list[Any]] = [[] for _rows in several]
        told[arms[0].place] = list(several[arms[0].place])
        return told
    return Written(several, arms).rows()


class Written:
    """Several querysets as one statement, which can be asked again and again."""

    def __init__(self, several: Sequence[QuerySet[Any]], arms: list[_Arm] | None = None) -> None:
        self._number = len(several)
        self._arms = _arms(several) if arms is None else arms
        self._sql = _united(self._arms)

    def rows(self, keys: Sequence[int] = ()) -> list[list[Any]]:
        """The rows of each queryset.

        With `keys`, which are as many as each queryset was filtered by last of all, and take their
        place.
        """
        told: list[list[Any]] = [[] for _number in range(self._number)]
        if not self._arms:
            return told
        parameters = [value for arm in self._arms for value in arm.parameters_with(keys)]
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        with connections[self._arms[0].alias].cursor() as cursor:
            cursor.execute(self._sql, parameters)
            for place, *cells in cursor.fetchall():
                found[place].append(tuple(cells))
        for arm in self._arms:
            told[arm.place] = arm.made_of(found[arm.place])
        return told


class _Arm:
    """One queryset, compiled; `slots` are the columns of the whole in which its own ones lie."""

    def __init__(self, place: int, rows: QuerySet[Any]) -> None:
        self.place = place
        self._rows: Any = rows.all()
        self._compiler: Any = self._rows.query.get_compiler(using=rows.db)
        self.sql, self._parameters = self._compiler.as_sql(with_col_aliases=True)
        self.alias = rows.db
        connection = connections[rows.db]
        # SQLite takes the declared type of a column from the first arm, and would read the cells of
        # others by it; an expression has none.
        self.sign = "+" if connection.vendor == "sqlite" else ""
        fields = [each[0].output_field for each in self._compiler.select]
        self.types = [_type(field, connection) for field in fields]
        self.names = [connection.ops.quote_name(each[2]) for each in self._compiler.select]
        self._compiler.connection = None  # which is that of a thread, and not to be kept
        self.slots: list[int] = []

    def parameters_with(self, keys: Sequence[int]) -> list[Any]:
        """Its parameters, the last of which are these keys."""
        return [*self._parameters[: len(self._parameters) - len(keys)], *keys]

    def made_of(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """What the queryset makes of rows that were read for it."""
        own = [tuple([row[slot] for slot in self.slots]) for row in rows]
        # Other threads can have the statement asked, each on a connection of its own.
        answered = copy.copy(self._compiler)
        answered.connection = connections[self.alias]
        answered.execute_sql = lambda *_asked, **_how: [own]
        asked: Any = self._rows.all()
        asked.query.get_compiler = lambda *_asked, **_how: answered
        return list(asked._iterable_class(asked))


def _arms(several: Sequence[QuerySet[Any]]) -> list[_Arm]:
    """Each queryset in its place, but for those that can have no rows."""
    arms = []
    for place, rows in enumerate(several):
        with suppress(EmptyResultSet):
            arms.append(_Arm(place, rows))
    return arms


def _type(field: Any, connection: Any) -> str:
    """The type of a column, as far as the arms of a union have to agree on it."""
    if connection.vendor == "sqlite":
        return ""
    return str(field.db_type(connection)).partition("(")[0]


def _united(arms: list[_Arm]) -> str:
    """The statement that reads the rows of all arms, the place of its arm before each."""
    types = _laid_out(arms)
    lines = []
    for arm in arms:
        cells = [f"CAST(NULL AS {each})" if each else "NULL" for each in types]
        for name, slot in zip(arm.names, arm.slots, strict=True):
            cells[slot] = f"{arm.sign}arm.{name}"
        lines.append(f"SELECT {arm.place}, {', '.join(cells)} FROM ({arm.sql}) AS arm")  # noqa: S608
    return " UNION ALL ".join(lines)


def _laid_out(arms: list[_Arm]) -> list[str]:
    """The type of each column of the whole; arms share columns of the same type."""
    types: list[str] = []
    known: dict[tuple[str, int], int] = {}
    for arm in arms:
        used: Counter[str] = Counter()
        for each in arm.types:
            key = each, used[each]
            used[each] += 1
            if key not in known:
                known[key] = len(types)
                types.append(each)
            arm.slots.append(known[key])
    return types
