"""Names in two scripts: which script a word has, its Latin spelling, one folded key under which its
usual spellings meet, the words of a text for search, the place in an alphabetical list, and the
refusal of text that looks like something else. Where one key is too few, since letters mean one
thing to one writer and another to the next, `archive/spellings.py` has several.

Owns the tables and rules for Cyrillic (Russian, Kazakh, Kyrgyz and their neighbours) and Latin.
Everything here is a deterministic function of text, so that results can be stored and indexed;
a changed rule means that stored keys must be made again.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

Script = Literal["latin", "cyrillic", "mixed", "other"]

_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d]")
_LATIN = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f"
    "\ua722-\ua7ff\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a]"
)
# A run of letters, digits and the accents upon them; a hyphen ends it.
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_ACCENTS = re.compile("[\u0300-\u036f]+")


def script(word: str) -> Script:
    """The script of a word's letters; "mixed" is Latin and Cyrillic together, "other" neither."""
    if _CYRILLIC.search(word):
        return "mixed" if _LATIN.search(word) else "cyrillic"
    return "latin" if _LATIN.search(word) else "other"


# Transliteration and folding

# One Latin spelling for each letter, close to the passports', which fold() then reads like any
# other Latin spelling; where passports merge two letters (Қ and К), this one keeps them apart.
_SPELLING = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ғ": "gh", "д": "d", "е": "e",
    "ё": "yo", "є": "ye", "ж": "zh", "җ": "zh", "ҷ": "zh", "з": "z", "и": "i", "й": "y", "і": "i",
    "ї": "yi", "к": "k", "қ": "q", "ҡ": "q", "л": "l", "м": "m", "н": "n", "ң": "n", "ҥ": "n",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ұ": "u",
    "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ҳ": "h", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ӏ": "",
}  # fmt: skip
_LOWER_TO_LATIN = str.maketrans(_SPELLING)
_TO_LATIN = str.maketrans(
    _SPELLING | {letter.upper(): latin.capitalize() for letter, latin in _SPELLING.items()}
)

