"""What a query leaves of a list: which rows, and the count of each value of each facet.

Reads the query and asks the index; no row is read here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from archive.public import search, stamp
from archive.public.facets import Bits
from archive.public.filters.base import ListFilter
from archive.public.index import INDEXES, ListIndex
from archive.public.query import Query, read


@dataclass(frozen=True)
class Answer:
    """What a query leaves of a list: the places of the rows, and the count of each value."""

    query: Query
    index: ListIndex
    found: Bits
    counts: dict[str, dict[str, int]]


def answer(
    data: QueryDict,
    declaration: type[ListFilter],
    language: str,
    now: stamp.Stamp | None,
) -> Answer:
    """What a query leaves of a list, as of the stamp `now`. Raises BadQuery."""
    whole = INDEXES.get((declaration, language), now)
    return counted(read(data, declaration, whole), whole, (declaration, language), now)


def counted(
    query: Query,
    whole: ListIndex,
    of: tuple[type[ListFilter], str],
    now: stamp.Stamp | None,
) -> Answer:
    """What a query that has been read leaves of the list `whole`, which is that of `of`."""
    within = whole.all()
    if query.start or query.end:
        within &= whole.within(*query.days())
    if query.q:
        within &= HOLDING_WORDS.get((*of, query.q), now)
    found, counts = whole.facets.answer(query.choices, within)
    return Answer(query, whole, found, counts)


def _holding_words(key: tuple[type[ListFilter], str, str], now: stamp.Stamp | None) -> Bits:
    """The rows of a list in which words are found."""
    declaration, language, q = key
    return INDEXES.get((declaration, language), now).among(search.entries(q, now))


HOLDING_WORDS = stamp.Kept(_holding_words, most=64)
"""What was found last: a reader who looks for words goes on with facets."""
