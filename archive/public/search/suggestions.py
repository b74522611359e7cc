"""What a reader may have meant: words that are there instead of one that is not, or fewer words.

Made from the words of public documents alone, so that it can hint at nothing else. Deterministic:
nearer words first, then those in more documents, then in the order of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.names import script, tokens
from archive.public.search.asked import Asked, Word, read
from archive.public.search.matching import match, understand
from archive.public.search.word_index import WordIndex, keys
from archive.slips import distance, one_slip_away

MOST = 3
"""How many suggestions are made."""

RARELY = 3
"""Below so many results a better spelling is looked for."""

TIMES = 5
"""How much more often a word must stand in the archive to be suggested for one that is there."""

MOST_COMPARED = 20_000
"""With how many words that begin alike a word is compared at most."""

WORDS_TRIED = 6
"""For how many words of a query something else is tried."""

SHORTEST = 4
"""How long a word must be: of shorter ones nearly every other is a slip."""

_LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"


@dataclass(frozen=True)
class Suggestion:
    """Another query, how many results it has, and the word that it leaves out, if that is all."""

    q: str
    count: int
    without: str = ""


def suggestions(index: WordIndex, q: str, asked: Asked, found: int) -> list[Suggestion]:
    """Better queries than one that found nothing or little, each with what it would find."""
    if found >= RARELY or not asked.words:
        return []
    made = [*_respelt(index, q, asked)]
    if not found and not made:
        made += _shortened(index, q, asked)
    distinct = {one.q: one for one in made if one.count > found}
    return list(distinct.values())[:MOST]


def _respelt(index: WordIndex, q: str, asked: Asked) -> Iterator[Suggestion]:
    for word in asked.words[:WORDS_TRIED]:
        here = len(index.having(understand(index, word).all()))
        if here >= RARELY:
            continue
        for other in _near(index, word, here)[:MOST]:
            (shown,) = index.shown(index.number(other))
            better = _replaced(q, word.text, shown)
            yield Suggestion(better, _count(index, better))


def _shortened(index: WordIndex, q: str, asked: Asked) -> Iterator[Suggestion]:
    if len(asked.words) < 2:
        return
    for word in asked.words[:WORDS_TRIED]:
        shorter = _replaced(q, word.text, "")
        yield Suggestion(shorter, _count(index, shorter), word.typed)


def _count(index: WordIndex, q: str) -> int:
    return len(match(index, read(q), q).all())


def _near(index: WordIndex, word: Word, here: int) -> list[str]:
    """Words one slip away; if there are none, those of the same beginning two slips away."""
    text = word.text
    if len(text) < SHORTEST:
        return []
    near = {other for other in _one_slip(text) if other in index.words}
    for near_key in {slip for key in keys(text) for slip in _one_slip(key)}:
        near.update(index.texts[number] for number in index.spellings.get(near_key, ()))
    if not near and len(text) > SHORTEST + 1:
        near = set(_two_slips(index, text))
    forms = {index.texts[number] for number in index.forms_of(text)} | {text}
    often = {other: len(index.having(index.number(other))) for other in near - forms}
    enough = [other for other, many in often.items() if many >= max(1, here * TIMES)]
    # What is typed in one script was meant in that script.
    written = script(text)
    return sorted(enough, key=lambda other: (script(other) != written, -often[other], other))


def _one_slip(word: str) -> set[str]:
    return one_slip_away(word, _LETTERS) - {word}


def _two_slips(index: WordIndex, word: str) -> Iterator[str]:
    for other in islice(index.words_beginning(word[:2]), MOST_COMPARED):
        if distance(word, other, 2) == 2:
            yield other


_TYPED = re.compile(r"[^\s\"“”«»„]+")


def _replaced(q: str, word: str, other: str) -> str:
    """The query with another word in the place of one; without it, when the other is empty."""

    def instead(match: re.Match[str]) -> str:
        return other if tokens(match[0]) == [word] else match[0]

    return " ".join(_TYPED.sub(instead, q).split())
