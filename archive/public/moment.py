"""Whether an answer tells the state of the public rows alone, so that it may be kept for it.

Owns the mark that the request being answered carries. What looks at anything else (a file on the
disk, the clock) says so here, at the place where it looks; nobody else has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_looked: ContextVar[list[bool] | None] = ContextVar("looked_beyond_the_rows", default=None)


@contextmanager
def watched() -> Iterator[list[bool]]:
    """Watch an answer being made; what is given is empty for as long as it tells rows alone."""
    seen: list[bool] = []
    token = _looked.set(seen)
    try:
        yield seen
    finally:
        _looked.reset(token)


def look_beyond_rows() -> None:
    """Say that the answer being made rests on more than public rows, so that none keeps it."""
    seen = _looked.get()
    if seen is not None:
        seen.append(True)
