"""One reader for each format, and the registry that says which reads what.

A reader takes an `Origin` and gives `Row`s; it raises `Refused` with file and line when the file
cannot be read. To add a format: one module, one line in the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from archive.ingest.bundle import Origin
from archive.ingest.formats import (
    csv_lists,
    json_lists,
    manifest_json,
    manifest_toml,
    markdown,
    text,
)
from archive.ingest.rows import Row

Reader = Callable[[Origin], Iterator[Row]]

MANIFESTS: Mapping[str, Reader] = {
    "manifest.json": manifest_json.read,
    "manifest.toml": manifest_toml.read,
}
"""The files that make a folder a bundle."""

LISTS: Mapping[str, Reader] = {
    ".csv": csv_lists.read,
    ".json": json_lists.read,
}
"""Lists that stand in a file of their own, named after the list, by the ending of its name."""

DOCUMENTS: Mapping[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
}
"""Single documents that become one source each, by the ending of their name."""

TEXTS: Mapping[str, Callable[[str], str]] = {
    ".txt": text.plain,
    ".md": markdown.plain,
}
"""How the text that a source names is turned into plain paragraphs, by the ending of its name."""
