"""PDF, read for the text that it carries, page for page, with lines joined into paragraphs.

What goes: pictures, annotations, forms, attachments, actions and scripts, and lines at the top or
foot of a page that are nothing but its number. A page's order is the order of its own stream.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import re
from contextlib import suppress

import pypdf

from archive.ingest.parsers.answers import Answer, UnreadableError

MOST_PAGES = 20_000
MOST_CHARACTERS = 8_000_000

_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_UNKNOWN = 0.02
"""Which share of the signs may be no letters until the whole text is not believed."""
_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,4}[-–— ]*")
_END = re.compile(r"[.!?…:;][\"'»”’)\]]*$")
_BULLET = re.compile(r"(?:[-–—•*·▪]|[0-9]{1,3}[.)])\s")
_FULL_LINE = 0.75
"""From which share of the longest lines on a line counts as full, so that its paragraph goes on."""


def prepare() -> None:
    """Load what is loaded at the first use."""
    for module in pkgutil.walk_packages(pypdf.__path__, "pypdf."):
        with suppress(ImportError):  # what needs packages that are not installed
            importlib.import_module(module.name)


def parse(data: bytes) -> Answer:
    """The text of all pages and the places where they begin; the title is the one it gives."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise UnreadableError("encrypted")
    pages = _pages(reader)
    _refuse_unknown_letters(pages)
    text = ""
    places = []
    for page in pages:
        text += _joint(text, page)
        places.append(len(text))
        text += page
    return {"title": _title(reader), "text": text, "pages": places}


def _pages(reader: pypdf.PdfReader) -> list[str]:
    found: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            raise UnreadableError("parts")
        found.append(paragraphs(_NO_LETTER.sub("\ufffd", page.extract_text())))
        length += len(found[-1])
        if length > MOST_CHARACTERS:
            raise UnreadableError("too_long")
    if not length:
        raise UnreadableError("no_text")
    return found


def _title(reader: pypdf.PdfReader) -> str:
    """The title in the file's own description, as far as it can be read."""
    title = reader.metadata.title if reader.metadata else None
    return " ".join(_NO_LETTER.sub("", str(title or "")).split())


def _refuse_unknown_letters(pages: list[str]) -> None:
    unknown = sum(len(_UNKNOWN.findall(page)) for page in pages)
    if unknown > _MOST_UNKNOWN * sum(map(len, pages)):
        raise UnreadableError("no_letters")


def _joint(before: str, page: str) -> str:
    """What parts two pages: a blank where a sentence goes on, else the end of a paragraph."""
    if not before or not page:
        return ""
    goes_on = not _END.search(before) and not _BULLET.match(page)
    return " " if goes_on and page[:1].islower() else "\n\n"


def paragraphs(page: str) -> str:
    """The lines of a page joined into paragraphs, which blank lines part.

    A line ends its paragraph when it ends a sentence and is not full, when it is much shorter than
    the others, or when the next one is empty or a list item.
    """
    lines = [" ".join(line.split()) for line in page.replace("\u00ad\n", "").split("\n")]
    lines = _without_number(lines)
    full = _FULL_LINE * max(map(len, lines), default=0)
    found: list[list[str]] = [[]]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            found[-1].append(line)
        if not line or not following or _BULLET.match(following) or _ends(line, following, full):
            found.append([])
    return "\n\n".join(_unwrapped(paragraph) for paragraph in found if paragraph)


def _without_number(lines: list[str]) -> list[str]:
    filled = [place for place, line in enumerate(lines) if line]
    for place in {*filled[:1], *filled[-1:]} if len(filled) > 1 else set():
        if _PAGE_NUMBER.fullmatch(lines[place]):
            lines[place] = ""
    return lines


def _ends(line: str, following: str, full: float) -> bool:
    if len(line) >= full:
        return False
    return bool(_END.search(line)) or not following[:1].islower()


def _unwrapped(lines: list[str]) -> str:
    """Lines as one. A hyphen at a line's end stays: whether it is the word's own, nobody knows."""
    found = lines[0]
    for line in lines[1:]:
        divided = found.endswith("-") and found[-2:-1].isalpha() and line[:1].islower()
        found += line if divided else f" {line}"
    return found
