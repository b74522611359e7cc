"""What each row of a list rests on, as cite lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from archive import citing
from archive.citing import CitationItem
from archive.public.entries import few_lengths
from archive.public.filters.base import ListFilter
from archive.public.filters.sources import passages_of
from archive.public.filters.tables import CITATIONS, PASSAGES, SOURCES


def cite_lines(rows: Sequence[Any], declaration: type[ListFilter]) -> dict[int, str]:
    """The cite line of each row that has one, by id; in a constant number of queries."""
    if declaration.cited_whole:
        return _whole_sources(rows)
    owners: dict[int, set[int]] = {row.pk: {row.pk} for row in rows}
    for way in declaration.cited_through:
        found = way.rows.filter(**{f"{way.record}__in": few_lengths(row.pk for row in rows)})
        for row, entry in found.values_list(way.record, way.value):
            owners.setdefault(entry, set()).add(row)
    items: dict[int, list[CitationItem]] = defaultdict(list)
    for entry, item in _cited(list(owners)):
        for row in owners[entry]:
            items[row].append(item)
    order = attrgetter("key", "first", "quotation")
    return {row: citing.format(sorted(found, key=order)) for row, found in items.items()}


def _whole_sources(rows: Sequence[Any]) -> dict[int, str]:
    counts = passages_of()
    cited = ((row, counts[row.pk]) for row in rows if row.pk in counts)
    return {row.pk: citing.format([CitationItem(row.slug, 1, last)]) for row, last in cited}


def _cited(entries: Sequence[int]) -> list[tuple[int, CitationItem]]:
    """The citations of entries. Views are read one by one: databases join them badly."""
    given = CITATIONS.filter(entry_id__in=few_lengths(entries))
    cited = list(given.values_list("entry_id", "passage_id", "quotation"))
    found = PASSAGES.filter(pk__in=few_lengths(passage for _entry, passage, _words in cited))
    passages = {row.pk: row for row in found}
    sources = SOURCES.filter(pk__in=few_lengths(row.source_id for row in passages.values()))
    keys = dict(sources.values_list("pk", "slug"))

    def item(passage: int, words: str) -> CitationItem:
        row = passages[passage]
        return CitationItem(keys[row.source_id], row.number, row.number, words)

    return [(entry, item(passage, words)) for entry, passage, words in cited]
