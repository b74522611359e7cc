"""How the timeline is asked, what it refuses, and which pages lead there."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from archive.public.models import PublicPlace
from archive.vocabularies import State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read
from tests.public.pages.timelines import (
    DAY,
    address,
    entries,
)

pytestmark = pytest.mark.django_db


# Asking


def test_the_form_offers_every_place_and_keeps_what_was_asked(client: Client, night: Story) -> None:
    page = read(client, address(village="orlen", from_=DAY, to="2031-05-04"))
    (form,) = next(page.all("main")).all("form")
    options = {one["value"] for one in form.all("option")}
    assert options == {"", *PublicPlace.objects.values_list("slug", flat=True)}
    (chosen,) = [one["value"] for one in form.all("option") if "selected" in one.attributes]
    assert chosen == "orlen"
    assert [one["value"] for one in form.all("input")] == [DAY, "2031-05-04"]


def test_what_the_form_leaves_empty_is_not_asked(client: Client, night: Story) -> None:
    assert entries(client, village="", from_="", to="") == entries(client)
    response = client.get("/timeline/?village=&to=2031-05&from=")
    assert '</timeline/?to=2031-05>; rel="canonical"' in response.headers["Link"]


@pytest.mark.parametrize(
    ("query", "sentence", "without"),
    [
        ("village=nowhere", "“village” does not take the value “nowhere”.", ""),
        ("village=secret", "“village” does not take the value “secret”.", ""),
        ("village=%00", "“village” does not take the value", ""),
        ("village=orlen&village=velia", "“village” is given twice.", ""),
        ("village=orlen&hour=3", "“hour” is nothing that can be asked here.", "?village=orlen"),
        ("from=yesterday&to=2031", "“from” does not take the value “yesterday”.", "?to=2031"),
        ("from=2031-05-03T10:00:00", "Write a day, a month or a year", ""),
        ("from=2031-02-30", "no day 30", ""),
        (
            "village=orlen&from=2032&to=2031",
            "“to” is before “from”: there are no such days.",
            "?village=orlen&from=2032",
        ),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence(
    client: Client, night: Story, query: str, sentence: str, without: str
) -> None:
    factories.place("Secret", state=State.DRAFT)
    page = read(client, f"/timeline/?{query}", status=400)
    assert sentence in page.text
    for form in ("json", "csv"):
        answer = client.get(f"/timeline.{form}?{query}")
        assert answer.status_code == 400
        told = answer.json()
        assert sentence in told["problem"]
        assert told["address"] == f"/timeline/{without}"
    assert client.get(f"/timeline/{without}").status_code == 200


def test_a_place_without_any_date_says_so(client: Client, night: Story) -> None:
    far = factories.place("Far away")
    assert "Nothing here has a date in these days." in read(client, address(village=far.slug)).text


# Ways there


def test_a_village_and_its_incidents_lead_to_their_hours(client: Client, night: Story) -> None:
    days = urlencode({"village": "orlen", "from": DAY, "to": "2031-05-04"})
    for path in ("/villages/orlen/", f"/incidents/{night.fire.slug}/"):
        (way,) = [one for one in read(client, path).all("a") if "Hour by hour" in one.text]
        assert way["href"] == f"/timeline/?{days}"
        assert way.text == "Hour by hour: 3–4 May 2031"
    every = [one["href"] for one in read(client, "/villages/orlen/").all("a")]
    assert "/timeline/?village=orlen" in every


def test_what_took_longer_than_a_few_days_has_no_hours(client: Client, night: Story) -> None:
    assert "Hour by hour" not in read(client, f"/incidents/{night.arrests.slug}/").text
