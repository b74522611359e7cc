"""What each public statement rests on, and what would be gone if a source fell.

Computed from the public rows alone, so it can count nothing that is hidden. It follows the same
law as the views: a fact without a citation that readers can open is not public, nor is what
speaks of it or is part of it; a sentence needs every passage that it cites. The tests hold it
against real withdrawals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from archive.public.filters import tables as shared
from archive.public.index import TABLES
from archive.public.pairs import Tables
from archive.public.stamp import Kept, Stamp
from archive.vocabularies import RecordType, Stance

Pointer = tuple[str, int]
"""A record type and an entry id."""


@dataclass(frozen=True)
class Fall:
    """What would follow if a source fell.

    `alone` rest on this source and no other. `along` would go with them: what speaks of them or
    is part of them, and sentences of which one passage is of this source. Neither would be public
    any more. `elsewhere` would stay: it rests on other sources too, or needs none.
    """

    alone: list[Pointer]
    along: list[Pointer]
    elsewhere: list[Pointer]

    @property
    def gone(self) -> set[Pointer]:
        """Everything that would no longer be public."""
        return {*self.alone, *self.along}


_FACTS: tuple[tuple[RecordType, QuerySet[Any]], ...] = (
    (RecordType.INCIDENT, shared.INCIDENTS),
    (RecordType.TRIAL, shared.TRIALS),
    (RecordType.MEMBERSHIP, shared.MEMBERSHIPS),
    (RecordType.INVOLVEMENT, shared.INVOLVEMENTS),
    (RecordType.REPORT, shared.REPORTS),
    (RecordType.EXHIBIT, shared.EXHIBITS),
    (RecordType.CLAIM, shared.CLAIMS),
)
"""What is not public without a citation."""


class Support:
    """All citations of public entries by source, and what hangs on what."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.rows
        source_of = {row.id: row.source_id for row in tables.rows(shared.PASSAGES)}
        self._sources: dict[int, set[int]] = defaultdict(set)
        self._citing: dict[int, set[Pointer]] = defaultdict(set)
        for row in tables.rows(shared.CITATIONS):
            source = source_of[row.passage_id]
            self._sources[row.entry_id].add(source)
            self._citing[source].add((row.entry_type, row.entry_id))
        self._falls: dict[int, Fall] = {}
        kinds: list[QuerySet[Any]] = [shared.STEPS, shared.SENTENCES]
        kinds += [rows for _type, rows in _FACTS]
        self._refs = {row.id: row.ref for rows in kinds for row in tables.rows(rows)}

    def fall(self, source: int) -> Fall:
        """What would follow if the source with this id fell; computed once for each."""
        if source not in self._falls:
            self._falls[source] = self._computed(source)
        return self._falls[source]

    def silences(self, source: int) -> list[int]:
        """The claims that tell of a search in vain for an answer to what rests on a source."""
        citing = {entry for _type, entry in self._citing.get(source, ())}
        found = (
            row
            for row in self._rows(shared.CLAIMS)
            if row.stance == Stance.SILENT and row.answers_id in citing
        )
        return [row.id for row in sorted(found, key=lambda row: row.ref)]

    def _computed(self, source: int) -> Fall:
        citing = self._citing.get(source, set())
        needing = {str(record_type) for record_type, _rows in _FACTS}
        alone = {
            (record_type, entry)
            for record_type, entry in citing
            if record_type in needing and self._sources[entry] == {source}
        }
        gone = {entry for _type, entry in alone} | {source}
        along: set[Pointer] = set()
        for record_type, entry in self._swept(gone, citing):
            gone.add(entry)
            along.add((record_type, entry))
        along -= alone
        return Fall(*map(self._ordered, (alone, along, citing - alone - along)))

    def _ordered(self, pointers: Iterable[Pointer]) -> list[Pointer]:
        """By type and ref: ids would tell in which order records were made."""
        return sorted(pointers, key=lambda each: (each[0], self._refs.get(each[1], "")))

    def _swept(self, gone: set[int], citing: set[Pointer]) -> Iterator[Pointer]:
        """What goes because something else is gone, each kind after those that it hangs on.

        `gone` grows while this is read: what has been swept away sweeps on.
        """
        for row in self._rows(shared.INVOLVEMENTS):
            if row.incident_id in gone or row.trial_id in gone:
                yield RecordType.INVOLVEMENT, row.id
        yield from self._swept_steps(gone)
        for row in self._rows(shared.EXHIBITS):
            if row.trial_id in gone:
                yield RecordType.EXHIBIT, row.id
        claims = self._rows(shared.CLAIMS)
        # An answer goes with what it answers, but not with what that answers in turn.
        lost = {row.id for row in claims if row.id in gone or row.subject_id in gone}
        for row in claims:
            if row.id in lost or row.answers_id in lost:
                yield RecordType.CLAIM, row.id
        touched = {entry for _type, entry in citing}
        for row in self._rows(shared.SENTENCES):
            if row.id in touched or row.subject_id in gone:
                yield RecordType.SENTENCE, row.id

    def _swept_steps(self, gone: set[int]) -> Iterator[Pointer]:
        """A step goes with its trial, its party or the last report of it; reports go with it."""
        reports: dict[int, list[Any]] = defaultdict(list)
        for row in self._rows(shared.REPORTS):
            reports[row.step_id].append(row)
        for step in self._rows(shared.STEPS):
            told = any(row.id not in gone for row in reports[step.id])
            if told and step.trial_id not in gone and step.party_id not in gone:
                continue
            yield RecordType.STEP, step.id
            yield from ((RecordType.REPORT, row.id) for row in reports[step.id])


class Lineage:
    """Which source derives from which: reprints, translations and summaries of an original."""

    def __init__(self, tables: Tables) -> None:
        rows = tables.rows(shared.SOURCES)
        self._above = {row.id: row.derives_from_id for row in rows}
        self._order = {row.id: (row.earliest or date.max, row.slug) for row in rows}
        self._below: dict[int, list[int]] = defaultdict(list)
        for source, original in self._above.items():
            if original is not None:
                self._below[original].append(source)

    def origin(self, source: int) -> int:
        """The first source of a chain; of a circle, which no editor should close, the earliest."""
        seen: list[int] = []
        while source not in seen:
            seen.append(source)
            original = self._above.get(source)
            if original is None:
                return source
            source = original
        return min(seen[seen.index(source) :], key=self._order.__getitem__)

    def origins(self, sources: Iterable[int]) -> int:
        """How many of these sources are independent of each other."""
        return len({self.origin(source) for source in sources})

    def family(self, source: int) -> list[tuple[int, int]]:
        """Every source that goes back to the same origin, with how many steps it is away from it.

        Each stands after what it derives from.
        """
        waiting = [(self.origin(source), 0)]
        found: dict[int, int] = {}
        while waiting:
            one, steps = waiting.pop()
            if one not in found:
                found[one] = steps
                below = sorted(self._below.get(one, []), key=self._order.__getitem__, reverse=True)
                waiting += [(each, steps + 1) for each in below]
        return list(found.items())


SUPPORT: Kept[None, Support] = Kept(lambda _key, now: Support(_tables(now)), most=1)
LINEAGE: Kept[None, Lineage] = Kept(lambda _key, now: Lineage(_tables(now)), most=1)


def _tables(now: Stamp | None) -> Tables:
    return TABLES.get(None, now)
