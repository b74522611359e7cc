"""What points at what through relations that databases cannot look up, for one state of the rows.

A relation whose target may be hidden is worked out row by row, so that no index finds its rows and
a database reads the whole view to tell who points at a record. These few come from the rows that
are kept for lists (`TABLES`), which are renewed after a change and not read anew. Only keys are
kept here; what pages print, they read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from archive.public import stamp
from archive.public.filters import tables as shared
from archive.public.index import kept_rows

Pointing = Mapping[int, Sequence[int]]
"""The ids of the rows that point at a record, by its id."""

_RELATIONS: dict[str, tuple[QuerySet[Any], str]] = {
    "answers": (shared.CLAIMS, "answers_id"),
    "derives_from": (shared.SOURCES, "derives_from_id"),
    "author": (shared.SOURCES, "author_id"),
}


def _pointing(relation: str, now: stamp.Stamp | None) -> Pointing:
    of, column = _RELATIONS[relation]
    tables = kept_rows(now)
    found: dict[int, list[int]] = defaultdict(list)
    for key, target in zip(tables.column(of, "id"), tables.column(of, column), strict=True):
        if target:
            found[target].append(key)
    return found


POINTING: stamp.Kept[str, Pointing] = stamp.Kept(_pointing, most=len(_RELATIONS))


def answering(claim: int) -> Sequence[int]:
    """The claims that answer a claim."""
    return POINTING.get("answers", stamp.current()).get(claim, ())


def every_derivation() -> Pointing:
    """The sources that derive from each source from which any does."""
    return POINTING.get("derives_from", stamp.current())


def has_written(actor: int) -> bool:
    """Whether a source names an actor as its author."""
    return actor in POINTING.get("author", stamp.current())
