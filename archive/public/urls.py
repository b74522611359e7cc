"""The addresses that readers can open. They are a promise: none is ever given another meaning.

Every list and page has a twin in JSON, every list one in CSV. Names: `<list>-list`, `<list>-page`,
`sources-passage`, `sources-file`, with `-json` or `-csv` behind for the twins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from archive.public.filters import LISTS
from archive.public.views import (
    claims,
    events,
    health,
    home,
    justice,
    people,
    places,
    search,
    sources,
    testimony,
)
from archive.public.views import tables as cross_tables

View = Callable[..., HttpResponseBase]


class PassageNumber:
    """A number from 1, short enough for any database."""

    regex = "[1-9][0-9]{0,6}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


class Digest:
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Its digits."""
        return value

    def to_url(self, value: str) -> str:
        """Its digits."""
        return value


register_converter(PassageNumber, "passage")
register_converter(Digest, "digest")


def page(address: str, view: View, name: str, *, json: str = "") -> list[URLPattern]:
    """A page and its twin; `json` is the twin's address where it is not that of the page."""
    twin = json or f"{address.rstrip('/')}.json"
    as_json: dict[str, Any] = {"form": "json"}
    return [path(address, view, name=name), path(twin, view, as_json, name=f"{name}-json")]


def table(address: str, view: View, name: str) -> list[URLPattern]:
    """A page that is a table as well."""
    as_csv = path(f"{address}.csv", view, {"form": "csv"}, name=f"{name}-csv")
    return [*page(f"{address}/", view, name), as_csv]


def noun(name: str, listing: View, record: View) -> list[URLPattern]:
    """A list with its twins and the pages of what it lists."""
    return [
        *table(name, listing, f"{name}-list"),
        *page(f"{name}/<slug:slug>/", record, f"{name}-page"),
    ]


def tables() -> list[URLPattern]:
    """The cross-table of each list. They have a part of the address of their own, so that no
    record's slug can be in its place."""
    return [
        pattern
        for name, declaration in LISTS.items()
        for pattern in table(f"tables/{name}", cross_tables.of(declaration), f"{name}-table")
    ]


def passages(name: str, view: View) -> list[URLPattern]:
    """The passages of a kind of source."""
    return page(f"{name}/<slug:slug>/p<passage:number>/", view, f"{name}-passage")


def files(name: str, view: View) -> list[URLPattern]:
    """The stored files of a kind of source that readers may have."""
    return [path(f"{name}/<slug:slug>/files/<digest:sha256>", view, name=f"{name}-file")]


urlpatterns: list[URLPattern] = [
    *page("", home.home, "home", json="index.json"),
    *noun("incidents", events.incidents_list, events.incidents_page),
    *noun("villages", places.villages_list, places.villages_page),
    *noun("people", people.people_list, people.people_page),
    *noun("bodies", people.bodies_list, people.bodies_page),
    *noun("groups", people.groups_list, people.groups_page),
    *noun("trials", justice.trials_list, justice.trials_page),
    *noun("defendants", justice.defendants_list, justice.defendants_page),
    *noun("testimony", testimony.testimony_list, testimony.testimony_page),
    *noun("sources", sources.sources_list, sources.sources_page),
    *noun("claims", claims.claims_list, claims.claims_page),
    *passages("testimony", testimony.testimony_passage),
    *passages("sources", sources.sources_passage),
    *files("testimony", testimony.testimony_file),
    *files("sources", sources.sources_file),
    *table("trials/<slug:slug>/ledger", justice.trials_ledger, "trials-ledger"),
    *table("trials/<slug:slug>/allegations", justice.trials_allegations, "trials-allegations"),
    *table("trials/<slug:slug>/evidence", justice.trials_evidence, "trials-evidence"),
    *table("allegations", claims.allegations, "allegations"),
    *tables(),
    *page("search/", search.search, "search"),
    *page("timeline/", events.timeline, "timeline"),
    *page("map/", places.map_page, "map"),
    path("map.svg", places.map_picture, name="map-picture"),
    *page("about/", home.about, "about"),
    *page("method/", home.method, "method"),
    *page("limits/", home.limits, "limits"),
    *page("coverage/", home.coverage, "coverage"),
    *page("data/", home.data, "data"),
    *page("glossary/", home.glossary, "glossary"),
    path("healthz", health.healthz, name="healthz"),
]
