"""What newspapers and alphabets of several countries make of a Cyrillic name leads back to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from archive.spellings import finds
from tests.names.manners import MANNERS
from tests.names.pairs import PAIRS

_CYRILLIC_WORD = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{3,}")
_OF_CHINESE = re.compile("цз", re.IGNORECASE)
"""Written in Latin letters as Chinese is, not letter by letter."""
NAMES = sorted(
    {
        word
        for pair in PAIRS
        for name in pair
        for word in _CYRILLIC_WORD.findall(name)
        if not _OF_CHINESE.search(word)
    }
)


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__)
def test_99_of_100_names_are_found(manner: Callable[[str], str]) -> None:
    assert len(NAMES) > 600
    missed = [(name, manner(name)) for name in NAMES if not finds(manner(name), name)]
    assert 1 - len(missed) / len(NAMES) >= 0.99, missed
