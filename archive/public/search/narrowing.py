"""The facets of what can be found: for each of their values the slots of the documents with it.

Kept for one state of the archive, and made only when somebody searches: the facets of records come
from the engine of the lists, and are handed on to the documents of each record.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from archive.public import models as public
from archive.public.called import labels_of
from archive.public.entries import few_lengths
from archive.public.facets import NO_ROWS, NONE, Bits, FacetIndex, bit_set, places_in
from archive.public.filters.search import PASSAGE, Found
from archive.public.index import NAMES, TABLES
from archive.public.pairs import Pairs, followed
from archive.public.search.kept import WORDS, Search
from archive.public.search.word_index import WordIndex
from archive.public.stamp import Kept, Stamp
from archive.vocabularies import RecordType, SourceKind


@dataclass(frozen=True)
class Narrowing:
    """The facets over all slots of a search; what their values are called, in the order shown."""

    search: Search
    facets: FacetIndex
    labels: Mapping[str, Mapping[str, str]]


def _build_facets(_key: None, now: Stamp | None) -> tuple[Search, FacetIndex]:
    search, tables = WORDS.get(None, now), TABLES.get(None, now)
    index = search.index
    slots_of = _by_record(index, range(len(index)))
    records = list(slots_of)
    declared = FacetIndex.build(records, _pairs(), tables)
    tables.let_go()
    bits = {"kind": _kinds(index, range(len(index)))}
    for name, values in declared.bits.items():
        # A place has no source: that it has no language is nothing that is not recorded.
        bits[name] = {
            value: bit_set(slot for place in places_in(found) for slot in slots_of[records[place]])
            for value, found in values.items()
            if value != NONE
        }
    return search, FacetIndex(range(len(index)), bits)


def _renew_facets(
    _key: None, old: tuple[Search, FacetIndex], since: Stamp, now: Stamp
) -> tuple[Search, FacetIndex] | None:
    """The facets as they are now, made from earlier ones, where it is known what has changed."""
    search, tables = WORDS.get(None, now), TABLES.get(None, now)
    index, before = search.index, old[0].index
    delta = tables.since(since)
    if delta is None or not index.follows(before):
        return None
    came = Bits(range(len(before), len(index))) - Bits(index.gone)
    reached = {
        name: {row for each in pairs for row in each.moved(tables, delta)}
        for name, pairs in _pairs().items()
    }
    slots_of = _by_record(index, index.slots_of(set[int]().union(*reached.values())))
    new_slots = _by_record(index, came)
    kinds = _kinds(index, [*came])
    bits = {"kind": _revalued(old[1].bits["kind"], Bits(index.gone), kinds)}
    for name, pairs in _pairs().items():
        slots = new_slots | {row: slots_of[row] for row in reached[name] & slots_of.keys()}
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for row, values in followed(pairs, tables, set(slots)).items():
            for value in values:
                found[value].extend(slots.get(row, ()))
        again = Bits(index.gone) | bit_set(slot for some in slots.values() for slot in some)
        bits[name] = _revalued(
            old[1].bits[name], again, {value: bit_set(some) for value, some in found.items()}
        )
    return search, FacetIndex(range(len(index)), bits)


def _pairs() -> dict[str, Sequence[Pairs]]:
    return {name: facet.pairs for name, facet in Found.facets().items() if name != "kind"}


def _by_record(index: WordIndex, slots: Iterable[int]) -> dict[int, array[int]]:
    """The slots of each record among some slots."""
    found: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for slot in slots:
        found[index.entries[slot]].append(slot)
    return found


def _revalued(old: Mapping[str, Bits], again: Bits, new: Mapping[str, Bits]) -> dict[str, Bits]:
    """The sets of a facet, with new values for the slots `again`."""
    found = {
        value: old.get(value, NO_ROWS) - again | new.get(value, NO_ROWS)
        for value in old.keys() | new.keys()
    }
    return {value: bits for value, bits in found.items() if bits}


def _kinds(index: WordIndex, slots: Collection[int]) -> dict[str, Bits]:
    """Of which kind the documents at some slots are."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    wanted = None if len(slots) == len(index) else {index.entries[slot] for slot in slots}
    actors = _some(public.PublicActor.objects.order_by(), wanted)
    kind_of = dict(actors.values_list("pk", "kind"))
    spoken = _some(public.PublicSource.objects.filter(kind=SourceKind.TESTIMONY), wanted)
    testimony = set(spoken.order_by().values_list("pk", flat=True))
    among = BitMap(slots)
    for part, of_part in index.parts.items():
        for slot in of_part & among:
            kind, entry = index.entry_type(slot), index.entries[slot]
            if part == "passage":
                kind = PASSAGE
            elif kind == RecordType.ACTOR:
                kind = kind_of[entry]
            elif entry in testimony:
                kind = SourceKind.TESTIMONY.value
            found[kind].append(slot)
    return {kind: bit_set(some) for kind, some in found.items()}


def _some(rows: QuerySet[Any], wanted: Collection[int] | None) -> QuerySet[Any]:
    return rows if wanted is None else rows.filter(pk__in=few_lengths(wanted))


def _build(language: str, now: Stamp | None) -> Narrowing:
    (search, facets), names = FACETS.get(None, now), NAMES.get(language, now)
    tables = TABLES.get(None, now)
    labels: dict[str, dict[str, str]] = {}
    for name, facet in Found.facets().items():
        values = facets.bits[name].keys()
        labels[name] = labels_of(facet, values, language, names, tables)
    return Narrowing(search, facets, labels)


FACETS: Kept[None, tuple[Search, FacetIndex]] = Kept(_build_facets, 1, _renew_facets)

NARROWING: Kept[str, Narrowing] = Kept(_build, most=4)
"""By the language in which values are called."""
