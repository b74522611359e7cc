"""In which order rows come, and how they fall into pages of 25."""

from __future__ import annotations

import pytest
from django.utils import translation

from archive.public.filters import LISTS
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.asking import listed, titles

pytestmark = pytest.mark.django_db


def test_incidents_come_in_the_order_of_time_and_those_without_a_date_last() -> None:
    for title, when in {"C": "2031-05", "B": "", "A": "", "D": "2030", "E": "2031-05-09"}.items():
        factories.incident(title, when=when)
    assert titles("/incidents/") == ["D", "C", "E", "A", "B"]
    assert titles("/incidents/?sort=-date") == ["E", "C", "D", "A", "B"]
    assert titles("/incidents/?sort=name") == ["A", "B", "C", "D", "E"]


def test_names_come_in_the_alphabet_of_the_reader() -> None:
    for name in ("Яблоня", "Ёлка", "Ель", "Aster", "Өзен"):
        place = factories.place(name, slug=f"p{ord(name[0])}{ord(name[1])}")
        factories.text(place, name, "ru")
    assert titles("/villages/") == ["Aster", "Ёлка", "Ель", "Өзен", "Яблоня"]
    with translation.override("ru"):
        assert titles("/villages/") == ["Ёлка", "Ель", "Өзен", "Яблоня", "Aster"]


def test_sources_come_with_the_latest_first() -> None:
    factories.story()
    assert [each["when"] for each in listed("/sources/").results] == [
        "2032-03-15",
        "2032-02-01",
        "2032-02-01",
    ]


@pytest.mark.parametrize("noun", LISTS)
def test_pages_divide_the_list_without_gap_or_repeat_in_every_order(noun: str) -> None:
    random_archive.build(12, size=20)
    for sort in LISTS[noun].sorts:
        first = listed(f"/{noun}/?sort={sort}")
        refs = [each["ref"] for each in first.results]
        following = first.urls.next
        while following:
            page = listed(following)
            refs += [each["ref"] for each in page.results]
            assert len(page.results) == 25 or not page.urls.next
            following = page.urls.next
        assert len(refs) == len(set(refs)) == first.count


def test_a_page_tells_its_place_among_the_pages() -> None:
    for number in range(51):
        factories.place(f"Place {number}")
    page = listed("/villages/?page=2")
    assert (page.count, page.page, page.pages, len(page.results)) == (51, 2, 3, 25)
    assert (page.urls.previous, page.urls.next) == ("/villages/", "/villages/?page=3")


def test_numbers_in_names_are_put_in_the_order_of_their_values() -> None:
    for number in (10, 9, 1):
        factories.place(f"Post {number}")
    assert titles("/villages/") == ["Post 1", "Post 9", "Post 10"]


def test_an_empty_list_has_one_page() -> None:
    page = listed("/trials/")
    assert (page.count, page.page, page.pages, page.results) == (0, 1, 1, [])
