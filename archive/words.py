"""Which words are forms of one word, in Russian, English, Kazakh and Kyrgyz.

Owns the terms of a word: two words are taken for forms of one another where they share a term.
Russian words have the dictionary form of each likely reading (pymorphy3), Latin ones the English
stem (Snowball), Kazakh and Kyrgyz ones every stem that the endings of plural, possession and case
leave, as far as vowels agree. Snowball's Russian stems are not used: by them «погром» and
«погрома» do not meet.

Everything here is a function of the word and its language. The dictionary, thirty megabytes, is
loaded with the first Russian word and not before.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from archive.names import script

TURKIC = frozenset({"kk", "ky"})
"""The languages whose endings are stripped here."""

REMEMBERED = 65_536
"""Of how many words the terms are kept: a few tens of megabytes."""

LIKELY = 0.1
"""How probable a reading of a Russian word must be, of one, to count."""

_LETTERS_OF_KAZAKH = re.compile("[әғқңөұүһі]")


def terms(word: str, *, turkic: bool) -> frozenset[str]:
    """The terms of a word as `archive.names.tokens` gives it; none for numbers and other scripts.

    `turkic` says whether a Cyrillic word without letters of its own may be Kazakh or Kyrgyz: it
    stands in such a text, or nobody knows.
    """
    written = script(word)
    if written == "latin":
        return frozenset({f"en:{_english(word)}"})
    if written != "cyrillic":
        return frozenset()
    if _LETTERS_OF_KAZAKH.search(word):
        return _turkic(word)
    return _russian(word) | _turkic(word) if turkic else _russian(word)


# Russian


@cache
def _dictionary() -> Any:
    import pymorphy3  # it takes a tenth of a second, which commands do not pay

    logging.getLogger("pymorphy3").setLevel(logging.WARNING)  # it reports that it loads
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=REMEMBERED)
def _russian(word: str) -> frozenset[str]:
    readings = _dictionary().parse(word)
    # Of a word that no dictionary has, such as most names, every guess is as good as another.
    known = any(one.is_known for one in readings)
    likely = [one for one in readings if not known or one.score >= LIKELY] or readings[:1]
    return frozenset(f"ru:{one.normal_form.replace('ё', 'е')}" for one in likely)


# English

_one_at_a_time = Lock()


@cache
def _stemmer() -> Any:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()


@lru_cache(maxsize=REMEMBERED)
def _english(word: str) -> str:
    with _one_at_a_time:  # the stemmer writes into itself
        return str(_stemmer().stemWord(word))


# Kazakh and Kyrgyz

SHORTEST_STEM = 3
_BACK, _FRONT = "аоұыя", "әеөүіэ"
_FRONT_OF_KYRGYZ = f"{_FRONT}и"


def _endings(*written: str) -> tuple[str, ...]:
    return tuple(ending for some in written for ending in some.split())


# From the outside in; of each layer a word has one ending or none.
_LAYERS = (
    _endings(
        "дағы дегі тағы тегі ндағы ндегі",
        "нда нде ндо ндө да де до дө та те то тө",
        "дан ден дон дөн тан тен тон төн нан нен нон нөн",
        "ның нің дың дің тың тің нын нин нун нүн дын дин дун дүн тын тин тун түн",
        "ны ні ни ну нү ды ді ди ду дү ты ті ти ту тү",
        "ға ге го гө қа ке га ка ко кө на не но нө",
        "мен бен пен",
    ),
    _endings("ымыз іміз ыңыз іңіз мыз міз ым ім ың ің сы сі си су сү ы і и у ү"),
    _endings("лар лер лор лөр дар дер дор дөр тар тер тор төр"),
)
_EITHER_WAY = frozenset({"мен", "бен", "пен"})


@lru_cache(maxsize=REMEMBERED)
def _turkic(word: str) -> frozenset[str]:
    stems = {word}
    for layer in _LAYERS:
        stems |= {stem for longer in stems for stem in _stripped(longer, layer)}
    return frozenset(f"kk:{stem}" for stem in stems)


def _stripped(word: str, layer: tuple[str, ...]) -> Iterator[str]:
    for ending in layer:
        stem = word.removesuffix(ending)
        if len(stem) < SHORTEST_STEM or stem == word:
            continue
        if ending in _EITHER_WAY or _agree(stem, ending):
            yield stem


def _agree(stem: str, ending: str) -> bool:
    """Whether the vowels of an ending are of the kind that the stem's last one asks for."""
    last = next((letter for letter in reversed(stem) if letter in _BACK + _FRONT), "")
    front = next(
        (
            letter in _FRONT_OF_KYRGYZ
            for letter in ending
            if letter not in "у" and letter in _BACK + _FRONT_OF_KYRGYZ
        ),
        None,
    )
    return not last or front is None or front == (last in _FRONT)
