"""`.txt`: plain text. Alone it becomes one source; in a bundle it is the text of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.ingest.bundle import TEXT_LIMIT, Origin
from archive.ingest.problems import Problem, Refused, shown
from archive.ingest.rows import Row
from archive.ingest.segments import detect_language
from archive.names import transliterate
from archive.vocabularies import Fidelity, SourceKind, Standpoint

LONGEST_KEY = 80
LONGEST_TITLE = 120


def read(origin: Origin) -> Iterator[Row]:
    """One source whose title is the first line. Raises Refused."""
    text = plain(origin.text(TEXT_LIMIT))
    first_line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    yield lone_source(origin, first_line, text)


def plain(text: str) -> str:
    """The text itself: paragraphs are parted by blank lines already."""
    return text


def lone_source(origin: Origin, title: str, text: str) -> Row:
    """The row of a source that is a file alone: `title` may be long, `text` tells the language."""
    if not text.strip():
        raise Refused(Problem(origin.shown, 1, "", "It is empty: there is no text to import."))
    values = {
        "key": key_of(origin),
        "kind": SourceKind.OTHER.value,
        "title": _shortened(" ".join(title.split())),
        "language": detect_language(text),
        "standpoint": Standpoint.NOT_STATED.value,
        "text": origin.path.name,
        "segment": "sentence",
        "fidelity": Fidelity.VERBATIM.value,
    }
    ours_at_first = frozenset({"kind", "title", "language", "standpoint"})
    return Row("sources", values, origin.shown, 1, first_only=ours_at_first)


def key_of(origin: Origin) -> str:
    """The cite key that a file's name makes: small Latin letters, digits and hyphens."""
    latin = transliterate(origin.path.stem).lower()
    key = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:LONGEST_KEY].rstrip("-")
    if not key:
        reason = f"No key can be made of the name {shown(origin.path.name)}: rename the file."
        raise Refused(Problem(origin.shown, 0, "", reason))
    return key


def _shortened(title: str) -> str:
    """The title, cut behind a word when it is a whole paragraph."""
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"
