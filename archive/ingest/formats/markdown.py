"""`.md`: Markdown, read for its words in the confined child, for hostile marks cost much time."""

from __future__ import annotations

from archive.ingest.bundle import TEXT_LIMIT, Origin
from archive.ingest.confinement import read_confined
from archive.ingest.plain_text import PlainText


def read(origin: Origin) -> PlainText:
    """Its blocks as paragraphs; its title is the first heading. Raises Refused."""
    text = origin.filled_text(TEXT_LIMIT)
    return read_confined(text.encode(), origin.shown, "archive.ingest.parsers.markdown")
