"""What the folded key is made of, and that it is stable for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import fold

CYRILLIC = "абвгғдеёжҗзийкқлмнңоөпрстуұүўфхһцчшщъыіьэюяәєїґ"
names = st.one_of(
    st.text(),
    st.text(alphabet=CYRILLIC + CYRILLIC.upper() + " -'"),
    st.text(alphabet="abcdehijkorstuyzxqčšžşçżïöłc h'-"),
)


@given(names)
def test_folding_a_key_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(names)
def test_the_key_does_not_know_how_the_text_was_encoded(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=CYRILLIC + "abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_the_key_of_a_cyrillic_or_latin_word_is_made_of_small_latin_letters(text: str) -> None:
    key = fold(text)
    assert key.isascii()
    assert key == "" or (key.isalpha() and key.islower())


@given(st.lists(st.text(alphabet=CYRILLIC + "abcdefghiklmnopqrstuvwyz", min_size=1), max_size=4))
def test_blanks_hyphens_and_apostrophes_do_not_count(words: list[str]) -> None:
    assert fold("-".join(words)) == fold(" ".join(words)) == fold("’".join(words))


def test_digits_are_kept_as_they_are() -> None:
    assert fold("Үй 1100, 22") == "ui110022"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Досжан", "Дошан"),
        ("Жанат", "Чанат"),
        ("Сания", "Шания"),
        ("Ханов", "Канов"),
        ("Цой", "Чой"),
        ("Галина", "Калина"),
        ("Вера", "Фера"),
    ],
)
def test_sounds_that_no_spelling_confuses_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "key"), [("dz" * 50_000 + "h", "zh"), ("Дж" * 50_000, "zh"), ("йо" * 50_000, "e")]
)
def test_a_long_run_is_folded_like_any_name(text: str, key: str) -> None:
    assert fold(text) == key


def test_text_without_letters_has_an_empty_key() -> None:
    assert fold(" – ’ ") == ""
