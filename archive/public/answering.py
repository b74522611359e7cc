"""What a query leaves of a list: the rows as bits, and the count of each value of each facet.

Reads the query and asks the index; no row is read here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from archive.public import search, stamp
from archive.public.filters.base import ListFilter
from archive.public.index import INDEXES, ListIndex
from archive.public.query import Query, read


@dataclass(frozen=True)
class Answer:
    """What a query leaves of a list: the bits of the rows, and the count of each value."""

    query: Query
    index: ListIndex
    found: int
    counts: dict[str, dict[str, int]]


def answer(
    data: QueryDict,
    declaration: type[ListFilter],
    language: str,
    now: stamp.Stamp | None,
) -> Answer:
    """What a query leaves of a list, as of the stamp `now`. Raises BadQuery."""
    whole = INDEXES.get((declaration, language), now)
    query = read(data, declaration, whole)
    within = whole.all()
    if query.start or query.end:
        within &= whole.within(*query.days())
    if query.q:
        within &= whole.among(search.entries(query.q, now))
    found, counts = whole.facets.answer(query.choices, within)
    return Answer(query, whole, found, counts)