# Latin letters that Unicode does not take apart into a letter and an accent.
_PLAIN_LATIN = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a",
    "ŋ": "n", "ɣ": "g", "ƣ": "gh", "ħ": "h",
}  # fmt: skip
_PLAIN_LETTERS = str.maketrans(_PLAIN_LATIN)
# What is written with one letter or another for the same sound.
_SAME_LETTERS = str.maketrans(
    _PLAIN_LATIN
    | {"š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "ţ": "ts"}
    | {"ț": "ts", "q": "k", "w": "v", "y": "i", "x": "ks"}
)
# The letter j is й in German, Polish and scholarly spellings, ж in English and Kazakh ones. It is
# read as й behind a, e, o, u, before a consonant and at the end, otherwise as ж; so "Oljas" meets
# "Олжас" and "Abaj" meets "Абай", while "Tanja" misses "Таня".
_J_FOR_ZH = re.compile("(?<![aeou])(?<!ts)j(?=[aeiou])")
_SAME_GROUPS = {
    "schtsch": "sh", "shch": "sh", "szcz": "sh", "sch": "sh", "sz": "sh", "tsch": "ch", "tsh": "ch",
    "tsj": "ch", "tch": "ch", "cz": "ch", "ch": "ch", "kh": "h", "gh": "g", "tz": "ts",
    "ck": "k", "c": "ts", "j": "i",
}  # fmt: skip
# The longest first. Before h a z is no part of sz, cz, tz: Досжан is not дошан. All of a run such
# as "dzzh" goes at once, so that no name takes more than a few rounds.
_GROUP = re.compile(
    "(?<![dz])[dz]*zh|"
    + "|".join(f"{group}(?!h)" if group[-1] == "z" else group for group in _SAME_GROUPS)
)
_DOUBLED = re.compile(r"(sh|ch|zh|ts|[a-z])\1+")
_SOFT_E = re.compile("i+[eo]")  # ye, ie, je and yo, jo are all spellings of е or ё
_NOT_IN_KEY = re.compile("[\\W_\u02b0-\u02ff]+")


def transliterate(text: str) -> str:
    """The text with its Cyrillic letters in Latin ones: "Қарасу" becomes "Qarasu"."""
    text = unicodedata.normalize("NFC", text)
    return _WORD.sub(lambda match: _transliterated(match[0]), text)


def _transliterated(word: str) -> str:
    latin = word.translate(_TO_LATIN)
    return latin.upper() if len(word) > 1 and word.isupper() else latin


def fold(text: str) -> str:
    """The key under which the spellings of one name meet, whatever their script; blank-free.

    Reads Cyrillic letter by letter into Latin, drops accents, soft and hard signs, apostrophes,
    hyphens and blanks, and writes one letter where spellings vary: q k; y i j; w v; kh h; gh g;
    ö o; ü u; zh j dzh; sh sch ş š; ch tsch tş č; ts tz c; ye ie e yo; single for doubled letters.
    Folding a key again changes nothing. Different names can share a key: it finds, it proves
    nothing. To match single words of a longer name, fold each of its `tokens`.
    """
    # One round can bring letters together that a rule of the next one joins. It ends, since every
    # rule shortens the key or uses up a letter that no rule writes.
    while (folded := _folded_once(text)) != text:
        text = folded
    return folded


def _folded_once(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize(
            "NFKD", text.translate(_LOWER_TO_LATIN).translate(_SAME_LETTERS)
        )
    else:
        text = text.lower().translate(_SAME_LETTERS)
    text = _NOT_IN_KEY.sub("", text)
    text = _J_FOR_ZH.sub("zh", text)
    text = _GROUP.sub(lambda match: _SAME_GROUPS.get(match[0], "zh"), text)
    text = _DOUBLED.sub(r"\1", text)
    return _SOFT_E.sub("e", text)


# Words for search

_INVISIBLE_IN_WORDS = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_POSSESSIVE = re.compile("['\u2019]s\\b")
# What nearly no text holds makes reading the others twice as slow.
_SELDOM_IN_WORDS = re.compile("[_\u0300-\u036f]")
_PLAIN_WORD = re.compile("\\w+")


def tokens(text: str) -> list[str]:
    """The words of a text in their order, for plain search: casefolded, NFC, with е for ё.

    Hyphens, apostrophes and every other sign part words; an English possessive 's, stress marks and
    soft hyphens are left out. The text that is indexed and the words that are looked for must both
    come through here.
    """
    if text.isascii():  # nearly every English text; what follows would leave it as it is
        text = text.lower()
    else:
        text = _INVISIBLE_IN_WORDS.sub("", unicodedata.normalize("NFC", text))
        text = unicodedata.normalize("NFC", text.casefold()).replace("ё", "е")
    text = _POSSESSIVE.sub("", text)
    if not _SELDOM_IN_WORDS.search(text):
        return _PLAIN_WORD.findall(text)
    words = _WORD.findall(text)
    return [bare for word in words if (bare := _ACCENTS.sub("", word))]


# Alphabetical order

_LATIN_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Kazakh's order with the letters of its neighbours put in; Russian and Kyrgyz are parts of it.
_CYRILLIC_ALPHABET = "аәбвгґғдеєжҗзийкқҡлмнңҥоөпрстуўұүфхһҳцчҷшщъыіїьэюяӏ"
_CYRILLIC_FIRST = {"ru", "kk", "ky"}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BETWEEN_WORDS = "00"
_NUMBER = "01"
_APOSTROPHES = re.compile("['`\u2019\u02b0-\u02ff]")
_RUN = re.compile("[0-9]+|[^\\W_]")


def _codes(*alphabets: str) -> Mapping[str, str]:
    places = enumerate("".join(alphabets), start=36)
    return {letter: _DIGITS[place // 36] + _DIGITS[place % 36] for place, letter in places}


_LATIN_LEADS = _codes(_LATIN_ALPHABET, _CYRILLIC_ALPHABET)
_CYRILLIC_LEADS = _codes(_CYRILLIC_ALPHABET, _LATIN_ALPHABET)


def sort_key(text: str, language: str) -> str:
    """The key by which texts stand in the alphabetical order of a language (`kk`, `kk-Cyrl`).

    Kazakh and Kyrgyz letters stand in their places, ё with е, accented Latin letters with plain
    ones; numbers by their value before letters, words before their continuations. Russian, Kazakh
    and Kyrgyz put Cyrillic before Latin, other languages after it; other scripts come last. Made
    of 0-9 and a-z alone, two for each letter, so that every collation of a database sorts it alike.
    """
    leads = language.replace("_", "-").split("-")[0].lower() in _CYRILLIC_FIRST
    if text.isascii():
        text = _APOSTROPHES.sub("", text.lower())
    else:
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = _ACCENTS.sub("", _APOSTROPHES.sub("", text.replace("ё", "е")))
    return _BETWEEN_WORDS.join(_sort_word(word, leads) for word in _WORD.findall(text))


@lru_cache(maxsize=1 << 10)
def _sort_word(word: str, cyrillic_leads: bool) -> str:
    codes = _CYRILLIC_LEADS if cyrillic_leads else _LATIN_LEADS
    return "".join(_sort_code(run, codes) for run in _RUN.findall(word))


def _sort_code(run: str, codes: Mapping[str, str]) -> str:
    if run in codes:
        return codes[run]
    if run[0] in _DIGITS:
        number = run.lstrip("0") or "0"
        return _NUMBER + _DIGITS[min(len(number), 35)] + number
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", run)).translate(_PLAIN_LETTERS)
    return "".join(codes.get(letter, f"zz{ord(letter):06x}") for letter in plain)


# Deceptive text

# Letters and marks that show nothing although Unicode counts them neither as control nor as format.
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_REFUSED_CATEGORIES = {
    "Cc": "a control character",
    "Cf": "an invisible character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
    "Cs": "half of a character",
    "Co": "a character without a public meaning",
}


def refuse_deceptive(text: str) -> None:
    """Refuse what a reader could not see or would take for something else in a name or a key.

    Raises ValueError with one sentence that names the character and its place (counted from 1):
    for control and format characters (NUL, tabs, line breaks, zero-width characters, bidirectional
    controls, soft hyphens), for letters that show nothing, and for a word that mixes Latin and
    Cyrillic letters. Parts of a word on the two sides of a hyphen are words.
    """
    for place, character in enumerate(text, start=1):
        kind = _REFUSED_CATEGORIES.get(unicodedata.category(character))
        if character in _BLANK_LETTERS:
            kind = "an invisible character"
        if kind:
            raise ValueError(f"Character {place} is {kind}, {_named(character)}: leave it out.")
    for match in _WORD.finditer(text):
        if script(match[0]) == "mixed":
            raise ValueError(_mixture(match[0], match.start()))


def _mixture(word: str, start: int) -> str:
    latin = [place for place, letter in enumerate(word) if _LATIN.match(letter)]
    cyrillic = [place for place, letter in enumerate(word) if _CYRILLIC.match(letter)]
    fewer, others = (latin, "Cyrillic") if len(latin) <= len(cyrillic) else (cyrillic, "Latin")
    place = fewer[0]
    return (
        f"The word “{word}” mixes Latin and Cyrillic: "
        f"character {start + place + 1} is {_named(word[place])} among {others} letters."
    )


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()
