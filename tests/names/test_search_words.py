"""The words of a text as the plain search sees them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Court’s ruling, no. 5-2!", ["the", "court", "ruling", "no", "5", "2"]),
        ("Ёлкин и елкин", ["елкин", "и", "елкин"]),
        ("вы\u0301бор", ["выбор"]),
        ("Қара-Су", ["қара", "су"]),
        ("sus\u00adpect", ["suspect"]),
        ("и\u0306од ЙОД", ["йод", "йод"]),
        ("Straße", ["strasse"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_are_casefolded_and_freed_of_signs(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@given(st.text())
def test_words_are_found_again_in_themselves(text: str) -> None:
    for word in tokens(text):
        assert tokens(word) == [word]


@given(st.text(alphabet=st.characters(categories=["L", "Nd", "Zs", "Po"])))
def test_the_encoding_and_the_case_of_the_text_do_not_matter(text: str) -> None:
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(text)
    assert tokens(text.casefold()) == tokens(text)
