"""Fixity: whether every stored file is still what it was when it came in.

Reads files and records, and changes neither. A file is known by its SHA-256, which is its name.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.ingest.files import digest_of_file
from archive.ingest.load import Progress
from archive.ingest.problems import printable
from archive.models import File, Stamp


class Damage(StrEnum):
    """What can be wrong with a stored file."""

    CHANGED = "changed"
    MISSING = "missing"
    STRAY = "stray"


@dataclass(frozen=True)
class Finding:
    """A stored file that is not as it should be, by its name, with the keys of its sources."""

    file: str
    damage: Damage
    reason: str
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line."""
        of = f" (of {', '.join(self.sources)})" if self.sources else ""
        return f"{self.file}: {self.damage}: {self.reason}{of}"


@dataclass
class Verified:
    """How many files the records name, and which of all that lie there are wrong."""

    checked: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass
class _Recorded:
    """What the records say of one stored file."""

    sizes: set[int] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def verify(progress: Progress) -> Verified:
    """Compute the SHA-256 of every stored file anew, and find what no record names."""
    folder = Path(settings.MEDIA_ROOT)
    recorded, there = _look(folder)
    verified = Verified(checked=len(recorded))
    for number, (digest, told) in enumerate(sorted(recorded.items()), start=1):
        verified.findings += _wrong(folder / digest, told)
        progress(number, len(recorded))
    for name in sorted(there - recorded.keys()):
        reason = "no record names it"
        verified.findings.append(Finding(printable(name), Damage.STRAY, reason))
    return verified


def _look(folder: Path) -> tuple[dict[str, _Recorded], set[str]]:
    """What the records name and what lies there, while no import is between the two."""
    recorded: dict[str, _Recorded] = defaultdict(_Recorded)
    with transaction.atomic():
        list(Stamp.objects.select_for_update())
        there = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
        for digest, size, key in File.objects.values_list("sha256", "size", "source__slug"):
            recorded[digest].sizes.add(size)
            recorded[digest].sources.add(key)
    return recorded, there


def _wrong(path: Path, told: _Recorded) -> Iterator[Finding]:
    sources = tuple(sorted(told.sources))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        reason = "something else than a file lies in its place"
        yield Finding(path.name, Damage.CHANGED, reason, sources)
        return
    try:
        found, size = digest_of_file(path), path.stat().st_size
    except FileNotFoundError:
        yield Finding(path.name, Damage.MISSING, "it is not there", sources)
        return
    except OSError as error:
        yield Finding(path.name, Damage.MISSING, f"it cannot be read: {error.strerror}", sources)
        return
    if found != path.name:
        yield Finding(path.name, Damage.CHANGED, f"its sha256 is {found}", sources)
    elif told.sizes != {size}:
        sizes = ", ".join(f"{one:,}" for one in sorted(told.sizes))
        reason = f"it has {size:,} bytes, and its record says {sizes}"
        yield Finding(path.name, Damage.CHANGED, reason, sources)
