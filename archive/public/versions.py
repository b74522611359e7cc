"""The public versions of records: which there are, without what they say.

Readers see a version only while they see all that it mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.public import models as public
from archive.public.entries import few_lengths
from archive.public.index import AT_ONCE


@dataclass(frozen=True)
class Version:
    """The number, the day and the hash of a version."""

    number: int
    made_on: date
    content_hash: str


def versions(ids: Sequence[int]) -> dict[int, list[Version]]:
    """The versions of records by entry id, the earliest first; records without one are missing."""
    found: dict[int, list[Version]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        some = few_lengths(ids[start : start + AT_ONCE])
        rows = public.PublicVersion.objects.filter(entry_id__in=some).order_by("number")
        told = rows.values_list("entry_id", "number", "made_on", "content_hash")
        for key, number, made_on, content_hash in told:
            found[key].append(Version(number, made_on, content_hash))
    return dict(found)


def latest(ids: Sequence[int]) -> dict[int, Version]:
    """The latest version of each record."""
    return {key: several[-1] for key, several in versions(ids).items()}
