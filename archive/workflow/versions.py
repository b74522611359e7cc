"""Public versions: what readers saw of a record, with its hash and its day.

Owns the shape of that content. It is read through the public models, so it can hold nothing that
a reader could not see; integers that join views are told as refs. With each version stands what it
mentions, because readers see it only while they see all of that.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from archive.models import Entry, Mention, Passage, PublicVersion, Record
from archive.public import models as public
from archive.public.addresses import addresses_of
from archive.public.models.base import PublicModel
from archive.public.router import pinned
from archive.visibility.views import ENTRY_VIEWS
from archive.vocabularies import RecordType
from archive.workflow.snapshots import Body, by_type, canonical, plain, record_of, refs_of

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
            body[name] = [_columns(part, refs, without=OWNERS[name]) for part in of[row.pk]]
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


def _pointers(row: PublicModel | type[PublicModel]) -> list[str]:
    """The columns that hold the id of an entry."""
    columns = [field.attname for field in row._meta.concrete_fields]
    return [name for name in columns if name.endswith("_id") and name != "passage_id"]


OWNERS = {
    "texts": "entry_id",
    "citations": "entry_id",
    "passages": "source_id",
    "files": "source_id",
    "incidents": "trial_id",
}
"""The column in which each part says whose it is."""


def _columns(row: PublicModel, refs: dict[int | None, str | None], without: str = "") -> Body:
    told: Body = {}
    for field in row._meta.concrete_fields:
        name, value = field.attname, getattr(row, field.attname)
        if name in ("id", without):
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
    return _store(made)


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
        content_hash = hash_of(content)
        if before is None or before.content_hash != content_hash:
            yield PublicVersion(
                entry_id=record.pk,
                number=before.number + 1 if before else 1,
                made_on=today,
                content=content,
                content_hash=content_hash,
            )


def hash_of(content: Body) -> str:
    """The SHA-256 of a content as canonical JSON."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


# What a version mentions


PARTS: dict[str, type[PublicModel]] = {
    "texts": public.PublicText,
    "passages": public.PublicPassage,
    "incidents": public.PublicTrialIncident,
}
"""The parts of contents that point at records; what citations point at are passages."""


def _refs_in(content: Body) -> set[str]:
    """The refs of all records that a content speaks of."""
    owner = ENTRY_VIEWS[RecordType(content["type"])]
    told = [(content, owner)]
    told += [(part, model) for name, model in PARTS.items() for part in content.get(name, ())]
    found = {
        part.get(name.removesuffix("_id")) for part, model in told for name in _pointers(model)
    }
    return {ref for ref in found if ref}


def _passages_in(content: Body) -> set[str]:
    """The passages of which a content holds or may hold words, as `key#number`."""
    cited = {part["passage"] for part in content.get("citations", ())}
    own = {
        f"{content['slug']}#{part['number']}"
        for part in content.get("passages", ())
        if not part["withheld"]
    }
    return cited | own


def _store(versions: Sequence[PublicVersion]) -> list[PublicVersion]:
    """Write versions with what they mention."""
    made = PublicVersion.objects.bulk_create(versions)
    for start in range(0, len(made), SEVERAL):
        some = [row for row in made[start : start + SEVERAL] if row.content]
        refs = {row.pk: _refs_in(row.content) for row in some}
        cited = {row.pk: _passages_in(row.content) for row in some}
        entries = _known(Entry.objects.all(), "ref", set[str]().union(*refs.values()))
        passages = _known_passages(set[str]().union(*cited.values()))
        Mention.objects.bulk_create(
            [
                *(
                    Mention(version=row, entry_id=entries.get(ref))
                    for row in some
                    for ref in sorted(refs[row.pk])
                ),
                *(
                    Mention(version=row, passage_id=passages.get(key))
                    for row in some
                    for key in sorted(cited[row.pk])
                ),
            ],
            batch_size=SEVERAL,
        )
    return made


def _known(rows: Any, name: str, values: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(values)
    for start in range(0, len(ordered), SEVERAL):
        some = rows.filter(**{f"{name}__in": ordered[start : start + SEVERAL]})
        found |= dict(some.values_list(name, "pk"))
    return found


def _known_passages(keys: set[str]) -> dict[str, int]:
    """The passages by `key#number`."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        slug, _hash, digits = key.rpartition("#")
        wanted[slug].add(int(digits))
    found: dict[str, int] = {}
    slugs = sorted(wanted)
    for start in range(0, len(slugs), SEVERAL):
        some = Passage.objects.filter(source__slug__in=slugs[start : start + SEVERAL])
        told = some.values_list("source__slug", "number", "pk")
        found |= {f"{slug}#{number}": pk for slug, number, pk in told if number in wanted[slug]}
    return found


def mentioning(ids: Sequence[int]) -> list[Record]:
    """The records of which a version mentions one of these or holds words of it: what readers see
    of them may change with it."""
    found: set[int] = set()
    for start in range(0, len(ids), SEVERAL):
        some_ids = ids[start : start + SEVERAL]
        some = Mention.objects.filter(Q(entry_id__in=some_ids) | Q(passage__source_id__in=some_ids))
        found |= set(some.values_list("version__entry_id", flat=True))
    return [record_of(entry) for entry in Entry.objects.filter(pk__in=found - set(ids))]


# What is taken from old versions


def forget(entries: Iterable[Entry]) -> int:
    """Delete every public version of these records; return how many there were.

    Only where the address changes too: what comes next is counted from 1 again.
    """
    return PublicVersion.objects.filter(entry_id__in=[entry.pk for entry in entries]).delete()[0]


def take_back(versions: Iterable[PublicVersion]) -> None:
    """Empty versions. Their numbers stay spent."""

    def nothing(version: PublicVersion) -> None:
        version.content, version.content_hash = {}, ""

    _rewrite(list(versions), nothing)


def take_back_all(entries: Iterable[Entry]) -> None:
    """Empty every version of these records."""
    take_back(PublicVersion.objects.filter(entry_id__in=[entry.pk for entry in entries]))


def take_out(passage: Passage) -> None:
    """Take the words of a passage out of every version of its source and of what cites it."""
    source, number = passage.source, passage.number
    cited = Mention.objects.filter(passage=passage).values("version_id")
    kept = PublicVersion.objects.filter(entry_id=source.pk).exclude(content_hash="")
    slugs = {source.slug, *(one.content["slug"] for one in kept)}
    keys = {f"{slug}#{number}" for slug in slugs}
    today = timezone.now().date()

    def without_words(version: PublicVersion) -> None:
        version.redacted_on = today
        if version.entry_id == source.pk:
            for part in version.content.get("passages", ()):
                if part["number"] == number:
                    part["text"], part["withheld"] = "", True
        for part in version.content.get("citations", ()):
            if part["passage"] in keys:
                part["quotation"], part["evaluative"] = "", False
        version.content_hash = hash_of(version.content)

    _rewrite(list(PublicVersion.objects.filter(pk__in=cited)), without_words)


def _rewrite(versions: list[PublicVersion], change: Callable[[PublicVersion], None]) -> None:
    """Write versions anew: a version that is written is never changed, only replaced."""
    PublicVersion.objects.filter(pk__in=[one.pk for one in versions]).delete()
    for one in versions:
        change(one)
        one.pk = None
    _store(versions)


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
