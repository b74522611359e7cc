"""Public versions: what readers saw of a record, with its hash and its day.

Owns the shape of that content. It is read through the public models, so it can hold nothing that
a reader could not see; integers that join views are told as refs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation

from archive.models import Entry, PublicVersion, Record
from archive.public import models as public
from archive.public.addresses import addresses_of
from archive.public.models.base import PublicModel
from archive.public.router import pinned
from archive.visibility.rules import ENTRY_VIEWS
from archive.vocabularies import RecordType
from archive.workflow.snapshots import Body, canonical, plain, refs_of

RECORDS = "default"


def content_of(record: Record) -> Body | None:
    """What the public views show of a record and its parts just now; None when it is hidden."""
    with pinned(RECORDS):
        row = ENTRY_VIEWS[RecordType(record.record_type)].objects.filter(pk=record.pk).first()
        if row is None:
            return None
        parts = {name: list(rows) for name, rows in _parts(row).items()}
        pointed = [row, *(part for rows in parts.values() for part in rows)]
        refs = refs_of(getattr(one, name) for one in pointed for name in _pointers(one))
        body = {"type": record.record_type, **_columns(row, refs)}
        for name, rows in parts.items():
            body[name] = [_columns(part, refs, of=row) for part in rows]
        return body


def _parts(row: PublicModel) -> dict[str, QuerySet[Any]]:
    """The parts of a public record, by name, each in a stable order."""
    found: dict[str, QuerySet[Any]] = {
        "texts": public.PublicText.objects.filter(entry_id=row.pk).order_by(
            "part", "language", "kind", "text"
        ),
        "citations": public.PublicCitation.objects.filter(entry_id=row.pk)
        .select_related("passage__source")
        .order_by("passage__source__slug", "passage__number", "quotation"),
    }
    if isinstance(row, public.PublicSource):
        found["passages"] = row.passages.order_by("number")
        found["files"] = row.files.order_by("sha256", "use")
    if isinstance(row, public.PublicTrial):
        found["incidents"] = row.incident_links.order_by("incident__ref")
    return found


def _pointers(row: PublicModel) -> list[str]:
    """The columns that hold the id of an entry."""
    columns = [field.attname for field in row._meta.concrete_fields]
    return [name for name in columns if name.endswith("_id") and name != "passage_id"]


def _columns(
    row: PublicModel, refs: dict[int | None, str | None], of: PublicModel | None = None
) -> Body:
    told: Body = {}
    for field in row._meta.concrete_fields:
        name, value = field.attname, getattr(row, field.attname)
        if name == "id" or (of is not None and name.endswith("_id") and value == of.pk):
            continue
        if isinstance(row, public.PublicCitation) and name == "passage_id":
            told["passage"] = f"{row.passage.source.slug}#{row.passage.number}"
        elif name.endswith("_id"):
            told[name.removesuffix("_id")] = refs[value]
        else:
            told[name] = plain(value)
    told.pop("entry_type", None)
    return told


def keep_versions(records: Iterable[Record]) -> list[PublicVersion]:
    """Keep what readers see of records now, of each that is public and not as it was the last time.

    All are read before any is kept, because a kept one is itself a change that readers notice.
    """
    distinct = {record.pk: record for record in records}
    versions = [version for each in distinct.values() if (version := _version_of(each))]
    return PublicVersion.objects.bulk_create(versions)


def _version_of(record: Record) -> PublicVersion | None:
    content = content_of(record)
    if content is None:
        return None
    content_hash = hashlib.sha256(canonical(content).encode()).hexdigest()
    last = PublicVersion.objects.filter(entry_id=record.pk).order_by("-number").first()
    if last and last.content_hash == content_hash:
        return None
    return PublicVersion(
        entry_id=record.pk,
        number=last.number + 1 if last else 1,
        made_on=timezone.now().date(),
        content=content,
        content_hash=content_hash,
    )


def purge(entries: Iterable[Entry]) -> int:
    """Forget every public version of these records; return how many there were."""
    keys = [entry.pk for entry in entries]
    return PublicVersion.objects.filter(entry_id__in=keys).delete()[0]


def public_path(record: Record) -> str:
    """The address of a record in the archive's first language; empty when readers have none of it.

    A fact that is told on another record's page has no address of its own.
    """
    with pinned(RECORDS), translation.override(settings.LANGUAGE_CODE):
        address = addresses_of([record.pk]).get(record.pk, "")
    return "" if "#" in address else address
