"""One reader for each format, and the registry that says which reads what.

A reader of lists takes an `Origin` and gives `Row`s, a reader of documents gives its `PlainText`;
both raise `Refused` with file and line when the file cannot be read. To add a format: one module,
one line in the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from archive.ingest.bundle import Origin
from archive.ingest.formats import (
    csv_lists,
    docx,
    html,
    json_lists,
    manifest_json,
    manifest_toml,
    markdown,
    pdf,
    text,
)
from archive.ingest.plain_text import PlainText
from archive.ingest.rows import Row

Reader = Callable[[Origin], Iterator[Row]]
DocumentReader = Callable[[Origin], PlainText]

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

DOCUMENTS: Mapping[str, DocumentReader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
}
"""What can be the text of a source, alone or in a bundle, by the ending of its name."""
