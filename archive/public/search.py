"""Plain search over the names, titles, claims and passages that readers can see.

Every word must occur, the last one at least as a beginning; words in quotation marks must follow
each other. Names are also found in other spellings and the other script. What is found comes in
one fixed order (names, titles, claims, passages; then by what their addresses end in), so both
databases and every process give the same answer. No statistic is used: nothing that is hidden
could move what is shown.

The words are kept in the process for one state of the public rows; what a page prints is read
anew through the public models.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.names import fold, tokens
from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import address_of
from archive.public.entries import fetch, few_lengths
from archive.public.models.base import PublicModel
from archive.public.wording import NAMES, titles_of
from archive.vocabularies import RecordType, SourceKind

PAGE_LENGTH = 25
SNIPPET = 240
"""How many characters of a text a result shows."""

Part = Literal["name", "title", "claim", "passage"]
PARTS: tuple[Part, ...] = ("name", "title", "claim", "passage")

TITLED = (RecordType.INCIDENT, RecordType.TRIAL, RecordType.SOURCE)
NAMED = (RecordType.PLACE, RecordType.ACTOR, RecordType.TERM)

Piece = tuple[str, bool]
"""A piece of text, and whether it is what was looked for."""


class BadSearch(ValueError):  # noqa: N818 - what the reader asked, not what broke
    """There is no such page of results; the message says so."""


class Document(NamedTuple):
    """Something that can be found: the names of a record together, a claim, or a passage.

    `entry` is the record that it belongs to, of a passage its source; `row` the passage's own id.
    """

    part: Part
    key: tuple[str, ...]
    entry_type: str
    entry: int
    row: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """A result: what kind of thing it is, what it is called, where it is, and the words in it."""

    kind: str
    kind_label: str
    title: str
    url: str
    snippet: list[Piece]


@dataclass(frozen=True)
class SearchPage:
    """One page of results."""

    q: str
    count: int
    page: int
    pages: int
    results: list[Hit]


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for: words, the beginning of a last one, and phrases."""

    words: tuple[str, ...] = ()
    beginning: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.beginning or self.phrases)

    def marks(self, word: str, *, folded: bool) -> bool:
        """Whether a word of a text is one of those that are looked for, or spelt like one."""
        exact = {*self.words, *(each for phrase in self.phrases for each in phrase)}
        if word in exact or (self.beginning and word.startswith(self.beginning)):
            return True
        if not folded:
            return False
        beginning = fold(self.beginning)
        spelling = fold(word)
        if beginning and spelling.startswith(beginning):
            return True
        return spelling in {fold(each) for each in exact}


_QUOTED = re.compile('["“”«»„]([^"“”«»„]*)["“”«»„]')


def read(q: str) -> Wanted:
    """Read what was typed. Text without any word looks for nothing."""
    phrases = tuple(tuple(found) for match in _QUOTED.findall(q) if (found := tokens(match)))
    rest = tokens(_QUOTED.sub(" ", q))
    ends_open = bool(rest) and not re.search('["“”«»„]\\s*$', q)
    if ends_open:
        return Wanted(tuple(rest[:-1]), rest[-1], phrases)
    return Wanted(tuple(rest), "", phrases)


