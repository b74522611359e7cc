"""Which words are taken for forms of one word."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import tokens
from archive.words import terms

SAME = {
    "погромы": "погрома погромов погромами",
    "пытка": "пытками пыток пытке",
    "подсудимый": "подсудимых подсудимого",
    "осуждён": "осуждена осудили осуждённого осудят",
    "суд": "суда судом суды",
    "орлен": "орлена орлене",
    "tortured": "torture tortures torturing",
    "villages": "village villager",
    "acquitted": "acquit acquits",
    "ауыл": "ауылдар ауылдары ауылында ауылдарында ауылдың ауылға",
    "қордай": "қордайда қордайдағы қордайдан қордайға қордайдың",
    "сот": "соты соттың сотта сотында соттар",
    "облыс": "облысы облысында облысының",
    "айыл": "айылдар айылдын айылга айылында",
    "мектеп": "мектептер мектепте мектептің",
}
"""A word, and others that are forms of it."""

OTHERS = [
    ("погром", "прогресс"),
    ("пытка", "попытка"),
    ("court", "courtyard"),
    ("суд", "судьба"),
    ("ауыл", "ауыр"),
    ("қала", "қалам"),
]


def meet(one: str, other: str) -> bool:
    """Whether two words as they are typed share a term."""
    (first,), (second,) = tokens(one), tokens(other)
    return bool(terms(first, turkic=True) & terms(second, turkic=True))


@pytest.mark.parametrize("word", SAME)
def test_the_forms_of_a_word_meet(word: str) -> None:
    assert [other for other in SAME[word].split() if not meet(word, other)] == []


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_words_that_only_look_alike_do_not_meet(one: str, other: str) -> None:
    assert not meet(one, other)


def test_endings_must_agree_with_the_vowels_of_the_stem() -> None:
    assert meet("үйлер", ["үй", "үйлер"][1])
    assert "kk:қалам" not in terms("қаламде", turkic=True)
    assert "kk:мектеп" in terms("мектептер", turkic=True)
    assert "kk:мектеп" not in terms("мектептар", turkic=True)


def test_russian_words_are_stripped_like_kazakh_ones_only_in_such_a_text() -> None:
    assert "kk:ауыл" in terms("ауылдар", turkic=True)
    assert "kk:ауыл" not in terms("ауылдар", turkic=False)
    assert "kk:қала" in terms("қалалар", turkic=False)


@pytest.mark.parametrize("word", ["2020", "營盤", "ҳ1", "x"])
def test_numbers_and_other_scripts_have_no_forms_but_anything_can_be_asked(word: str) -> None:
    assert all(len(term) > 3 for term in terms(word, turkic=True))


@given(st.text(max_size=12))
def test_terms_follow_from_the_word_alone(text: str) -> None:
    for word in tokens(text):
        assert terms(word, turkic=False) <= terms(word, turkic=True)
        assert terms(word, turkic=True) == terms(word, turkic=True)


def test_the_dictionary_is_loaded_with_the_first_russian_word() -> None:
    """Commands do not pay for it."""
    program = (
        "import sys; from archive.words import terms; terms('court', turkic=False);"
        "before = 'pymorphy3' in sys.modules; terms('суда', turkic=False);"
        "print(before, 'pymorphy3' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
