"""Invented words in three languages, drawn with the skew of real ones.

No word is the beginning of another or shares a stem with one, and no name of a record is among
them: so "has this word" means the same to every way of searching, and answers can be compared.
"""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate, product
from typing import Final

WORDS_OF_A_LANGUAGE: Final = 6000

LETTERS: Final[dict[str, tuple[str, str, str]]] = {
    "en": ("dghklmnprst", "aeiou", "bfk"),
    "ru": ("дглмнпрстч", "аеиоу", "бфц"),
    "kk": ("дқғмнпрстж", "аәоөұ", "бфц"),
}
"""Consonants, vowels and last letters. Words have five letters: CVCV and a last letter with which
no ending of the three languages ends."""

SPOKEN: Final = {"en": "en", "ru": "ru", "kk": "kk", "ky": "kk"}
"""Whose words a language of testimony uses."""


class Skewed:
    """Draws numbers below `length`, the n-th with a weight of 1 / (n + flatness) ** steepness."""

    def __init__(self, length: int, steepness: float = 1.0, flatness: float = 1.0) -> None:
        weights = (1 / (number + flatness) ** steepness for number in range(length))
        self._cumulated = list(accumulate(weights))

    def at(self, share: float) -> int:
        """The number that a share between 0 and 1 falls on."""
        return bisect(self._cumulated, share * self._cumulated[-1])


def vocabulary(language: str) -> list[str]:
    """The words of a language, those that are used most first; the same on every machine."""
    consonants, vowels, last = LETTERS[language]
    every = ["".join(each) for each in product(consonants, vowels, consonants, vowels, last)]
    # Not a secret: the same words have to come out everywhere.
    return random.Random(f"words of {language}").sample(every, WORDS_OF_A_LANGUAGE)  # noqa: S311


def name(number: int) -> str:
    """An invented name of a place or person, longer than any word and of other letters."""
    syllables = ("ve", "vo", "vi", "va", "vu")
    first, rest = divmod(number, 25)
    second, third = divmod(rest, 5)
    return f"V{'aeiou'[first % 5]}l{syllables[second]}{syllables[third]}r{first or ''}"
