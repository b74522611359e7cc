"""Menus are written once for each language, and know nothing of the page that they stand on."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.vocabularies import State
from tests.factories import Story
from tests.public.pages.reading import Element, read

pytestmark = pytest.mark.django_db

PAGES = ("/", "/claims/?topic=killed", "/people/anna-belskaya/", "/search/?q=mill", "/about/")


def menus(page: Element) -> list[list[tuple[str, str]]]:
    """The words and addresses of the menus of a page."""
    found = [nav for nav in page.all("nav") if nav["class"] in ("lists", "map")]
    return [[(link.text, link["href"]) for link in nav.all("a")] for nav in found]


def test_they_are_the_same_on_every_page_and_in_the_language_of_each(
    client: Client, story: Story
) -> None:
    english = menus(read(client, "/"))
    assert len(english) == 2
    for path in PAGES:
        for prefix in ("/ru", "", "/kk"):
            told = menus(read(client, f"{prefix}{path}"))
            links = [[(words, f"{prefix}{url}") for words, url in menu] for menu in english]
            assert [[url for _words, url in menu] for menu in told] == [
                [url for _words, url in menu] for menu in links
            ]


def test_nothing_of_what_was_withdrawn_stays_in_them(client: Client, story: Story) -> None:
    path = f"/incidents/{story.fire.slug}/"
    assert "Fire at the mill" in read(client, path).text
    story.fire.state = State.WITHDRAWN
    story.fire.save()
    assert "Fire at the mill" not in client.get(path).content.decode()
    assert "Fire at the mill" not in client.get("/glossary/").content.decode()
