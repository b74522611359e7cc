"""Whether a stored file is what it was when it came in, and what its source was cut into.

Owns how often bytes are read for that (once, until the file in the folder is another), and the
rule by which a SHA-256 is computed over passages. `docs/custody.md` publishes the rule: what is
changed here changes what anyone else has computed by it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from archive.public import models as public
from archive.public.moment import look_beyond_rows
from archive.public.stamp import Kept, Stamp

VERIFIED, DIFFERS, MISSING = "verified", "differs", "missing"
WITHHELD = "withheld"

REMEMBERED = 2_000
"""Of how many files the last digest is remembered."""

SETTLED = 2_000_000_000
"""For how many nanoseconds a file must have lain unchanged before its digest is remembered: clocks
of file systems are coarse, and a second change within one tick would not be noticed."""


@dataclass(frozen=True)
class Stored:
    """The bytes that lie in the place of a file now; `sha256` is empty where there are none."""

    state: str
    sha256: str = ""
    size: int = 0


_digests: dict[tuple[object, ...], str] = {}
_lock = Lock()


def stored(sha256: str, size: int, *, afresh: bool = False) -> Stored:
    """Hold the bytes of a stored file against what is recorded of it.

    Their digest is computed once for each path, size and time of change; `afresh` computes it in
    any case.
    """
    look_beyond_rows()
    path = Path(settings.MEDIA_ROOT) / sha256
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return Stored(MISSING)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return Stored(MISSING)
        digest = _digest(handle, path, found, afresh=afresh)
    except OSError:
        return Stored(MISSING)
    finally:
        os.close(handle)
    same = (digest, found.st_size) == (sha256, size)
    return Stored(VERIFIED if same else DIFFERS, digest, found.st_size)


def _digest(handle: int, path: Path, found: os.stat_result, *, afresh: bool) -> str:
    key = _key(path, found)
    if not afresh and (known := _digests.get(key)):
        return known
    with _lock:  # whoever else asks waits for the one who computes
        if not afresh and (known := _digests.get(key)):
            return known
        with os.fdopen(os.dup(handle), "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        settled = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > SETTLED
        if settled and _key(path, os.fstat(handle)) == key:
            _digests[key] = digest
            while len(_digests) > REMEMBERED:
                del _digests[next(iter(_digests))]
    return digest


def _key(path: Path, found: os.stat_result) -> tuple[object, ...]:
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@dataclass(frozen=True)
class Cut:
    """The public passages of a source: from which number to which, how many, by fidelity, and the
    SHA-256 over them."""

    first: int
    last: int
    count: int
    withheld: int
    by_fidelity: dict[str, int]
    sha256: str


@dataclass(frozen=True)
class Piece:
    """Of a passage that which the SHA-256 is computed over."""

    number: int
    fidelity: str
    text: str
    withheld: bool

    @property
    def line(self) -> str:
        """Its line in the list of passages: number, fidelity, and the SHA-256 of its text."""
        if self.withheld:
            return f"{self.number} {WITHHELD}\n"
        return f"{self.number} {self.fidelity} {hashlib.sha256(self.text.encode()).hexdigest()}\n"


def digest_over(pieces: Iterable[Piece]) -> str:
    """The SHA-256 over passages: over their lines, in the order of their numbers."""
    digest = hashlib.sha256()
    for piece in sorted(pieces, key=lambda one: one.number):
        digest.update(piece.line.encode())
    return digest.hexdigest()


def pieces_of(source: int) -> list[Piece]:
    """The public passages of a source, by its id."""
    rows = public.PublicPassage.objects.filter(source_id=source).order_by("number")
    columns = rows.values_list("number", "fidelity", "text", "withheld")
    return [Piece(*row) for row in columns]


def cut(source: int) -> Cut:
    """What the source with this id was cut into."""
    pieces = pieces_of(source)
    open_ones = [piece.fidelity for piece in pieces if not piece.withheld]
    return Cut(
        first=pieces[0].number if pieces else 0,
        last=pieces[-1].number if pieces else 0,
        count=len(pieces),
        withheld=len(pieces) - len(open_ones),
        by_fidelity={code: open_ones.count(code) for code in sorted(set(open_ones))},
        sha256=digest_over(pieces),
    )


def _cut(source: int, _stamp: Stamp | None) -> Cut:
    return cut(source)


CUTS: Kept[int, Cut] = Kept(_cut, most=200)
"""What sources were cut into, for as long as the public rows stay as they are."""
