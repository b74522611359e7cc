"""What is found is what a plain reading of the texts finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.public import stamp
from archive.public.search import entries
from archive.public.search.asked import read
from archive.public.search.documents import PARTS, Document, documents
from archive.public.search.matching import match
from archive.public.search.word_index import build
from tests import factories
from tests.public.facets import random_archive
from tests.public.search.plain_reading import Reading

WORDS = (
    *("Orlen", "Орлен", "орлене", "Orlene", "mill", "mills", "milling", "burned", "burning"),
    *("пожар", "пожары", "пожаром", "ауыл", "ауылдар", "ауылында", "қала", "қалада", "2031"),
    *("Red", "October", "oktober", "Kara", "Suu", "Карасу", "of", "in", "the", "Ёлка", "елка"),
    *("Orlen’s", "women's", "O'Brien", "Tarva-Orlen"),
)
LANGUAGES = ("en", "ru", "kk", "kk-Cyrl", "")
TEXT = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    st.sampled_from(LANGUAGES),
)
QUERY = st.lists(
    st.sampled_from(
        [*WORDS, "mil*", "Orl", "ПОЖАРА", '"burned mill"', '"Red October"', "-mill", '-"of the"']
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


@st.composite
def archives(draw: st.DrawFn) -> list[Document]:
    """A few documents of every part, names and titles with several texts."""
    made = []
    for number, part in enumerate(draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))):
        several = 3 if part in ("name", "title") else 1
        texts = draw(st.lists(TEXT, min_size=1, max_size=several))
        made.append(Document(part, (f"key-{number}", 0), part, number, number, tuple(texts)))
    return made


@settings(max_examples=150, deadline=None)
@given(archives(), QUERY)
def test_any_query_of_any_archive(archive: list[Document], q: str) -> None:
    found = match(build(archive), read(q), q).all()
    assert set(found) == Reading(archive).found(q)


@pytest.mark.django_db
def test_the_records_of_an_archive_drawn_at_random() -> None:
    random_archive.build(21)
    factories.story()
    plain = Reading(list(documents()))
    words = ("claim", "passage 2", "source 1", "actor 7", "of source", "claim 1", "orlen", "орлен")
    signs = ('"passage 2 of"', "passage -source", "actors", "mills burned", "fire -mill")
    for q in (*words, *signs):
        wanted = {plain.documents[place].entry for place in plain.found(q)}
        assert set(entries(q, stamp.current())) == wanted, q
