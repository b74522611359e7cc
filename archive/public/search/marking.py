"""The part of a text that a result shows, with the words that were looked for marked in it.

Marks are data: pieces of text, each with whether it is what was looked for. Nothing is markup.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from archive.names import tokens

SNIPPET = 240
"""How many characters of a text a result shows."""

BESIDE = 120
"""How many characters of the passage before and of the one after it."""

Piece = tuple[str, bool]
"""A piece of text, and whether it is what was looked for."""

_RUN = re.compile("(?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff])+(?:['\u2019]s\\b)?")


@dataclass(frozen=True)
class Marked:
    """What is marked: single words, and phrases where they stand as a whole.

    `closest` are those of the words that are the query's own, in whatever form.
    """

    words: Collection[str] = ()
    closest: Collection[str] = ()
    phrases: Sequence[tuple[str, ...]] = ()


def marks(text: str, marked: Marked) -> list[tuple[int, int]]:
    """Where the words and phrases stand in a text: first character and the one after the last."""
    spans = [(match.span(), tokens(match[0])) for match in _RUN.finditer(text)]
    # A run can hold no word, or several; each word has the place of its run.
    words = [(word, place) for place, (_span, found) in enumerate(spans) for word in found]
    hits = {place for word, place in words if word in marked.words}
    for phrase in marked.phrases:
        for start in range(len(words) - len(phrase) + 1):
            stretch = words[start : start + len(phrase)]
            if all(word == wanted for (word, _place), wanted in zip(stretch, phrase, strict=True)):
                hits.update(place for _word, place in stretch)
    return [spans[place][0] for place in sorted(hits)]


def snippet(text: str, marked: Marked) -> list[Piece]:
    """The part of a text with most of what was looked for. "…" stands where the text goes on."""
    hits = marks(text, marked)
    start = max(0, _densest(hits) - SNIPPET // 3) if hits and len(text) > SNIPPET else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + SNIPPET)
    end = text.rfind(" ", start + SNIPPET // 2, end) if end < len(text) else end
    end = end if end > start else min(len(text), start + SNIPPET)
    pieces: list[Piece] = [("…", False)] if start else []
    place = start
    for first, last in hits:
        if first < place or last > end:
            continue
        pieces += [(text[place:first], False), (text[first:last], True)]
        place = last
    pieces += [(text[place:end], False)] + ([("…", False)] if end < len(text) else [])
    return [piece for piece in pieces if piece[0]]


def _densest(hits: Sequence[tuple[int, int]]) -> int:
    """Where the stretch begins that holds most hits; the first of several."""
    reach = SNIPPET - SNIPPET // 3

    def held(place: int) -> int:
        return sum(place <= first < place + reach for first, _last in hits)

    return max((first for first, _last in hits), key=held)


def ending(text: str) -> str:
    """The last words of a text, as many as stand before a result."""
    if len(text) <= BESIDE:
        return text
    return f"…{text[text.find(' ', len(text) - BESIDE) + 1 :]}"


def beginning(text: str) -> str:
    """The first words of a text, as many as stand after a result."""
    if len(text) <= BESIDE:
        return text
    space = text.rfind(" ", 0, BESIDE)
    return f"{text[: space if space > 0 else BESIDE]}…"
