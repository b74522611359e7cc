"""Public records of mixed types by entry id.

Citations, claims and texts point at entries of any type; this module turns such pointers into
public records, with what their title and address are made of, in one query for each type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from archive.public import models as public
from archive.public.at_once import at_once
from archive.public.models.base import PublicRecord
from archive.public.stamp import Kept, current
from archive.vocabularies import RecordType

M = TypeVar("M", bound=Model)

MOST_REMEMBERED = 5_000
"""How many records that others point at are remembered in one state of the public rows."""

MOST_POINTED_AT = 5
"""So many types, the first of `_KINDS`, are what records point at mostly."""

_STEP = ("trial", "party__actor")
_KINDS: dict[str, tuple[type[PublicRecord], Sequence[str]]] = {
    RecordType.PLACE: (public.PublicPlace, ()),
    RecordType.ACTOR: (public.PublicActor, ()),
    RecordType.INCIDENT: (public.PublicIncident, ()),
    RecordType.TRIAL: (public.PublicTrial, ()),
    RecordType.SOURCE: (public.PublicSource, ()),
    RecordType.LAW_ARTICLE: (public.PublicLawArticle, ()),
    RecordType.CLAIM: (public.PublicClaim, ("asserted_by",)),
    RecordType.TERM: (public.PublicTerm, ()),
    RecordType.STEP: (public.PublicStep, _STEP),
    RecordType.REPORT: (public.PublicReport, ("asserted_by", *(f"step__{path}" for path in _STEP))),
    RecordType.EXHIBIT: (public.PublicExhibit, ("asserted_by", "trial")),
    RecordType.INVOLVEMENT: (
        public.PublicInvolvement,
        ("asserted_by", "actor", "incident", "trial"),
    ),
    RecordType.MEMBERSHIP: (public.PublicMembership, ("asserted_by", "member", "group")),
    RecordType.SENTENCE: (public.PublicSentence, ()),
    RecordType.ARCHIVE: (public.PublicArchive, ()),
}


def fetch(pointers: Iterable[tuple[str, int]]) -> dict[int, PublicRecord]:
    """Return the public records at pairs of record type and entry id; hidden ones are missing."""
    return _fetched(pointers)[0]


def _fetched(
    pointers: Iterable[tuple[str, int]], along: QuerySet[M] | None = None
) -> tuple[dict[int, PublicRecord], list[M]]:
    """The records at some pointers and the rows of a queryset, in one statement."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for record_type, entry_id in pointers:
        wanted[record_type].add(entry_id)
    several = [_rows(record_type, wanted[record_type]) for record_type in sorted(wanted)]
    *told, read = at_once(*several, public.PublicPlace.objects.none() if along is None else along)
    return {row.pk: row for rows in told for row in rows}, read


class _PointedAt:
    """Records that others point at; remembers what it was told, and that something is hidden."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], PublicRecord | None] = {}

    def at(
        self, pointers: Iterable[tuple[str, int]], along: QuerySet[M] | None
    ) -> tuple[dict[int, PublicRecord], list[M]]:
        """The public records at these pointers, by entry id; and the rows of `along`."""
        wanted = set(pointers)
        known = self._known  # the same one to the end, whatever other threads do meanwhile
        if len(known) > MOST_REMEMBERED:
            known = self._known = {}
        missing = wanted - known.keys()
        found, read = _fetched(missing, along)
        known.update({pointer: found.get(pointer[1]) for pointer in missing})
        records = (known[pointer] for pointer in sorted(wanted))
        return {record.pk: record for record in records if record is not None}, read


_POINTED_AT: Kept[None, _PointedAt] = Kept(lambda _key, _stamp: _PointedAt(), most=1)


def pointed_at(pointers: Iterable[tuple[str, int]]) -> dict[int, PublicRecord]:
    """The same as `fetch`, kept for one state of the public rows.

    For names and addresses of what a row points at; the rows of a page itself are read anew.
    """
    return pointed_at_along(pointers, None)[0]


def pointed_at_along(
    pointers: Iterable[tuple[str, int]], along: QuerySet[M] | None
) -> tuple[dict[int, PublicRecord], list[M]]:
    """The same, and the rows of `along`, which are always read, in the same statement."""
    return _POINTED_AT.get(None, current()).at(pointers, along)


def fetch_any(ids: Iterable[int]) -> dict[int, PublicRecord]:
    """Return the public records of entry ids whose type is not known, type after type."""
    missing, found = set(ids), dict[int, PublicRecord]()
    for record_type in _KINDS:
        if not missing:
            break
        rows = {row.pk: row for row in _rows(record_type, missing)}
        found.update(rows)
        missing -= rows.keys()
    return found


def by_refs(refs: Iterable[str]) -> dict[str, PublicRecord]:
    """Return the public records with these refs, of whatever type; in two statements at most."""
    missing, found = set(refs), dict[str, PublicRecord]()
    kinds = list(_KINDS)
    for some in (kinds[:MOST_POINTED_AT], kinds[MOST_POINTED_AT:]):
        if not missing:
            break
        asked = sorted(missing) + [""] * (-len(missing) % 32)  # few texts to prepare
        several = (_related(kind).filter(ref__in=asked) for kind in some)
        found |= {row.ref: row for rows in at_once(*several) for row in rows}
        missing -= found.keys()
    return found


def type_of(model: Any) -> str:
    """The type of the records of a public model; empty where it holds none."""
    return next((kind for kind, (view, _related) in _KINDS.items() if view is model), "")


def view_of(record_type: str) -> type[PublicRecord]:
    """The public model of a type of record."""
    return _KINDS[record_type][0]


def few_lengths(ids: Iterable[int]) -> list[int]:
    """The ids, filled up with ids that nothing has to one of a few lengths.

    To prepare a query on nested views costs SQLite far more than to run it. It keeps what it has
    prepared by the text of the query, which names as many parameters as there are ids.
    """
    wanted = sorted(set(ids))
    length = min(len(wanted), 1) * 32
    while length < len(wanted):
        length *= 8
    return wanted + [-1 - spare for spare in range(length - len(wanted))]


def _rows(record_type: str, ids: set[int]) -> QuerySet[Any]:
    return _related(record_type).filter(pk__in=few_lengths(ids))


def _related(record_type: str) -> QuerySet[Any]:
    model, related = _KINDS[record_type]
    return model.objects.select_related(*related) if related else model.objects.all()
