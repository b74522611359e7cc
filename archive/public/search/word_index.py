"""Everything that can be found, and its words: where each stands, which are forms of each other.

Knows documents and words, neither requests nor the database. A document has a slot, in the order
in which it came; a word has a number. What is made stays as it is: after a change the next index
is made of it (`renewing`), with the slots of documents that are gone, and further segments.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyroaring import BitMap

from archive import spellings
from archive import words as forms
from archive.public.columns import places_of
from archive.public.search.documents import PARTS, Document, Part
from archive.public.search.segments import GAP, Segment, keys, parted
from archive.public.search.standing import NUMBER, Standing
from archive.public.search.vocabulary import Numbering, Numbers, Vocabulary, best_written, sound

__all__ = ["GAP", "Documents", "Numbers", "Slots", "WordIndex", "build", "keys", "single"]

Slots = BitMap


@dataclass
class WordIndex(Vocabulary):
    """All documents by slot, and all words by number.

    `rank[slot]` orders documents as results are ordered, `standing` says how; `entries` and `rows`
    are their records and rows; `parts` the slots of each part; `types[slot]` an index into
    `type_names`; `pieces[slot]` the words of names as they are written. Slots in `gone` are of no
    document any more, and of no part.
    """

    segments: tuple[Segment, ...] = ()
    gone: BitMap = field(default_factory=BitMap)
    entries: array[int] = field(default_factory=lambda: array("I"))
    rows: array[int] = field(default_factory=lambda: array("I"))
    types: array[int] = field(default_factory=lambda: array("B"))
    type_names: tuple[str, ...] = ()
    rank: array[int] = field(default_factory=lambda: array("Q"))
    standing: Standing = field(default_factory=Standing)
    parts: dict[Part, BitMap] = field(default_factory=dict)
    pieces: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many slots there are."""
        return len(self.entries)

    def having(self, numbers: Iterable[int]) -> Slots:
        """The slots of documents that hold any of the words."""
        wanted = list(numbers)
        found = (segment.postings.having(wanted) for segment in self.segments)
        return BitMap.union(BitMap(), *found) - self.gone

    def stands(self, number: int) -> bool:
        """Whether a word stands in any document."""
        return any(segment.postings.any_but(number, self.gone) for segment in self.segments)

    def run(self, slot: int) -> array[int]:
        """The numbers of the words of a document in their order, with `GAP` between its texts."""
        return self.segment(slot).run(slot)

    def segment(self, slot: int) -> Segment:
        """The segment that a slot is in."""
        place = bisect_left(self.segments, slot + 1, key=lambda segment: segment.first)
        return self.segments[place - 1]

    def whole(self, q: str) -> Slots:
        """The slots of names and titles that read so as a whole."""
        slots = (segment.whole.get(key, ()) for key in keys(q) for segment in self.segments)
        return BitMap(slot for some in slots for slot in some) - self.gone

    def called(self, q: str) -> Slots:
        """The slots of names that can be meant by what was typed, in any spelling and order.

        Of each word one of its keys must be there; a name in several words may lack a patronymic.
        """
        asked = spellings.query_keys(q)
        if not asked:
            return BitMap()
        return BitMap.intersection(*map(self._named, asked)) - self.gone

    def _named(self, some: Iterable[str]) -> Slots:
        slots = (segment.names.get(key, ()) for key in some for segment in self.segments)
        return BitMap().union(*map(BitMap, slots))

    def phrase(self, words: Sequence[str]) -> Slots:
        """The slots of documents in which the words follow each other."""
        numbers = [self.words.get(word, GAP) for word in words]
        return BitMap() if GAP in numbers else self.sequence(numbers)

    def sequence(self, numbers: Sequence[int]) -> Slots:
        """The slots of documents in which the words with these numbers follow each other."""
        candidates = BitMap.intersection(*(self.having([number]) for number in set(numbers)))
        if len(numbers) == 1:
            return candidates
        return BitMap([slot for slot in candidates if self.segment(slot).holds(slot, numbers)])

    def entry_type(self, slot: int) -> str:
        """The type of the record that a document belongs to."""
        return self.type_names[self.types[slot]]

    def part(self, slot: int) -> Part:
        """The part of the archive that a document is of."""
        return next(part for part in PARTS if slot in self.parts[part])

    def follows(self, earlier: WordIndex) -> bool:
        """Whether it was made from an earlier index, so that slots are of the same documents."""
        return self.segments[:1] == earlier.segments[:1]

    def is_worn(self, part: int) -> bool:
        """Whether one of `part` slots is of a document that is gone, or came behind the first
        segment: then it is time to build anew."""
        first = len(self.segments[0]) if self.segments else 0
        return part * (len(self.gone) + len(self) - first) > len(self)

    def slots_of(self, entries: set[int]) -> Slots:
        """The slots of the documents that belong to some records."""
        return BitMap(places_of(self.entries, entries)) - self.gone


