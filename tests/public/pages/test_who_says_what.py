"""Positions stand beside each other, with speakers, scale and origins; none is lost, none wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from archive.models import Source
from archive.public.models import PublicClaim
from archive.vocabularies import ClaimTopic, Stance, State, Unit
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db
FIRE = "/incidents/fire-at-the-mill-of-orlen"
PAGES = (FIRE, "/trials/trial-of-the-nine", "/villages/orlen")


def refs(data: Any) -> Iterator[str]:
    """The refs of all statements in a page's data."""
    if isinstance(data, dict):
        if "stance" in data and "ref" in data:
            yield data["ref"]
        for value in data.values():
            yield from refs(value)
    elif isinstance(data, list):
        for value in data:
            yield from refs(value)


def topic(client: Client, code: str) -> dict[str, Any]:
    """One topic of the page of the fire."""
    topics = client.get(f"{FIRE}.json").json()["topics"]
    return next(one for one in topics if one["topic"]["code"] == code)


def assert_falls_exactly(client: Client, source: Any, pages: tuple[str, ...]) -> None:
    """A withdrawn source takes from each page the statements that are no longer public, no more."""
    before = {page: set(refs(client.get(f"{page}.json").json())) for page in pages}
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(state=State.WITHDRAWN)
        public = set(PublicClaim.objects.values_list("ref", flat=True))
        for page in pages:
            response = client.get(f"{page}.json")
            if response.status_code == 200:
                assert set(refs(response.json())) == before[page] & public, page
                printed = client.get(f"{page}/").content.decode()
                gone = before[page] - public
                assert not [ref for ref in gone if ref in printed]
        transaction.set_rollback(True)


def test_removing_any_source_removes_exactly_its_statements(client: Client, story: Story) -> None:
    for source in Source.objects.order_by("slug"):
        assert_falls_exactly(client, source, PAGES)


def test_who_gives_the_same_number_shares_a_position(client: Client, story: Story) -> None:
    factories.claim(
        story.fire,
        topic=ClaimTopic.KILLED,
        text="One person died in the fire.",
        low=1,
        high=1,
        unit=Unit.PEOPLE,
        asserted_by=story.ministry,
        cited=story.ministry_source.passages.get(number=2),
    )
    (matter,) = topic(client, "killed")["matters"]
    speakers = [
        [voice["said"]["speaker"]["title"] for voice in position["voices"]]
        for position in matter["positions"]
    ]
    assert speakers == [
        ["Ministry of the Interior of Velia", "Orlen Legal Aid"],
        ["Ministry of the Interior of Velia"],
    ]


def test_numbers_that_exclude_each_other_are_said_to_and_are_drawn_on_one_scale(
    client: Client, story: Story
) -> None:
    (matter,) = topic(client, "killed")["matters"]
    assert [one["code"] for one in matter["differences"]] == ["exclude"]
    assert matter["scales"] == ["0 to 2 people"]
    drawn = [(one["bar"]["start"], one["bar"]["is_open"]) for one in matter["positions"]]
    assert drawn == [("50.0", False), ("99", False)]
    page = read(client, f"{FIRE}/")
    assert "exclude each other, if they count the same" in page.text
    assert len(page.classed("bar")) == 2


def test_a_denial_stands_with_what_it_denies(client: Client, story: Story) -> None:
    topics = client.get("/trials/trial-of-the-nine.json").json()["topics"]
    matter = next(one for one in topics if one["topic"]["code"] == "beating")["matters"][0]
    (position,) = matter["positions"]
    assert [one["stance"]["code"] for one in position["answers"]] == ["denies"]
    assert [one["code"] for one in matter["differences"]] == ["denied"]


def test_sources_of_one_origin_are_named_and_count_once(client: Client, story: Story) -> None:
    for number in range(3):
        reprint = factories.source(f"Reprint {number}", derives_from=story.report_source)
        factories.claim(
            story.fire,
            topic=ClaimTopic.KILLED,
            text=f"One person died, says reprint {number}.",
            cited=reprint.passages.get(number=2),
        )
    told = topic(client, "killed")
    assert (told["sources"], told["origins"]) == (5, 2)
    (family,) = told["families"]
    assert len(family) == 4
    page = read(client, f"{FIRE}/")
    assert "5 sources, 2 origins" in " ".join(page.text.split())
    assert "Of one origin:" in page.text


def test_many_voices_are_folded_and_all_there(client: Client, story: Story) -> None:
    for number in range(4):
        factories.claim(
            story.fire,
            topic=ClaimTopic.INJURED,
            text="Nine were hurt.",
            low=9,
            high=9,
            unit=Unit.PEOPLE,
            asserted_by=factories.actor(f"Speaker {number}"),
            stance=Stance.ASSERTS,
        )
    (position,) = topic(client, "injured")["matters"][0]["positions"]
    assert (len(position["voices"]), len(position["more_voices"])) == (3, 1)
    page = read(client, f"{FIRE}/")
    assert "1 more voice" in page.text
    assert page.text.count("Nine were hurt.") >= 4
