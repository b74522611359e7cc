"""`claims.json` and the like: one list in a file of its own, named after the list."""

from __future__ import annotations

from collections.abc import Iterator

from archive.ingest.bundle import LIST_LIMIT, Origin
from archive.ingest.formats.json_places import Scanner
from archive.ingest.formats.manifest_json import OBJECTS
from archive.ingest.rows import Row


def read(origin: Origin) -> Iterator[Row]:
    """The records of the list. Raises Refused."""
    scanner = Scanner(origin.text(LIST_LIMIT), origin.shown)
    list_name = origin.path.stem
    if list_name in OBJECTS and scanner.opens("{"):
        yield scanner.row(list_name, scanner.line())
    else:
        yield from scanner.rows(list_name)
    scanner.end()
