"""The archive's own answer, through the same functions as a request. The only place that knows
them, so that what is measured can change its inside."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast

from archive.benchmark.cases import PAGE_LENGTH, Answer, Case
from archive.public import index, listing, search, stamp
from archive.public.filters.base import ListFilter
from archive.public.filters.testimony import Testimony

LANGUAGE = "en"
LISTS: dict[str, type[ListFilter]] = {"testimony": Testimony}
"""The lists that can be measured: those that the invented archive fills."""


def answering(declaration: type[ListFilter]) -> Any:
    """A function that answers as the list does, from what is kept for the present stamp."""
    now = stamp.current()

    def answer(case: Case) -> Answer:
        return answer_as_of(declaration, case, now)

    return answer


def counting(declaration: type[ListFilter]) -> Any:
    """The same without reading the query: what counting alone takes, as prototypes measure it."""
    now, answer = stamp.current(), answering(declaration)
    kept = index.INDEXES.get((declaration, LANGUAGE), now)
    asked: dict[str, Any] = {}
    module: Any = listing
    read = module.read

    def count(case: Case) -> Answer:
        module.read = lambda *_whatever: asked[case.query]
        try:
            return cast("Answer", answer(case))
        finally:
            module.read = read

    def prepare(case: Case) -> None:
        asked[case.query] = read(case.data(), declaration, kept)

    return count, prepare


def answer_as_of(declaration: type[ListFilter], case: Case, now: stamp.Stamp | None) -> Answer:
    """The answer of the list as of a stamp: total, all counts, and the ids of the page."""
    left = listing.answer(case.data(), declaration, LANGUAGE, now)
    start = (case.page - 1) * PAGE_LENGTH
    ids = left.index.page(left.found, left.query.sort, start, PAGE_LENGTH)
    return Answer(size_of(left.found), left.counts, ids)


def size_of(found: Any) -> int:
    """How many rows a set has, whatever it is made of."""
    return found.bit_count() if isinstance(found, int) else len(found)


@dataclass(frozen=True)
class Built:
    """What it took to build the index of a list, and how large it is.

    `seconds` for tables, names, order and bit sets; `octets` of the bit sets of facets;
    `words_seconds` for the words of everything; `peak` is the most memory the index took while it
    was built, 0 when that was not traced.
    """

    rows: int
    values: int
    seconds: float
    octets: int
    words_seconds: float
    peak: int


def build(declaration: type[ListFilter], *, traced: bool = False) -> Built:
    """Build everything anew."""
    index.forget()
    search.WORDS.forget()
    if traced:
        tracemalloc.start()
    start = perf_counter()
    kept = index.INDEXES.get((declaration, LANGUAGE), stamp.current())
    seconds = perf_counter() - start
    peak = 0
    if traced:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    start = perf_counter()
    search.WORDS.get(None, stamp.current())
    words_seconds = perf_counter() - start
    sets = [bits for values in kept.facets.bits.values() for bits in values.values()]
    octets = sum(octets_of(bits) for bits in sets)
    return Built(len(kept), len(sets), seconds, octets, words_seconds, peak)


def octets_of(bits: Any) -> int:
    """How much memory a set takes."""
    return bits.__sizeof__() if isinstance(bits, int) else len(bits.serialize())
