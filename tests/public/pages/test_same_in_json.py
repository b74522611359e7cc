"""The page and its twin say the same."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Story
from tests.public.pages.reading import arguments, names, parse

pytestmark = pytest.mark.django_db
RECORDS = sorted(
    name for name in names() if name.endswith(("-page", "-passage")) and name != "defendants-page"
)
SAID = ("text", "title", "words", "used_to_prove", "term", "quotation", "display", "label")
"""The keys under which a page keeps what it says."""

NOT_PRINTED = ("fidelity", "naming")


@pytest.fixture
def story(told: Story) -> Story:
    """The story, told once: all tests here only read."""
    return told


def strings(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in JSON with the key that it stands under."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in NOT_PRINTED:
                yield from strings(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value, key)
    elif isinstance(data, str):
        yield key, data


def plain(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.mark.parametrize("name", RECORDS)
def test_whatever_the_twin_says_is_on_the_page(client: Client, story: Story, name: str) -> None:
    path = reverse(name, args=arguments(name))
    page = plain(parse(client.get(path).content.decode())[0].text)
    data = client.get(reverse(f"{name}-json", args=arguments(name))).json()
    said = {plain(text) for key, text in strings(data) if key in SAID and text}
    # Stances are printed as verbs; that a name is preferred or a member known goes without saying.
    unsaid = {"asserts", "denies", "preferred", "known"}
    missing = {text for text in said if text not in page} - unsaid
    assert missing == set()


@pytest.mark.parametrize("name", RECORDS)
def test_the_page_has_as_many_statements_as_its_twin(
    client: Client, story: Story, name: str
) -> None:
    path = reverse(name, args=arguments(name))
    page = parse(client.get(path).content.decode())[0]
    data = client.get(reverse(f"{name}-json", args=arguments(name))).json()
    told = json.dumps(data).count('"stance": {')
    if name == "claims-page":
        told -= 2  # the claim itself and its stance stand in the head of the page
    assert len(page.classed("statement")) == told


@pytest.mark.parametrize("name", sorted(name for name in names() if name.endswith("-json")))
def test_no_number_of_the_database_is_in_a_twin(client: Client, story: Story, name: str) -> None:
    """Numbers are counts, places in a text, or digits of a text; no key is called id."""

    def keys(data: Any) -> Iterator[str]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield key
                yield from keys(value)
        elif isinstance(data, list):
            for value in data:
                yield from keys(value)

    data = client.get(reverse(name, args=arguments(name)), follow=True).json()
    assert not {key for key in keys(data) if key in ("id", "pk") or key.endswith("_id")}


def test_a_page_leads_to_its_twin_in_its_head_and_headers(client: Client, story: Story) -> None:
    response = client.get("/trials/trial-of-the-nine/")
    assert response.headers["Link"] == (
        '</trials/trial-of-the-nine/>; rel="canonical", '
        '</trials/trial-of-the-nine.json>; rel="alternate"; type="application/json"'
    )
    assert b'href="/trials/trial-of-the-nine.json"' in response.content
