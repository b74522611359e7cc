"""How a query is understood in the words that are there, and which documents it finds.

A word of a query is found as it is written, in its other forms, in the other spellings and names
of what it names, and, where it may go on, as a beginning. Phrases stand exactly so. What is found
falls into tiers, the better first; `ranking` puts each in order. Sets of slots only: nothing here
reads a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from pyroaring import BitMap

from archive.public.search.asked import Asked, Phrase, Word
from archive.public.search.segments import parted
from archive.public.search.word_index import Numbers, Slots, WordIndex

NOTHING: Numbers = frozenset()

SHORTEST_INFLECTED = 5
"""How long a word must be for its other forms to be taken for a name: short ones are too many."""


@dataclass(frozen=True)
class Understood:
    """A word of a query with the words that it finds: each stands in the first set it belongs to.

    `spellings` are what it is called or spelt otherwise, and the forms of those.
    """

    word: Word
    exact: Numbers = NOTHING
    forms: Numbers = NOTHING
    spellings: Numbers = NOTHING
    beginnings: Numbers = NOTHING

    def all(self) -> Numbers:
        """Every word that it finds."""
        return self.exact | self.forms | self.spellings | self.beginnings


@dataclass(frozen=True)
class Matched:
    """What a query finds. `whole` are called so as a whole, `surely` hold every word in some form
    or, in names and titles, spelling; `perhaps` is the rest. `exactly` are those of them that hold
    every word as it is written.
    """

    understood: tuple[Understood, ...]
    whole: Slots
    surely: Slots
    perhaps: Slots
    exactly: Slots
    also: tuple[tuple[str, ...], ...] = ()

    def all(self) -> Slots:
        """Everything that is found."""
        return self.whole | self.surely | self.perhaps


def understand(index: WordIndex, word: Word) -> Understood:
    """The words that a word of a query stands for."""
    exact = index.number(word.text)
    forms = index.forms_of(word.text) - exact
    spelt = index.spelt_like(word.text) - exact - forms
    named = exact | forms | spelt
    other = spelt.union(*(index.others.get(number, NOTHING) for number in named))
    # What somebody or something is called otherwise is found in all forms of that, too.
    long = (name for number in other if len(name := index.texts[number]) >= SHORTEST_INFLECTED)
    other = other.union(*(index.forms_of(name, turkic=False) for name in long))
    spellings = other - exact - forms
    beginnings = NOTHING
    if word.is_beginning:
        beginnings = index.beginning_with(word.text) - exact - forms - spellings
    return Understood(word, exact, forms, spellings, beginnings)


def match(index: WordIndex, asked: Asked, q: str) -> Matched:
    """What a query finds; `q` is the whole of it, as it may be somebody's name."""
    understood = tuple(understand(index, word) for word in asked.words)
    if not asked:
        return Matched(understood, BitMap(), BitMap(), BitMap(), BitMap())
    named = index.whole(q)
    phrases = [index.phrase(phrase) for phrase in asked.phrases]
    called = index.parts["name"] | index.parts["title"]
    surely, everything, exactly = list(phrases), list(phrases), list(phrases)
    for word in understood:
        inflected, spelt = index.having(word.exact | word.forms), index.having(word.spellings)
        everything.append(inflected | spelt | index.having(word.beginnings))
        if len(word.word.text) < SHORTEST_INFLECTED:
            inflected -= index.parts["name"] - index.having(word.exact)
        surely.append(inflected | (spelt & called))
        exactly.append(index.having(word.exact))
    left_out = reduce(or_, (_left_out(index, phrase) for phrase in asked.without), BitMap())
    whole = named - left_out
    meant = index.called(q) if asked.words and not asked.phrases else BitMap()
    sure = (reduce(and_, surely) | meant) - left_out - whole
    rest = reduce(and_, everything)
    also = [] if asked.phrases else _called_otherwise(index, named, rest)
    rest = BitMap.union(rest, *(slots for _name, slots in also)) - left_out - whole - sure
    names = tuple(name for name, _slots in also)
    return Matched(understood, whole, sure, rest, reduce(and_, exactly), names)


def _left_out(index: WordIndex, phrase: Phrase) -> Slots:
    """What must not be found: a word in all its forms, or an exact phrase."""
    if len(phrase) > 1:
        return index.phrase(phrase)
    return index.having(index.number(phrase[0]) | index.forms_of(phrase[0]))


def _called_otherwise(index: WordIndex, named: Slots, found: Slots) -> list[tuple[Phrase, Slots]]:
    """The other names, in several words, of what is called as was typed, where they find more."""
    runs = {name for slot in named & index.parts["name"] for name in parted(index.run(slot))}
    also: list[tuple[Phrase, Slots]] = []
    for run in runs:
        slots = index.sequence(run) if len(run) > 1 else BitMap()
        if slots - found - named:
            also.append((tuple(index.texts[number] for number in run), slots))
    return sorted(also, key=lambda each: each[0])
