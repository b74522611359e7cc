"""How a written name is read aloud: letters of Cyrillic and Latin become letters for sounds.

Owns the tables of who writes which sound how (passports and the English press, scholars and
libraries, German, Polish and French press, the Latin alphabets of Turkic languages, pinyin), which
of these a word can be written in, and which sounds no spelling keeps apart. Knows no names, only
letters: there is no table of exceptions, and none should come.

Sounds are written in small Latin letters, one for each: c is ч, h is х, j is ж and дж, q is ц,
u is о and у, x is ш and щ; the others stand for themselves. Capitals are sounds that are still
open: A is ә, N is ң, Y is the я of ля, Z is цз.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

MOST = 8
"""How many readings of a word are kept at the most, the likeliest first."""
LONGEST = 256
"""How many letters of a word or name are read; two that differ only behind them are not told
apart."""

_CYRILLIC = {
    "а": "a", "ә": "A", "б": "b", "в": "v", "г": "g", "ґ": "g", "ғ": "g", "ҕ": "g", "д": "d",
    "е": "e", "ё": "e", "є": "e", "ж": "j", "җ": "j", "ҷ": "j", "ӂ": "j", "з": "z", "и": "i",
    "й": "i", "ӣ": "i", "і": "i", "ї": "i", "ј": "i", "к": "k", "қ": "k", "ҡ": "k", "ҝ": "k",
    "л": "l", "м": "m", "н": "n", "ң": "N", "ҥ": "N", "о": "o", "ө": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ӯ": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h",
    "һ": "h", "ҳ": "h", "ц": "q", "ч": "c", "ҹ": "j", "ш": "x", "щ": "x", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ӏ": "",
}  # fmt: skip
_CYRILLIC_GROUPS = {"цз": "Z", "ля": "lY"}
_HAS_LATIN = re.compile("[a-z\u00df-\u024f]")
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")
_ONE_SYLLABLE = re.compile("[^aeiouAY]*[iu]?[aeiouAY]n")
"""Where Cyrillic н can be the ng of a Chinese name: Ван is Wang."""

# Latin letters that mean the same to everybody.
_LATIN = {
    "w": "v", "y": "i", "ı": "i", "q": "k", "š": "x", "ş": "x", "ș": "x", "ŝ": "x", "č": "c",
    "ç": "c", "ć": "c", "ĉ": "c", "ž": "j", "ż": "j", "ţ": "q", "ț": "q", "ñ": "N", "ŋ": "N",
    "ń": "N", "ņ": "N", "ä": "A", "ə": "A", "æ": "A", "ø": "o", "œ": "o", "ł": "l", "đ": "d",
    "ð": "d", "þ": "t", "ɣ": "g", "ƣ": "g", "ħ": "h",
}  # fmt: skip
_ENGLISH = {
    "shch": "x", "schch": "x", "shh": "x", "sch": "x", "sh": "x", "sj": "x", "tsch": "c",
    "tch": "c", "tsh": "c", "tsj": "c", "chr": "kr", "ch": "c", "dzh": "j", "dj": "j", "zh": "j",
    "zj": "j", "j": "j", "kh": "h", "gh": "g", "tz": "q", "tc": "q", "ck": "k", "ph": "f",
    "th": "t", "x": "ks", "c": "q", "lya": "lY",
}  # fmt: skip
_SCHOLARLY = {
    "ch": "h", "cz": "q", "shh": "x", "zh": "j", "c": "q", "x": "h", "j": "i", "â": "ia",
    "û": "iu", "lja": "lY", "lâ": "lY",
}  # fmt: skip
_GERMAN = {
    "schtsch": "x", "tsch": "c", "dsch": "j", "ch": "h", "ck": "k", "tz": "q", "j": "i", "x": "ks",
    "ph": "f", "th": "t", "lja": "lY", "oe": "o", "S": "z",
}  # fmt: skip
_POLISH = {
    "szcz": "x", "sz": "x", "cz": "c", "dż": "j", "dź": "j", "ch": "h", "c": "q", "j": "i",
    "ó": "u", "lja": "lY",
}  # fmt: skip
_FRENCH = {
    "chtch": "x", "tch": "c", "ch": "x", "dj": "j", "j": "j", "kh": "h", "gh": "g", "qu": "k",
    "tz": "q", "ph": "f", "th": "t", "ck": "k", "x": "ks", "lya": "lY",
}  # fmt: skip
_TURKIC = {
    "c'": "c", "s'": "x", "c": "j", "j": "j", "x": "h", "ch": "c", "sh": "x", "zh": "j",
    "kh": "h", "gh": "g", "ý": "u", "lya": "lY",
}  # fmt: skip
_PINYIN_LETTERS = {
    "zh": "j", "ch": "c", "sh": "x", "j": "j", "q": "q", "x": "s", "c": "q", "wu": "u",
}  # fmt: skip

_ACCENTED = {
    letter
    for table in (_LATIN, _SCHOLARLY, _POLISH, _TURKIC)
    for letter in "".join(table)
    if not letter.isascii()
} | set("öüéèï")

# What makes a word impossible in a manner. A y beside a vowel is й, which few write so.
_GLIDE = "y[aeou]|[aeou]y"
_NOT_SCHOLARLY = re.compile(f"kh|w|sch|{_GLIDE}")
_NOT_LIBRARY = re.compile("w|sch|[šşčçžżğł]")
_NOT_GERMAN = re.compile(f"v|kh|zh|gh|q|(?<!c)sh|cz|sz|[šşčçžżğłâûéï]|{_GLIDE}")
_NOT_POLISH = re.compile(f"v|kh|zh|gh|q|x|sh|sch|[šşčçžğäöüâû]|{_GLIDE}")
_NOT_TURKIC = re.compile("sch|cz|sz|tch|ts|[šžżł]")
_NOT_FRENCH = re.compile("sh|zh|w|cz|sz|sch|[šşčžżğłý]")
_SIGNS_OF_GERMAN = re.compile("w|sch|j|tz")
_PINYIN = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|uang|iong|ang|eng|ing|ong|ian|uan|iao|uai|uei|uen|an|en|in|un|ao|ai|ei|ia|ie|iu|ou|ua"
    "|ue|ui|uo|[aeiou])){1,2}"
)

_OPEN = (
    (re.compile("N"), ("n", "ng")),
    (re.compile("Y"), ("a", "ia")),
    (re.compile("A"), ("a", "e")),
    (re.compile("Z"), ("z", "j")),
    (re.compile("(?<=[ae])h$"), ("h", "")),
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
        ("(?<=[ue])f$", "v"), ("(?<=[xcjq])uv(?=a?$)", "ev"), ("(?<=ul)u$|(?<=ugl)u$", "i"),
        ("gizi$", "kizi"), (r"([a-z])\1+", r"\1"),
    )
)  # fmt: skip
"""What no spelling keeps apart, in the order in which it is joined."""

_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02b9-\u02bf\u02c8\u02ca\u02cb\u2032]")
_NOT_READ = re.compile("[^\\w\u0300-\u036f']|_")
_ACCENTS = re.compile("[\u0300-\u036f']")


def readings(word: str, beside: str = "") -> frozenset[str]:
    """The sounds that a word or a name may stand for, at most MOST; none for no letters.

    `beside` is the text in which it stands, which can tell in whose manner it is written.
    """
    surely_german = bool(_SIGNS_OF_GERMAN.search(spelt(beside))) if beside else False
    return _readings(spelt(word), surely_german)


def spelt(text: str) -> str:
    """The letters and digits of a text, small, in one encoding, with one kind of apostrophe."""
    text = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).casefold()
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text))
    return _NOT_READ.sub("", text.replace("ı", "i"))[:LONGEST]


@lru_cache(maxsize=1 << 14)
def _readings(word: str, surely_german: bool) -> frozenset[str]:
    said: Iterable[str] = _cyrillic(word)
    if not _HAS_CYRILLIC.search(word) or _HAS_LATIN.search(word):
        said = _latin(_in_one_script(word), surely_german)
    found = list(islice(dict.fromkeys(said), MOST))
    for sound, choices in _OPEN:
        chosen = (sound.sub(choice, each) for choice in choices for each in found)
        found = list(islice(dict.fromkeys(chosen), MOST))
    return frozenset(filter(None, map(settle, found)))


def settle(said: str) -> str:
    """The sounds of a reading without the differences that no spelling keeps up."""
    for sounds, settled in _SETTLED:
        said = sounds.sub(settled, said)
    return said


def _reader(table: Mapping[str, str]) -> Callable[[str], str]:
    """A function that reads a word by a table, the longest groups of letters first."""
    groups = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    return lambda word: _plain(groups.sub(lambda group: table[group[0]], word))


def _plain(word: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word))


# Cyrillic

_read_cyrillic = _reader(_CYRILLIC | _CYRILLIC_GROUPS)


def _in_one_script(word: str) -> str:
    """A word in Latin alone, and without accents that mean nothing to anybody."""
    word = word.translate(_CYRILLIC_IN_LATIN)
    return _UNKNOWN_ACCENT.sub(lambda letter: _plain(letter[0]), word)


def _cyrillic(word: str) -> Iterator[str]:
    said = _read_cyrillic(word)
    yield said
    if _ONE_SYLLABLE.fullmatch(said):
        yield said + "g"


# Latin, in one manner after another

_LETTERS_OF_SOUNDS = {"j": "zh", "h": "kh", "q": "ts", "c": "ch", "x": "sh", "A": "ä", "N": "ñ"}
_CYRILLIC_IN_LATIN = str.maketrans(
    {
        letter: _LETTERS_OF_SOUNDS.get(said, said.replace("i", "y"))
        for letter, said in _CYRILLIC.items()
    }
)
_UNKNOWN_ACCENT = re.compile("[^\x00-\x7f%s]" % "".join(sorted(_ACCENTED)))

_HARD_C = re.compile("c(?=[aoulrt]|$)")
_GLIDING_J = re.compile("(?<=[aeiou])j(?=e[vwf]|[^aeiou]|$)")
_S_BETWEEN_VOWELS = re.compile("(?<=[aeiouyäöü])s(?=[aeiouyäöü])")
_S_BEFORE_ST_OR_LAST = re.compile("(?<=[aeiouyäöü])s(?=st|$)")
_VOICED_S = re.compile("^s(?=[aeiou])|s(?=[bdgmnw])")
_AFTER_CONSONANT_RZ = re.compile("(?<=[bdgkptw])rz")
_E_WITH_H = re.compile("eh(?=[^aeiouy])")
_SOFT_GU = re.compile("gu(?=[eiyéèï])")
_SILENT_E = re.compile("(?<=[iaou]n)e$")

_read_english = _reader(_LATIN | _ENGLISH)
_read_library = _reader(_LATIN | _ENGLISH | {"j": "i", "x": "h", "cz": "q", "dj": "di", "lja": "lY"})
_read_by_ear = _reader(_LATIN | _ENGLISH | {"ee": "i", "th": "th"})
_read_scholarly = _reader(_LATIN | _SCHOLARLY)
_read_polish = _reader(_LATIN | _POLISH)
_read_turkic = _reader(_LATIN | _TURKIC)
_read_french = _reader(_LATIN | _FRENCH)
_read_pinyin = _reader(_LATIN | _PINYIN_LETTERS)
_read_dungan = _reader(_LATIN | _PINYIN_LETTERS | {"q": "c", "x": "x"})
_read_german = [
    _reader(_LATIN | _GERMAN | {"sch": sch, "z": z}) for z in ("q", "z") for sch in ("x", "j")
]


def _latin(word: str, surely_german: bool) -> Iterator[str]:
    surely_german = surely_german or bool(_SIGNS_OF_GERMAN.search(word))
    german = "" if _NOT_GERMAN.search(word) else _S_BETWEEN_VOWELS.sub("S", word)
    yield _read_english(_GLIDING_J.sub("i", _HARD_C.sub("k", word)))
    if not _NOT_SCHOLARLY.search(word):
        yield _read_scholarly(word)
    if not _NOT_LIBRARY.search(word):
        yield _read_library(_E_WITH_H.sub("e", word))
    if german:
        yield _read_german[0](german)
        yield _read_german[0](_S_BEFORE_ST_OR_LAST.sub("S", german))
    if not _NOT_POLISH.search(word):
        yield _read_polish(_AFTER_CONSONANT_RZ.sub("rż", word))
    if not _NOT_TURKIC.search(word):
        yield _read_turkic(word)
    if not _NOT_FRENCH.search(word):
        spoken = _SILENT_E.sub("", _SOFT_GU.sub("g", word))
        yield _read_french(_HARD_C.sub("k", _S_BETWEEN_VOWELS.sub("z", spoken)))
    if "ee" in word or "th" in word:
        yield _read_by_ear(word)
    if _PINYIN.fullmatch(_plain(word)):
        yield _read_pinyin(_plain(word))
        yield _read_dungan(_plain(word))
    if german and surely_german:
        for read in _read_german:
            yield read(german)
            yield read(_VOICED_S.sub("S", german))
