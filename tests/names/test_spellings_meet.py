"""The spellings of one name share one folded key, across Cyrillic and Latin."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from archive.names import fold, transliterate

GROUPS: dict[str, list[list[str]]] = json.loads(
    Path(__file__).with_name("spellings.json").read_text(encoding="utf-8")
)
NAMES = [spellings for group in GROUPS.values() for spellings in group]


@pytest.mark.parametrize("spellings", NAMES, ids=lambda spellings: spellings[0])
def test_the_spellings_of_a_name_meet(spellings: list[str]) -> None:
    assert {spelling: fold(spelling) for spelling in spellings} == dict.fromkeys(
        spellings, fold(spellings[0])
    )


@pytest.mark.parametrize("spellings", NAMES, ids=lambda spellings: spellings[0])
def test_a_name_in_capitals_or_transliterated_meets_itself(spellings: list[str]) -> None:
    for spelling in spellings:
        assert fold(spelling.upper()) == fold(spelling)
        assert fold(transliterate(spelling)) == fold(spelling)


def test_different_names_stay_apart() -> None:
    keys = [fold(spellings[0]) for spellings in NAMES]
    assert [pair for pair in combinations(keys, 2) if pair[0] == pair[1]] == []
