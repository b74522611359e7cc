"""What a reader typed, read as words, beginnings, phrases and what must not stand there.

Knows no index and no language. Whatever is typed can be read: an unmatched quotation mark is
none, a sign without a word is nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.names import tokens

SHORTEST_BEGINNING = 3
"""How many letters the beginning of a word must have, so that "in" does not find "incident"."""

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word that must occur, as it is looked for and as it was typed.

    `open` words may go on: the last one typed, and those with a `*`.
    """

    text: str
    open: bool = False
    typed: str = ""

    @property
    def is_beginning(self) -> bool:
        """Whether words that go on from here are found too."""
        return self.open and len(self.text) >= SHORTEST_BEGINNING


@dataclass(frozen=True)
class Asked:
    """What is looked for: every word and phrase must occur, and nothing of the others."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is looked for; to leave out alone finds nothing."""
        return bool(self.words or self.phrases)


_PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?
    (?: ["“”«»„](?P<phrase>[^"“”«»„]*)["“”«»„]
      | (?P<word>[^\s"“”«»„]+) )""",
    re.VERBOSE,
)
_ENDS_OPEN = re.compile(r"\w\Z")


def read(q: str) -> Asked:
    """Read what was typed, in time that grows with its length."""
    words: list[Word] = []
    phrases: list[Phrase] = []
    without: list[Phrase] = []
    for part in _PART.finditer(q):
        typed = part["phrase"] if part["word"] is None else part["word"]
        found = tuple(tokens(typed))
        if not found:
            continue
        if part["minus"]:
            without.append(found)
        elif part["phrase"] is not None:
            phrases.append(found)
        else:
            last = typed.endswith("*") or (part.end() == len(q) and bool(_ENDS_OPEN.search(q)))
            shown = _as_typed(typed)
            words += [
                Word(each, last and place == len(found), shown.get(each, each))
                for place, each in enumerate(found, start=1)
            ]
    return Asked(_distinct(words), tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(without)))


def _distinct(words: list[Word]) -> tuple[Word, ...]:
    """Each word once, open where any of its places is."""
    found: dict[str, Word] = {}
    for word in words:
        known = found.get(word.text, word)
        found[word.text] = replace(known, open=known.open or word.open)
    return tuple(found.values())


def _as_typed(typed: str) -> dict[str, str]:
    """The words as they were typed, by what they are looked for as."""
    pieces = ((piece, tokens(piece)) for piece in re.findall(r"\w+", typed))
    return {words[0]: piece for piece, words in pieces if len(words) == 1}
