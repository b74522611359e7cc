"""What editors read in the place of a record: its name in their language, public or not.

Owns the labels of lists, choices and links in the admin. Readers' names are made elsewhere, from
public rows only.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language

from archive.models import (
    Actor,
    Claim,
    Entry,
    Exhibit,
    Involvement,
    LawArticle,
    Membership,
    Record,
    Report,
    Sentence,
    Source,
    Step,
    Text,
)
from archive.vocabularies import ActorKind, RecordType, SourceKind, TextKind, TextPart
from archive.workflow.snapshots import model_of

NAMES: tuple[str, ...] = (TextPart.TITLE, TextPart.NAME, TextPart.LABEL)
LENGTH = 90


def labels(ids: Iterable[int | None]) -> dict[int, str]:
    """The label of each entry id, in a number of queries that does not grow with the ids."""
    wanted = {key for key in ids if key is not None}
    if not wanted:
        return {}
    rows = Entry.objects.filter(pk__in=wanted).values_list("pk", "record_type", "ref")
    found = _texts(wanted)
    of_type: dict[str, list[int]] = {}
    for key, record_type, ref in rows:
        of_type.setdefault(record_type, []).append(key)
        found.setdefault(key, ref)
    for record_type, keys in of_type.items():
        found |= _from_columns(record_type, keys, found)
    return {key: found[key][:LENGTH] for key in wanted if key in found}


def label(entry: Entry) -> str:
    """The label of one record."""
    return labels([entry.pk]).get(entry.pk, str(entry))


def change_address(entry: Entry) -> str:
    """The page on which editors see a record."""
    return reverse(f"admin:archive_{_admin_name(entry)}_change", args=[entry.pk])


_PAGES_OF_ACTORS: dict[str, str] = {ActorKind.PERSON: "person", ActorKind.GROUP: "group"}


def _admin_name(entry: Entry) -> str:
    if entry.record_type == RecordType.ACTOR:
        kind = Actor.objects.values_list("kind", flat=True).get(pk=entry.pk)
        return _PAGES_OF_ACTORS.get(kind, "body")
    if entry.record_type == RecordType.SOURCE:
        kind = Source.objects.values_list("kind", flat=True).get(pk=entry.pk)
        return "testimony" if kind == SourceKind.TESTIMONY else "source"
    return str(model_of(entry.record_type)._meta.model_name)


def _texts(ids: set[int]) -> dict[int, str]:
    """The name or title of each record in the editor's language, or else in any."""
    asked = (get_language() or "").partition("-")[0]
    rows = Text.objects.filter(entry_id__in=ids, part__in=NAMES).values_list(
        "entry_id", "kind", "language", "part", "text"
    )
    best: dict[int, tuple[tuple[bool, bool, int, str], str]] = {}
    for entry_id, kind, language, part, text in rows:
        other = language.partition("-")[0] != asked
        rank = (kind != TextKind.PREFERRED, other, NAMES.index(part), language)
        if entry_id not in best or (rank, text) < best[entry_id]:
            best[entry_id] = (rank, text)
    return {entry_id: text for entry_id, (_rank, text) in best.items()}


def _from_columns(record_type: str, ids: list[int], found: dict[int, str]) -> dict[int, str]:
    """Labels of what is not called by its texts, or not by them alone."""
    rows: list[Record] = list(
        model_of(record_type)
        ._base_manager.filter(pk__in=ids)
        .select_related(*_JOINED.get(record_type, ()))
    )
    parts = labels(key for row in rows for key in _pointed(row))
    return {row.pk: made for row in rows if (made := _made(row, parts, found[row.pk]))}


_JOINED: dict[str, tuple[str, ...]] = {
    RecordType.STEP: ("party",),
    RecordType.REPORT: ("step__party",),
}


def _pointed(row: Record) -> list[int | None]:
    """The records of whose labels the label of a fact is made."""
    match row:
        case Involvement():
            return [row.actor_id, row.trial_id or row.incident_id]
        case Membership():
            return [row.member_id, row.group_id]
        case Step():
            return [row.party.actor_id if row.party else row.trial_id]
        case Report():
            return [*_pointed(row.step), row.asserted_by_id]
        case _:
            return []


def _made(row: Record, parts: dict[int, str], called: str) -> str:
    """The label of a record; `called` is its name, or its ref when it has none."""
    joined = " – ".join(parts[key] for key in _pointed(row) if key in parts)
    match row:
        case Actor():
            return row.public_name
        case Source():
            return f"{row.title} [{row.slug}]"
        case LawArticle():
            return str(row)
        case Claim() | Sentence():
            return row.text
        case Membership():
            return joined
        case Involvement():
            return f"{joined} ({row.get_role_display()})"
        case Step():
            return f"{row.get_kind_display()}: {joined}"
        case Report():
            return f"{row.get_outcome_display()}: {joined}"
        case Exhibit() if called == row.ref:
            return f"{row.get_kind_display()}: {row.used_to_prove}"
        case _:
            return row.slug if called == row.ref else called
