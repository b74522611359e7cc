"""`manifest.json`: one object with the lists of a bundle."""

from __future__ import annotations

from collections.abc import Iterator

from archive.ingest.bundle import LIST_LIMIT, Origin
from archive.ingest.formats.json_places import Scanner
from archive.ingest.problems import Problem, Refused
from archive.ingest.rows import Row

OBJECTS = frozenset({"principals", "archive"})
"""The members of a manifest that are one object, not a list of them."""


def read(origin: Origin) -> Iterator[Row]:
    """The records of all lists in the order in which they stand. Raises Refused."""
    scanner = Scanner(origin.text(LIST_LIMIT), origin.shown)
    if not scanner.opens("{"):
        raise Refused(
            Problem(
                origin.shown, scanner.line(), "", "A manifest is an object: it begins with “{”."
            )
        )
    for name, line in scanner.members():
        if name == "$schema":
            scanner.value()
        elif name in OBJECTS and scanner.opens("{"):
            yield scanner.row(name, line)
        else:
            yield from scanner.rows(name)
    scanner.end()
