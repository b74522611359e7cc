"""How a written name is read aloud: letters of Cyrillic and Latin become letters for sounds.

Owns the sounds of Cyrillic letters (Russian, Kazakh, Kyrgyz and their neighbours), what a
sound that is still open can be, and which sounds no spelling keeps apart; Latin spellings are read
in `archive/manners.py`. Knows no names, only letters: there is no table of exceptions.

Sounds are written in small Latin letters, one for each: c is ч, h is х, j is ж and дж, q is ц,
u is о and у, x is ш and щ; the others stand for themselves. Capitals are sounds that are still
open: A is ә, K is қ, N is ң, Y is the я of ля, Z is цз, and of German Q z, S s, T tsch, X sch.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from archive.manners import said_in_latin, without_accents

MOST = 8
"""How many readings of a word are kept at the most, the likeliest first."""
LONGEST = 256
"""How many letters of a word or name are read; two that differ only behind them are not told
apart."""

_CYRILLIC = {
    "а": "a", "ә": "A", "б": "b", "в": "v", "г": "g", "ґ": "g", "ғ": "g", "ҕ": "g", "д": "d",
    "е": "e", "ё": "e", "є": "e", "ж": "j", "җ": "j", "ҷ": "j", "ӂ": "j", "з": "z", "и": "i",
    "й": "i", "ӣ": "i", "і": "i", "ї": "i", "ј": "i", "к": "k", "қ": "K", "ҡ": "K", "ҝ": "k",
    "л": "l", "м": "m", "н": "n", "ң": "N", "ҥ": "N", "о": "o", "ө": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "o", "ӯ": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h",
    "һ": "h", "ҳ": "h", "ц": "q", "ч": "c", "ҹ": "j", "ш": "x", "щ": "x", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ӏ": "", "цз": "Z", "ля": "lY",
}  # fmt: skip
_CYRILLIC_LETTERS = re.compile("|".join(sorted(_CYRILLIC, key=len, reverse=True)))
_SAID_IN_LATIN = {
    "j": "zh",
    "h": "kh",
    "q": "ts",
    "c": "ch",
    "x": "sh",
    "A": "ä",
    "K": "q",
    "N": "ñ",
}
_CYRILLIC_IN_LATIN = str.maketrans(
    {
        letter: _SAID_IN_LATIN.get(said, said.replace("i", "y"))
        for letter, said in _CYRILLIC.items()
        if len(letter) == 1
    }
)
_HAS_LATIN = re.compile("[a-z\u00df-\u024f]")
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")
_LIKE_CHINESE = re.compile(
    "(?:(?:cj|[^aeiouAY])?[aeiouAY]{1,3}n?){0,2}(?:cj|[^aeiouAY])?[aeiouAY]{1,3}n"
)
"""Where Cyrillic н can be the ng of a Chinese name: Ван is Wang."""

_OPEN = (
    (re.compile("T"), ("c", "tj")),
    (re.compile("X"), ("x", "j", "sh", "zh")),
    (re.compile("S"), ("s", "z")),
    (re.compile("Q"), ("q", "z")),
    (re.compile("(?<=[ae])[hH]$"), ("h", "")),
    (re.compile("^K"), ("k",)),
    (re.compile("K"), ("k", "h")),
    (re.compile("N"), ("n", "ng")),
    (re.compile("Y"), ("a", "ia")),
    (re.compile("A"), ("a", "e")),
    (re.compile("Z"), ("z", "j", "qz")),
    (re.compile("(?<![^aeiou])H(?=[aeiou])"), ("h", "g")),
    (re.compile("H"), ("h",)),
    (re.compile("(?<=^[bkst])i(?=l[aeiou])"), ("i", "")),
)
"""The sounds that are still open, and what each can be: all of a word are taken alike."""

_SETTLED = tuple(
    (re.compile(sounds), settled)
    for sounds, settled in (
        ("[dc]j|j", "j"), ("tx|tc", "c"), ("t[sq]", "q"), ("[xs]c", "x"),
        (r"([a-z])\1+", r"\1"),
        ("i+(?:e|o(?!u))", "e"), ("o", "u"), ("(?<=[bvgdjzklmnprstfhqcx])iu", "u"), ("u+", "u"),
        ("uei", "ui"), ("h(?=t)", "k"),
        # A short vowel that Russian leaves out: Бауыржан, Бауржан. Then в and the у of diphthongs.
        ("aui(?=[^aeiu])", "au"), ("^u(?=[aei])|(?<=[ae])u(?=[aeiu])", "v"),
        ("(?<=[aeiu])v(?=[^aeiuv])", "u"), ("u+", "u"),
        # Endings: -шов, -цов beside -шев, -цев; -ofF; -ulu, -oglu, -gyzy beside -uly, -ogly, -kyzy.
        ("(?<=[ue])f$", "v"), ("(?<=[xcjq])uv(?=a?$)", "ev"), ("(?<=ul)u$|(?<=[eu]gl)u$", "i"),
        ("gizi$", "kizi"), (r"([a-z])\1+", r"\1"),
    )
)  # fmt: skip
"""What no spelling keeps apart, in the order in which it is joined."""

_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02b9-\u02bf\u02c8\u02ca\u02cb\u2032]")
_TONES = re.compile("[\u00b9\u00b2\u00b3\u2074\u2075]")
_NOT_READ = re.compile("[^\\w\u0300-\u036f']|_")


def readings(word: str) -> frozenset[str]:
    """The sounds that a word or a name may stand for, at most MOST; none for no letters."""
    return _readings(spelt(word))


def spelt(text: str) -> str:
    """The letters and digits of a text, small, in one encoding, with one kind of apostrophe."""
    text = _TONES.sub("", text[: 4 * LONGEST])
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text))
    return _NOT_READ.sub("", text.replace("ı", "i"))[:LONGEST]


@lru_cache(maxsize=1 << 17)
def _readings(word: str) -> frozenset[str]:
    said: Iterable[str] = _said_in_cyrillic(word)
    if not _HAS_CYRILLIC.search(word) or _HAS_LATIN.search(word):
        said = said_in_latin(word.translate(_CYRILLIC_IN_LATIN))
    found = list(islice(dict.fromkeys(said), MOST))
    for sound, choices in _OPEN:
        if any(map(sound.search, found)):
            found = list(islice(dict.fromkeys(_chosen(found, sound, choices)), MOST))
    return frozenset(filter(None, map(settle, found)))


def _chosen(found: Sequence[str], sound: re.Pattern[str], choices: Sequence[str]) -> Iterator[str]:
    """All of a word alike, then the first otherwise than the rest: Мәммәд is Мамад, Мамед."""
    for turn in range(len(choices)):
        for place, rest in enumerate(choices):
            first = choices[(place + turn) % len(choices)]
            for said in found:
                yield sound.sub(rest, sound.sub(first, said, count=1))


def settle(said: str) -> str:
    """The sounds of a reading without the differences that no spelling keeps up."""
    for sounds, settled in _SETTLED:
        said = sounds.sub(settled, said)
    return said


def _said_in_cyrillic(word: str) -> Iterator[str]:
    said = _CYRILLIC_LETTERS.sub(lambda letters: _CYRILLIC[letters[0]], word)
    said = without_accents(said)
    yield said
    if _LIKE_CHINESE.fullmatch(said):
        yield said + "g"
