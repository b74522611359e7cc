"""What a request asks of an answer by its headers: an encoding, a condition, a part of a file.

Reads header values as RFC 9110 says, whatever they hold; a value that is wrong asks for nothing.
Knows no page and no request object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
ENCODINGS = (BROTLI, GZIP)
"""The better one first."""

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)
_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.IGNORECASE)


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """The encoding to send by an Accept-Encoding header; without one, none."""
    wishes: dict[str, float] = {}
    for item in accepted.lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        if coding:
            wishes["gzip" if coding == "x-gzip" else coding] = _quality(parameters)
    wished = {coding: wishes.get(coding, wishes.get("*", 0.0)) for coding in ENCODINGS}
    best = max(ENCODINGS, key=wished.__getitem__)
    if not wished[best] or wishes.get(IDENTITY, 0.0) > wished[best]:
        return IDENTITY
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if match := _QUALITY.fullmatch(parameter.replace(" ", "")):
            return float(match[1])
    return 0.0 if parameters else 1.0


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match header holds an entity tag, compared weakly, or is `*`."""
    if not if_none_match:
        return False
    return if_none_match.strip() == "*" or etag.removeprefix("W/") in _TAG.findall(if_none_match)


@dataclass(frozen=True)
class Part:
    """The octets of a file from `first` to `last`, both of them included."""

    first: int
    last: int

    def __len__(self) -> int:
        """How many octets these are."""
        return self.last - self.first + 1


class RangeBehindEndError(ValueError):
    """A range that begins behind the end of a file."""


def part_asked(asked: str, if_range: str, etag: str, size: int) -> Part | None:
    """The part of a file that a Range header asks for; None means the whole file.

    Several ranges at once, or a file that has changed since by If-Range (compared strongly), give
    the whole. Raises RangeBehindEndError.
    """
    match = _RANGE.fullmatch(asked.strip()) if asked else None
    if match is None or (if_range and if_range.strip() != etag):
        return None
    start, end = match.groups()
    if not start:
        if not end:
            return None
        length = min(int(end), size)
        return _within(size - length, size - 1, size)
    if end and int(end) < int(start):
        return None
    return _within(int(start), min(int(end), size - 1) if end else size - 1, size)


def _within(first: int, last: int, size: int) -> Part:
    if first >= size:
        raise RangeBehindEndError
    return Part(first, last)
