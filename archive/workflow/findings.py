"""What checks of the archive find, told as sentences about records."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Entry


@dataclass(frozen=True)
class Finding:
    """What is wrong with one record: the check that tells, the record, a sentence."""

    check: str
    ref: str
    record: str
    message: str


def found(check: str, entry: Entry, message: str) -> Finding:
    """What a check tells of a record."""
    shown = f"{entry.get_record_type_display()} {getattr(entry, 'slug', entry.ref)}"
    return Finding(check, entry.ref, shown, message)
