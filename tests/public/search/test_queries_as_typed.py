"""How what is typed is read: words, beginnings, phrases, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import tokens
from archive.public.search.asked import Asked, Word, read


def said(asked: Asked) -> tuple[str, ...]:
    """A query in short: words, `*` behind those that may go on, phrases, what is left out."""
    words = (f"{word.text}{'*' if word.open else ''}" for word in asked.words)
    phrases = (f'"{" ".join(phrase)}"' for phrase in asked.phrases)
    return (*words, *phrases, *(f"-{' '.join(phrase)}" for phrase in asked.without))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mill", ("mill*",)),
        ("burned mill", ("burned", "mill*")),
        ("burned mill.", ("burned", "mill")),
        ("burn* mill.", ("burn*", "mill")),
        ("Kara-Suu", ("kara", "suu*")),
        ("mill mill", ("mill*",)),
        ('"mill of Orlen"', ('"mill of orlen"',)),
        ("«mill of Orlen» burned", ("burned*", '"mill of orlen"')),
        ("„mill“ of", ("of*", '"mill"')),
        ("mill -fire", ("mill", "-fire")),
        ('mill -"of Orlen"', ("mill", "-of orlen")),
        ("mill-fire", ("mill", "fire*")),
        ('mill "of orlen', ("mill", "of", "orlen*")),
        ("'mill'", ("mill",)),
        ("ПОСЁЛКЕ", ("поселке*",)),
        ("- -- * \"\" ''", ()),
        ("-fire", ("-fire",)),
    ],
)
def test_what_is_typed_is_read_so(typed: str, meant: tuple[str, ...]) -> None:
    assert said(read(typed)) == meant


def test_leaving_out_alone_looks_for_nothing() -> None:
    assert not read("-fire")
    assert read("mill -fire")


def test_a_word_is_shown_as_it_was_typed() -> None:
    assert read("ORLEN Посёлок").words == (
        Word("orlen", typed="ORLEN"),
        Word("поселок", open=True, typed="Посёлок"),
    )


def test_short_words_are_no_beginnings() -> None:
    assert [read(typed).words[-1].is_beginning for typed in ("in", "inc")] == [False, True]


QUERIES = st.text(alphabet=st.sampled_from('ab Ж-"«»*.(["\\|^${}\'’\u0301\u00ad1'), max_size=60)


@given(QUERIES | st.text(max_size=60))
def test_anything_can_be_read_and_each_of_its_words_is_in_one_place(typed: str) -> None:
    asked = read(typed)
    parts = (*asked.phrases, *asked.without)
    used = {word.text for word in asked.words} | {word for part in parts for word in part}
    assert used <= set(tokens(typed)) | {word for each in typed.split() for word in tokens(each)}
    assert all(parts)
    assert len({word.text for word in asked.words}) == len(asked.words)


@given(st.lists(st.sampled_from(["mill", "orlen", "пожар", "2020"]), min_size=1, max_size=4))
def test_plain_words_are_those_words(words: list[str]) -> None:
    asked = read(" ".join(words))
    assert [word.text for word in asked.words] == list(dict.fromkeys(words))
    phrase = read(f'"{" ".join(words)}"')
    assert phrase.phrases == (tuple(words),)
    assert not phrase.words
