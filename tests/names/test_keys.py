"""The keys under which spellings meet: few, bounded, and blind to what is no difference."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.sounds import LONGEST, MOST
from archive.spellings import finds, keys, name_keys, query_keys

CYRILLIC = "абвгғдеёжҗзийкқлмнңоөпрстуұүўфхһцчшщъыіьэюяә"
LATIN = "abcdefghijklmnopqrstuvwxyzčšžşçñäöüßğýńłżóâûé'"
words = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=CYRILLIC, max_size=30),
    st.text(alphabet=LATIN, max_size=30),
)
names = st.one_of(words, st.lists(words, max_size=5).map(" ".join))


@given(st.one_of(names, st.text(max_size=3_000)))
def test_keys_are_few_and_no_longer_than_what_is_read(text: str) -> None:
    found = keys(text)
    assert len(found) <= MOST == 8
    # A letter can stand for two sounds (я), and a syllable of Korean falls into three letters.
    assert all(0 < len(key) <= 3 * LONGEST for key in found)


@given(st.text(alphabet=CYRILLIC + LATIN + " -.", max_size=40))
def test_keys_are_made_of_small_latin_letters(text: str) -> None:
    for key in keys(text):
        assert key.isascii()
        assert key.isalpha()
        assert key.islower()


@given(names)
def test_the_encoding_of_the_text_does_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert keys(unicodedata.normalize(form, text)) == keys(text)
        assert name_keys(unicodedata.normalize(form, text)) == name_keys(text)
        assert query_keys(unicodedata.normalize(form, text)) == query_keys(text)


@given(st.text(alphabet=CYRILLIC + LATIN + "İı -", max_size=30))
def test_case_does_not_matter(text: str) -> None:
    for other in (text.upper(), text.lower(), text.title(), text.casefold()):
        assert keys(other) == keys(text)


@given(st.text(alphabet=CYRILLIC, min_size=1, max_size=20), st.data())
def test_stress_marks_soft_hyphens_and_yo_do_not_matter(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word)))
    assert keys(word.replace("ё", "е")) == keys(word)
    assert keys(word[:place] + "\u00ad" + word[place:]) == keys(word)
    for vowel in "аоуыэюя":
        assert keys(word.replace(vowel, vowel + "\u0301")) == keys(word)


@given(names)
def test_every_name_finds_itself_if_it_has_letters(name: str) -> None:
    assert finds(name, name) is bool(keys(name))
    assert finds(name.replace(" ", "-"), name) is bool(keys(name))


@given(words, words)
def test_two_spellings_meet_both_ways_or_not_at_all(one: str, other: str) -> None:
    assert bool(keys(one) & keys(other)) is bool(keys(other) & keys(one))


@pytest.mark.parametrize("text", ["", " – ’ ", "·'", "\u0301", "…"])
def test_text_without_letters_has_no_key(text: str) -> None:
    assert keys(text) == frozenset()
    assert query_keys(text) == []


@pytest.mark.parametrize(
    "piece", ["sch", "tsch", "ң", "ə", "цз", "ля", "q", "jj", "a\u0301", "'", "К", "한"]
)
def test_a_run_of_open_sounds_stays_bounded(piece: str) -> None:
    assert len(keys(piece * 20_000)) <= MOST
    assert len(name_keys(f"{piece} " * 40)) < 40 * 3 * MOST


def test_other_scripts_and_digits_are_their_own_keys() -> None:
    assert keys("營盤") == {"營盤"}
    assert keys("22") == {"22"}
    assert finds("Үй 22", "Uy 22")
    assert not finds("Үй 22", "Uy 2")
