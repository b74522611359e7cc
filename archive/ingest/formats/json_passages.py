"""`texts/report.json`: the text of a source as a list of passages that are cut already.

The one form that says everything of a passage: its number, locator, voice and fidelity, and that it
is withheld. What the exporter writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.ingest.bundle import LIST_LIMIT, Origin
from archive.ingest.formats.json_places import Scanner
from archive.ingest.rows import Row

PASSAGES = "passages"


def read(origin: Origin) -> Iterator[Row]:
    """The passages in their order. Raises Refused."""
    scanner = Scanner(origin.text(LIST_LIMIT), origin.shown)
    yield from scanner.rows(PASSAGES)
    scanner.end()
