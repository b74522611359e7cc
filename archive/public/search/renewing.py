"""Makes the index of all words from an earlier one: only what has changed is read and worked out.

The documents of records that changed are taken out and come into slots of their own, in a segment
behind the others. What words have to do with each other is worked out anew for the words of those
documents, so that a word which stands nowhere any more is nowhere in what is made. The earlier
index stays as it is: another thread may be answering from it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyroaring import BitMap

from archive import words as forms
from archive.names import tokens
from archive.public.search.documents import PARTS, Document
from archive.public.search.segments import GAP, Segment, joined, keys
from archive.public.search.standing import NUMBER, Standing
from archive.public.search.vocabulary import Numbering, best_written, sound
from archive.public.search.word_index import Documents, WordIndex, single

GROWTH = 4
"""A segment is at least so many times as large as those behind it, or becomes one with them."""


NO_RECORD = 0
"""Stands for the record of a document that is gone."""


def renewed(old: WordIndex, entries: set[int], documents: Iterable[Document]) -> WordIndex:
    """The index in which `documents` are all that belongs to some records."""
    gone = old.slots_of(entries)
    numbering = Numbering(old.words, len(old.texts))
    taken = Documents(len(old), numbering, old.type_names)
    for document in documents:
        taken.take(document)
    new = _with_documents(old, gone, taken)
    names, came = taken.parts()["name"], BitMap(range(len(old), len(new)))
    changed = _Changed(gone, came, taken.segment, gone & old.parts["name"], names)
    _relate(old, new, changed, numbering.came)
    taken.segment.made()
    return new


def _with_documents(old: WordIndex, gone: BitMap, taken: Documents) -> WordIndex:
    """The documents of an index without those that are gone and with others; its words are old."""
    all_gone, parts = old.gone | gone, taken.parts()
    entries, types = old.entries + taken.entries, old.types + taken.types
    for slot in gone:
        entries[slot] = NO_RECORD
    standing, rank = _standing(old, gone, taken)
    return replace(
        old,
        segments=_fewer([*old.segments, taken.segment], all_gone),
        gone=all_gone,
        entries=entries,
        rows=old.rows + taken.rows,
        types=types,
        type_names=tuple(taken.type_names),
        rank=rank,
        standing=standing,
        parts={part: old.parts[part] - gone | parts[part] for part in PARTS},
    )


def _fewer(segments: list[Segment], gone: BitMap) -> tuple[Segment, ...]:
    """Segments of which each is several times larger than the next; the first stays as it is."""
    if not len(segments[-1]):
        return tuple(segments[:-1])
    start = len(segments) - 1
    while start > 1 and len(segments[start - 1]) < GROWTH * sum(map(len, segments[start:])):
        start -= 1
    last = segments[start:]
    return (*segments[:start], joined(last, gone) if len(last) > 1 else last[0])


def _standing(old: WordIndex, gone: BitMap, taken: Documents) -> tuple[Standing, array[int]]:
    """The order of addresses, and what orders each document."""
    labels = {old.rank[slot] >> NUMBER for slot in gone}
    heads = set(taken.heads)
    standing = old.standing.changed(labels, heads)
    if standing is not None:
        return standing, old.rank + taken.ranks({head: standing.of(head) for head in heads})
    before = {head: label for head, label in old.standing.labels().items() if label not in labels}
    standing = Standing(before.keys() | heads)
    now = standing.labels()
    moved = {label: now[head] << NUMBER for head, label in before.items()}
    number = (1 << NUMBER) - 1
    rank = array("Q", (moved.get(each >> NUMBER, 0) | each & number for each in old.rank))
    return standing, rank + taken.ranks(now)


# Words


@dataclass(frozen=True)
class _Changed:
    """The slots of documents that are gone, and of those that came, which are in one segment; which
    of both are names."""

    gone: BitMap
    came: BitMap
    segment: Segment
    gone_names: BitMap
    came_names: BitMap


def _relate(old: WordIndex, new: WordIndex, changed: _Changed, words: Sequence[str]) -> None:
    """Work out anew what the words of changed documents have to do with others. `words` are new."""
    entered = _words(changed.segment.run(slot) for slot in changed.came)
    nowhere = _words(map(old.run, changed.gone)) - entered
    nowhere = {word for word in nowhere if not new.stands(word)}
    new.texts = [*old.texts, *words]
    came = {*range(len(old.texts), len(new.texts))}
    _relate_forms(old, new, changed, nowhere, came)
    _relate_names(old, new, changed)
    respelt = nowhere | came | {*(old.spelt ^ new.spelt)}
    if not respelt:
        return
    changed_keys = frozenset[str]().union(*(keys(new.texts[word]) for word in respelt))
    _learn(new, nowhere, came)
    _relate_spellings(new, changed_keys)


def _words(runs: Iterable[Iterable[int]]) -> set[int]:
    return set[int]().union(*runs) - {GAP}


def _learn(new: WordIndex, nowhere: set[int], came: set[int]) -> None:
    """Let go of the words that stand nowhere, and take in those that are new."""
    if not nowhere and not came:
        return
    new.words, new.ordered, new.sounds = new.words.copy(), new.ordered[:], new.sounds[:]
    for number in nowhere:
        word = new.texts[number]
        new.texts[number] = ""
        del new.words[word], new.ordered[bisect_left(new.ordered, word)]
    for number in came:
        word = new.texts[number]
        new.words[word] = number
        insort(new.ordered, word)
        for key in keys(word):
            insort(new.sounds, sound(key, number))


def _relate_forms(
    old: WordIndex, new: WordIndex, changed: _Changed, nowhere: set[int], came: set[int]
) -> None:
    """Which words are forms of each other, and which stand in a Turkic text."""
    entered = changed.segment.spoken
    left = {word for slot in changed.gone for word in old.segment(slot).turkic_words(slot)}
    left = {word for word in left - entered if word in nowhere or not _is_turkic(new, word)}
    new.turkic = old.turkic - BitMap(left) | BitMap(entered)
    other = nowhere | came | {*(old.turkic ^ new.turkic)}
    if other:
        new.forms = old.forms.copy()
    for number in other:
        before, after = frozenset[str](), frozenset[str]()
        if number not in came:
            before = forms.terms(new.texts[number], turkic=number in old.turkic)
        if number not in nowhere:
            after = forms.terms(new.texts[number], turkic=number in new.turkic)
        for term in before - after:
            _put(new.forms, term, [each for each in new.forms[term] if each != number])
        for term in after - before:
            _put(new.forms, term, [*new.forms.get(term, ()), number])


def _put(into: dict[str, array[int]], key: str, numbers: Sequence[int]) -> None:
    if numbers:
        into[key] = array("I", numbers)
    else:
        into.pop(key, None)


def _is_turkic(new: WordIndex, word: int) -> bool:
    slots = new.having([word])
    return any(
        segment.turkic.intersect(slots)
        or any(word in segment.turkic_words(slot) for slot in segment.partly if slot in slots)
        for segment in new.segments
    )


def _relate_names(old: WordIndex, new: WordIndex, changed: _Changed) -> None:
    """What else is called as a word is, how it is written, and whether it is of a name at all."""
    gone = [old.run(slot) for slot in changed.gone_names]
    came = [changed.segment.run(slot) for slot in changed.came_names]
    if not gone and not came:
        return
    entered, names = _words(came), new.parts["name"]
    standing = {word: new.having([word]) & names for word in _words(gone) | entered}
    left = BitMap(word for word, slots in standing.items() if not slots)
    new.spelt = old.spelt - left | BitMap(entered)
    new.others, new.written = old.others.copy(), old.written.copy()
    new.pieces = {slot: said for slot, said in old.pieces.items() if slot not in changed.gone}
    new.pieces |= changed.segment.written
    for word in frozenset[int]().union(*map(single, (*gone, *came))):
        named = (single(new.run(slot)) for slot in standing[word])
        same = frozenset[int]().union(*(alone for alone in named if word in alone))
        new.others.pop(word, None)
        if same:
            new.others[word] = same - {word}
    for word, slots in standing.items():
        written = _written(new, word, slots, old.written.get(word), changed.segment.first)
        new.written.pop(word, None)
        if written:
            new.written[word] = written


def _written(
    new: WordIndex, word: int, slots: BitMap, before: str | None, first: int
) -> str | None:
    """How a word is written in the names at some slots. Where it is still written as `before` in
    one that did not come just now, only those from `first` on can better it."""
    text, best = new.texts[word], None
    for slot in reversed(slots):
        pieces = new.pieces[slot]
        if slot < first and before in pieces:
            return best_written(best or before, before)
        for piece in pieces:
            if tokens(piece) == [text]:
                best = best_written(best or piece, piece)
    return best


def _relate_spellings(new: WordIndex, changed: Iterable[str]) -> None:
    """Which words have some keys; none where no word of a name has."""
    new.spellings, new.ordered_spellings = new.spellings.copy(), new.ordered_spellings[:]
    for key in changed:
        numbers = list(new.with_key(key))
        known = any(number in new.spelt for number in numbers)
        place = bisect_left(new.ordered_spellings, key)
        if key in new.spellings:
            del new.ordered_spellings[place]
        _put(new.spellings, key, [each for each in numbers if known and new.is_spelt(each)])
        if key in new.spellings:
            new.ordered_spellings.insert(place, key)
