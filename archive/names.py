"""Names in two scripts: which script a word has, its Latin spelling, the folded key under which its
spellings meet, the words of a text for search, the place in an alphabetical list, and the refusal
of text that looks like something else.

Owns the tables and rules for Cyrillic (Russian, Kazakh, Kyrgyz and their neighbours) and Latin.
Everything here is a deterministic function of text, so that results can be stored and indexed;
a changed rule means that stored keys must be made again.
"""

import re
import unicodedata
from collections.abc import Mapping
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

# One Latin spelling for each letter, close to the passports', which fold() then reads like any other
# Latin spelling; where passports merge two letters (Қ and К), this one keeps them apart.
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
# What is written with one letter or another for the same sound.
_SAME_LETTERS = str.maketrans(
    _PLAIN_LATIN
    | {"š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "ţ": "ts"}
    | {"ț": "ts", "q": "k", "w": "v", "y": "i", "x": "ks"}
)
# The letter j is й in German, Polish and scholarly spellings and ж in English and Kazakh ones. Behind
# a vowel, at the end and before a consonant it is read as й, elsewhere as ж; initial and
# post-consonantal "ja", "ju" of German and Polish spellings are the price.
_J_OF_ZH = re.compile("(?<![aeou])(?<!ts)j(?=[aeiou])")
_SAME_GROUPS = {
    "schtsch": "sh", "shch": "sh", "szcz": "sh", "sch": "sh", "sz": "sh", "tsch": "ch", "tsj": "ch",
    "tsi": "tsi", "tch": "ch", "tsh": "ch", "cz": "ch", "dzh": "zh", "kh": "h", "gh": "g", "tz": "ts",
    "ck": "k", "c": "ts", "j": "i",
}  # fmt: skip
