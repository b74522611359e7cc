"""Public versions: what readers saw of a record, with its hash and its day.

Owns the shape of that content. It is read through the public models, so it can hold nothing that
a reader could not see; integers that join views are told as refs.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone, translation

from archive.models import Entry, PublicVersion, Record
from archive.public import models as public
from archive.public.addresses import addresses_of
from archive.public.models.base import PublicModel
from archive.public.router import pinned
from archive.visibility.rules import ENTRY_VIEWS
from archive.vocabularies import RecordType
from archive.workflow.snapshots import Body, by_type, canonical, plain, refs_of

RECORDS = "default"
SEVERAL = 300
"""How many records are read at once."""


def contents_of(records: Iterable[Record]) -> dict[int, Body]:
    """What the public views show of some hundred records and their parts just now, by primary key.

    What is hidden is missing.
    """
    with pinned(RECORDS):
        return {
            key: body
            for record_type, ids in by_type(records).items()
            for key, body in _contents(RecordType(record_type), ids).items()
        }


def _contents(record_type: RecordType, ids: list[int]) -> dict[int, Body]:
    rows = list(ENTRY_VIEWS[record_type].objects.filter(pk__in=ids))
    parts = _parts(record_type, [row.pk for row in rows])
    every_part = [part for of in parts.values() for some in of.values() for part in some]
    pointed = [*rows, *every_part]
    refs = refs_of(getattr(one, name) for one in pointed for name in _pointers(one))
    bodies: dict[int, Body] = {}
    for row in rows:
        body: Body = {"type": record_type.value, **_columns(row, refs)}
        for name, of in parts.items():
            body[name] = [_columns(part, refs, of=row) for part in of[row.pk]]
        bodies[row.pk] = body
    return bodies


def _parts(record_type: RecordType, ids: list[int]) -> dict[str, dict[int, list[PublicModel]]]:
    """The parts of public records, by name and record, each in a stable order."""
    texts = public.PublicText.objects.filter(entry_id__in=ids)
    citations = public.PublicCitation.objects.filter(entry_id__in=ids)
    found = {
        "texts": _grouped(texts.order_by("part", "language", "kind", "text"), "entry_id"),
        "citations": _grouped(
            citations.select_related("passage__source").order_by(
                "passage__source__slug", "passage__number", "quotation"
            ),
            "entry_id",
        ),
    }
    if record_type == RecordType.SOURCE:
        passages = public.PublicPassage.objects.filter(source_id__in=ids)
        files = public.PublicFile.objects.filter(source_id__in=ids)
        found["passages"] = _grouped(passages.order_by("number"), "source_id")
        found["files"] = _grouped(files.order_by("sha256", "use"), "source_id")
    if record_type == RecordType.TRIAL:
        links = public.PublicTrialIncident.objects.filter(trial_id__in=ids)
        found["incidents"] = _grouped(links.order_by("incident__ref"), "trial_id")
    return found


def _grouped(rows: Iterable[PublicModel], owner: str) -> dict[int, list[PublicModel]]:
    found: dict[int, list[PublicModel]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
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
    distinct = list({record.pk: record for record in records}.values())
    made: list[PublicVersion] = []
    for start in range(0, len(distinct), SEVERAL):
        made += _versions_of(distinct[start : start + SEVERAL])
    return PublicVersion.objects.bulk_create(made)


def _versions_of(records: list[Record]) -> Iterator[PublicVersion]:
    last = {
        row.entry_id: row
        for row in PublicVersion.objects.filter(entry_id__in=[one.pk for one in records])
        .order_by("entry_id", "number")
        .only("entry_id", "number", "content_hash")
    }
    today = timezone.now().date()
    contents = contents_of(records)
    for record in records:
        content = contents.get(record.pk)
        if content is None:
            continue
        before = last.get(record.pk)
        content_hash = hashlib.sha256(canonical(content).encode()).hexdigest()
        if before is None or before.content_hash != content_hash:
            yield PublicVersion(
                entry_id=record.pk,
                number=before.number + 1 if before else 1,
                made_on=today,
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
    return public_paths([record]).get(record.pk, "")


def public_paths(records: Iterable[Record]) -> dict[int, str]:
    """The `public_path` of records by primary key; those that have none are missing."""
    with pinned(RECORDS), translation.override(settings.LANGUAGE_CODE):
        addresses = addresses_of([record.pk for record in records])
    return {key: address for key, address in addresses.items() if "#" not in address}
