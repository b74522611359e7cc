"""A record with its parts as plain data: what revisions keep and digests are made of.

The parts are texts, citations, many-to-many relations and, of a source, passages and files. Other
records are named by their ref, which never changes. What is protected is no part of a snapshot,
since editors read the history.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from archive.models import Citation, Entry, File, Passage, Record, Source, Text
from archive.models.triggers import record_models
from archive.vocabularies import RecordType

Body = dict[str, Any]

PARTS = ("texts", "citations", "passages", "files")
"""The fields of a snapshot that are lists of parts; a many-to-many relation is a list of refs."""

_NOT_KEPT = ("id", "entry", "ref", "record_type")
_TEXT = ("part", "language", "kind", "text", "status")
_PASSAGE = ("number", "locator", "text", "withheld", "fidelity")
_FILE = ("sha256", "use", "size", "media_type", "public")


def model_of(record_type: str) -> type[Record]:
    """The table of records of a type."""
    return next(model for model in record_models() if record_type == model.TYPE)


def by_type(entries: Iterable[Entry]) -> dict[str, list[int]]:
    """The primary keys of entries by the type of their records, each in the order given."""
    found: dict[str, list[int]] = {}
    for entry in entries:
        found.setdefault(entry.record_type, []).append(entry.pk)
    return found


def record_of(entry: Entry) -> Record:
    """The record that an entry stands for, as it is in the database."""
    return model_of(entry.record_type)._base_manager.get(pk=entry.pk)


def snapshot(record: Record) -> Body:
    """The whole record with its parts as the database holds it, JSON-ready and in stable order."""
    return snapshots(RecordType(record.record_type), [record.pk])[record.pk]


def digest(body: Mapping[str, Any]) -> str:
    """The SHA-256 of a body, whatever the order of its keys, as 64 hexadecimal digits.

    An empty field counts like one that is not there, so that a new column changes no digest.
    """
    said = {name: value for name, value in body.items() if value}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def canonical(body: Mapping[str, Any]) -> str:
    """The one JSON text of a body."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A column's value as JSON has it: dates and decimals as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def refs_of(ids: Iterable[int | None]) -> dict[int | None, str | None]:
    """The refs of entry ids; None stands for None."""
    wanted = {key for key in ids if key is not None}
    found = Entry.objects.filter(pk__in=wanted).values_list("pk", "ref")
    return {None: None, **dict(found)}


def snapshots(record_type: RecordType, ids: Iterable[int]) -> dict[int, Body]:
    """The snapshots of some hundred records of one type, in a number of queries that is constant.

    They stand in the order of the ids; ids without a record of this type are missing.
    """
    model = model_of(record_type)
    wanted = list(ids)
    columns = [field for field in model._meta.concrete_fields if field.name not in _NOT_KEPT]
    rows = list(
        model._base_manager.filter(pk__in=wanted).values(
            "pk", "ref", *(column.attname for column in columns)
        )
    )
    links = [column for column in columns if column.is_relation]
    many = {field.name: _related(field, wanted) for field in model._meta.many_to_many}
    refs = refs_of(
        [
            *(row[link.attname] for row in rows for link in links),
            *(key for of in many.values() for keys in of.values() for key in keys),
        ]
    )
    parts = _parts(record_type, wanted)
    bodies: dict[int, Body] = {}
    for row in rows:
        body: Body = {"type": record_type.value, "ref": row["ref"]}
        for column in columns:
            value = row[column.attname]
            body[column.name] = refs[value] if column.is_relation else plain(value)
        for name, of in many.items():
            body[name] = sorted(str(refs[key]) for key in of.get(row["pk"], []))
        body |= {name: of.get(row["pk"], []) for name, of in parts.items()}
        bodies[row["pk"]] = body
    return {key: bodies[key] for key in wanted if key in bodies}


def _related(field: models.ManyToManyField[Any, Any], ids: list[int]) -> dict[int, list[int]]:
    """The ids of what a many-to-many relation points at, by the id of the record."""
    through: Any = field.remote_field.through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    found: dict[int, list[int]] = defaultdict(list)
    rows = through._base_manager.filter(**{f"{own}__in": ids}).values_list(own, other)
    for one, another in rows:
        found[one].append(another)
    return found


def _parts(record_type: RecordType, ids: list[int]) -> dict[str, dict[int, list[Body]]]:
    parts = {"texts": _texts(ids), "citations": _citations(ids)}
    if record_type == Source.TYPE:
        parts |= {"passages": _passages(ids), "files": _files(ids)}
    return parts


def _texts(ids: list[int]) -> dict[int, list[Body]]:
    rows = Text.objects.filter(entry_id__in=ids).order_by("part", "language", "kind", "text")
    return _grouped(rows.values("entry_id", "used_by__ref", *_TEXT), "entry_id")


def _citations(ids: list[int]) -> dict[int, list[Body]]:
    rows: Any = (
        Citation.objects.filter(entry_id__in=ids)
        .order_by("passage__source__ref", "passage__number", "quotation")
        .values(
            "entry_id",
            "quotation",
            "evaluative",
            "basis_digest",
            source=models.F("passage__source__ref"),
            number=models.F("passage__number"),
        )
    )
    return _grouped(rows, "entry_id")


def _passages(ids: list[int]) -> dict[int, list[Body]]:
    rows = Passage.objects.filter(source_id__in=ids).order_by("number")
    return _grouped(rows.values("source_id", "voice__ref", *_PASSAGE), "source_id")


def _files(ids: list[int]) -> dict[int, list[Body]]:
    rows = File.objects.filter(source_id__in=ids).order_by("sha256", "use")
    return _grouped(rows.values("source_id", *_FILE), "source_id")


def _grouped(rows: Iterable[dict[str, Any]], key: str) -> dict[int, list[Body]]:
    """Rows by the id of their record; a joined ref takes the name of its relation."""
    found: dict[int, list[Body]] = defaultdict(list)
    for row in rows:
        owner = row.pop(key)
        found[owner].append({name.removesuffix("__ref"): value for name, value in row.items()})
    return found
