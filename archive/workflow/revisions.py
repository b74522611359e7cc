"""Revisions: the whole record as it was after each change, who changed it, and why.

Owns what is written to `Revision` and how two bodies are compared. Each function that writes is
called inside the transaction of the change that it records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from archive.models import Entry, Record, Revision
from archive.models.history import PRINCIPAL_LENGTH
from archive.vocabularies import RecordType
from archive.workflow.principals import Principal
from archive.workflow.snapshots import PARTS, Body, by_type, digest, snapshot, snapshots

__all__ = [
    "Change",
    "changed_since_import",
    "compare",
    "digest",
    "keep",
    "keep_many",
    "latest",
    "snapshot",
]

REASON_LENGTH = 300
NOT_CONTENT = ("state", "earliest", "latest")
"""Fields that follow from decisions or from other fields, so that no import brings them."""


@dataclass(frozen=True)
class Change:
    """What became of one field: plain values, or for lists the items that went and that came."""

    field: str
    before: Any
    after: Any


def latest(entry: Entry) -> Revision | None:
    """The last revision of a record."""
    return Revision.objects.filter(entry_id=entry.pk).order_by("-number").first()


@transaction.atomic
def keep(record: Record, *, by: Principal, reason: str) -> Revision | None:
    """Keep the record with its parts as it is now; None when nothing changed since the last time.

    Raises ValueError when the reason is empty or longer than 300 characters.
    """
    kept = keep_many([record], by=by, reason=reason)
    return kept[0] if kept else None


@transaction.atomic
def keep_many(records: Iterable[Record], *, by: Principal, reason: str) -> list[Revision]:
    """Keep some hundred records as `keep` does, in a number of queries that depends on their types
    alone. Returns the revisions of those that have changed, in the order given type by type."""
    reason = checked_reason(reason)
    ids = by_type(records)
    everything = [key for keys in ids.values() for key in keys]
    # Two changes of one record at once take their numbers one after the other.
    list(Entry.objects.select_for_update().filter(pk__in=everything).order_by("pk"))
    last = {
        row.entry_id: row
        for row in Revision.objects.filter(entry_id__in=everything)
        .order_by("entry_id", "number")
        .only("entry_id", "number", "digest")
    }
    made = []
    for record_type, keys in ids.items():
        for key, body in snapshots(RecordType(record_type), keys).items():
            before, mark = last.get(key), digest(body)
            if before is None or before.digest != mark:
                made.append(
                    Revision(
                        entry_id=key,
                        number=before.number + 1 if before else 1,
                        made_by=by.user,
                        principal="" if by.user else by.name[:PRINCIPAL_LENGTH],
                        reason=reason,
                        body=body,
                        digest=mark,
                    )
                )
    return Revision.objects.bulk_create(made)


def checked_reason(reason: str) -> str:
    """A reason without blanks around it. Raises ValueError when it is empty or too long."""
    reason = reason.strip()
    if not reason:
        raise ValueError("Say why: the history keeps a reason with every change.")
    if len(reason) > REASON_LENGTH:
        raise ValueError(f"The reason is longer than {REASON_LENGTH} characters.")
    return reason


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields in which two bodies of one record differ, in the order of the later body."""
    names = [*after, *(name for name in before if name not in after)]
    changes = []
    for name in names:
        old, new = before.get(name), after.get(name)
        if same(old, new):
            continue
        if name in PARTS or isinstance(new, list):
            old, new = _only_in(old or [], new or []), _only_in(new or [], old or [])
        changes.append(Change(name, old, new))
    return changes


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same. What is empty says what a missing field does."""
    return bool(one == other or not (one or other))


def _only_in(some: list[Any], others: list[Any]) -> list[Any]:
    return [item for item in some if item not in others]


def changed_since_import(record: Record) -> dict[str, tuple[Any, Any]]:
    """What somebody with an account changed since the last import: field → (imported, now).

    An import is what a principal without an account did. Empty for a record that was never
    imported, and for one that nobody has touched since. Values are those of `snapshot`.
    """
    revisions = Revision.objects.filter(entry_id=record.pk)
    imported = revisions.filter(made_by=None).order_by("-number").first()
    if imported is None:
        return {}
    before: Body = imported.body
    now = snapshot(record)
    return {
        name: (before.get(name), value)
        for name, value in now.items()
        if name not in NOT_CONTENT and not same(before.get(name), value)
    }
