"""Records that have every one of several values of a facet: `.all` behind its name."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.public.lists.asking import listed, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(db: None) -> None:
    """One source that tells of two places, and one that tells of a single one."""
    orlen, tarva = factories.place("Orlen"), factories.place("Tarva")
    both, single = factories.source("Of both"), factories.source("Of one")
    for place in (orlen, tarva):
        factories.claim(place, cited=both.passages.get(number=1))
    factories.claim(orlen, cited=single.passages.get(number=1))


def test_all_asks_for_records_that_have_every_value(sources: None) -> None:
    assert titles("/sources/?village.all=orlen&village.all=tarva") == ["Of both"]
    assert set(titles("/sources/?village=orlen&village=tarva")) == {"Of both", "Of one"}


def test_after_a_choice_a_page_offers_what_goes_with_it(sources: None) -> None:
    (village,) = (f for f in listed("/sources/?village=orlen").facets if f.name == "village")
    (tarva,) = (value for value in village.values if value.value == "tarva")
    assert tarva.url_both == "/sources/?village.all=orlen&village.all=tarva"
    assert len(titles(tarva.url_both)) == tarva.both == 1


def test_nothing_is_offered_that_would_leave_nothing(sources: None) -> None:
    for facet in listed("/sources/?village=orlen&kind=ngo").facets:
        for value in facet.values:
            assert bool(value.url_both) == bool(value.both)
            if value.url_both:
                assert len(titles(value.url_both)) == value.both


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("village.all=tarva&village.all=orlen", "village.all=orlen&village.all=tarva"),
        ("village.all=orlen", "village=orlen"),
        ("village.all=orlen&village=orlen", "village=orlen"),
        (
            "village.not=orlen&village.all=orlen&village.all=tarva&village=tarva",
            "village=tarva&village.all=orlen&village.all=tarva&village.not=orlen",
        ),
    ],
)
def test_it_has_one_spelling(sources: None, asked: str, canonical: str) -> None:
    assert listed(f"/sources/?{asked}").urls.canonical == f"/sources/?{canonical}"


def test_each_value_can_be_taken_away(sources: None) -> None:
    chips = listed("/sources/?village.all=orlen&village.all=tarva").chips
    assert [chip.url_without for chip in chips] == [
        "/sources/?village=tarva",
        "/sources/?village=orlen",
    ]
    assert [chip.value_label for chip in chips] == ["also: Orlen", "also: Tarva"]


def test_a_value_that_does_not_exist_is_refused(client: Client, sources: None) -> None:
    response = client.get("/sources/?village.all=nowhere")
    assert response.status_code == 400
    assert "“village.all” does not take the value “nowhere”." in response.content.decode()
