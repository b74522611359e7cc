"""Stored files: checked, copied under their SHA-256 before the commit, swept when it fails.

A file stands whole under its name or not at all. One that no record names is a stray of an import
that died; it is swept by the next import.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from archive.ingest.bundle import FILE_LIMIT, too_large
from archive.ingest.problems import shown
from archive.ingest.records import GivenFile
from archive.models import File

DRAFT = ".incoming-"
STRAY_AFTER = 24 * 60 * 60
"""After how many seconds a file that no record names is taken for a stray."""

_BLOCK = 1024 * 1024
_STORED = re.compile(r"[0-9a-f]{64}")


def check(given: GivenFile) -> None:
    """Raise ValueError unless the file has the size and the digest that it should have."""
    size = given.origin.path.stat().st_size
    if size > FILE_LIMIT:
        raise ValueError(too_large(size, FILE_LIMIT))
    found = digest_of_file(given.origin.path)
    if found != given.sha256:
        raise ValueError(f"{shown(given.origin.path.name)} has another sha256: {found}.")


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def media_type(given: GivenFile) -> str:
    """The media type that the bundle says, or that the ending of its name tells."""
    guessed, _encoding = mimetypes.guess_type(given.origin.path.name)
    return given.media_type or guessed or "application/octet-stream"


def store(given: GivenFile) -> tuple[int, bool]:
    """Copy the file to where its digest names it; return its size, and whether it is new there.

    Raises ValueError when it changed since it was checked, OSError when the disk refuses.
    """
    folder = Path(settings.MEDIA_ROOT)
    target = folder / given.sha256
    if target.exists():
        return target.stat().st_size, False
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=DRAFT)
    draft = Path(name)
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as copy, given.origin.path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != given.sha256:
            raise ValueError(f"{shown(given.origin.path.name)} changed while it was read.")
        size = draft.stat().st_size
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return size, True


def sweep(digests: Iterable[str]) -> None:
    """Take away files that an import copied and then did not keep, unless a record names them."""
    unwanted = set(digests)
    kept = set(File.objects.filter(sha256__in=unwanted).values_list("sha256", flat=True))
    for digest in unwanted - kept:
        (Path(settings.MEDIA_ROOT) / digest).unlink(missing_ok=True)


def sweep_strays() -> int:
    """Take away what imports that died left behind a day ago or earlier; return how many files."""
    folder = Path(settings.MEDIA_ROOT)
    if not folder.is_dir():
        return 0
    oldest = time.time() - STRAY_AFTER
    old = [
        entry.name
        for entry in os.scandir(folder)
        if (entry.name.startswith(DRAFT) or _STORED.fullmatch(entry.name))
        and entry.is_file(follow_symlinks=False)
        and entry.stat().st_mtime < oldest
    ]
    kept = set(File.objects.values_list("sha256", flat=True)) if old else set()
    strays = [name for name in old if name not in kept]
    for name in strays:
        with suppress(OSError):
            (folder / name).unlink()
    return len(strays)
