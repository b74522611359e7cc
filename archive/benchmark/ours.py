"""The archive's own answer, through the same functions as a request. The only place that knows
them, so that what is measured can change its inside."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from archive.benchmark.cases import PAGE_LENGTH, Answer, Case
from archive.public import answering, index, search, stamp
from archive.public.filters.base import ListFilter
from archive.public.filters.testimony import Testimony
from archive.public.query import Query, read

LANGUAGE = "en"
LISTS: dict[str, type[ListFilter]] = {"testimony": Testimony}
"""The lists that can be measured: those that the invented archive fills."""


def answers(declaration: type[ListFilter]) -> Any:
    """A function that answers as the list does, from what is kept for the present stamp."""
    now = stamp.current()

    def answer(case: Case) -> Answer:
        return answer_as_of(declaration, case, now)

    return answer


def counting(declaration: type[ListFilter]) -> Any:
    """The same without reading the query: what counting alone takes, as prototypes measure it."""
    now, key = stamp.current(), (declaration, LANGUAGE)
    kept = index.INDEXES.get(key, now)
    asked: dict[str, Query] = {}

    def count(case: Case) -> Answer:
        return _on_the_page(answering.counted(asked[case.query], kept, key, now), case)

    def prepare(case: Case) -> None:
        asked[case.query] = read(case.data(), declaration, kept)

    return count, prepare


def answer_as_of(declaration: type[ListFilter], case: Case, now: stamp.Stamp | None) -> Answer:
    """The answer of the list as of a stamp: total, all counts, and the ids of the page."""
    return _on_the_page(answering.answer(case.data(), declaration, LANGUAGE, now), case)


def _on_the_page(left: answering.Answer, case: Case) -> Answer:
    start = (case.page - 1) * PAGE_LENGTH
    ids = left.index.page(left.found, left.query.sort, start, PAGE_LENGTH)
    return Answer(len(left.found), left.counts, ids)


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
    octets = sum(len(bits.serialize()) for bits in sets)
    return Built(len(kept), len(sets), seconds, octets, words_seconds, peak)
