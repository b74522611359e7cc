"""What a document says, without its layout: the form that every format is read into.

Owns the shape of that answer, and the places where pages begin. Knows no format and no passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.ingest.segments import Segment


@dataclass(frozen=True)
class PlainText:
    """The words of a document in paragraphs parted by blank lines.

    `title` is what the document calls itself, or its first heading or line. `pages` are the places
    in the text at which its pages begin, in their order; it is empty for what has no pages.
    """

    title: str
    text: str
    pages: tuple[int, ...] = ()


def on_pages(segments: Sequence[Segment], document: PlainText) -> list[Segment]:
    """The segments of a text that has pages, each with the page on which it begins.

    The locator `P2S5` becomes `p12S3`: on page 12 the third sentence that begins there; likewise
    `p12P2` a paragraph and `p12T1` a turn. What was cut before it came keeps its locators.
    """
    # Cutting loses no sign but blanks, so signs counted without blanks tell places in the text.
    starts = [_signs(document.text[: document.pages[0]])]
    for here, following in zip(document.pages, document.pages[1:], strict=False):
        starts.append(starts[-1] + _signs(document.text[here:following]))
    found = []
    place, last_page, number = 0, 0, 0
    for segment in segments:
        page = max(bisect_right(starts, place), 1)
        number = number + 1 if page == last_page else 1
        last_page = page
        found.append(replace(segment, locator=f"p{page}{_unit(segment)}{number}"))
        place += _signs(segment.text)
        if segment.voice is not None:
            place += _signs(segment.voice) + len(":")
    return found


def _signs(text: str) -> int:
    return sum(map(len, text.split()))


def _unit(segment: Segment) -> str:
    """What the segment is one of: a sentence, a paragraph or a turn."""
    if "S" in segment.locator:
        return "S"
    return segment.locator[0]
