"""Every list, as it is filtered, has an Atom feed of what is new and what was corrected in it."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from django.test import Client

from archive.models import Claim, Record
from archive.public import news
from archive.public.filters import LISTS
from archive.public.models import PublicVersion
from archive.vocabularies import State
from archive.workflow import publishing, versions
from archive.workflow.principals import Principal
from tests import factories
from tests.factories import Story

pytestmark = pytest.mark.django_db

NADIA = Principal("Nadia")


@pytest.fixture
def story(db: None) -> Story:
    """Everything published, with a version of each claim and incident."""
    told = factories.story()
    versions.keep_versions([*Claim.objects.order_by("pk"), told.fire])
    return told


def feed(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def correct(record: Record, text: str) -> None:
    assert isinstance(record, Claim)
    record.text = text
    record.save()
    versions.keep_versions([record])


def test_it_tells_of_the_newest_versions_of_the_rows_of_the_list(
    client: Client, story: Story
) -> None:
    first = Claim.objects.order_by("pk").first()
    assert first
    correct(first, "The mill burned for two nights.")
    listed = client.get("/claims.json").json()["results"]
    told = feed(client, "/claims.atom").entries
    assert {entry.link for entry in told} <= {f"http://testserver{row['url']}" for row in listed}
    assert (told[0].title, told[0].tags[0].term) == ("The mill burned for two nights.", "corrected")
    assert {entry.tags[0].term for entry in told[1:]} == {"new"}
    refs = {row["ref"] for row in listed}
    kept = PublicVersion.objects.filter(entry_type="claim")
    assert len(told) == kept.count()
    assert {entry.id.rsplit(":", 1)[1].partition("/")[0] for entry in told} <= refs


def test_a_filter_holds_for_the_feed_as_for_the_list(client: Client, story: Story) -> None:
    for topic in client.get("/claims.json").json()["facets"][0]["values"]:
        name = client.get("/claims.json").json()["facets"][0]["name"]
        asked = f"{name}={topic['value']}"
        listed = {row["url"] for row in client.get(f"/claims.json?{asked}").json()["results"]}
        told = feed(client, f"/claims.atom?{asked}")
        assert {entry.link.removeprefix("http://testserver") for entry in told.entries} <= listed
        assert told.feed.id == f"http://testserver/claims/?{asked}"


@pytest.mark.parametrize("noun", LISTS)
def test_every_list_names_its_feed_and_it_can_be_read(
    client: Client, story: Story, noun: str
) -> None:
    page = client.get(f"/{noun}/").content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="/{noun}.atom">' in page
    told = feed(client, f"/{noun}.atom")
    assert told.feed.title.endswith("The Orlen Archive")
    assert all(entry.updated.endswith("T00:00:00+00:00") for entry in told.entries)


def test_what_is_withdrawn_leaves_no_mark(client: Client, story: Story) -> None:
    first = Claim.objects.order_by("-pk").first()
    assert first
    before = feed(client, "/claims.atom").entries
    assert first.ref in str(before)
    publishing.withdraw(first, by=NADIA, reason="asked")
    after = client.get("/claims.atom").content.decode()
    assert first.ref not in after
    assert first.text not in after


def test_a_hidden_record_changes_no_byte_of_it(client: Client, story: Story) -> None:
    before = client.get("/claims.atom").content
    hidden = factories.claim(story.fire, text="A secret.", state=State.DRAFT)
    versions.keep_versions([hidden])
    assert client.get("/claims.atom").content == before


def test_asking_twice_is_told_the_same(client: Client, story: Story) -> None:
    assert client.get("/incidents.atom").content == client.get("/incidents.atom").content


def test_a_long_list_is_walked_from_the_newest_version(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = client.get("/claims.atom").content
    monkeypatch.setattr(news, "AT_ONCE", 2)
    monkeypatch.setattr(news, "LOOKED_THROUGH", 1_000)
    assert client.get("/claims.atom").content == short


def test_a_query_that_is_wrong_is_refused(client: Client, story: Story) -> None:
    assert client.get("/claims.atom?nothing=1").status_code == 400
