"""Other software that answers the same questions over the same public rows, where it is installed.

Nothing of the archive needs it: what cannot be imported is left out, and it is said so.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archive.benchmark.cases import PAGE_LENGTH, Answer, Case
from archive.benchmark.plain import PlainList
from archive.public.facets import Choice

MOST_VALUES = 10_000


def installed(name: str) -> bool:
    """Whether a package can be imported."""
    return find_spec(name) is not None


class Tantivy:
    """A search engine in the process: facets as terms with fast fields, counts by aggregation."""

    def __init__(self, plain: PlainList, folder: Path) -> None:
        """Index every row; `folder` is made anew."""
        self._engine: Any = import_module("tantivy")
        self._facets = plain.facets
        self._ids = [row.id for row in plain.rows]
        builder = self._engine.SchemaBuilder()
        for name in plain.facets:
            builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        builder.add_text_field("texts", index_option="basic")
        builder.add_unsigned_field("position", fast=True)
        self._schema = builder.build()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        index = self._engine.Index(self._schema, path=str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for position, row in enumerate(plain.rows):
            document = self._engine.Document()
            for name, values in row.values.items():
                for value in values:
                    document.add_text(name, value)
            for text in row.texts:
                document.add_text("texts", text)
            document.add_unsigned("position", position)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def answer(self, case: Case) -> Answer:
        """Total, all counts and the page. Understands "any of" and single words."""
        whole = self._query(case.choices, case.words)
        counts: dict[str, Mapping[str, int]] = {}
        free = [name for name in self._facets if name not in case.choices]
        counts.update(self._counts(whole, free))
        for name in case.choices:
            rest = {other: choice for other, choice in case.choices.items() if other != name}
            counts.update(self._counts(self._query(rest, case.words), [name]))
        found = self._searcher.search(
            whole,
            limit=PAGE_LENGTH,
            offset=(case.page - 1) * PAGE_LENGTH,
            order_by_field="position",
            order=self._engine.Order.Asc,
        )
        return Answer(found.count, counts, [self._ids[place] for place, _address in found.hits])

    def _query(self, choices: Mapping[str, Choice], words: tuple[str, ...]) -> Any:
        query, must = self._engine.Query, self._engine.Occur.Must
        parts = [
            (must, query.term_set_query(self._schema, name, list(choice.any_of)))
            for name, choice in choices.items()
        ]
        parts += [(must, query.term_query(self._schema, "texts", word)) for word in words]
        return query.boolean_query(parts) if parts else query.all_query()

    def _counts(self, query: Any, names: list[str]) -> dict[str, dict[str, int]]:
        wanted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
        told = self._searcher.aggregate(query, wanted) if names else {}
        return {
            name: {each["key"]: each["doc_count"] for each in told[name]["buckets"]}
            for name in names
        }
