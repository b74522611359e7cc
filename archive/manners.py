"""In whose manner a Latin spelling is written, and the sounds that its letters then stand for.

Owns the tables of who writes which sound how: passports and the English press, scholars and
libraries, the German, Polish and French press, the Latin alphabets of Turkic languages, pinyin; and
the signs by which a word cannot be in one of them. Knows no names, only letters: there is no table
of exceptions, and none should come. The letters for sounds are explained in `archive/sounds.py`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

# Letters that mean the same to everybody.
_COMMON = {
    "h": "H", "w": "v", "y": "i", "q": "K", "š": "x", "ş": "x", "ș": "x", "ŝ": "x", "č": "c",
    "ç": "c", "ć": "c", "ĉ": "c", "ž": "j", "ż": "j", "ţ": "q", "ț": "q", "ñ": "N", "ŋ": "N",
    "ń": "N", "ņ": "N", "ä": "A", "ə": "A", "æ": "A", "ø": "o", "œ": "o", "ł": "l", "đ": "d",
    "ð": "d", "þ": "t", "ɣ": "g", "ƣ": "g", "ħ": "H",
}  # fmt: skip
_ENGLISH = {
    "shch": "x", "schch": "x", "shh": "x", "sch": "x", "sh": "x", "sj": "x", "tsch": "c",
    "tch": "c", "tsh": "c", "tsj": "c", "tzh": "tj", "chr": "kr", "ch": "c", "dzh": "j", "dj": "j",
    "zh": "j", "zj": "j", "kh": "h", "gh": "g", "tz": "q", "tc": "q", "ck": "k", "ph": "f",
    "th": "t", "x": "ks", "c": "q", "lya": "lY",
}  # fmt: skip
_LIBRARY = _ENGLISH | {"j": "i", "x": "h", "cz": "q", "dj": "di"}
_SCHOLARLY = {
    "ch": "h", "cz": "q", "shh": "x", "zh": "j", "c": "q", "x": "h", "j": "i", "â": "ia",
    "û": "iu",
}  # fmt: skip
_GERMAN = {
    "schtsch": "x", "tsch": "c", "dsch": "j", "sch": "x", "ch": "h", "ck": "k", "tz": "q", "z": "q",
    "c": "q", "j": "i", "x": "ks", "ph": "f", "th": "t", "oe": "o", "S": "z",
}  # fmt: skip
_POLISH = {
    "szcz": "x", "sz": "x", "cz": "c", "dż": "j", "dź": "j", "ch": "h", "c": "q", "j": "i",
    "ó": "u",
}  # fmt: skip
_TURKIC = {
    "c'": "c", "s'": "x", "c": "j", "x": "h", "ch": "c", "sh": "x", "kh": "h", "gh": "g", "ý": "u",
    "y'": "u", "yo'": "iu", "lya": "lY",
}  # fmt: skip
_FRENCH = {
    "chtch": "x", "tch": "c", "ch": "x", "dj": "j", "kh": "h", "gh": "g", "qu": "k", "tz": "q",
    "ph": "f", "th": "t", "ck": "k", "x": "ks", "c": "s", "lya": "lY",
}  # fmt: skip
_PINYIN = {"zh": "j", "ch": "c", "sh": "x", "q": "q", "x": "s", "c": "q", "wu": "u"}

_MEANT = "".join({*"".join((*_COMMON, *_SCHOLARLY, *_POLISH, *_TURKIC)), *"öüéèï"})
_UNMEANT = re.compile(f"[^\x00-\x7f{_MEANT}]")
"""An accent of which nobody makes another letter, or a letter of neither alphabet."""
_ACCENTS = re.compile("[\u0300-\u036f']")
_V = "[aeiouyäöü]"
_W_FOR_U = re.compile("(?<=[bcdghjklmnpqrstvxz])w(?![aeiouyäöüáéíóú])")

_HARD_C = ("c(?=[aoulrt]|$)", "k")
_INNER_TSCH = ("(?<=[^d])tsch(?!tsch)", "T")
_GERMAN_BEFORE = (_HARD_C, (f"(?<={_V})s(?={_V})", "S"))

# A y beside a vowel is й, which few write so.
_GLIDE = "y[aeou]|[aeo]y|uy(?![^aeou])"
_NOT_GERMAN = f"v|kh|zh|gh|q|(?<!c)sh|cz|sz|[šşčçžżğłâûéï]|{_GLIDE}"
_CHINESE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:[iu]?ang|[iu]?an|i?ong|iao|uai|ue[in]|eng|ing|en|in|un|ao|ai|ei|i[aeu]|ou|u[aeio]|[aeiou])"
    "){1,2}"
)


class Manner(NamedTuple):
    """A way of writing: what never stands in it, what must, what changes before it is read."""

    read: Callable[[str], str]
    never: re.Pattern[str]
    needs: re.Pattern[str]


def _manner(
    table: Mapping[str, str],
    never: str = "(?!)",
    needs: str = "",
    before: tuple[tuple[str, str], ...] = (),
) -> Manner:
    changes = [(re.compile(letters), instead) for letters, instead in before]
    table = {**_COMMON, **table}
    groups = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))

    def read(word: str) -> str:
        for letters, instead in changes:
            word = letters.sub(instead, word)
        return without_accents(groups.sub(lambda group: table[group[0]], word))

    return Manner(read, re.compile(never), re.compile(needs))


_MANNERS = (
    _manner(_ENGLISH, before=(_HARD_C, ("(?<=[aeiou])j(?=e[vwf]|[^aeiou]|$)", "i"))),
    _manner(_SCHOLARLY, f"kh|w|sch|{_GLIDE}", "[cjxhâû]"),
    _manner(_LIBRARY, "w|sch|[šşčçžżğł]", "[cjx]|eh", (("eh(?=[^aeiouy])", "e"),)),
    _manner(_LIBRARY | {"c": "c"}, "w|sch|[šşčçžżğł]", "c(?![hkz])"),
    _manner(_GERMAN, _NOT_GERMAN, "[cjszx]|oe|[pt]h", _GERMAN_BEFORE),
    _manner(
        _POLISH,
        f"v|kh|zh|gh|q|x|sh|sch|[šşčçžğäöüâû]|{_GLIDE}",
        "[cjóżź]|sz|rz",
        (("(?<=[bdgkptw])rz", "rż"),),
    ),
    _manner(_TURKIC, "sch|cz|sz|tch|[šžżł]", "[cjxý]|[sy]'|yo'|[sz]h"),
    _manner(
        _FRENCH,
        "sh|zh|w|cz|sz|sch|[šşčžżğłý]",
        "[cjsx]|gu|qu|ne$",
        (_HARD_C, ("gu(?=[eiyéèï])", "g"), ("(?<=[iaou]n)e$", ""), (f"(?<={_V})s(?={_V})", "z")),
    ),
    _manner(_ENGLISH | {"ee": "i", "th": "th"}, needs="ee|th"),
    _manner(_ENGLISH | {"ch": "h"}, "kh|tch|sch|[šşč]", "ch"),
    _manner(_PINYIN, f"^(?!{_CHINESE}$)", "[cjqxw]|zh|sh"),
    _manner(_PINYIN | {"x": "x"}, f"^(?!{_CHINESE}$)", "x"),
    # What German leaves open: sch is ш or ж, s is с or з, and z is ц, for some also з.
    _manner(
        _GERMAN | {"sch": "X", "z": "Q", "S": "S", "T": "T"},
        _NOT_GERMAN,
        "s|z",
        (_HARD_C, _INNER_TSCH, (f"(?<!s)s(?={_V}|[bdgmnw]|st|$)", "S")),
    ),
)
"""The likeliest first."""


def said_in_latin(word: str) -> Iterator[str]:
    """What a word in small Latin letters can be read as, the likeliest first, not all of them
    different."""
    word = _UNMEANT.sub(lambda letter: without_accents(letter[0]), _W_FOR_U.sub("u", word))
    for manner in _MANNERS:
        if manner.needs.search(word) and not manner.never.search(word):
            yield manner.read(word)


def without_accents(word: str) -> str:
    """The letters of a word without what stands upon and behind them."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word))
