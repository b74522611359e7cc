"""When two spellings are the same name: the keys under which they meet, word by word.

Owns how a name falls into words (hyphens, apostrophes, initials, any order) and which keys are
kept of a name that is written and looked up of a name that is asked for. How words sound stands in
`archive/sounds.py`. Different names can share a key: it finds, it proves nothing.

Everything here is a deterministic function of text; keys that are kept anywhere must be made again
when a rule changes.
"""

import re

from archive.sounds import readings

_WORD = re.compile(
    "(?:[^\\W_]|[\u0300-\u036f\u00ad])+"
    "(?:['`\u00b4\u2018\u2019\u02b9-\u02bf\u2032]+(?:[^\\W_]|[\u0300-\u036f\u00ad])+)*"
    "['`\u00b4\u2018\u2019\u02b9-\u02bf\u2032]*"
)
_POSSESSIVE = re.compile("['\u2019]s$")
_INITIAL = re.compile("(?:[^\\W\\d_]|[zsckd]h|dzh|shch|ye|yu|ya)\\.?", re.IGNORECASE)


def keys(text: str) -> frozenset[str]:
    """The keys of one word, or of a whole name run together: at most eight, of sounds.

    Two spellings meet when they share a key. Case, encoding, accents of stress, blanks, hyphens and
    soft hyphens do not count; text without letters and digits has no key.
    """
    return readings(text)


def name_keys(name: str) -> frozenset[str]:
    """The keys under which a written name is kept: of each word, of neighbours run together, of the
    whole, and of initials."""
    words = _words(name)
    found = set(readings(name))
    for word in words:
        said = readings(word, name)
        found |= said | {_initial(each) for each in said}
        if _INITIAL.fullmatch(word):
            found |= {_unsaid(each) for each in said}
    for one, other in zip(words, words[1:], strict=False):
        found |= readings(one + other, name)
    return frozenset(found)


def query_keys(query: str) -> list[frozenset[str]]:
    """For each word that is asked for, the keys of which the name must have one."""
    words = _words(query)
    spoken = sum(not _INITIAL.fullmatch(word) for word in words)
    asked = []
    for place, word in enumerate(words):
        said = readings(word, query)
        if spoken and _INITIAL.fullmatch(word):
            asked.append(frozenset(_initial(each) for each in said) | said)
            continue
        found = set(said)
        for one, other in ((place - 1, place), (place, place + 1)):
            if one >= 0 and other < len(words):
                found |= readings(words[one] + words[other], query)
        if spoken > 1:
            found |= {_unsaid(each) for each in said}
        asked.append(frozenset(found))
    return asked


def finds(query: str, name: str) -> bool:
    """Whether a query finds a written name: run together, or with every word in whatever order."""
    kept = name_keys(name)
    asked = query_keys(query)
    return bool(keys(query) & kept) or (bool(asked) and all(kept & each for each in asked))


def _words(text: str) -> list[str]:
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text)]


def _initial(said: str) -> str:
    return f"{said[0]}."


def _unsaid(said: str) -> str:
    """The key of a word of which only the initial is written."""
    return f"{said[0]}_"
