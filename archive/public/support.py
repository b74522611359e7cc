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

from archive.public.at_once import at_once
from archive.public.filters import tables as shared
from archive.public.index import TABLES
from archive.public.models import PublicCitation
from archive.public.pairs import Tables
from archive.public.presence import answering, every_derivation
from archive.public.stamp import Kept, Stamp
from archive.vocabularies import RecordType, Stance

SHOWN = 1000
"""How many records of each kind of loss a page names; the rest are counted."""

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

_TABLES: dict[str, QuerySet[Any]] = {
    **{str(record_type): rows for record_type, rows in _FACTS},
    RecordType.STEP.value: shared.STEPS,
    RecordType.SENTENCE.value: shared.SENTENCES,
}


class Cited:
    """What cites one source, and which sources the same entries cite, as two querysets find it."""

    def __init__(self, source: int) -> None:
        self.source = source
        self._citing: set[Pointer] = set()
        self._sources: dict[int, set[int]] = defaultdict(set)

    @property
    def asked(self) -> tuple[QuerySet[Any], QuerySet[Any]]:
        """The citations of the source, and those of all that cites it; to be read and `told`."""
        rows = PublicCitation.objects.filter(passage__source=self.source)
        entries = rows.values("entry_id")
        every = PublicCitation.objects.filter(entry_id__in=entries).order_by()
        return rows.order_by("entry_type", "quotation"), every.values_list(
            "entry_id", "passage__source_id"
        )

    def told(self, citing: Iterable[PublicCitation], every: Iterable[tuple[int, int]]) -> None:
        """Take what `asked` has found."""
        self._citing = {(row.entry_type, row.entry_id) for row in citing}
        for entry, source in every:
            self._sources[entry].add(source)

    @property
    def citing(self) -> set[Pointer]:
        """What cites the source."""
        return self._citing

    def rests_on_it_alone(self, entry: int) -> bool:
        """Whether an entry cites no other source."""
        return self._sources[entry] == {self.source}


def cited_of(source: int) -> Cited:
    """What cites a source, read by itself."""
    cited = Cited(source)
    cited.told(*at_once(*cited.asked))
    return cited


class Support:
    """What would fall with a source, from all citations of it and what hangs on what.

    The citations of the source are asked for; of what hangs on them only what can is gone through.
    """

    def __init__(self, tables: Tables, cited: Cited) -> None:
        self._tables = tables
        self._cited = cited
        self._citing = cited.citing

    def _rows(self, of: QuerySet[Any], pointing: str, keys: Iterable[int]) -> list[Any]:
        """The rows of a table that point at some keys by a column."""
        return self._tables.having(of, pointing, set(keys))

    def silences(self) -> list[int]:
        """The claims that tell of a search in vain for an answer to what rests on the source."""
        asked = [each for _type, entry in self._citing for each in answering(entry)]
        found = self._tables.some(shared.CLAIMS, set(asked)) if asked else {}
        silent = (row for row in found.values() if row.stance == Stance.SILENT)
        return [row.id for row in sorted(silent, key=lambda row: row.ref)]

    def fall(self) -> Fall:
        """What would follow if the source fell."""
        citing = self._citing
        needing = {str(record_type) for record_type, _rows in _FACTS}
        alone = {
            (record_type, entry)
            for record_type, entry in citing
            if record_type in needing and self._cited.rests_on_it_alone(entry)
        }
        gone = {entry for _type, entry in alone} | {self._cited.source}
        along: set[Pointer] = set()
        for record_type, entry in self._swept(gone, citing):
            gone.add(entry)
            along.add((record_type, entry))
        along -= alone
        return Fall(*map(self._ordered, (alone, along, citing - alone - along)))

    def _ordered(self, pointers: Iterable[Pointer]) -> list[Pointer]:
        """By type and, where a page names only some, by ref: ids would tell which were made first.

        What a page does name it puts in order by itself.
        """
        by_type: dict[str, set[int]] = defaultdict(set)
        for record_type, entry in pointers:
            by_type[record_type].add(entry)
        found: list[Pointer] = []
        for record_type in sorted(by_type):
            entries = by_type[record_type]
            refs: dict[int, str] = {}
            if (of := _TABLES.get(record_type)) is not None and len(entries) > SHOWN:
                self._tables.read([of])
                refs = {key: row.ref for key, row in self._tables.some(of, entries).items()}
            ordered = sorted(entries, key=lambda key: refs.get(key, ""))
            found += [(record_type, key) for key in ordered]
        return found

    def _swept(self, gone: set[int], citing: set[Pointer]) -> Iterator[Pointer]:
        """What goes because something else is gone, each kind after those that it hangs on.

        `gone` grows while this is read: what has been swept away sweeps on.
        """
        for column in ("incident_id", "trial_id"):
            for row in self._rows(shared.INVOLVEMENTS, column, gone):
                yield RecordType.INVOLVEMENT, row.id
        yield from self._swept_steps(gone)
        for row in self._rows(shared.EXHIBITS, "trial_id", gone):
            yield RecordType.EXHIBIT, row.id
        # An answer goes with what it answers, but not with what that answers in turn.
        lost = {entry for kind, entry in citing if kind == RecordType.CLAIM and entry in gone}
        lost |= {row.id for row in self._rows(shared.CLAIMS, "subject_id", gone)}
        for claim in sorted(lost | {each for one in lost for each in answering(one)}):
            yield RecordType.CLAIM, claim
        for kind, entry in citing:
            if kind == RecordType.SENTENCE:
                yield RecordType.SENTENCE, entry
        for row in self._rows(shared.SENTENCES, "subject_id", gone):
            yield RecordType.SENTENCE, row.id

    def _swept_steps(self, gone: set[int]) -> Iterator[Pointer]:
        """A step goes with its trial, its party or the last report of it; reports go with it."""
        told_of = {row.step_id for row in self._rows(shared.REPORTS, "id", gone)}
        steps = {
            row.id: row
            for column, keys in (("trial_id", gone), ("party_id", gone), ("id", told_of))
            for row in self._rows(shared.STEPS, column, keys)
        }
        reports: dict[int, list[Any]] = defaultdict(list)
        for row in self._rows(shared.REPORTS, "step_id", steps):
            reports[row.step_id].append(row)
        for step in steps.values():
            told = any(row.id not in gone for row in reports[step.id])
            if told and step.trial_id not in gone and step.party_id not in gone:
                continue
            yield RecordType.STEP, step.id
            yield from ((RecordType.REPORT, row.id) for row in reports[step.id])


class Lineage:
    """Which source derives from which: reprints, translations and summaries of an original.

    Only of sources that derive from others, or from which others derive, is anything kept.
    """

    def __init__(self, tables: Tables) -> None:
        self._below = {key: [*found] for key, found in every_derivation().items()}
        self._above = {key: original for original, found in self._below.items() for key in found}
        kin = tables.some(shared.SOURCES, self._above.keys() | self._below.keys())
        self._order = {key: (row.earliest or date.max, row.slug) for key, row in kin.items()}

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


LINEAGE: Kept[None, Lineage] = Kept(lambda _key, now: Lineage(TABLES.get(None, now)), most=1)


def support(cited: Cited, now: Stamp | None) -> Support:
    """What hangs on what cites a source."""
    return Support(TABLES.get(None, now), cited)
