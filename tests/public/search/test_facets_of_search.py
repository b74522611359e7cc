"""What a search can be narrowed by, as lists can."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from archive.public.pages.search import SearchPage
from archive.vocabularies import SourceKind
from tests import factories
from tests.public.facets import random_archive
from tests.public.search.asking import found, searched

pytestmark = pytest.mark.django_db


def at(address: str) -> SearchPage:
    """The page at an address that stands on another."""
    asked: dict[str, Any] = parse_qs(urlsplit(address).query)
    return searched(asked.pop("q")[0], **asked)


def counts(page: SearchPage, name: str) -> dict[str, int]:
    """The counts of one facet."""
    (facet,) = [one for one in page.facets if one.name == name]
    return {one.value: one.count for one in facet.values}


@pytest.mark.parametrize("chosen", [{}, {"kind": "passage"}, {"language": ["en", "ru"]}])
def test_every_count_is_that_of_the_page_that_it_leads_to(
    chosen: dict[str, Any],
) -> None:
    random_archive.build(7)
    page = searched("source", **chosen)
    values = [one for facet in page.facets for one in facet.values]
    assert len(values) > 10
    for one in values:
        assert at(one.url).count == one.count, one.url
        if one.url_without:
            chips = [chip.value_label for chip in at(one.url_without).chips]
            assert one.label not in chips


def test_results_are_narrowed_by_what_they_are() -> None:
    factories.story()
    assert counts(searched("orlen"), "kind") == {
        "incident": 2, "source": 2, "organisation": 1, "passage": 1, "place": 1,
    }  # fmt: skip
    assert found("orlen", kind="place") == [("place", "Orlen")]
    assert {kind for kind, _title in found("orlen", kind=["place", "passage"])} == {
        "place",
        "passage",
    }
    assert "place" not in dict(found("orlen", **{"kind.not": "place"}))


def test_testimony_is_told_from_other_sources() -> None:
    factories.testimony("What she saw at the mill", passages=("The mill burned.",))
    factories.source("A mill", language="ru", passages=("The mill burned.",))
    assert found("mill", kind="testimony") == [("testimony", "What she saw at the mill")]
    assert found("mill", kind="source") == [("source", "A mill")]
    spoken = found("mill", source_kind=SourceKind.TESTIMONY)
    assert {kind for kind, _title in spoken} == {"testimony", "passage"}
    assert {title for _kind, title in found("mill", language="ru")} == {"A mill"}


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "unicorn"},
        {"colour": "red"},
        {"language": "zz"},
        {"page": "0"},
        {"page": "2"},
        {"sort": "date"},
        {"q": "x" * 201},
    ],
)
@pytest.mark.parametrize("form", ["/search/", "/search.json"])
def test_what_the_search_does_not_know_answers_400_and_offers_the_rest(
    client: Client, form: str, asked: dict[str, str]
) -> None:
    factories.story()
    answer = client.get(form, {"q": "orlen", **asked})
    assert answer.status_code == 400
    if form.endswith("json"):
        offered = answer.json()["address"]
        assert client.get(offered).status_code == 200


def test_an_address_has_one_spelling(client: Client) -> None:
    factories.story()
    factories.source("Mill", language="ru")
    spelt = "/search/?q=+orlen++&page=1&language=ru&language=en&kind=passage&kind=passage"
    answer = client.get(spelt)
    canonical = "/search/?kind=passage&language=en&language=ru&q=orlen"
    assert f'<{canonical}>; rel="canonical"' in answer.headers["Link"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_what_is_chosen_can_be_taken_back() -> None:
    factories.story()
    factories.source("Mill", language="ru")
    page = searched("orlen", kind="passage", **{"language.not": "ru"})
    assert [(chip.label, chip.value_label) for chip in page.chips] == [
        ("Kind", "Passage"),
        ("Language of the source", "not: Russian"),
    ]
    assert page.urls["reset"] == "/search/?q=orlen"
    assert at(page.chips[0].url_without).count >= page.count


def test_json_tells_facets_as_lists_do(client: Client) -> None:
    factories.story()
    listed = client.get("/claims.json").json()
    told = client.get("/search.json", {"q": "orlen", "kind": "place"}).json()
    assert listed.keys() <= told.keys()
    assert {tuple(one) for one in listed["facets"]} == {tuple(one) for one in told["facets"]}
    (kind,) = [one for one in told["facets"] if one["name"] == "kind"]
    (value,) = [one for one in kind["values"] if one["value"] == "place"]
    assert value == {"value": "place", "label": "Place", "count": 1, "selected": True}
    assert told["count"] == len(told["results"]) == 1