def single(run: Iterable[int]) -> Numbers:
    """The names of one word in a run of names."""
    return frozenset(name[0] for name in parted(run) if len(name) == 1)


def build(documents: Iterable[Document]) -> WordIndex:
    """Index documents. The order in which they come makes no difference to what is found."""
    numbering = Numbering({}, GAP + 1)
    taken = Documents(0, numbering)
    for document in documents:
        taken.take(document)
    segment, words = taken.segment, dict(numbering)
    standing = Standing(taken.heads)
    index = WordIndex(
        words=words,
        texts=["", *numbering.came],
        ordered=sorted(words),
        segments=(segment,),
        entries=taken.entries,
        rows=taken.rows,
        types=taken.types,
        type_names=tuple(taken.type_names),
        rank=taken.ranks(standing.labels()),
        standing=standing,
        parts=taken.parts(),
    )
    _relate_forms(index, segment)
    _relate_names(index, segment)
    segment.made()
    return index


class Documents:
    """Takes documents one by one, from the slot `first` on."""

    def __init__(self, first: int, numbering: Numbering, type_names: Iterable[str] = ()) -> None:
        self.segment = Segment(first)
        self.entries, self.rows, self.types = array("I"), array("I"), array("B")
        self.heads: list[str] = []
        self.type_names = dict.fromkeys(type_names)
        self._number = numbering.__getitem__
        self._slots: dict[Part, array[int]] = {part: array("I") for part in PARTS}
        self._head_of, self._numbers = array("I"), array("I")
        self._type_numbers = {name: number for number, name in enumerate(self.type_names)}

    def take(self, document: Document) -> None:
        """Put a document into the next slot."""
        self._slots[document.part].append(self.segment.following)
        self.segment.take(document, self._number)
        self.entries.append(document.entry)
        self.rows.append(document.row)
        self.types.append(self._type_number(document.entry_type))
        head = f"{PARTS.index(document.part)} {document.key[0]}"
        if not self.heads or self.heads[-1] != head:
            self.heads.append(head)
        self._head_of.append(len(self.heads) - 1)
        self._numbers.append(document.key[1])

    def parts(self) -> dict[Part, BitMap]:
        """The slots of each part."""
        return {part: BitMap(slots) for part, slots in self._slots.items()}

    def ranks(self, labels: dict[str, int]) -> array[int]:
        """What orders each document, by the labels of heads."""
        label_of = array("Q", (labels[head] << NUMBER for head in self.heads))
        pairs = zip(self._head_of, self._numbers, strict=True)
        return array("Q", (label_of[head] + number for head, number in pairs))

    def _type_number(self, name: str) -> int:
        if name not in self._type_numbers:
            self._type_numbers[name] = len(self._type_numbers)
            self.type_names[name] = None
        return self._type_numbers[name]


def _relate_forms(index: WordIndex, segment: Segment) -> None:
    index.turkic = BitMap(segment.spoken)
    for word, number in index.words.items():
        for term in forms.terms(word, turkic=number in index.turkic):
            index.forms.setdefault(term, array("I")).append(number)


def _relate_names(index: WordIndex, segment: Segment) -> None:
    others: defaultdict[int, set[int]] = defaultdict(set)
    for slot in index.parts["name"]:
        run = segment.run(slot)
        index.spelt.update(run)
        for number in (alone := single(run)):
            others[number] |= alone
    index.spelt.discard(GAP)
    index.others = {number: frozenset(same - {number}) for number, same in others.items()}
    known = {key for number in index.spelt for key in keys(index.texts[number])}
    sounds: list[int] = []
    for word, number in index.words.items():
        said = keys(word)
        sounds += (sound(key, number) for key in said)
        if (shared := said & known) and index.is_spelt(number):
            for key in shared:
                index.spellings.setdefault(key, array("I")).append(number)
    index.sounds = array("Q", sorted(sounds))
    index.ordered_spellings = sorted(index.spellings)
    index.pieces = segment.written
    for pieces in index.pieces.values():
        for number, piece in index.numbers_of(pieces):
            index.written[number] = best_written(index.written.get(number, piece), piece)