@dataclass
class WordIndex:
    """All documents in the order of results, and in which of them each word stands."""

    documents: list[Document] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    words: dict[str, array[int]] = field(default_factory=dict)
    spellings: dict[str, array[int]] = field(default_factory=dict)
    sorted_words: list[str] = field(default_factory=list)
    sorted_spellings: list[str] = field(default_factory=list)

    @classmethod
    def build(cls, documents: Iterable[Document]) -> WordIndex:
        """Index documents. Of names, the folded words and the folded whole are indexed as well."""
        index = cls(sorted(documents, key=lambda each: (PARTS.index(each.part), each.key)))
        words: dict[str, array[int]] = defaultdict(lambda: array("I"))
        spellings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, document in enumerate(index.documents):
            found = [tokens(text) for text in document.texts]
            index.runs.append(" | ".join(f" {' '.join(each)} " for each in found))
            for word in {word for each in found for word in each}:
                words[word].append(number)
            if document.part == "name":
                folded = {fold(word) for each in found for word in each}
                folded |= {fold(text) for text in document.texts}
                for word in folded - {""}:
                    spellings[word].append(number)
        index.words, index.spellings = dict(words), dict(spellings)
        index.sorted_words, index.sorted_spellings = sorted(words), sorted(spellings)
        return index

    def find(self, q: str) -> list[int]:
        """The numbers of the documents that fit, in order."""
        wanted = read(q)
        if not wanted:
            return []
        found: set[int] | None = None
        for numbers in self._sets(wanted):
            found = numbers if found is None else found & numbers
        whole = fold(q)
        return sorted((found or set()) | set(self.spellings.get(whole, ())))

    def _sets(self, wanted: Wanted) -> Iterator[set[int]]:
        for word in wanted.words:
            yield {*self.words.get(word, ()), *self.spellings.get(fold(word), ())}
        if wanted.beginning:
            yield self._beginning(wanted.beginning)
        for phrase in wanted.phrases:
            each = (set(self.words.get(word, ())) for word in phrase)
            candidates = set.intersection(*each)
            run = f" {' '.join(phrase)} "
            yield {number for number in candidates if run in self.runs[number]}

    def _beginning(self, beginning: str) -> set[int]:
        found: set[int] = set()
        for word in _beginning_with(self.sorted_words, beginning):
            found.update(self.words[word])
        if folded := fold(beginning):
            for word in _beginning_with(self.sorted_spellings, folded):
                found.update(self.spellings[word])
        return found


def _beginning_with(ordered: Sequence[str], beginning: str) -> Iterator[str]:
    start = bisect_left(ordered, beginning)
    rest = (ordered[place] for place in range(start, len(ordered)))
    return takewhile(lambda word: word.startswith(beginning), rest)


def build(_key: None, _stamp: stamp.Stamp | None) -> WordIndex:
    """Read everything that can be found."""
    return WordIndex.build([*_called(), *_claims(), *_passages()])


def _called() -> Iterator[Document]:
    """The names and titles of each record with a page, of a source and an actor the column too."""
    texts: dict[int, list[str]] = defaultdict(list)
    rows = public.PublicText.objects.filter(part__in=NAMES, entry_type__in=(*NAMED, *TITLED))
    for entry, text in rows.order_by("text").values_list("entry_id", "text"):
        texts[entry].append(text)
    sides: tuple[tuple[Part, RecordType, type[PublicModel], str], ...] = (
        ("name", RecordType.PLACE, public.PublicPlace, ""),
        ("name", RecordType.ACTOR, public.PublicActor, "public_name"),
        ("name", RecordType.TERM, public.PublicTerm, ""),
        ("title", RecordType.INCIDENT, public.PublicIncident, ""),
        ("title", RecordType.TRIAL, public.PublicTrial, "case_number"),
        ("title", RecordType.SOURCE, public.PublicSource, "title"),
    )
    for part, record_type, model, column in sides:
        columns = ["pk", "slug", *([column] if column else [])]
        for entry, slug, *own in model.objects.order_by().values_list(*columns):
            called = tuple(dict.fromkeys([*own, *texts.get(entry, ())]))
            if called:
                yield Document(part, (record_type, slug), record_type, entry, entry, called)


def _claims() -> Iterator[Document]:
    for entry, ref, text in public.PublicClaim.objects.order_by().values_list("pk", "ref", "text"):
        yield Document("claim", (ref,), RecordType.CLAIM, entry, entry, (text,))


def _passages() -> Iterator[Document]:
    slugs = dict(public.PublicSource.objects.order_by().values_list("pk", "slug"))
    rows = public.PublicPassage.objects.filter(withheld=False).order_by()
    for row, source, number, text in rows.values_list("pk", "source_id", "number", "text"):
        key = (slugs[source], f"{number:09d}")
        yield Document("passage", key, RecordType.SOURCE, source, row, (text,))


WORDS = stamp.Kept(build, most=1)


