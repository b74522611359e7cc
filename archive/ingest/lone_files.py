"""The one source that a document becomes when it stands alone.

Owns what is said of it at first (key, title, language); editors may say otherwise afterwards.
"""

from __future__ import annotations

import re

from archive.ingest.bundle import Origin
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, Refused, shown
from archive.ingest.rows import Row
from archive.ingest.segments import detect_language
from archive.names import transliterate
from archive.vocabularies import Fidelity, SourceKind, Standpoint

LONGEST_KEY = 80
LONGEST_TITLE = 120
_SOFT_HYPHEN = "\u00ad"


def lone_source(origin: Origin, document: PlainText) -> Row:
    """The row of a source that is a file alone. Raises Refused when there is nothing to cite."""
    if not document.text.strip():
        raise Refused(Problem(origin.shown, 1, "", "It is empty: there is no text to import."))
    values = {
        "key": key_of(origin),
        "kind": SourceKind.OTHER.value,
        "title": _title(document),
        "language": detect_language(document.text),
        "standpoint": Standpoint.NOT_STATED.value,
        "text": origin.path.name,
        "segment": "sentence",
        "fidelity": Fidelity.VERBATIM.value,
    }
    ours_at_first = frozenset({"kind", "title", "language", "standpoint"})
    return Row("sources", values, origin.shown, 1, first_only=ours_at_first, document=document)


def key_of(origin: Origin) -> str:
    """The cite key that a file's name makes: small Latin letters, digits and hyphens."""
    latin = transliterate(origin.path.stem).lower()
    key = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:LONGEST_KEY].rstrip("-")
    if not key:
        reason = f"No key can be made of the name {shown(origin.path.name)}: rename the file."
        raise Refused(Problem(origin.shown, 0, "", reason))
    return key


def _title(document: PlainText) -> str:
    """The document's own title or its first line, cut behind a word when that is a paragraph."""
    first_line = next((line for line in document.text.splitlines() if line.strip()), "")
    title = " ".join((document.title.strip() or first_line).replace(_SOFT_HYPHEN, "").split())
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"
