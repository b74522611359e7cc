"""The timeline of a place and of days: what belongs there, in which order, where sources differ."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from archive.public.models import PublicClaim, PublicIncident, PublicPlace
from archive.vocabularies import ClaimTopic, State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read
from tests.public.pages.timelines import (
    DAY,
    address,
    entries,
    moment,
    moments,
    rows,
    times_apart,
    told_of,
)

pytestmark = pytest.mark.django_db


# What belongs there


@pytest.mark.parametrize("slug", ["orlen", "ford", "mill-quarter", "tarva-district", "velia"])
def test_a_place_has_what_happened_there_and_what_that_is_part_of(
    client: Client, night: Story, slug: str
) -> None:
    place = PublicPlace.objects.get(slug=slug)
    found = [one["ref"] for one in entries(client, village=slug)]
    assert len(found) == len(set(found))
    assert set(found) == told_of(place)


def test_the_page_says_which_larger_incident_and_what_has_no_date(
    client: Client, night: Story
) -> None:
    page = client.get(address("json", village="orlen")).json()
    assert [one["title"] for one in page["larger"]] == ["Unrest in the district"]
    assert [one["title"] for one in page["around"]] == ["Tarva District", "Velia"]
    assert [one["title"] for one in page["without_date"]] == ["Flight"]
    text = read(client, address(village="orlen")).text
    for words in ("Unrest in the district", "Tarva District", "Without any date", "Flight"):
        assert words in text


def test_what_happened_in_the_next_village_stays_away(client: Client, night: Story) -> None:
    titles = {one["what"]["title"] for one in entries(client, village="orlen")}
    assert "Attack on Ford" not in titles
    assert "Elsewhere and apart" not in titles
    assert {"Calls to come", "Boats cross", "Curfew", "Roof falls in", "A barn burns"} <= titles


def test_without_a_place_everything_dated_stands_there(client: Client, night: Story) -> None:
    found = {one["ref"] for one in entries(client)}
    incidents = PublicIncident.objects.exclude(when="")
    about = set(PublicIncident.objects.values_list("pk", flat=True))
    claims = [one for one in PublicClaim.objects.exclude(when="") if one.subject_id in about]
    assert found == {
        *(one.ref for one in incidents),
        *(one.ref for one in claims),
        night.conviction_report.ref,
    }


# Days


def stands_in(text: str, start: datetime | None, end: datetime | None) -> bool:
    """Whether the sides that are known allow it to lie between two moments."""
    first, last = moments(text)
    late = end is not None and (first or last or end) > end
    early = start is not None and (last or first or start) < start
    return not late and not early


@pytest.mark.parametrize(
    ("start", "end"),
    [(DAY, DAY), (DAY, "2031-05-04"), ("2031-05-04", ""), ("", "2031-05-03"), ("1901", "1950")],
)
def test_days_keep_what_may_lie_in_them(client: Client, night: Story, start: str, end: str) -> None:
    asked = {name: value for name, value in (("from", start), ("to", end)) if value}
    begins = moment(start, "first") if start else None
    ends = moment(end, "last") if end else None
    every = entries(client, village="orlen")
    kept = entries(client, village="orlen", **asked)
    expected = [one["ref"] for one in every if stands_in(one["when"]["edtf"], begins, ends)]
    assert [one["ref"] for one in kept] == expected
    assert 0 < len(kept) < len(every)
    for one in kept:
        first, last = moments(one["when"]["edtf"])
        out = bool(begins and (not first or first < begins)) or bool(
            ends and (not last or last > ends)
        )
        assert one["reaches_out"] == out
        qualified = any(sign in one["when"]["edtf"] for sign in "?~%")
        assert one["within"] == ("possible" if out or qualified else "certain")


# Order


def test_entries_stand_in_the_order_of_their_firstmoment(client: Client, night: Story) -> None:
    for asked in ({}, {"village": "orlen"}, {"village": "velia", "from": DAY}):
        found = entries(client, **asked)
        begins = [min(m for m in moments(one["when"]["edtf"]) if m) for one in found]
        assert begins == sorted(begins)
        assert [one["number"] for one in found] == list(range(1, len(found) + 1))


def test_among_equals_an_incident_stands_before_what_is_said_of_it(
    client: Client, night: Story
) -> None:
    factories.claim(night.fire, when=night.fire.when, topic=ClaimTopic.DATE, text="In that night.")
    kinds = [
        (one["type"]["code"], one["what"]["title"])
        for one in entries(client, village="orlen")
        if one["when"]["edtf"] == night.fire.when
    ]
    assert kinds == [
        ("incident", "Unrest in the district"),
        ("incident", "Arson"),
        ("incident", "Fire at the mill of Orlen"),
        ("claim", "In that night."),
    ]


# Where sources differ


def test_times_of_different_speakers_that_exclude_each_other_are_marked(
    client: Client, night: Story
) -> None:
    apart = times_apart()
    assert len(apart) == 3
    for slug in ("orlen", "tarva-district", "velia"):
        marked = {
            one["ref"]
            for one in entries(client, village=slug)
            if "times" in [each["code"] for each in one["differs"]]
        }
        assert marked == apart


def test_a_contradiction_outside_of_the_days_is_marked_all_the_same(
    client: Client, night: Story
) -> None:
    factories.claim(
        night.fire, topic=ClaimTopic.DATE, when="2031-06-01", asserted_by=night.acquitted
    )
    found = entries(client, village="orlen", from_=DAY, to=DAY)
    assert {one["ref"] for one in found if one["differs"]} >= {night.fire.ref}
    assert not any(one["when"]["edtf"] == "2031-06-01" for one in found)


def test_statements_that_the_list_of_claims_calls_disputed_are_marked(
    client: Client, night: Story
) -> None:
    listed = client.get("/claims.json?disputed=yes").json()["results"]
    found = entries(client)
    marked = {
        one["ref"] for one in found if "disputed" in [each["code"] for each in one["differs"]]
    }
    assert marked == {one["ref"] for one in listed} & {one["ref"] for one in found}
    assert len(marked) == 2


def test_reports_of_one_step_that_date_it_apart_are_marked(client: Client, night: Story) -> None:
    other = factories.report(night.conviction, when="2031-11-29", asserted_by=night.ministry)
    factories.report(night.conviction, when="2031-11", asserted_by=night.counsel)
    marked = {one["ref"] for one in entries(client, from_="2031-11") if one["differs"]}
    assert marked == {other.ref, night.conviction_report.ref}


# Who says so, and where one reads it


def test_each_entry_names_its_speaker_who_relays_it_and_its_passage(
    client: Client, night: Story
) -> None:
    page = read(client, address(village="orlen", from_=DAY, to="2031-05-04"))
    for row in rows(page):
        passages = [one["href"] for one in row.all("a") if "/p" in one["href"]]
        assert any(one.startswith(("/sources/", "/testimony/")) for one in passages)
    (evening,) = [row for row in rows(page) if "roughly 18:00–24:00" in row.text]
    assert "Ministry of the Interior of Velia" in evening.text
    assert "relayed by Pavel Ostrov" in " ".join(evening.text.split())


def test_what_is_hidden_is_neither_an_entry_nor_a_reason_for_a_mark(
    client: Client, story: Story
) -> None:
    before = [client.get(address(form, village="orlen")).content for form in ("json", "csv")]
    at: dict[str, Any] = {"topic": ClaimTopic.DATE, "text": "It began then."}
    factories.claim(story.fire, when="1999", state=State.DRAFT, asserted_by=story.counsel, **at)
    factories.claim(story.fire, when="1998", cited=False, asserted_by=story.ministry, **at)
    factories.incident("Hidden", place=story.village, state=State.WITHDRAWN)
    assert before == [
        client.get(address(form, village="orlen")).content for form in ("json", "csv")
    ]
