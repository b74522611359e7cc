"""The facets of what can be found: for each of their values the slots of the documents with it.

Kept for one state of the archive, and made only when somebody searches: the facets of records come
from the engine of the lists, and are handed on to the documents of each record.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.names import sort_key
from archive.public import models as public
from archive.public.facets import NONE, FacetIndex, bit_set, places_in
from archive.public.filters.search import PASSAGE, Found
from archive.public.index import NAMES, TABLES
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
    search = WORDS.get(None, now)
    index = search.index
    slots_of: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for slot, entry in enumerate(index.entries):
        slots_of[entry].append(slot)
    records = list(slots_of)
    pairs = {name: facet.pairs for name, facet in Found.facets().items() if name != "kind"}
    declared = FacetIndex.build(records, pairs, TABLES.get(None, now))
    kinds: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for kind, slot in _kinds(index):
        kinds[kind].append(slot)
    bits = {"kind": {kind: bit_set(slots) for kind, slots in kinds.items()}}
    for name, values in declared.bits.items():
        # A place has no source: that it has no language is nothing that is not recorded.
        bits[name] = {
            value: bit_set(slot for place in places_in(found) for slot in slots_of[records[place]])
            for value, found in values.items()
            if value != NONE
        }
    return search, FacetIndex(range(len(index)), bits)


def _kinds(index: WordIndex) -> Iterator[tuple[str, int]]:
    actors = dict(public.PublicActor.objects.order_by().values_list("pk", "kind"))
    spoken = public.PublicSource.objects.filter(kind=SourceKind.TESTIMONY).order_by()
    testimony = dict.fromkeys(spoken.values_list("pk", flat=True), SourceKind.TESTIMONY.value)
    for part, slots in index.parts.items():
        for slot in slots:
            kind, entry = index.entry_type(slot), index.entries[slot]
            if part == "passage":
                kind = PASSAGE
            elif kind == RecordType.ACTOR:
                kind = actors[entry]
            elif kind == RecordType.SOURCE:
                kind = testimony.get(entry, kind)
            yield kind, slot


def _build(language: str, now: Stamp | None) -> Narrowing:
    (search, facets), names = FACETS.get(None, now), NAMES.get(language, now)
    labels: dict[str, dict[str, str]] = {}
    for name, facet in Found.facets().items():
        values = facets.bits[name].keys()
        called = facet.values.labels(values, language, names)
        shown = {value: called.get(value, value) for value in values}
        if facet.values.by_count:
            order = sorted(values, key=lambda value: (sort_key(shown[value], language), value))
        else:
            order = sorted(values, reverse=True)
        labels[name] = {value: shown[value] for value in order}
    return Narrowing(search, facets, labels)


FACETS: Kept[None, tuple[Search, FacetIndex]] = Kept(_build_facets, most=1)

NARROWING: Kept[str, Narrowing] = Kept(_build, most=4)
"""By the language in which values are called."""
