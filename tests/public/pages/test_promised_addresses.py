"""The addresses that are promised to readers and programs, each by its name, with its twins."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import Story
from tests.public.pages.reading import parse, read

pytestmark = pytest.mark.django_db

LISTS = (
    *("incidents", "villages", "people", "bodies", "groups", "trials", "defendants"),
    *("testimony", "sources", "claims"),
)
GATHERING = ("search", "timeline", "map", "about", "method", "data", "glossary", "limits")
OF_A_TRIAL = ("ledger", "allegations", "evidence")
PAGES: dict[str, Callable[[Story], str]] = {
    "incidents": lambda story: story.fire.slug,
    "villages": lambda story: story.village.slug,
    "people": lambda story: story.acquitted.slug,
    "bodies": lambda story: story.court.slug,
    "groups": lambda story: story.eight.slug,
    "trials": lambda story: story.trial.slug,
    "testimony": lambda story: story.last_word.slug,
    "sources": lambda story: story.report_source.slug,
    "claims": lambda story: story.beaten.ref,
}
TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv"}


@pytest.fixture
def story(told: Story) -> Story:
    """The story, told once: all tests here only read."""
    return told


def assert_twins(client: Client, html: str, **twins: str) -> None:
    """Each form answers in its type and names all others; HTML names them in its head too."""
    forms = {"html": html, **twins}
    for form, address in forms.items():
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.headers["Content-Type"].startswith(TYPES[form])
        if form == "csv":
            continue
        for other in forms.keys() - {form}:
            link = f'<{forms[other]}>; rel="alternate"; type="{TYPES[other]}"'
            assert link in response.headers["Link"], address
    page = parse(client.get(html).content.decode())[0]
    named = {one["type"]: one["href"] for one in page.all("link") if one["rel"] == "alternate"}
    assert {TYPES[form]: address for form, address in twins.items()}.items() <= named.items()
    assert [one["href"] for one in page.all("link") if one["rel"] == "canonical"] == [html]


def test_the_first_page(client: Client, story: Story) -> None:
    assert_twins(client, "/", json="/index.json")


@pytest.mark.parametrize("name", GATHERING)
def test_a_page_that_gathers(client: Client, story: Story, name: str) -> None:
    assert_twins(client, f"/{name}/", json=f"/{name}.json")


@pytest.mark.parametrize("noun", LISTS)
def test_a_list(client: Client, story: Story, noun: str) -> None:
    assert_twins(client, f"/{noun}/", json=f"/{noun}.json", csv=f"/{noun}.csv")
    results = client.get(f"/{noun}.json").json()["results"]
    rows = csv.DictReader(client.get(f"/{noun}.csv").content.decode().splitlines(keepends=True))
    assert [row["ref"] for row in rows] == [each["ref"] for each in results] != []
    page = read(client, f"/{noun}/")
    shown = [next(one.all("a"))["href"] for one in page.classed("name") if list(one.all("a"))]
    assert [each["url"] for each in results] == [one for one in shown if one]


@pytest.mark.parametrize("name", OF_A_TRIAL)
def test_a_page_of_its_own_about_a_trial(client: Client, story: Story, name: str) -> None:
    address = f"/trials/{story.trial.slug}/{name}"
    assert_twins(client, f"{address}/", json=f"{address}.json", csv=f"{address}.csv")


def test_all_allegations(client: Client, story: Story) -> None:
    page = "/allegations"
    assert_twins(client, f"{page}/", json=f"{page}.json", csv=f"{page}.csv")


@pytest.mark.parametrize("noun", PAGES)
def test_the_page_of_a_record(client: Client, story: Story, noun: str) -> None:
    address = f"/{noun}/{PAGES[noun](story)}"
    assert_twins(client, f"{address}/", json=f"{address}.json")


def test_a_defendant_is_read_on_the_page_of_the_person(client: Client, story: Story) -> None:
    slug = story.acquitted.slug
    for ending in ("/", ".json"):
        response = client.get(f"/defendants/{slug}{ending}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/people/{slug}{ending}"


@pytest.mark.parametrize("noun", ["sources", "testimony"])
def test_a_passage_is_a_window_with_the_passage_marked(
    client: Client, story: Story, noun: str
) -> None:
    source = story.report_source if noun == "sources" else story.last_word
    address = f"/{noun}/{source.slug}/p2"
    assert_twins(client, f"{address}/", json=f"{address}.json")
    (marked,) = [one for one in read(client, f"{address}/").all("li") if one["id"] == "p2"]
    assert list(marked.all("mark"))


def test_a_step_is_an_anchor_of_its_trial(client: Client, story: Story) -> None:
    page = read(client, f"/trials/{story.trial.slug}/")
    assert f"step-{story.conviction.ref}" in [one["id"] for one in page.all("li")]


def test_other_languages_have_the_same_addresses_below_their_own(
    client: Client, story: Story
) -> None:
    for path in ("/", "/claims/", "/limits/", f"/incidents/{story.fire.slug}/"):
        page = read(client, f"/ru{path}")
        assert [one["lang"] for one in page.all("html")] == ["ru"]


def test_the_health_of_the_site(client: Client, story: Story) -> None:
    assert client.get("/healthz").content == b"ok\n"
