"""Public records of mixed types by entry id.

Citations, claims and texts point at entries of any type; this module turns such pointers into
public records, with what their title and address are made of, in one query for each type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from archive.public import models as public
from archive.public.models.base import PublicRecord
from archive.public.stamp import Kept, current
from archive.vocabularies import RecordType

MOST_REMEMBERED = 5_000
"""How many records that others point at are remembered in one state of the public rows."""

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
    wanted: dict[str, set[int]] = defaultdict(set)
    for record_type, entry_id in pointers:
        wanted[record_type].add(entry_id)
    found: dict[int, PublicRecord] = {}
    for record_type in sorted(wanted):
        found.update(_rows(record_type, wanted[record_type]))
    return found


class _PointedAt:
    """Records that others point at; remembers what it was told, and that something is hidden."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], PublicRecord | None] = {}

    def at(self, pointers: Iterable[tuple[str, int]]) -> dict[int, PublicRecord]:
        """The public records at these pointers, by entry id."""
        wanted = set(pointers)
        known = self._known  # the same one to the end, whatever other threads do meanwhile
        if len(known) > MOST_REMEMBERED:
            known = self._known = {}
        if missing := wanted - known.keys():
            found = fetch(missing)
            known.update({pointer: found.get(pointer[1]) for pointer in missing})
        records = (known[pointer] for pointer in sorted(wanted))
        return {record.pk: record for record in records if record is not None}


_POINTED_AT: Kept[None, _PointedAt] = Kept(lambda _key, _stamp: _PointedAt(), most=1)


def pointed_at(pointers: Iterable[tuple[str, int]]) -> dict[int, PublicRecord]:
    """The same as `fetch`, kept for one state of the public rows.

    For names and addresses of what a row points at; the rows of a page itself are read anew.
    """
    return _POINTED_AT.get(None, current()).at(pointers)


def fetch_any(ids: Iterable[int]) -> dict[int, PublicRecord]:
    """Return the public records of entry ids whose type is not known, type after type."""
    missing, found = set(ids), dict[int, PublicRecord]()
    for record_type in _KINDS:
        if not missing:
            break
        rows = _rows(record_type, missing)
        found.update(rows)
        missing -= rows.keys()
    return found


def by_refs(refs: Iterable[str]) -> dict[str, PublicRecord]:
    """Return the public records with these refs, of whatever type."""
    missing, found = set(refs), dict[str, PublicRecord]()
    for model, related in _KINDS.values():
        if not missing:
            break
        rows = model.objects.filter(ref__in=sorted(missing))
        some = {row.ref: row for row in (rows.select_related(*related) if related else rows)}
        found.update(some)
        missing -= some.keys()
    return found


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


def _rows(record_type: str, ids: set[int]) -> dict[int, PublicRecord]:
    model, related = _KINDS[record_type]
    rows = model.objects.filter(pk__in=few_lengths(ids))
    return {row.pk: row for row in (rows.select_related(*related) if related else rows)}
