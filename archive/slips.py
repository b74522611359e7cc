"""Slips of typing: which known words are near to a word that is not known.

Owns what counts as near: one slip in a short word, two in a long one, where a slip leaves out a
letter, adds one, takes another one or swaps two neighbours. For "did you mean" only: nothing is
ever found, counted or judged by it. What is known must be public words alone; this module asks
nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORTEST = 3
"""Words with fewer letters have no suggestions: too much is near to them."""
LONG = 6
"""From how many letters on two slips are forgiven."""
LONGEST = 40
"""Longer words have no suggestions either: nobody types them, and they cost time."""


@dataclass(frozen=True)
class KnownWords:
    """Words that can be suggested, by their length, each with the letters in it as bits."""

    words: frozenset[str]
    letters: str
    by_length: dict[int, list[tuple[int, str]]]


def known_words(words: Iterable[str]) -> KnownWords:
    """Prepare folded words for `suggestions`: once for as long as they stay the same."""
    every = frozenset(words)
    by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for word in sorted(every):
        if SHORTEST - 1 <= len(word) <= LONGEST + 2:
            by_length[len(word)].append((_bits(word), word))
    return KnownWords(every, "".join(sorted({*"".join(every)})), dict(by_length))


def suggestions(word: str, known: KnownWords, most: int = 5) -> list[str]:
    """The known words nearest to a folded word: all of one slip, or else of two; not itself.

    In one fixed order: first those that begin alike, then by their letters.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    near = (one_slip_away(word, known.letters) & known.words) - {word}
    if not near and len(word) >= LONG:
        near = set(_two_slips_away(word, known)) - {word}
    return sorted(near, key=lambda each: (each[:1] != word[0], each))[:most]


def distance(one: str, other: str, most: int) -> int:
    """How many slips lie between two words, or `most` + 1 where they are more than `most`.

    Letters that a slip has moved are not changed by another one ("optimal string alignment").
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for column, another in enumerate(other, start=1):
            slips = before[column - 1] + (letter != another)
            if place > 1 < column and (letter, one[place - 2]) == (other[column - 2], another):
                slips = min(slips, earlier[column - 2] + 1)
            row.append(min(slips, before[column] + 1, row[-1] + 1))
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)


def one_slip_away(word: str, letters: str) -> set[str]:
    """What one slip makes of a word, with these letters to choose from; the word is among it."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {start + end[1:] for start, end in parts if end}
    found |= {start + end[1] + end[0] + end[2:] for start, end in parts if len(end) > 1}
    found |= {start + letter + end[1:] for start, end in parts if end for letter in letters}
    return found | {start + letter + end for start, end in parts for letter in letters}


def _two_slips_away(word: str, known: KnownWords) -> Iterator[str]:
    bits = _bits(word)
    for length in range(len(word) - 2, len(word) + 3):
        for other_bits, other in known.by_length.get(length, ()):
            # A slip changes at most two of the letters that are in a word.
            if (bits ^ other_bits).bit_count() <= 4 and _within_two(word, other):
                yield other


def _within_two(one: str, other: str) -> bool:
    """`distance` of what is left of two words without their common beginning and end."""
    start = 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    return distance(one, other, 2) <= 2


def _bits(word: str) -> int:
    """The letters that stand in a word, as bits; letters that are far apart may share one."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 61
    return bits
