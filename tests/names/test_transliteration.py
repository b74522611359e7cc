"""One readable Latin spelling for Cyrillic names, and which script a word has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import Script, script, transliterate


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Щербаков Юрий", "Shcherbakov Yuriy"),
        ("Қарасу ауылы", "Qarasu auyly"),
        ("Тұрғын үй", "Turghyn uy"),
        ("ЖҮЗ", "ZHUZ"),
        ("Я", "Ya"),
        ("Подъезд № 5, Lenin", "Podezd № 5, Lenin"),
        ("и\u0306", "y"),
    ],
)
def test_letters_are_spelt_one_by_one(cyrillic: str, latin: str) -> None:
    assert transliterate(cyrillic) == latin


@given(st.text(alphabet="абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяәАҚШЁ ", min_size=1))
def test_no_cyrillic_letter_is_left(text: str) -> None:
    assert transliterate(text).isascii()


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_latin_text_stays_as_it_is(text: str) -> None:
    assert transliterate(text) == text


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Abc", "latin"),
        ("Łódź", "latin"),
        ("Әже", "cyrillic"),
        ("Кo", "mixed"),
        ("營盤", "other"),
        ("1990", "other"),
        ("", "other"),
    ],
)
def test_the_script_of_a_word(word: str, expected: Script) -> None:
    assert script(word) == expected
