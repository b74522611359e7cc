"""JSON tells what the page tells; CSV tells the whole list, and what each row rests on."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from archive.public.choosing import SHOWN_VALUES
from archive.public.filters import LISTS
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.asking import listed

pytestmark = pytest.mark.django_db


def as_json(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def as_csv(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(response.content.decode().splitlines()))


def test_a_list_in_json_has_exactly_the_agreed_shape(client: Client) -> None:
    factories.story()
    told = as_json(client, "/incidents.json?kind=detention")
    assert list(told) == ["count", "page", "pages", "facets", "results"]
    assert (told["count"], told["page"], told["pages"]) == (1, 1, 1)
    kind = told["facets"][0]
    assert kind == {
        "name": "kind",
        "label": "Kind",
        "values": [
            {"value": "detention", "label": "Detention", "count": 1, "selected": True},
            {
                "value": "destruction",
                "label": "Destruction of property",
                "count": 1,
                "selected": False,
            },
        ],
    }
    assert list(told["results"][0])[:4] == ["ref", "slug", "url", "title"]
    assert told["results"][0]["url"] == "/incidents/arrests-in-orlen/"


@pytest.mark.parametrize("noun", LISTS)
def test_every_result_can_be_opened_at_its_address(noun: str, client: Client) -> None:
    factories.story()
    results = as_json(client, f"/{noun}.json")["results"]
    assert results
    for each in results:
        assert client.get(each["url"]).status_code == 200, each["url"]


class _Page(HTMLParser):
    """The links of each result and the facet values of a list page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[str, str, int]] = []
        self.rows: list[set[str]] = []
        self.links: set[str] = set()
        self._in_rows = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "ol" and "rows" in given.get("class", ""):
            self._in_rows = True
        if tag == "li" and self._in_rows:
            self.rows.append(set())
        if tag == "a" and self._in_rows:
            self.rows[-1].add(given["href"])
        if tag == "a":
            self.links.add(given["href"])
        if "data-facet" in given:
            facet, value = given["data-facet"], given["data-value"]
            self.values.append((facet, value, int(given["data-count"])))

    def handle_endtag(self, tag: str) -> None:
        if tag == "ol":
            self._in_rows = False


@pytest.mark.parametrize("noun", LISTS)
def test_the_page_and_its_json_hold_the_same_rows_and_counts(noun: str, client: Client) -> None:
    random_archive.build(13)
    told = as_json(client, f"/{noun}.json")
    page = _Page()
    page.feed(client.get(f"/{noun}/").content.decode())
    assert len(page.rows) == len(told["results"])
    for links, result in zip(page.rows, told["results"], strict=True):
        assert result["url"] in links
    every: list[tuple[str, str, int]] = []
    for facet in told["facets"]:
        name = facet["name"]
        values = [(name, value["value"], value["count"]) for value in facet["values"]]
        shown = [value for value in page.values if value[0] == name]
        assert shown == values[:SHOWN_VALUES]
        leads_to_all = f"/values/{noun}/{name}/" in page.links
        assert leads_to_all == (len(values) > SHOWN_VALUES)
        every += values
    assert {name for name, _value, _count in page.values} == {name for name, _v, _c in every}


@pytest.mark.parametrize("noun", LISTS)
def test_all_values_of_a_facet_stand_on_a_page_of_their_own(noun: str, client: Client) -> None:
    random_archive.build(13)
    facet, *_others = as_json(client, f"/{noun}.json")["facets"]
    asked = f"?{facet['name']}={facet['values'][-1]['value']}"
    for query in ("", asked):
        told = as_json(client, f"/{noun}.json{query}")["facets"]
        for every in told:
            address = f"/values/{noun}/{every['name']}/{query}"
            page = _Page()
            page.feed(client.get(address).content.decode())
            values = [(every["name"], value["value"], value["count"]) for value in every["values"]]
            assert page.values == values
            twin = f"/values/{noun}/{every['name']}.json{query}"
            assert as_json(client, twin) == every


def test_values_of_no_facet_are_not_found(client: Client) -> None:
    assert client.get("/values/claims/no-such/").status_code == 404
    assert client.get("/values/no-such/topic/").status_code == 404


def test_all_values_of_a_query_that_is_wrong_are_refused(client: Client) -> None:
    assert client.get("/values/claims/topic/?no=such").status_code == 400


def test_what_is_chosen_is_shown_however_rare_it_is(client: Client) -> None:
    random_archive.build(13, size=40)
    for noun in LISTS:
        for facet in as_json(client, f"/{noun}.json")["facets"]:
            value = facet["values"][-1]["value"]
            page = _Page()
            page.feed(client.get(f"/{noun}/?{facet['name']}={value}").content.decode())
            assert value in [shown for name, shown, _count in page.values if name == facet["name"]]


@pytest.mark.parametrize("noun", LISTS)
def test_csv_holds_all_rows_of_the_filter_in_the_order_of_the_page(
    noun: str, client: Client
) -> None:
    random_archive.build(14, size=15)
    refs = []
    address = f"/{noun}/"
    while address:
        page = listed(address)
        refs += [each["ref"] for each in page.results]
        address = page.urls.next
    assert [row["ref"] for row in as_csv(client, f"/{noun}.csv")] == refs


def test_each_row_of_csv_carries_its_citations(client: Client) -> None:
    factories.story()
    cited = {row["title"]: row["citations"] for row in as_csv(client, "/incidents.csv")}
    source = "nine-on-trial-for-the-fire-of-orlen"
    assert cited["Fire at the mill of Orlen"] == f"{source}#1; {source}#2"
    defendants = {row["title"]: row["citations"] for row in as_csv(client, "/defendants.csv")}
    assert defendants["Anna Belskaya"] == f"{source}#3"
    sources = {row["slug"]: row["citations"] for row in as_csv(client, "/sources.csv")}
    assert sources[source] == f"{source}#1-6"


def test_a_citation_of_what_is_hidden_is_in_no_csv(client: Client) -> None:
    story = factories.story()
    passage = story.report_source.passages.get(number=2)
    factories.cite(story.arrests, passage)
    passage.citations.exclude(entry_id=story.arrests.pk).delete()
    passage.text, passage.withheld = "", True
    passage.save()
    cited = {row["title"]: row["citations"] for row in as_csv(client, "/incidents.csv")}
    assert cited["Arrests in Orlen"] == "nine-on-trial-for-the-fire-of-orlen#3"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_csv_is_a_formula(client: Client, sign: str) -> None:
    factories.source(f'{sign}HYPERLINK("x")', slug="sly")
    text = client.get("/sources.csv").content.decode()
    (row,) = csv.DictReader(text.splitlines(keepends=True))
    assert row["title"] == f'\'{sign}HYPERLINK("x")'


def test_an_empty_list_in_csv_still_names_its_columns(client: Client) -> None:
    (line,) = client.get("/trials.csv").content.decode().splitlines()
    first = ["ref", "slug", "url", "title", "when", "when_words", "court_slug", "court_title"]
    last = ["version", "version_hash", "citations"]
    assert line.split(",") == [*first, "case_number", "defendants", "steps", *last]


def test_csv_is_named_after_its_list(client: Client) -> None:
    response = client.get("/villages.csv")
    assert response["Content-Disposition"] == 'attachment; filename="villages.csv"'
