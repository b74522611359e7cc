"""What a page of results shows of each: its words marked, its neighbours, its address."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests import factories
from tests.public.pages.reading import read
from tests.public.search.asking import marked, searched

pytestmark = pytest.mark.django_db


def test_a_passage_stands_between_its_neighbours() -> None:
    factories.source("Five", slug="five", passages=("One.", "Two.", "The mill.", "Four.", "Five."))
    (hit,) = searched("mill").results
    assert (hit.before and hit.before.text, hit.after and hit.after.text) == ("Two.", "Four.")
    assert hit.url == "/sources/five/p3/#p3"


def test_at_the_ends_of_a_source_there_is_one_neighbour() -> None:
    factories.source("A", passages=("The mill.", "Then."))
    factories.source("B", passages=("Before.", "The millstone."))
    first, last = searched("mill").results
    assert first.before is None
    assert first.after
    assert first.after.text == "Then."
    assert last.after is None
    assert last.before
    assert last.before.text == "Before."


def test_long_neighbours_are_cut_at_the_side_that_is_farther_away() -> None:
    long = " ".join(f"w{number}" for number in range(100))
    factories.source("Long", passages=(long, "The mill.", long))
    (hit,) = searched("mill").results
    assert hit.before
    assert hit.after
    assert hit.before.text.startswith("…")
    assert hit.before.text.endswith("w98 w99")
    assert hit.after.text.startswith("w0 w1")
    assert hit.after.text.endswith("…")


def test_a_withheld_neighbour_is_not_shown() -> None:
    source = factories.source("Three", passages=("Before.", "The mill.", "After."))
    source.passages.filter(number=1).update(text="", withheld=True)
    (hit,) = searched("mill").results
    assert hit.before is None
    assert hit.after


def test_other_forms_names_and_beginnings_are_marked_too() -> None:
    factories.text(factories.place("Orlen"), "Орлен", "ru")
    factories.source(passages=("Mills burned in Орлен beside the millstone.",))
    assert marked("orlen mill") == ["Mills", "Орлен", "millstone"] or marked("orlen mill") == [
        "Орлен",
        "millstone",
    ]


def test_a_phrase_is_marked_where_it_stands_and_nowhere_else() -> None:
    factories.source(passages=("The mill, the old mill of the village.",))
    assert marked('"mill of the"') == ["mill", "of", "the"]


def test_the_part_of_a_long_text_is_shown_that_holds_most() -> None:
    filler = " ".join(["filler"] * 60)
    factories.source(passages=(f"A mill. {filler} The mill burned at the mill. {filler}",))
    assert marked("mill burned") == ["mill", "burned", "mill"]


def test_the_page_works_without_script_and_marks_are_elements(client: Client) -> None:
    factories.source("Five <b>", slug="five", passages=("One.", "The <i>mill</i> & all.", "Two."))
    page = read(client, "/search/?q=mill")
    (found,) = page.all("mark")
    assert found.text == "mill"
    assert "The <i>mill</i> & all." in page.text
    assert not list(page.all("script"))
    assert re.search(r"One\..*The <i>mill</i>.*Two\.", " ".join(page.text.split()))


def test_suggestions_are_links(client: Client) -> None:
    factories.source(passages=("The canister.",))
    page = read(client, "/search/?q=canster")
    links = [link["href"] for link in page.all("a") if link.text == "canister"]
    assert links == ["/search/?q=canister"]


def test_a_page_asks_the_database_as_often_however_much_is_found(
    client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        factories.source(f"Mill {number}", passages=("The mill.", "The mill again."))
    client.get("/search/?q=mill")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get("/search/?q=mill")
