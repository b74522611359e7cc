"""What a query finds, worked out from the texts in plain Python: nothing is indexed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.names import script, tokens
from archive.public.search.asked import SHORTEST_BEGINNING, Asked, Phrase, Word, read
from archive.public.search.documents import Document
from archive.public.search.word_index import keys
from archive.words import TURKIC, terms


@dataclass
class Reading:
    """Documents with the words of each of their texts."""

    documents: Sequence[Document]

    def __post_init__(self) -> None:
        self.texts = [[tokens(text) for text, _tag in one.texts] for one in self.documents]
        self.words = {word for texts in self.texts for text in texts for word in text}
        self.turkic = {
            word
            for one in self.documents
            for text, tag in one.texts
            if tag[:2] in TURKIC
            for word in tokens(text)
        }
        places = range(len(self.documents))
        self.names = [self.texts[place] for place in places if self.part(place) == "name"]
        self.in_names = {word for names in self.names for name in names for word in name}

    def part(self, place: int) -> str:
        return self.documents[place].part

    def found(self, q: str) -> set[int]:
        """The places of the documents that a query finds."""
        asked = read(q)
        if not asked:
            return set()
        called = set(self.called(q))
        places = range(len(self.documents))
        holding = {place for place in places if self.holds(place, asked)}
        if not asked.phrases:
            others = {
                tuple(name)
                for place in called
                if self.part(place) == "name"
                for name in self.texts[place]
                if len(name) > 1
            }
            holding |= {place for place in places if any(self.has(place, each) for each in others)}
        return {place for place in called | holding if not self.left_out(place, asked)}

    def called(self, q: str) -> Iterable[int]:
        """The documents with a name or title that reads so as a whole."""
        for place, one in enumerate(self.documents):
            called = {key for text, _tag in one.texts for key in keys(text)}
            if one.part in ("name", "title") and keys(q) & called:
                yield place

    def holds(self, place: int, asked: Asked) -> bool:
        words = {word for text in self.texts[place] for word in text}
        return all(words & self.stands_for(word) for word in asked.words) and all(
            self.has(place, phrase) for phrase in asked.phrases
        )

    def has(self, place: int, phrase: Phrase) -> bool:
        """Whether the words follow each other in one of the texts."""
        wanted = f" {' '.join(phrase)} "
        return any(wanted in f" {' '.join(text)} " for text in self.texts[place])

    def left_out(self, place: int, asked: Asked) -> bool:
        words = {word for text in self.texts[place] for word in text}
        for phrase in asked.without:
            forms = {phrase[0]} | self.forms(phrase[0]) if len(phrase) == 1 else set()
            if words & forms or (len(phrase) > 1 and self.has(place, phrase)):
                return True
        return False

    def forms(self, word: str, *, turkic: bool = True) -> set[str]:
        wanted = terms(word, turkic=turkic)
        return {each for each in self.words if wanted & terms(each, turkic=each in self.turkic)}

    def spelt(self, word: str) -> set[str]:
        """Words spelt like this one, when a word of a name is."""
        known = {key for each in self.in_names for key in keys(each)}
        wanted = keys(word) & known
        return {
            each
            for each in self.words
            if keys(each) & wanted and (script(each) != "other" or each in self.in_names)
        }

    def stands_for(self, word: Word) -> set[str]:
        """Every word that a word of a query finds."""
        found = {word.text} & self.words | self.forms(word.text)
        other = self.spelt(word.text)
        for names in self.names:
            single = {name[0] for name in names if len(name) == 1}
            if single & (found | self.spelt(word.text)):
                other |= single
        found |= other | {form for each in other for form in self.forms(each, turkic=False)}
        if word.open and len(word.text) >= SHORTEST_BEGINNING:
            found |= {each for each in self.words if each.startswith(word.text)}
            for key in {key for each in self.in_names for key in keys(each)}:
                if any(key.startswith(begun) for begun in keys(word.text)):
                    found |= {each for each in self.words if key in keys(each)}
        return found
