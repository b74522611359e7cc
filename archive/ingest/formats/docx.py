"""`.docx`: a document of a word processor, read in the confined child for the words of its body."""

from __future__ import annotations

from archive.ingest.bundle import DOCUMENT_LIMIT, Origin
from archive.ingest.confinement import read_confined
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, Refused

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read(origin: Origin) -> PlainText:
    """Its paragraphs and notes; its title is the first heading. Raises Refused."""
    data = origin.filled_data(DOCUMENT_LIMIT)
    if data.startswith(_OLD_OFFICE):
        reason = "It is an old Word file or encrypted: save it as DOCX without a password."
        raise Refused(Problem(origin.shown, 0, "", reason))
    if not data.startswith(_ZIP):
        raise Refused(Problem(origin.shown, 0, "", "It is not a DOCX file."))
    return read_confined(data, origin.shown, "archive.ingest.parsers.docx")
