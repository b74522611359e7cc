"""Documents in neighbouring slots, with what is known of each by its slot.

Of each document the run of its words is kept as numbers, so that phrases and the nearness of words
are known without reading a text again; of each word, the slots where it stands. The texts
themselves are not kept. A segment that is made stays as
it is; several become one by going through their runs again.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from sys import intern

from pyroaring import BitMap

from archive import spellings
from archive.names import tokens
from archive.public.search.documents import Document
from archive.public.search.postings import Postings, Runs
from archive.words import TURKIC

GAP = 0
"""The number between two texts of one document, so that no phrase reaches across."""

SHORTEST_KEY = 2
"""How many sounds a key must have for spellings to meet: a shorter one says too little."""

_WRITTEN = re.compile(r"\w+")


def keys(text: str) -> frozenset[str]:
    """The keys under which the spellings of a name meet."""
    return frozenset(key for key in spellings.keys(text) if len(key) >= SHORTEST_KEY)


class Segment:
    """Documents from the slot `first` on, as far as `following`.

    `whole` are the documents with a name or title that reads so as a whole, by key, and `names`
    those of which a name has such a key. `turkic` are the documents all of whose texts are in such
    a language; of those with some, `partly` says which. `spoken` are the words of such texts, and
    `written` by slot the words of names as they are written: both until all is `made`.
    """

    def __init__(self, first: int) -> None:
        self.first = self.following = first
        self.postings = Postings()
        self.runs = Runs()
        self.whole: dict[str, array[int]] = {}
        self.names: dict[str, array[int]] = {}
        self.written: dict[int, tuple[str, ...]] = {}
        self.turkic = BitMap()
        self.partly: dict[int, tuple[bool, ...]] = {}
        self.spoken: set[int] = set()

    def __len__(self) -> int:
        """How many slots it has."""
        return self.following - self.first

    def take(self, document: Document, number: Callable[[str], int]) -> None:
        """Put a document into the next slot; `number` numbers a word."""
        slot, run = self.following, list[int]()
        self.following += 1
        turkic: list[bool] = []
        for text, language in document.texts:
            numbers = list(map(number, tokens(text)))
            if not numbers:
                continue
            if run:
                run.append(GAP)
            run += numbers
            turkic.append(language[:2] in TURKIC)
            if turkic[-1]:
                self.spoken.update(numbers)
        self.postings.add(slot, {*run})
        self.runs.append(run)
        if any(turkic):
            self._told(slot, turkic)
        if document.part in ("name", "title"):
            self._called(slot, document)

    def made(self) -> None:
        """No more documents come: keep all as small as it can be."""
        self.postings.pack()
        self.spoken, self.written = set(), {}

    def run(self, slot: int) -> array[int]:
        """The numbers of the words of a document in their order, with `GAP` between its texts."""
        return self.runs.of(slot - self.first)

    def holds(self, slot: int, stretch: Sequence[int]) -> bool:
        """Whether these words follow each other in a document."""
        return self.runs.holds(slot - self.first, stretch)

    def turkic_words(self, slot: int) -> set[int]:
        """The words that stand in a text of a document that is in such a language."""
        if slot in self.turkic:
            return {*self.run(slot)} - {GAP}
        told = self.partly.get(slot, ())
        texts = zip(told, parted(self.run(slot)), strict=True) if told else ()
        return {word for is_turkic, text in texts if is_turkic for word in text}

    def _told(self, slot: int, turkic: Sequence[bool]) -> None:
        if all(turkic):
            self.turkic.add(slot)
        else:
            self.partly[slot] = tuple(turkic)

    def _called(self, slot: int, document: Document) -> None:
        """Remember what a record is called, as a whole and word by word."""
        texts = [text for text, _language in document.texts]
        for key in frozenset[str]().union(*map(keys, texts)):
            self.whole.setdefault(key, array("I")).append(slot)
        if document.part == "name":
            for key in frozenset[str]().union(*map(spellings.name_keys, texts)):
                self.names.setdefault(key, array("I")).append(slot)
            # Of "Orlen's" the piece "s" is no word of the name.
            words = {word for text in texts for word in tokens(text)}
            written = {piece for text in texts for piece in _WRITTEN.findall(text)}
            of_one = (
                each for each in written if len(tokens(each)) == 1 and tokens(each)[0] in words
            )
            self.written[slot] = tuple(map(intern, sorted(of_one)))


def joined(several: Sequence[Segment], gone: BitMap) -> Segment:
    """Neighbouring segments as one; of documents that are gone only the slots are left."""
    made = Segment(several[0].first)
    for segment in several:
        for slot in range(segment.first, segment.first + len(segment)):
            run = array("I") if slot in gone else segment.run(slot)
            made.postings.add(slot, {*run})
            made.runs.append(run)
        made.following = segment.following
        made.turkic |= segment.turkic - gone
        made.partly |= {slot: told for slot, told in segment.partly.items() if slot not in gone}
        for into, of in ((made.whole, segment.whole), (made.names, segment.names)):
            for key, slots in of.items():
                if left := array("I", (slot for slot in slots if slot not in gone)):
                    into.setdefault(key, array("I")).extend(left)
    made.made()
    return made


def parted(run: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The texts of a run, one by one."""
    text: list[int] = []
    for number in (*run, GAP):
        if number == GAP:
            yield tuple(text)
            text = []
        else:
            text.append(number)
