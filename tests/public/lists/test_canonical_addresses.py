"""Every query has one spelling, which each page gives and which leads back to the same page."""

from __future__ import annotations

from random import Random

import pytest
from django.http import QueryDict

from archive.public import stamp
from archive.public.answering import answer
from archive.public.filters import LISTS
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.asking import left, listed

pytestmark = pytest.mark.django_db


def test_order_repeats_and_empty_parameters_make_no_difference() -> None:
    factories.story()
    spelled = (
        "/incidents/?page=1&q=+orlen++&sort=date&to=&month=2031-05&kind=detention"
        "&kind=destruction&kind=detention&from=2031-05-01&village.not=_none&year="
    )
    page = listed(spelled)
    assert page.urls.canonical == (
        "/incidents/?kind=destruction&kind=detention&village.not=_none&month=2031-05"
        "&from=2031-05-01&q=orlen"
    )
    assert page.results == listed(page.urls.canonical).results


def test_the_twins_carry_the_query_and_csv_no_page() -> None:
    for _number in range(30):
        factories.place(f"Place {_number}")
    urls = listed("/villages/?page=2&kind=village").urls
    assert urls.canonical == "/villages/?kind=village&page=2"
    assert urls.json == "/villages.json?kind=village&page=2"
    assert urls.csv == "/villages.csv?kind=village"
    assert urls.reset == "/villages/"
    assert (urls.previous, urls.next) == ("/villages/?kind=village", "")


@pytest.mark.parametrize("noun", LISTS)
def test_any_spelling_of_a_query_leads_to_its_canonical_address(noun: str) -> None:
    random_archive.build(4)
    random = Random(noun)
    now = stamp.current()
    whole = answer(QueryDict(), LISTS[noun], "en", now)
    choices = [
        (f"{facet}{suffix}", value)
        for facet, values in whole.index.facets.bits.items()
        for value in values
        for suffix in ("", ".not")
    ]
    single = {"q": "a", "sort": LISTS[noun].sorts[-1], "page": "1"}
    single |= {"from": "2030", "to": "2032-01"} if LISTS[noun].dated() else {}
    for _example in range(20):
        pairs = random.sample(choices, min(4, len(choices))) + list(single.items())
        query = QueryDict(mutable=True)
        for name, value in random.sample(pairs * 2, 2 * len(pairs)):
            if name not in single or name not in query:
                query.appendlist(name, value)
        found = answer(query, LISTS[noun], "en", now)
        canonical = found.query.address()
        again = left(canonical)
        assert again.query.address() == canonical
        assert (again.found, again.counts) == (found.found, found.counts)


def test_the_links_of_values_chips_and_orders_are_canonical_and_go_to_the_first_page() -> None:
    random_archive.build(5)
    for noun in LISTS:
        facet = listed(f"/{noun}/").facets[0]
        page = listed(f"/{noun}/?{facet.name}={facet.values[0].value}&q=a&page=1")
        links = [chip.url_without for chip in page.chips] + [sort.url for sort in page.sorts]
        for each in page.facets:
            for value in each.values:
                links += [value.url, value.url_with, value.url_without]
        for link in filter(None, links):
            assert left(link).query.address() == link


def test_a_value_can_be_added_to_those_chosen_and_taken_back() -> None:
    factories.story()
    (kind, *_rest) = listed("/incidents/?kind=detention&kind.not=release").facets
    links = {each.value: (each.url, each.url_with, each.url_without) for each in kind.values}
    assert links["destruction"] == (
        "/incidents/?kind=destruction",
        "/incidents/?kind=destruction&kind=detention&kind.not=release",
        "",
    )
    assert links["detention"] == (
        "/incidents/?kind=detention",
        "",
        "/incidents/?kind.not=release",
    )


def test_chips_say_what_is_in_force_and_lead_to_the_list_without_it() -> None:
    factories.story()
    page = listed("/incidents/?kind=detention&village.not=_none&from=2031&to=2032-01&q=orlen")
    assert [(chip.label, chip.value_label, chip.url_without) for chip in page.chips] == [
        ("Kind", "Detention", "/incidents/?village.not=_none&from=2031&to=2032-01&q=orlen"),
        ("Place", "not: not recorded", "/incidents/?kind=detention&from=2031&to=2032-01&q=orlen"),
        ("From", "2031", "/incidents/?kind=detention&village.not=_none&to=2032-01&q=orlen"),
        ("To", "2032-01", "/incidents/?kind=detention&village.not=_none&from=2031&q=orlen"),
        ("Words", "orlen", "/incidents/?kind=detention&village.not=_none&from=2031&to=2032-01"),
    ]
