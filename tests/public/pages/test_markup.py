"""Each page stands without style, script or pictures, and says what it is."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import Story
from tests.public.pages.reading import Element, arguments, ids, names, parse

NO_PAGES = (
    *("-json", "-csv", "-atom", "-bib", "-ris", "-csl", "-geojson"),
    *("-file", "picture", "sitemap", "robots"),
)
PAGES = sorted(
    name
    for name in names()
    if not name.endswith(NO_PAGES) and name not in ("healthz", "defendants-page")
)


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, told: Story) -> Element:
    """Each page in turn, read once for all tests."""
    with translation.override(settings.LANGUAGE_CODE):
        response = Client().get(reverse(request.param, args=arguments(request.param)))
    tree, faults = parse(response.content.decode())
    assert faults == []
    return tree


def test_tags_are_closed_in_order_and_anchors_are_unique(page: Element) -> None:
    anchors = ids(page)
    assert len(anchors) == len(set(anchors))


def test_it_has_one_first_heading_and_no_level_is_left_out(page: Element) -> None:
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    for above, below in pairwise(levels):
        assert below <= above + 1, levels


def test_it_has_landmarks_a_title_and_a_language(page: Element) -> None:
    for tag in ("head", "header", "main", "footer", "html"):
        assert len(list(page.all(tag))) == 1
    assert len(list(next(page.all("head")).all("title"))) == 1
    assert next(page.all("title")).text.strip(" –")
    assert next(page.all("html"))["lang"] == "en"
    assert next(page.all("a"))["href"] == "#main"


def test_it_runs_nothing_and_styles_nothing_by_itself(page: Element) -> None:
    assert not list(page.all("script", "style", "iframe", "object", "embed"))
    for one in page.all():
        assert "style" not in one.attributes
        assert not [name for name in one.attributes if name.startswith("on")]


def test_it_asks_no_other_host_for_anything(page: Element) -> None:
    for one in page.all("link", "img", "source", "form", "script"):
        for name in ("href", "src", "srcset", "action"):
            assert not urlsplit(one[name]).netloc, one
    for one in page.all("a"):
        if urlsplit(one["href"]).netloc:
            assert "noreferrer" in one["rel"]


def test_pictures_tables_and_fields_say_what_they_are(page: Element) -> None:
    assert all(one["alt"] for one in page.all("img"))
    assert all(list(one.all("caption")) for one in page.all("table"))
    labelled = {one["for"] for one in page.all("label")}
    for one in page.all("input"):
        assert one["type"] == "hidden" or one["id"] in labelled


def test_links_say_where_they_lead(page: Element) -> None:
    for one in page.all("a"):
        pictures = (picture["alt"] for picture in one.all("img"))
        assert one.text.strip() or one["aria-label"] or any(pictures), one


def test_it_names_its_canonical_address_and_its_twin(page: Element) -> None:
    relations = {one["rel"]: one for one in page.all("link")}
    assert relations["canonical"]["href"].startswith("/")
    assert relations["alternate"]["type"] or relations["alternate"]["hreflang"]
    types = {one["type"] for one in page.all("link") if one["rel"] == "alternate"}
    assert "application/json" in types


def test_times_are_dates_that_html_knows(page: Element) -> None:
    for one in page.all("time"):
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2})?)?)?", one["datetime"])
