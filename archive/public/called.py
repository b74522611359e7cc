"""What the values of facets are called in one language, in the order in which they are shown.

Owns what is remembered of names for one state of the archive, and how names and labels follow a
change: only what a change can have renamed is asked for again. What a record is called is decided
in `wording`, what kinds of values there are in `filters.values`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from archive.names import sort_key
from archive.public.changes import FOLLOWED
from archive.public.columns import places_of
from archive.public.filters.base import FacetFilter
from archive.public.filters.tables import (
    INVOLVEMENTS,
    MEMBERSHIPS,
    REPORTS,
    STEPS,
    TEXTS,
)
from archive.public.models.base import PublicRecord
from archive.public.pairs import Delta, Tables
from archive.public.wording import is_called_by_a_column, names_of, names_of_all

AT_ONCE = 1000
"""How many rows are read at once: SQLite limits how many ids a query may hold."""

VERY_MANY = 5000
"""So many names are had faster by reading those of all records of a kind."""


class Names:
    """What records are called in one language; remembers what it was told."""

    def __init__(self, known: Mapping[int, str] | None = None) -> None:
        self._known: dict[int, str] = dict(known or {})

    def of(
        self, rows: QuerySet[Any], ids: Collection[int], language: str, tables: Tables
    ) -> Mapping[int, str]:
        """The names of these rows at least, by entry id."""
        missing = sorted(set(ids) - self._known.keys())
        if len(missing) >= VERY_MANY and is_called_by_a_column(rows.model):
            self._known |= names_of_all(rows, language, tables)
            return self._known
        for start in range(0, len(missing), AT_ONCE):
            self._known |= names_of(missing[start : start + AT_ONCE], language)
        return self._known

    def without(self, renamed: Collection[int]) -> Names:
        """What is still known when some records may be called otherwise."""
        left = Names(self._known)
        for key in renamed:
            left._known.pop(key, None)
        return left


@dataclass(frozen=True)
class _Told:
    """Finds records by what stands in addresses, in the rows that are kept; tells their names."""

    kept: Names
    tables: Tables

    def ids(self, rows: QuerySet[Any], by: str, values: Collection[str]) -> Mapping[str, int]:
        """The ids of the rows of which a column has one of some values, by value."""
        cells, ids = (self.tables.column(rows, name) for name in (by, "id"))
        return {cells[place]: ids[place] for place in places_of(cells, set(values))}

    def names(self, rows: QuerySet[Any], ids: Collection[int], language: str) -> Mapping[int, str]:
        """The names of these rows at least, by entry id."""
        return self.kept.of(rows, ids, language, self.tables)


def renamed_by(tables: Tables, delta: Delta) -> set[int]:
    """The records that may be called otherwise since a change.

    Facts are called by the records that they are of.
    """
    found = {row.entry_id for row in delta.rows(TEXTS)}
    for rows in FOLLOWED:
        if issubclass(rows.model, PublicRecord):
            found |= {row.id for row in delta.rows(rows)}
    ways = (
        (INVOLVEMENTS, "actor_id"),
        (MEMBERSHIPS, "member_id"),
        (MEMBERSHIPS, "group_id"),
        (STEPS, "party_id"),
        (STEPS, "trial_id"),
        (REPORTS, "step_id"),
    )
    for rows, column in ways:
        found |= {row.id for row in tables.having(rows, column, found)}
    return found


def labels_of(
    facet: FacetFilter, values: Collection[str], language: str, names: Names, tables: Tables
) -> dict[str, str]:
    """What values are called, in alphabetical order; years and months with the latest first."""
    called = facet.values.labels(values, language, _Told(names, tables))
    if not facet.values.by_count:
        return {value: called[value] for value in sorted(values, reverse=True)}
    labels = {value: called.get(value, value) for value in values}
    order = sorted(values, key=lambda value: (sort_key(labels[value], language), value))
    return {value: labels[value] for value in order}


def labels_renewed(
    facet: FacetFilter,
    values: Collection[str],
    language: str,
    names: Names,
    tables: Tables,
    old: Mapping[str, str],
    renamed: Collection[int],
) -> Mapping[str, str]:
    """The same, made from what values were called before records were `renamed`.

    Only where values are records: codes and days are few.
    """
    again = facet.values.of_records(tables, renamed)
    if again is None:
        return labels_of(facet, values, language, names, tables)
    asked = set(values).difference(old) | again.intersection(values)
    if not asked and len(values) == len(old):
        return old
    left = [value for value in old if value in values and value not in asked]
    labels = labels_of(facet, asked, language, names, tables)
    order: list[str] = []
    start = 0
    for value, label in labels.items():
        place = bisect_left(
            left,
            (sort_key(label, language), value),
            lo=start,
            key=lambda each: (sort_key(old[each], language), each),
        )
        order += [*left[start:place], value]
        start = place
    return {value: labels.get(value) or old[value] for value in (*order, *left[start:])}
