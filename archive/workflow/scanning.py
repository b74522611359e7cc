"""Looks for protected names in free text, in any script and in inflected forms.

Owns when words count as a name: two words of it side by side or with one word between them, where
an initial counts as a word; or the only word of a name that has one. It tells too much rather than
too little, since it guards people; what it tells, an editor rewords.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from archive.models import Actor, Identity
from archive.names import fold, tokens
from archive.vocabularies import Naming

_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.")
_NEAR = 2
"""How far apart two words of a name may stand: side by side, or with one word between."""
_STEM = 3
"""How many letters a form of a word shares with it at the least."""
_ENDING = 3
"""How many letters a form may put in the place of the word's own ending."""


@dataclass(frozen=True)
class ProtectedName:
    """A name that must not be read anywhere: whom it would betray, and its folded words."""

    actor_id: int
    words: tuple[str, ...]


def protected_names(actor: Actor | None = None) -> list[ProtectedName]:
    """The real names, in all their spellings, of one or everybody shown under a pseudonym."""
    found = Identity.objects.filter(actor__naming=Naming.PSEUDONYM)
    if actor is not None:
        found = found.filter(actor=actor)
    rows = found.values_list("actor_id", "real_name", "spellings")
    return [
        ProtectedName(actor_id, words)
        for actor_id, real_name, spellings in rows
        for line in (real_name, *spellings.splitlines())
        if (words := folded_words(line))
    ]


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name as `stands_in` compares them; initials and particles are left out."""
    words = (fold(word) for word in tokens(name))
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))


def betrayed(text: str, names: Iterable[ProtectedName]) -> set[int]:
    """The actors of whose protected names one stands in a text."""
    words = list(_words(text))
    stems = {word[:_STEM] for word in words}
    return {
        name.actor_id
        for name in names
        if any(part[:_STEM] in stems for part in name.words) and _stands_in(words, name.words)
    }


def _words(text: str) -> Iterator[str]:
    """The folded words of a text in their order; an initial keeps its full stop."""
    for place, piece in enumerate(_INITIAL.split(text)):
        if place % 2:
            yield f"{fold(piece)[:1]}."
        else:
            yield from filter(None, (fold(word) for word in tokens(piece)))


def _stands_in(words: list[str], name: tuple[str, ...]) -> bool:
    if len(name) == 1:
        return any(_is_form_of(word, name[0], cut=1) for word in words)
    before: list[list[tuple[int, bool]]] = [[] for _unused in range(_NEAR)]
    for word in words:
        here = [
            (which, not word.endswith("."))
            for which, part in enumerate(name)
            if word == f"{part[0]}." or _is_form_of(word, part, cut=2)
        ]
        near = [match for matches in before for match in matches]
        if any(one != other and (full or whole) for one, full in here for other, whole in near):
            return True
        before = [*before[1:], here]
    return False


def _is_form_of(word: str, part: str, *, cut: int) -> bool:
    """Whether a word is a name's with another ending, for which it loses up to `cut` letters."""
    if word == part:
        return True
    same = sum(1 for _pair in takewhile(_alike, zip(word, part, strict=False)))
    return same >= _STEM and len(part) - same <= cut and len(word) - same <= _ENDING


def _alike(letters: tuple[str, str]) -> bool:
    return letters[0] == letters[1]