def entries(q: str, now: stamp.Stamp | None) -> set[int]:
    """The ids of the records that are found by their names, titles, claims or passages.

    `now` is the stamp that the request has read.
    """
    index = WORDS.get(None, now)
    return {index.documents[number].entry for number in index.find(q)}


def find(q: str, language: str, page: int = 1) -> SearchPage:
    """One page of what is found. Raises BadSearch for a page beyond the end."""
    index = WORDS.get(None, stamp.current())
    numbers = index.find(q)
    pages = max(1, -(-len(numbers) // PAGE_LENGTH))
    if not 1 <= page <= pages:
        problem = ngettext(
            "There is no page %(page)s: the search has %(pages)s page of results.",
            "There is no page %(page)s: the search has %(pages)s pages of results.",
            pages,
        )
        raise BadSearch(problem % {"page": page, "pages": pages})
    start = (page - 1) * PAGE_LENGTH
    shown = [index.documents[number] for number in numbers[start : start + PAGE_LENGTH]]
    return SearchPage(q, len(numbers), page, pages, _hits(shown, read(q), language))


def _hits(shown: Sequence[Document], wanted: Wanted, language: str) -> list[Hit]:
    """What is printed of documents, read through the public models in a few queries."""
    records = fetch((document.entry_type, document.entry) for document in shown)
    rows = [document.row for document in shown if document.part == "passage"]
    passages: dict[int, public.PublicPassage] = {}
    if rows:
        found = public.PublicPassage.objects.filter(pk__in=few_lengths(rows)).select_related(
            "source"
        )
        passages = {row.pk: row for row in found}
    titles = titles_of(records.values(), language)
    hits: list[Hit] = []
    for document in shown:
        is_passage = document.part == "passage"
        row = passages.get(document.row) if is_passage else records.get(document.entry)
        if row is None or document.entry not in titles:
            continue
        kind, label = _kind(row)
        text = row.text if isinstance(row, _WITH_TEXT) else _called_so(document, wanted)
        pieces = snippet(text, wanted, folded=document.part == "name")
        hits.append(Hit(kind, label, titles[document.entry].text, address_of(row), pieces))
    return hits


_WITH_TEXT = (public.PublicPassage, public.PublicClaim)


def _kind(row: PublicModel) -> tuple[str, str]:
    match row:
        case public.PublicPassage():
            return "passage", _("Passage")
        case public.PublicActor():
            return row.kind, str(row.get_kind_display())
        case public.PublicSource() if row.kind == SourceKind.TESTIMONY:
            return row.kind, str(row.get_kind_display())
    record_type = RecordType((row._meta.model_name or "").removeprefix("public"))
    return record_type.value, str(record_type.label)


# Snippets

_RUN = re.compile("(?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff])+")


def _called_so(document: Document, wanted: Wanted) -> str:
    """The name with most of what was looked for in it; the first of several."""
    folded = document.part == "name"

    def marked(text: str) -> int:
        return sum(hit for _piece, hit in snippet(text, wanted, folded=folded))

    return max(document.texts, key=marked)


def snippet(text: str, wanted: Wanted, *, folded: bool = False) -> list[Piece]:
    """The part of a text around the first hit, in pieces, each with whether it is a hit.

    `folded` marks words in other spellings too. "…" stands where the text goes on.
    """
    hits = [
        match.span()
        for match in _RUN.finditer(text)
        if any(wanted.marks(word, folded=folded) for word in tokens(match[0]))
    ]
    start = max(0, hits[0][0] - SNIPPET // 3) if hits else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + SNIPPET)
    end = text.rfind(" ", start + SNIPPET // 2, end) if end < len(text) else end
    end = end if end > start else min(len(text), start + SNIPPET)
    pieces: list[Piece] = [("…", False)] if start else []
    place = start
    for first, last in hits:
        if first < place or last > end:
            continue
        pieces += [(text[place:first], False), (text[first:last], True)]
        place = last
    pieces += [(text[place:end], False)] + ([("…", False)] if end < len(text) else [])
    return [piece for piece in pieces if piece[0]]
