"""The history of a record in words: each revision with what it changed, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from archive.admin import naming
from archive.models import Entry, Record, Revision
from archive.workflow.revisions import Change, compare

DERIVED = ("type", "ref", "earliest", "latest")
NOTHING = "—"


@dataclass(frozen=True)
class Difference:
    """One changed field: its name for editors, what stood there, what stands there."""

    field: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True)
class Told:
    """A revision and what it changed."""

    revision: Revision
    differences: list[Difference]


def history_of(record: Record) -> list[Told]:
    """The revisions of a record, the last one first."""
    revisions = list(
        Revision.objects.filter(entry_id=record.pk).select_related("made_by").order_by("number")
    )
    changes: list[list[Change]] = []
    before: dict[str, Any] = {}
    for revision in revisions:
        changed = [one for one in compare(before, revision.body) if one.field not in DERIVED]
        changes.append([one for one in changed if one.before or one.after])
        before = revision.body
    names = _names(one for some in changes for one in some)
    told = [
        Told(revision, [_told(record, change, names) for change in some])
        for revision, some in zip(revisions, changes, strict=True)
    ]
    return told[::-1]


def _names(changes: Iterable[Change]) -> dict[str, str]:
    """The labels of all records that the changes speak of, by ref."""
    refs: set[str] = set()
    for change in changes:
        for value in (change.before, change.after):
            for item in value if isinstance(value, list) else [value]:
                parts = item.values() if isinstance(item, dict) else [item]
                refs.update(part for part in parts if isinstance(part, str) and len(part) == 8)
    ids = dict(Entry.objects.filter(ref__in=refs).values_list("pk", "ref"))
    labels = naming.labels(ids)
    return {ref: labels[key] for key, ref in ids.items()}


def _told(record: Record, change: Change, names: dict[str, str]) -> Difference:
    return Difference(
        _field_name(record, change.field),
        _lines(record, change.field, change.before, names),
        _lines(record, change.field, change.after, names),
    )


def _field_name(record: Record, name: str) -> str:
    parts = {
        "texts": _("texts"),
        "citations": _("citations"),
        "passages": _("passages"),
        "files": _("files"),
    }
    if name in parts:
        return parts[name]
    try:
        return str(getattr(record._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _lines(record: Record, name: str, value: Any, names: dict[str, str]) -> list[str]:
    """A value as lines of text; nothing is one dash."""
    if value in (None, "", []):
        return [NOTHING]
    if not isinstance(value, list):
        return [_scalar(record, name, value, names)]
    return [_part(name, item, names) for item in value] or [NOTHING]


def _scalar(record: Record, name: str, value: Any, names: dict[str, str]) -> str:
    try:
        field: Any = record._meta.get_field(name)
    except FieldDoesNotExist:
        return str(value)
    if field.is_relation:
        return names.get(value, str(value))
    return str(dict(field.flatchoices).get(value, value))


def _part(name: str, item: Any, names: dict[str, str]) -> str:
    """One part of a record in a line."""
    match name:
        case "texts":
            used_by = names.get(item["used_by"], "") if item["used_by"] else ""
            about = ", ".join(filter(None, [item["kind"], item["status"], used_by]))
            return f"{item['part']} {item['language']} ({about}): {item['text']}"
        case "citations":
            words = f" “{item['quotation']}”" if item["quotation"] else ""
            return f"{names.get(item['source'], item['source'])} #{item['number']}{words}"
        case "passages":
            return f"#{item['number']}: {item['text'] or _('withheld')}"
        case "files":
            return f"{item['use']} {item['sha256'][:12]}"
        case _:
            return names.get(item, str(item))
