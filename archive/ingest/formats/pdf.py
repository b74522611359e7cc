"""`.pdf`: a document with pages, read in the confined child for the text that it carries."""

from __future__ import annotations

from archive.ingest.bundle import DOCUMENT_LIMIT, Origin
from archive.ingest.confinement import read_confined
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, Refused

_BEFORE_HEADER = 1_024
"""How many bytes of something else readers of PDF pass over."""


def read(origin: Origin) -> PlainText:
    """Its text with the pages; its title is the one that it gives itself. Raises Refused."""
    data = origin.filled_data(DOCUMENT_LIMIT)
    if b"%PDF-" not in data[:_BEFORE_HEADER]:
        raise Refused(Problem(origin.shown, 0, "", "It is not a PDF file."))
    return read_confined(data, origin.shown, "archive.ingest.parsers.pdf")
