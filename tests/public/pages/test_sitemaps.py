"""Sitemaps name every page that a search engine may have, in each language, and no other."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from archive.models import Incident
from archive.public.exports import sitemap
from archive.public.filters import LISTS
from archive.vocabularies import State
from tests import factories
from tests.factories import Story

pytestmark = pytest.mark.django_db

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def locations(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    found = ElementTree.fromstring(response.content).findall(".//s:loc", SPACE)
    return [(each.text or "").removeprefix("http://testserver") for each in found]


def parts(client: Client) -> list[str]:
    return locations(client, "/sitemap.xml")


def test_robots_are_led_to_all_parts_and_these_to_every_record(
    client: Client, story: Story
) -> None:
    (where,) = re.findall("^Sitemap: http://testserver(.*)$", client.get("/robots.txt").text, re.M)
    found = {page for part in locations(client, where) for page in locations(client, part)}
    for noun in LISTS:
        for prefix in ("", "/ru"):
            listed = client.get(f"{prefix}/{noun}.json").json()["results"]
            assert {row["url"].partition("#")[0] for row in listed} <= found


def test_every_page_in_them_answers_and_may_be_found(client: Client, story: Story) -> None:
    for part in parts(client):
        for page in locations(client, part):
            response = client.get(page)
            assert response.status_code == 200, page
            assert "noindex" not in response.headers.get("X-Robots-Tag", ""), page


def test_each_names_itself_in_every_language(client: Client, story: Story) -> None:
    tree = ElementTree.fromstring(client.get("/sitemaps/incidents.xml").content)
    for entry in tree.findall("s:url", SPACE):
        own = entry.findtext("s:loc", namespaces=SPACE)
        links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SPACE)}
        assert set(links) == {"en", "ru"}
        assert own in links.values()
        page = client.get(str(own).removeprefix("http://testserver")).text
        for code, address in links.items():
            if address != own:
                path = str(address).removeprefix("http://testserver")
                assert f'hreflang="{code}" href="{path}"' in page


def test_a_hidden_record_changes_no_byte_of_them(client: Client, story: Story) -> None:
    before = {part: client.get(part).content for part in [*parts(client), "/sitemap.xml"]}
    factories.incident("A secret meeting", state=State.DRAFT)
    assert {part: client.get(part).content for part in before} == before


def test_what_is_withdrawn_is_gone_at_once(client: Client, story: Story) -> None:
    address = f"/incidents/{story.fire.slug}/"
    assert address in locations(client, "/sitemaps/incidents.xml")
    Incident.objects.filter(pk=story.fire.pk).update(state=State.WITHDRAWN)
    assert address not in locations(client, "/sitemaps/incidents.xml")


def test_long_lists_have_several_parts(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = locations(client, "/sitemaps/claims.xml")
    monkeypatch.setattr(sitemap, "IN_A_PART", 3)
    several = [part for part in parts(client) if part.startswith("/sitemaps/claims.xml")]
    assert len(several) > 1
    assert [page for part in several for page in locations(client, part)] == whole
    beyond = f"/sitemaps/claims.xml?part={len(several) + 1}"
    assert client.get(beyond).status_code == 404


@pytest.mark.parametrize("part", ["0", "-1", "x", "²", "99999999999999999999"])
def test_a_part_that_is_none_is_not_there(client: Client, story: Story, part: str) -> None:
    assert client.get("/sitemaps/claims.xml", {"part": part}).status_code == 404
