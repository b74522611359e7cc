"""In which order results come."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from archive.public.search import ranking
from archive.public.search.asked import read
from archive.public.search.documents import Document
from archive.public.search.matching import match
from archive.public.search.ranking import in_order
from archive.public.search.word_index import build
from archive.vocabularies import TextKind
from tests import factories
from tests.public.search.asking import found, urls
from tests.public.search.test_plain_reading import QUERY, archives


def ordered(archive: list[Document], q: str) -> list[str]:
    """The keys of what is found, in order."""
    index, asked = build(archive), read(q)
    everything = BitMap(range(len(archive)))
    slots = in_order(index, asked, match(index, asked, q), everything)
    return [f"{archive[slot].part} {archive[slot].key[0]}" for slot in slots]


def texts(*passages: str) -> list[Document]:
    """Passages of one text each."""
    return [
        Document("passage", (f"{number}", 1), "source", number, number, ((text, ""),))
        for number, text in enumerate(passages)
    ]


def in_passages(q: str, *passages: str) -> list[str]:
    """The passages that are found, in order."""
    return [passages[int(key.partition(" ")[2])] for key in ordered(texts(*passages), q)]


@pytest.mark.django_db
def test_what_is_called_so_comes_first_then_names_titles_and_texts() -> None:
    factories.story()
    assert found("orlen") == [
        ("place", "Orlen"),
        ("organisation", "Orlen Legal Aid"),
        ("incident", "Fire at the mill of Orlen"),
        ("incident", "Arrests in Orlen"),
        ("source", "Nine on trial for the fire of Orlen"),
        ("source", "Answer of the Ministry on the fire of Orlen"),
        ("passage", "Nine on trial for the fire of Orlen"),
    ]


@pytest.mark.django_db
def test_another_name_of_a_place_is_as_good_as_its_own() -> None:
    place = factories.place("Orlen", slug="orlen")
    factories.text(place, "Red October", "en", kind=TextKind.VARIANT)
    factories.place("October Street", slug="a-street")
    assert urls("Red October")[0] == "/villages/orlen/"


def test_words_as_they_are_written_come_before_their_forms_and_those_before_beginnings() -> None:
    passages = ("The millstone is here.", "Mills are here.", "The mill is here.")
    assert in_passages("mill", *passages) == [passages[2], passages[1], passages[0]]


def test_words_near_each_other_come_before_words_far_apart() -> None:
    far = "The mill stood for long, and in another year it burned."
    near = "In another year, after it stood for long, the mill burned."
    assert in_passages("mill burned", far, near) == [near, far]


def test_more_of_it_in_a_shorter_text_comes_first() -> None:
    long = "The mill stood there for many years before."
    short = "The mill stood."
    twice = "The mill stood beside a mill for many years."
    assert in_passages("mill", long, short, twice) == [twice, short, long]


def test_what_is_equal_stands_in_the_order_of_addresses() -> None:
    same = ["The mill."] * 12
    keys = [key.partition(" ")[2] for key in ordered(texts(*same), "mill")]
    assert keys == sorted(map(str, range(12)))


def test_passages_of_a_source_stand_in_the_order_of_their_numbers() -> None:
    passages = [
        Document("passage", (source, number), "source", 1, number, (("The mill.", ""),))
        for source in ("b", "a")
        for number in (10, 9, 2)
    ]
    index, asked = build(passages), read("mill")
    slots = in_order(index, asked, match(index, asked, "mill"), BitMap(range(6)))
    keys = [passages[slot].key for slot in slots]
    assert keys == sorted(keys)


@settings(max_examples=80, deadline=None)
@given(archives(), QUERY, st.integers(0, 99))
def test_the_order_does_not_depend_on_how_rows_come(
    archive: list[Document], q: str, seed: int
) -> None:
    shuffled = Random(seed).sample(archive, len(archive))
    assert ordered(archive, q) == ordered(shuffled, q)
    assert len(set(ordered(archive, q))) == len(ordered(archive, q))


@settings(max_examples=50, deadline=None)
@given(archives(), QUERY)
def test_what_is_hidden_beside_it_does_not_change_the_order(
    archive: list[Document], q: str
) -> None:
    """No count of other documents goes into a place: what is found stays in its order."""
    more = Document("passage", ("zz", 1), "source", 99, 99, (("mill burned mill Orlen", "en"),))
    rest = [key for key in ordered([*archive, more], q) if key != "passage zz"]
    assert rest == [key for key in ordered(archive, q) if key in rest]


def test_of_very_many_those_with_the_very_words_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "MOST_WEIGHED", 3)
    passages = [f"{'Mill' if number % 2 else 'Mills'} and {number}" for number in range(8)]
    first = in_passages("mill", *passages)
    assert first == [*passages[1::2], *passages[::2]]
