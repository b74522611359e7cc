"""What the archive holds of the records that an import speaks of, read a few hundred at a time.

Beside each record as it is stands what its last import left, which tells the editors' changes from
the bundle's. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from archive.ingest.passages import OldPassage
from archive.models import Citation, Consent, Passage, PassageOriginal, Revision
from archive.vocabularies import RecordType
from archive.workflow.snapshots import Body, snapshots

IMPORTED = "Imported from "
"""How the reason of each revision begins that keeps what an import brought."""
PUBLISHED = "Published with the import of "
MOVED = "Passages moved by the import of "
"""How the reasons begin of what an import does besides, which brings nothing."""
_CHUNK = 400

T = TypeVar("T")


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists that are short enough for one query."""
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


@dataclass(frozen=True)
class Imported:
    """What the last import left of a record; `alone` if nothing but one file's imports made it."""

    body: Body | None = None
    alone: bool = False


def bodies(record_type: RecordType, pks: Iterable[int]) -> dict[int, Body]:
    """The snapshots of records of one type."""
    found: dict[int, Body] = {}
    for chunk in chunks(pks):
        found |= snapshots(record_type, chunk)
    return found


def imported(labels: Mapping[int, str]) -> dict[int, Imported]:
    """What the last import left of records; `labels` tells which file speaks of each now."""
    found: dict[int, Imported] = {}
    for chunk in chunks(labels):
        body: dict[int, Body] = {}
        others: set[int] = set()
        rows = Revision.objects.filter(entry_id__in=chunk).order_by("entry_id", "number")
        for row in rows.only("entry_id", "made_by_id", "reason", "body"):
            if row.made_by_id is None and row.reason.startswith(IMPORTED):
                body[row.entry_id] = row.body
            if row.made_by_id is not None or not _is_of(row.reason, labels[row.entry_id]):
                others.add(row.entry_id)
        for pk in chunk:
            found[pk] = Imported(body.get(pk), pk in body and pk not in others)
    return found


def _is_of(reason: str, label: str) -> bool:
    """Whether a revision brought nothing but what the file of that label says."""
    return reason == IMPORTED + label or reason.startswith((PUBLISHED, MOVED))


@dataclass(frozen=True)
class HeldCitation:
    """A citation that the archive has."""

    pk: int
    entry: int
    passage: int
    quotation: str
    evaluative: bool
    basis_digest: str


_CITATION = ("pk", "entry_id", "passage_id", "quotation", "evaluative", "basis_digest")


def citations_of(entries: Iterable[int]) -> dict[int, list[HeldCitation]]:
    """The citations of records in the order in which they were given."""
    found: dict[int, list[HeldCitation]] = defaultdict(list)
    for chunk in chunks(entries):
        rows = Citation.objects.filter(entry_id__in=chunk).order_by("pk")
        for row in rows.values_list(*_CITATION):
            found[row[1]].append(HeldCitation(*row))
    return found


def citations_on(sources: Iterable[int]) -> dict[int, list[HeldCitation]]:
    """The citations that rest on sources, by the primary key of their passage."""
    found: dict[int, list[HeldCitation]] = defaultdict(list)
    for chunk in chunks(sources):
        rows = Citation.objects.filter(passage__source_id__in=chunk).order_by("pk")
        for row in rows.values_list(*_CITATION):
            found[row[2]].append(HeldCitation(*row))
    return found


def places_of(passages: Iterable[int]) -> dict[int, tuple[str, int]]:
    """The source's key and the number of each passage."""
    found: dict[int, tuple[str, int]] = {}
    for chunk in chunks(passages):
        rows = Passage.objects.filter(pk__in=chunk).values_list("pk", "source__slug", "number")
        found |= {pk: (key, number) for pk, key, number in rows}
    return found


def passages_of(sources: Sequence[int], *, protects: bool) -> dict[int, list[OldPassage]]:
    """The passages of sources in their order, with what rests on them.

    Without `protects` the public text of a redacted passage stands in the place of the other.
    """
    cited = citations_on(sources)
    found: dict[int, list[OldPassage]] = defaultdict(list)
    for chunk in chunks(sources):
        originals = dict(
            PassageOriginal.objects.filter(passage__source_id__in=chunk).values_list(
                "passage_id", "text"
            )
        )
        for row in Passage.objects.filter(source_id__in=chunk).order_by("source_id", "number"):
            if row.pk in originals and not protects:
                originals[row.pk] = row.text
            on_it = cited.get(row.pk, [])
            old = OldPassage(
                pk=row.pk,
                number=row.number,
                locator=row.locator,
                text=row.text,
                digest=row.digest,
                withheld=row.withheld,
                fidelity=row.fidelity,
                voice=row.voice_id,
                original=originals.get(row.pk),
                quotations=tuple(one.quotation for one in on_it if one.quotation),
                cited=bool(on_it),
            )
            found[row.source_id].append(old)
    return found


def consents_of(sources: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """The consents of sources."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for chunk in chunks(sources):
        for row in Consent.objects.filter(source_id__in=chunk).order_by("pk").values():
            found[row["source_id"]].append({**row})
    return found
