"""A list that was cited tells, when it is opened again, whether it is still the same."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import bibtexparser
import pytest
from django.test import Client
from django.utils import timezone

from archive.models import Claim, PublicVersion
from archive.public.filters import LISTS
from archive.vocabularies import ClaimTopic
from archive.workflow import publishing, versions
from archive.workflow.principals import Principal
from tests import factories
from tests.factories import Story

pytestmark = pytest.mark.django_db

NADIA = Principal("Nadia")
LIST = "/lists/claims/?topic=injured"


@pytest.fixture
def story(db: None) -> Story:
    """The story, three claims on people injured besides, all kept as readers see them."""
    made = factories.story()
    for number in (1, 2, 3):
        factories.claim(made.fire, topic=ClaimTopic.INJURED, text=f"{number} were injured.")
    factories.versions()
    return made


def as_json(client: Client, address: str) -> Any:
    path, _mark, query = address.partition("?")
    response = client.get(f"{path.rstrip('/')}.json?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def backdate(days: int) -> None:
    """As if every version so far had been made some days ago; versions are never changed."""
    day = timezone.now().date() - timedelta(days=days)
    rows = list(PublicVersion.objects.prefetch_related("mentions"))
    for row in rows:
        mentions = [(one.entry_id, one.passage_id) for one in row.mentions.all()]
        row.delete()
        row.pk, row.made_on = None, day
        row.save()
        for entry, passage in mentions:
            row.mentions.create(entry_id=entry, passage_id=passage)


def cited_on(client: Client, address: str, day: date) -> str:
    """The address under which a list is cited, as it would have been on a day."""
    cited: str = as_json(client, address)["cited_as"]
    return cited.replace(timezone.now().date().isoformat(), day.isoformat())


@pytest.mark.parametrize("noun", LISTS)
def test_a_cited_list_has_the_rows_of_the_list_and_a_hash_that_anyone_can_make(
    client: Client, story: Story, noun: str
) -> None:
    page = as_json(client, f"/lists/{noun}/")
    listed = as_json(client, f"/{noun}/")
    assert page["count"] == listed["count"] == len(page["rows"])
    assert [row["ref"] for row in page["rows"]][:25] == [row["ref"] for row in listed["results"]]
    lines = sorted(f"{row['ref']} {row['content_hash'] or '-'}" for row in page["rows"])
    told = "".join(f"{line}\n" for line in lines)
    assert page["list_hash"] == hashlib.sha256(told.encode()).hexdigest()
    for row in page["rows"]:
        assert as_json(client, row["url"])["version"]["content_hash"] == row["content_hash"]


def test_a_list_that_stays_is_said_to_be_the_same(client: Client, story: Story) -> None:
    cited = as_json(client, LIST)["cited_as"]
    compared = as_json(client, cited)["comparison"]
    assert compared["same"]
    assert (compared["new"], compared["changed"], compared["gone"]) == (0, 0, 0)


def test_what_came_changed_and_went_is_told_and_of_what_went_nothing_but_the_number(
    client: Client, story: Story
) -> None:
    backdate(10)
    cited = cited_on(client, LIST, timezone.now().date() - timedelta(days=5))
    before = as_json(client, LIST)["count"]
    changed, gone, *_rest = Claim.objects.filter(topic=ClaimTopic.INJURED).order_by("pk")
    changed.text = "Many were injured."
    changed.save()
    came = factories.claim(story.fire, topic=ClaimTopic.INJURED, text="4 were injured.")
    versions.keep_versions([changed, came])
    publishing.withdraw(gone, by=NADIA, reason="asked for")
    page = as_json(client, cited)
    states = {row["ref"]: row["state"] for row in page["rows"]}
    assert (states[came.ref], states[changed.ref]) == ("new", "changed")
    assert list(states.values()).count("as_it_was") == before - 2
    compared = page["comparison"]
    assert not compared["same"]
    assert [compared[name] for name in ("new", "changed", "as_they_were", "gone")] == [
        1,
        1,
        before - 2,
        1,
    ]
    (row,) = [row for row in page["rows"] if row["ref"] == changed.ref]
    then = as_json(client, row["then"]["url"])
    assert then["fields"][0]["values"][0]["text"] != "Many were injured."
    shown = client.get(cited).content.decode()
    assert gone.ref not in shown
    assert gone.text not in shown


def test_a_cited_list_keeps_its_filter_in_canonical_order(client: Client, story: Story) -> None:
    page = as_json(client, "/lists/claims/?stance=asserts&topic=injured&sort=-date")
    assert urlsplit(page["cited_as"]).query.startswith("topic=injured&stance=asserts&cited=")
    assert page["list_url"] == "/claims/?topic=injured&stance=asserts"


@pytest.mark.parametrize(
    "wrong",
    [
        "cited=yesterday",
        "cited=2032-02-30.1.0123456789abcdef",
        "cited=2032-02-03.1.0123456789ABCDEF",
        "cited=2032-02-03.1.0123456789abcdef&cited=2032-02-03.1.0123456789abcdef",
        "colour=red",
    ],
)
@pytest.mark.parametrize("form", ["/", ".json", ".bib"])
def test_a_citation_that_is_none_is_named_and_the_list_offered(
    client: Client, story: Story, wrong: str, form: str
) -> None:
    response = client.get(f"/lists/claims{form}?{wrong}")
    assert response.status_code == 400
    assert wrong.partition("=")[0] in response.content.decode()


def test_a_list_as_bibtex_is_the_list_and_each_source_that_its_rows_rest_on(
    client: Client, story: Story
) -> None:
    response = client.get("/lists/claims.bib?topic=injured")
    first, *sources = bibtexparser.loads(response.content.decode()).entries
    page = as_json(client, LIST)
    assert first["url"] == f"http://testserver{page['cited_as']}"
    assert page["list_hash"] in first["note"]
    rows = Claim.objects.filter(topic=ClaimTopic.INJURED)
    keys = set(rows.values_list("citations__passage__source__slug", flat=True))
    assert {entry["ID"] for entry in sources} == keys
    assert all(entry["title"] for entry in sources)


def test_each_row_of_a_csv_names_the_version_that_can_be_opened(
    client: Client, story: Story
) -> None:
    header, *lines = client.get("/claims.csv?topic=injured").content.decode().splitlines()
    assert header.endswith(",version,version_hash,citations")
    for line in lines:
        ref = line.split(",")[0]
        version = PublicVersion.objects.filter(entry__ref=ref).latest("number")
        assert f",{version.number},{version.content_hash}," in line
