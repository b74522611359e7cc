"""The words of everything that can be found: where each stands, which are forms of each other.

Knows documents and words, neither requests nor the database. A document has a slot, in the order
in which it came; a word has a number. Of each document the run of its words is kept as numbers,
so that phrases and the nearness of words are known without reading a text again; of each word, the
slots where it stands. The texts themselves are not kept.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pyroaring import BitMap

from archive import spellings
from archive import words as forms
from archive.names import script, tokens
from archive.public.search.documents import PARTS, Document, Part
from archive.public.search.postings import Postings, Runs

GAP = 0
"""The number between two texts of one document, so that no phrase reaches across."""

Slots = BitMap
Numbers = frozenset[int]


SHORTEST_KEY = 2
"""How many sounds a key must have for spellings to meet: a shorter one says too little."""


def keys(text: str) -> frozenset[str]:
    """The keys under which the spellings of a name meet."""
    return frozenset(key for key in spellings.keys(text) if len(key) >= SHORTEST_KEY)


@dataclass
class WordIndex:
    """All documents by slot, and all words by number.

    `rank[slot]` is the place of a document when all stand in the order of results; `entries` and
    `rows` its record and row; `parts` the slots of each part; `types[slot]` an index into
    `type_names`. `spellings` are the words of names by key, and whatever words are spelt like one;
    `others` the one-word names of the records of which a word is one; `written` how a word of a
    name is written there; `whole` the documents with a name or title that reads so as a whole, and
    `names` those of which a name has such a key.
    """

    words: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    ordered: list[str] = field(default_factory=list)
    postings: Postings = field(default_factory=Postings)
    runs: Runs = field(default_factory=Runs)
    entries: array[int] = field(default_factory=lambda: array("I"))
    rows: array[int] = field(default_factory=lambda: array("I"))
    types: array[int] = field(default_factory=lambda: array("B"))
    type_names: list[str] = field(default_factory=list)
    rank: array[int] = field(default_factory=lambda: array("I"))
    parts: dict[Part, BitMap] = field(default_factory=dict)
    forms: dict[str, array[int]] = field(default_factory=dict)
    spellings: dict[str, array[int]] = field(default_factory=dict)
    ordered_spellings: list[str] = field(default_factory=list)
    others: dict[int, Numbers] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    whole: dict[str, array[int]] = field(default_factory=dict)
    names: dict[str, array[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self.entries)

    # Words

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

    # Documents

    def having(self, numbers: Iterable[int]) -> Slots:
        """The slots of documents that hold any of the words."""
        return self.postings.having(numbers)

    def run(self, slot: int) -> array[int]:
        """The numbers of the words of a document in their order, with `GAP` between its texts."""
        return self.runs.of(slot)

    def called(self, q: str) -> Slots:
        """The slots of names that can be meant by what was typed, in any spelling and order.

        Of each word one of its keys must be there; a name in several words may lack a patronymic.
        """
        asked = spellings.query_keys(q)
        if not asked:
            return BitMap()
        each = [
            BitMap().union(*(BitMap(self.names.get(key, ())) for key in keys)) for keys in asked
        ]
        return BitMap.intersection(*each)

    def phrase(self, words: Sequence[str]) -> Slots:
        """The slots of documents in which the words follow each other."""
        numbers = [self.words.get(word, GAP) for word in words]
        return BitMap() if GAP in numbers else self.sequence(numbers)

    def sequence(self, numbers: Sequence[int]) -> Slots:
        """The slots of documents in which the words with these numbers follow each other."""
        candidates = BitMap.intersection(*(self.having([number]) for number in set(numbers)))
        if len(numbers) == 1:
            return candidates
        return BitMap([slot for slot in candidates if self.runs.holds(slot, numbers)])

    def entry_type(self, slot: int) -> str:
        """The type of the record that a document belongs to."""
        return self.type_names[self.types[slot]]

    def part(self, slot: int) -> Part:
        """The part of the archive that a document is of."""
        return next(part for part in PARTS if slot in self.parts[part])


_WRITTEN = re.compile(r"\w+")


def _capitals(word: str) -> tuple[bool, bool, str]:
    """Small letters first: only what is always written with a capital is a name."""
    return not word.islower(), not word.istitle(), word


def _beginning(ordered: Sequence[str], beginning: str) -> Iterator[str]:
    start = bisect_left(ordered, beginning)
    rest = (ordered[place] for place in range(start, len(ordered)))
    return takewhile(lambda word: word.startswith(beginning), rest)


def build(documents: Iterable[Document]) -> WordIndex:
    """Index documents. The order in which they come makes no difference to what is found."""
    return _Builder().build(documents)


class _Builder:
    """Takes documents one by one; what is needed for building alone is gone afterwards."""

    def __init__(self) -> None:
        self.index = WordIndex()
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__
        self.numbers[""] = GAP
        self.heads: list[str] = []
        self.head_of, self.after_head = array("I"), array("I")
        self.turkic: set[int] = set()
        self.names: list[list[list[str]]] = []
        self.parts: dict[Part, array[int]] = {part: array("I") for part in PARTS}
        self.type_numbers: dict[str, int] = {}

    def build(self, documents: Iterable[Document]) -> WordIndex:
        for slot, document in enumerate(documents):
            self.take(slot, document)
        return self.finish()

    def take(self, slot: int, document: Document) -> None:
        index, run = self.index, list[int]()
        for text, language in document.texts:
            numbers = list(map(self.numbers.__getitem__, tokens(text)))
            if run:
                run.append(GAP)
            run += numbers
            if language[:2] in forms.TURKIC:
                self.turkic.update(numbers)
        index.postings.add(slot, {*run})
        index.runs.append(run)
        index.entries.append(document.entry)
        index.rows.append(document.row)
        index.types.append(self.type_number(document.entry_type))
        self.parts[document.part].append(slot)
        head = f"{PARTS.index(document.part)} {document.key[0]}"
        if not self.heads or self.heads[-1] != head:
            self.heads.append(head)
        self.head_of.append(len(self.heads) - 1)
        self.after_head.append(document.key[1])
        if document.part in ("name", "title"):
            self.called(slot, document)

    def type_number(self, name: str) -> int:
        if name not in self.type_numbers:
            self.type_numbers[name] = len(self.index.type_names)
            self.index.type_names.append(name)
        return self.type_numbers[name]

    def called(self, slot: int, document: Document) -> None:
        """Remember what a record is called, as a whole and word by word."""
        for whole in {key for text, _language in document.texts for key in keys(text)}:
            self.index.whole.setdefault(whole, _no_numbers()).append(slot)
        if document.part == "name":
            self.names.append([tokens(text) for text, _language in document.texts])
            for text, _language in document.texts:
                self.write(text)
            of_names = (spellings.name_keys(text) for text, _language in document.texts)
            for key in frozenset[str]().union(*of_names):
                self.index.names.setdefault(key, _no_numbers()).append(slot)

    def write(self, name: str) -> None:
        """Remember how the words of a name are written."""
        for written in _WRITTEN.findall(name):
            if len(words := tokens(written)) == 1:
                number = self.numbers[words[0]]
                known = self.index.written.get(number, written)
                self.index.written[number] = min(known, written, key=_capitals)

    def finish(self) -> WordIndex:
        index = self.index
        index.words = dict(self.numbers)
        del index.words[""]
        index.texts = list(self.numbers)
        index.ordered = sorted(index.words)
        index.postings.pack()
        index.parts = {part: BitMap(slots) for part, slots in self.parts.items()}
        index.rank = self.ranks()
        self.relate_forms()
        self.relate_names()
        return index

    def ranks(self) -> array[int]:
        """The place of each document, by part and key."""
        place_of = array("Q", bytes(8 * len(self.heads)))
        before, place = "", 0
        for number in sorted(range(len(self.heads)), key=self.heads.__getitem__):
            place += self.heads[number] != before
            before = self.heads[number]
            place_of[number] = place << 32
        self.heads.clear()
        keys_of = array("Q", (place_of[head] for head in self.head_of))
        for slot, after in enumerate(self.after_head):
            keys_of[slot] += after
        ranks = array("I", bytes(4 * len(keys_of)))
        for rank, slot in enumerate(sorted(range(len(ranks)), key=keys_of.__getitem__)):
            ranks[slot] = rank
        return ranks

    def relate_forms(self) -> None:
        for word, number in self.index.words.items():
            for term in forms.terms(word, turkic=number in self.turkic):
                self.index.forms.setdefault(term, _no_numbers()).append(number)

    def relate_names(self) -> None:
        index = self.index
        others: defaultdict[int, set[int]] = defaultdict(set)
        spelt: set[str] = set()
        for called in self.names:
            single = {index.words[words[0]] for words in called if len(words) == 1}
            for number in single:
                others[number] |= single
            spelt.update(word for words in called for word in words)
        index.others = {number: frozenset(same - {number}) for number, same in others.items()}
        known = {key for word in spelt for key in keys(word)}
        for word, number in index.words.items():
            if script(word) != "other" or word in spelt:
                for key in keys(word) & known:
                    index.spellings.setdefault(key, _no_numbers()).append(number)
        index.ordered_spellings = sorted(index.spellings)


def _no_numbers() -> array[int]:
    return array("I")
