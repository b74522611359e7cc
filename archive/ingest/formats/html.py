"""`.html`: a page in UTF-8, read in the confined child for the words that its readers would see."""

from __future__ import annotations

import re

from archive.ingest.bundle import TEXT_LIMIT, Origin
from archive.ingest.confinement import read_confined
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, Refused, shown

_LOOKED_AT = 4_096
"""A page declares its charset at its beginning, or browsers do not look at it either."""
_DECLARED = re.compile(
    r"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})"
    r"|^\s*<\?xml\b[^>]{0,400}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
_UTF8 = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8"})


def read(origin: Origin) -> PlainText:
    """Its visible paragraphs; its title is `<title>` or the first heading. Raises Refused."""
    text = origin.filled_text(TEXT_LIMIT)
    _refuse_charset(text[:_LOOKED_AT], origin)
    return read_confined(text.encode(), origin.shown, "archive.ingest.parsers.html")


def _refuse_charset(head: str, origin: Origin) -> None:
    """Refuse a page that says it is in another charset than UTF-8: one of the two is wrong."""
    for match in _DECLARED.finditer(head):
        charset = match[1] or match[2]
        if charset.lower() not in _UTF8:
            line = head.count("\n", 0, match.start()) + 1
            reason = (
                f"It declares the charset {shown(charset)}, not UTF-8. Convert it if it is, "
                "and let it declare utf-8."
            )
            raise Refused(Problem(origin.shown, line, "", reason))
