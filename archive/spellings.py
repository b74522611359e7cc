"""When two spellings are the same name: the keys under which they meet, word by word.

Owns how a name falls into words (hyphens, apostrophes, initials, any order) and which keys are
kept of a name that is written and looked up of a name that is asked for. How words sound stands in
`archive/sounds.py`. Different names can share a key: it finds, it proves nothing.

Everything here is a deterministic function of text; keys that are kept anywhere must be made again
when a rule changes.
"""

import re
import unicodedata
from itertools import islice, pairwise

from archive.sounds import readings

_LETTER = "(?:[^\\W_]|[\u0300-\u036f\u00ad])"
_APOSTROPHE = "['`\u00b4\u00b7\u2018\u2019\u02b9-\u02bf\u2032]"
_WORD = re.compile(f"[^\\W_]{_LETTER}*(?:{_APOSTROPHE}+{_LETTER}+)*(?:{_APOSTROPHE}+|\\.)?")
_MOST_WORDS = 64
"""How many words of a name or a query are looked at."""
_WORDS_OF_A_PERSON = 6
"""Up to how many words a name can be a person's, of which some are written as initials."""
_POSSESSIVE = re.compile("['\u2019]s$")
_PATRONYMIC = re.compile("..(?:[ue]vic|[eu]una|inicna|uli|kizi|[ue]gli)$|^(?:uli|kizi|ugli)$")
NO_PATRONYMIC = "-"
"""The key of names in which no patronymic stands."""
_INITIAL = re.compile("(?:[^\\W\\d_]|[zsckd]h|dzh|shch|ye|yu|ya)\\.?", re.IGNORECASE)


def keys(text: str) -> frozenset[str]:
    """The keys of one word, or of a whole name run together: at most eight, of sounds.

    Two spellings meet when they share a key. Case, encoding, accents of stress, blanks, hyphens and
    soft hyphens do not count; text without letters and digits has no key.
    """
    return readings(text)


def name_keys(name: str) -> frozenset[str]:
    """The keys under which a written name is kept: of each word, of neighbours run together, of the
    whole, and of what can be written short or left out."""
    words = _words(name)
    said = [readings(word) for word in words]
    found = {*readings(name)}.union(*said, *(_initials(each) for each in said))
    for one, other in pairwise(words):
        found |= readings(one + other)
    if len(words) <= _WORDS_OF_A_PERSON:
        for word, each in zip(words, said, strict=True):
            if word.endswith(".") and _INITIAL.fullmatch(word):
                found |= _shortened(each, said)
    return frozenset(found if any(map(_is_patronymic, said)) else found | {NO_PATRONYMIC})


def query_keys(query: str) -> list[frozenset[str]]:
    """For each word that is asked for, the keys of which the name must have one.

    An initial stands for a word that begins so, on either side. A third word that is a patronymic,
    and a second initial, are asked of those names only that have a patronymic.
    """
    words = _words(query)
    said = [readings(word) for word in words]
    short = [bool(_INITIAL.fullmatch(word)) for word in words]
    if all(short):
        return said
    asked = []
    for place, each in enumerate(said):
        if short[place]:
            found = each | _initials(each)
            may_lack = any(short[:place])
        else:
            found = each | _joined(words, place)
            found |= _shortened(each, said) if len(words) <= _WORDS_OF_A_PERSON else set()
            may_lack = len(words) > 2 and _is_patronymic(each)
        asked.append(found | {NO_PATRONYMIC} if may_lack else found)
    return asked


def _joined(words: list[str], place: int) -> frozenset[str]:
    """The keys of a word run together with the one before it, and with the one behind it."""
    pairs = (words[max(place - 1, 0) : place + 1], words[place : place + 2])
    found: frozenset[str] = frozenset()
    return found.union(*(readings("".join(pair)) for pair in pairs if len(pair) == 2))


def _initials(said: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{each[0]}." for each in said)


def _shortened(said: frozenset[str], beside: list[frozenset[str]]) -> frozenset[str]:
    """The keys of a word of which only the initial is written, beside each of the other words."""
    return frozenset(
        f"{initial}{other}"
        for initial in _initials(said)
        for others in beside
        if others is not said
        for other in others
    )


def _is_patronymic(said: frozenset[str]) -> bool:
    return any(_PATRONYMIC.search(each) for each in said)


def finds(query: str, name: str) -> bool:
    """Whether a query finds a written name: run together, or with every word in whatever order."""
    kept = name_keys(name)
    asked = query_keys(query)
    return bool(keys(query) & kept) or (bool(asked) and all(kept & each for each in asked))


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text)
    return [_POSSESSIVE.sub("", word[0]) for word in islice(_WORD.finditer(text), _MOST_WORDS)]
