"""What a parser may answer: the words of a document, or one of the known reasons why not.

The parent holds the sentences of the reasons, so that no file can word what people read.
"""

from __future__ import annotations

from typing import TypedDict


class Answer(TypedDict):
    """Title, text in paragraphs parted by blank lines, and the places where pages begin."""

    title: str
    text: str
    pages: list[int]


class UnreadableError(Exception):
    """A document that cannot be read; `reason` is a key of `REASONS` in confinement.py."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
