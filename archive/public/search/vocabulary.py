"""The words of everything that can be found, and which are forms or spellings of each other.

A word has a number for as long as it stands anywhere. Knows words and numbers, no documents.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from zlib import crc32

from pyroaring import BitMap

from archive import words as forms
from archive.names import script, tokens
from archive.public.search.segments import keys

Numbers = frozenset[int]


class Numbering(dict[str, int]):
    """The numbers of words, given as words are met; those of `known` words stay."""

    def __init__(self, known: dict[str, int], following: int) -> None:
        super().__init__()
        self.known = known
        self.came: list[str] = []
        self._following = following

    def __missing__(self, word: str) -> int:
        number = self.known.get(word)
        if number is None:
            number = self._following + len(self.came)
            self.came.append(word)
        self[word] = number
        return number


@dataclass
class Vocabulary:
    """All words by number.

    `forms` are the words that have a term, `turkic` those that stand in such a text. `spellings`
    are the words of names by key, and whatever words are spelt like one; `spelt` the words of
    names. `sounds` leads from a key to all words that have it. `others` are the one-word names of
    the records of which a word is one; `written` is how a word of a name is written there.
    """

    words: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=lambda: [""])
    ordered: list[str] = field(default_factory=list)
    forms: dict[str, array[int]] = field(default_factory=dict)
    turkic: BitMap = field(default_factory=BitMap)
    spellings: dict[str, array[int]] = field(default_factory=dict)
    ordered_spellings: list[str] = field(default_factory=list)
    spelt: BitMap = field(default_factory=BitMap)
    sounds: array[int] = field(default_factory=lambda: array("Q"))
    others: dict[int, Numbers] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)

    def number(self, word: str) -> Numbers:
        """The number of a word, if it stands anywhere."""
        found = self.words.get(word)
        return frozenset() if found is None else frozenset({found})

    def forms_of(self, word: str, *, turkic: bool = True) -> Numbers:
        """The words that share a term with this one."""
        shared = forms.terms(word, turkic=turkic)
        return frozenset(number for term in shared for number in self.forms.get(term, ()))

    def spelt_like(self, word: str) -> Numbers:
        """The words of names, and those spelt like one, that share a key with this one."""
        return frozenset(number for key in keys(word) for number in self.spellings.get(key, ()))

    def beginning_with(self, beginning: str) -> Numbers:
        """The words that begin so, and the words of names whose key does."""
        found = {self.words[word] for word in _beginning(self.ordered, beginning)}
        for key in keys(beginning):
            for longer in _beginning(self.ordered_spellings, key):
                found.update(self.spellings[longer])
        return frozenset(found)

    def words_beginning(self, beginning: str) -> Iterator[str]:
        """The words that begin so, in the order of letters."""
        return _beginning(self.ordered, beginning)

    def shown(self, numbers: Iterable[int]) -> list[str]:
        """Words as they are written in names, else small, in the order of letters."""
        return sorted(self.written.get(number, self.texts[number]) for number in numbers)

    def with_key(self, key: str) -> Iterator[int]:
        """All words that have a key, whether a word of a name has it or not."""
        start = bisect_left(self.sounds, sound(key, 0))
        for place in range(start, len(self.sounds)):
            number = self.sounds[place]
            if number >> 32 != sound(key, 0) >> 32:
                return
            word = self.texts[number & 0xFFFFFFFF]
            if word and key in keys(word):
                yield number & 0xFFFFFFFF

    def numbers_of(self, pieces: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Words of names as they are written, each with its number."""
        return ((self.words[tokens(piece)[0]], piece) for piece in pieces)

    def is_spelt(self, number: int) -> bool:
        """Whether a word is looked up by its spelling: numbers only where they stand in names."""
        return number in self.spelt or script(self.texts[number]) != "other"


def sound(key: str, number: int) -> int:
    """What `sounds` holds for a key of a word. Keys can share it."""
    return crc32(key.encode()) << 32 | number


def best_written(one: str, other: str) -> str:
    """Small letters first: only what is always written with a capital is a name."""
    return min(one, other, key=lambda word: (not word.islower(), not word.istitle(), word))


def _beginning(ordered: Sequence[str], beginning: str) -> Iterator[str]:
    start = bisect_left(ordered, beginning)
    rest = (ordered[place] for place in range(start, len(ordered)))
    return takewhile(lambda word: word.startswith(beginning), rest)
