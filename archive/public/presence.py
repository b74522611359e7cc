"""What points at what through relations that databases cannot look up, for one state of the rows.

A relation whose target may be hidden is worked out row by row, so that no index finds its rows and
a database reads the whole view to tell who points at a record. These few come from the rows that
are kept for lists (`TABLES`), which are renewed after a change and not read anew. Only keys are
kept here, and renewed as these rows are; what pages print, they read.
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

RELATIONS: dict[str, tuple[QuerySet[Any], str]] = {
    "answers": (shared.CLAIMS, "answers_id"),
    "derives_from": (shared.SOURCES, "derives_from_id"),
}


def _pointing(relation: str, now: stamp.Stamp | None) -> Pointing:
    of, column = RELATIONS[relation]
    tables = kept_rows(now)
    found: dict[int, list[int]] = defaultdict(list)
    for key, target in zip(tables.column(of, "id"), tables.column(of, column), strict=True):
        if target:
            found[target].append(key)
    return found


def _renewed(relation: str, old: Pointing, since: stamp.Stamp, now: stamp.Stamp) -> Pointing | None:
    """What was found earlier, with those looked for again at whom changed rows point or pointed."""
    of, column = RELATIONS[relation]
    tables = kept_rows(now)
    delta = tables.since(since)
    if delta is None:
        return None
    targets = {getattr(row, column) for row in delta.rows(of)} - {None}
    if not targets:
        return old
    found: dict[int, Sequence[int]] = {key: ids for key, ids in old.items() if key not in targets}
    for row in tables.having(of, column, targets):
        target = getattr(row, column)
        found[target] = [*found.get(target, ()), row.id]
    return found


POINTING: stamp.Kept[str, Pointing] = stamp.Kept(_pointing, len(RELATIONS), _renewed)


def answering(claim: int) -> Sequence[int]:
    """The claims that answer a claim."""
    return POINTING.get("answers", stamp.current()).get(claim, ())


def every_derivation() -> Pointing:
    """The sources that derive from each source from which any does."""
    return POINTING.get("derives_from", stamp.current())


def has_written(actor: int) -> bool:
    """Whether a source names an actor as its author."""
    return actor in kept_rows(stamp.current()).column(shared.SOURCES, "author_id")
