"""The questions that are timed: by how many facets are chosen, how rare the words are, how deep."""

from __future__ import annotations

import random
from collections.abc import Sequence

from archive.benchmark.cases import PAGE_LENGTH, Case
from archive.benchmark.plain import PlainList, PlainRow
from archive.public.facets import Choice

RARE, MIDDLING, COMMON = 0.001, 0.01, 0.12
"""In which share of all rows the words stand."""

REPEATED = "ft_repeat"


class Scenarios:
    """Draws questions from what the rows of a list have; the same for the same seed."""

    def __init__(self, plain: PlainList, seed: int = 1) -> None:
        self._plain = plain
        self._random = random.Random(seed)  # noqa: S311 - to be repeated
        counted = sorted((number, word) for word, number in plain.words().items() if len(word) == 5)
        self._counted = counted

    def all(self, repeat: int) -> dict[str, list[Case]]:
        """Each scenario by name, with `repeat` questions that differ."""
        return {
            "none": [Case()] * repeat,
            "f1": self._chosen(1, repeat),
            "f3": self._chosen(3, repeat),
            "f5": self._chosen(5, repeat),
            "ft_rare": self._with_words(RARE, 0, repeat),
            "ft_mid": self._with_words(MIDDLING, 0, repeat),
            "ft_mid+2": self._with_words(MIDDLING, 2, repeat),
            "ft_com+2": self._with_words(COMMON, 2, repeat),
            REPEATED: self._with_words(COMMON, 2, repeat),
            "deep": [Case(page=max(1, len(self._plain.rows) // 2 // PAGE_LENGTH))] * repeat,
        }

    def _chosen(self, facets: int, repeat: int) -> list[Case]:
        rows = self._random.choices(self._plain.rows, k=repeat)
        return [Case(self._of(row, facets)) for row in rows]

    def _of(self, row: PlainRow, facets: int) -> dict[str, Choice]:
        """Values of a row in some facets, so that at least that row is left, and some of others."""
        draw = self._random
        names = set(draw.sample(self._plain.facets, facets))
        choices: dict[str, Choice] = {}
        for name in (each for each in self._plain.facets if each in names):
            values = {draw.choice(sorted(row.values[name]))}
            if draw.random() < 0.5:
                values.add(draw.choice(sorted(draw.choice(self._plain.rows).values[name])))
            choices[name] = Choice(tuple(sorted(values)))
        return choices

    def _with_words(self, share: float, facets: int, repeat: int) -> list[Case]:
        words = self._words_of(share, repeat)
        cases = []
        for word in words:
            having = [row for row in self._some_rows() if any(f" {word} " in t for t in row.texts)]
            row = self._random.choice(having or self._plain.rows)
            cases.append(Case(self._of(row, facets), words=(word,)))
        return cases

    def _some_rows(self) -> Sequence[PlainRow]:
        return self._plain.rows[:50_000]

    def _words_of(self, share: float, repeat: int) -> list[str]:
        """The words whose share of rows is nearest; fewer than `repeat` are used in turn."""
        wanted = share * len(self._plain.rows)
        near = sorted(self._counted, key=lambda each: (abs(each[0] - wanted), each[1]))
        words = [word for _number, word in near[: max(4, repeat)]]
        return [words[turn % len(words)] for turn in range(repeat)]
