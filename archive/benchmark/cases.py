"""What a list is asked, and what an answer is, as every way of answering understands it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict

from archive.public.facets import NONE, Choice
from archive.public.filters.base import ALL, NOT

if TYPE_CHECKING:
    from archive.benchmark.plain import PlainList

PAGE_LENGTH = 25

Counts = Mapping[str, Mapping[str, int]]
"""For each facet, how many rows each value has; values without any are missing."""


@dataclass(frozen=True)
class Case:
    """One question to a list. `words` are whole words that stand in one text together."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    start: str = ""
    end: str = ""
    words: tuple[str, ...] = ()
    page: int = 1

    @property
    def query(self) -> str:
        """The query string that asks it."""
        pairs: list[tuple[str, str]] = []
        for name, choice in self.choices.items():
            pairs += [(name, value) for value in choice.any_of]
            pairs += [(f"{name}{ALL}", value) for value in choice.all_of]
            pairs += [(f"{name}{NOT}", value) for value in choice.none_of]
        page = str(self.page) if self.page > 1 else ""
        single = (("from", self.start), ("to", self.end), ("q", " ".join(self.words)))
        return urlencode(pairs + [pair for pair in (*single, ("page", page)) if pair[1]])

    def data(self) -> QueryDict:
        """The same as a request has it."""
        return QueryDict(self.query)


@dataclass(frozen=True)
class Answer:
    """How many rows are left, the count of each value, and the ids of the rows of the page."""

    total: int
    counts: Counts
    ids: Sequence[int]


Answering = Callable[[Case], Answer]
"""A way of answering."""


def difference(first: Answer, second: Answer) -> str:
    """In words, the first thing in which two answers differ; empty when they are the same."""
    if first.total != second.total:
        return f"total {first.total} and {second.total}"
    for name in sorted({*first.counts, *second.counts}):
        ours, theirs = dict(first.counts.get(name, {})), dict(second.counts.get(name, {}))
        for value in sorted({*ours, *theirs}):
            if ours.get(value, 0) != theirs.get(value, 0):
                return f"{name}={value}: {ours.get(value, 0)} and {theirs.get(value, 0)}"
    if list(first.ids) != list(second.ids):
        return f"rows {list(first.ids)[:5]}… and {list(second.ids)[:5]}…"
    return ""


class Chance:
    """Draws questions at random from what the rows of a list have; the same for the same seed."""

    def __init__(self, plain: PlainList, seed: int) -> None:
        self._plain = plain
        self._random = random.Random(seed)  # noqa: S311 - to be repeated
        self._values = {
            name: sorted({value for row in plain.rows for value in row.values[name]} | {NONE})
            for name in plain.facets
        }
        self._words = plain.some_words(400)

    def case(self) -> Case:
        """A question: up to five facets, days, words, and sometimes what leaves nothing."""
        draw = self._random
        names = draw.sample(list(self._values), draw.choice((0, 1, 1, 2, 2, 3, 3, 4, 5)))
        choices = {name: self._choice(name) for name in self._values if name in names}
        start, end = self._days()
        words = tuple(draw.sample(self._words, draw.choice((0, 0, 0, 1, 1, 2))))
        return Case(choices, start, end, words)

    def _choice(self, name: str) -> Choice:
        draw, values = self._random, self._values[name]
        kind = draw.random()
        if kind < 0.03:
            return Choice(tuple(values))
        some = tuple(sorted(draw.sample(values, min(len(values), draw.randint(1, 4)))))
        if kind < 0.70:
            return Choice(some)
        if kind < 0.85:
            return Choice((), some)
        if kind < 0.93:
            return Choice((), (), some[:2])
        return Choice(some[:1], some[1:])

    def _days(self) -> tuple[str, str]:
        draw = self._random
        if draw.random() < 0.6:
            return "", ""
        first, last = sorted((draw.randint(2023, 2037), draw.randint(2023, 2037)))
        start = draw.choice((f"{first}", f"{first}-03", f"{first}-03-17", ""))
        return start, draw.choice((f"{last}", f"{last}-10", f"{last}-10-05", ""))
