"""`.txt`: plain text. Its title is its first line."""

from __future__ import annotations

from archive.ingest.bundle import TEXT_LIMIT, Origin
from archive.ingest.plain_text import PlainText


def read(origin: Origin) -> PlainText:
    """The text itself: paragraphs are parted by blank lines already. Raises Refused."""
    return PlainText("", origin.text(TEXT_LIMIT))
