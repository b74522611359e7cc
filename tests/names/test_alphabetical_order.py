"""Stored sort keys put names in the alphabetical order of the reader's language."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import sort_key

ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_stands_in_its_place(language: str) -> None:
    letters = list(ALPHABETS[language].replace("ё", ""))
    shuffled = Random(7).sample(letters, len(letters))
    assert sorted(shuffled, key=lambda letter: sort_key(letter, language)) == letters


@given(st.data(), st.sampled_from(sorted(ALPHABETS)))
def test_words_stand_as_their_letters_do(data: st.DataObject, language: str) -> None:
    alphabet = ALPHABETS[language].replace("ё", "")
    words = data.draw(st.lists(st.text(alphabet=alphabet, min_size=1), min_size=2, max_size=5))
    by_places = sorted(words, key=lambda word: [alphabet.index(letter) for letter in word])
    assert sorted(words, key=lambda word: sort_key(word, language)) == by_places


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(
    "names",
    [
        ["Ак Тилек", "Акжол"],
        ["Court 2", "Court 10", "Court 100", "Court A"],
        ["Éa", "Eb", "éc"],
        ["Ёж", "еж а"],
        ["«Алма»", "Арман"],
        ["O’Brien", "Obst"],
    ],
)
def test_names_in_order(names: list[str], language: str) -> None:
    turned = names[::-1]
    assert sorted(turned, key=lambda name: sort_key(name, language)) == names


def test_case_accents_yo_and_signs_around_do_not_count() -> None:
    assert sort_key("«ЁЛКА!»", "ru") == sort_key("елка", "ru")
    assert sort_key("Łódź", "en") == sort_key("lodz", "en")
    assert sort_key("й", "ru") != sort_key("и", "ru")


def test_a_reader_finds_the_own_script_first_and_others_last() -> None:
    names = ["營盤", "Zoe", "Яна"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == ["Zoe", "Яна", "營盤"]
    assert sorted(names, key=lambda name: sort_key(name, "kk-Cyrl")) == ["Яна", "Zoe", "營盤"]


@given(st.text(), st.sampled_from(["en", "ru", "kk", "ky", "de"]))
def test_the_key_sorts_alike_under_every_collation(text: str, language: str) -> None:
    assert re.fullmatch("[0-9a-z]*", sort_key(text, language))
