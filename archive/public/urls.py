"""The addresses that readers can open. They are a promise: none is ever given another meaning.

Every list and page has a twin in JSON, every list one in CSV. Names: `<list>-list`, `<list>-page`,
`sources-passage`, `sources-file`, `sources-custody`, with `-json` or `-csv` behind for the twins,
and `-bib`, `-ris` or `-csl` for what is cited.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from archive.public.exports.sitemap import listed
from archive.public.exports.takeaway import FORMATS
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
from archive.public.views import lists as cited_lists
from archive.public.views import sitemaps as search_engines
from archive.public.views import tables as cross_tables
from archive.public.views import values as facet_values
from archive.public.views import versions as kept_versions

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
        path(f"{name}.atom", listing, {"form": "atom"}, name=f"{name}-list-atom"),
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


def values() -> list[URLPattern]:
    """All values of each facet of each list, at an address of a part of its own again."""
    return [
        pattern
        for name, declaration in LISTS.items()
        for pattern in page(
            f"values/{name}/<slug:facet>/", facet_values.of(declaration), f"{name}-values"
        )
    ]


def taken_along(address: str, view: View, name: str) -> list[URLPattern]:
    """What is cited at an address, in each format for programs that keep references."""
    return [
        path(f"{address}.{ending}", view, {"form": form}, name=f"{name}-{form}")
        for form, (ending, _writer) in FORMATS.items()
    ]


def versions(name: str, of: str = "", ending: str = "") -> list[URLPattern]:
    """How the records of a list are cited: all versions of each, and each version.

    `of` and `ending` say the same of a part of a record.
    """
    base, all_of, one = f"{name}/<slug:slug>/{of}", *kept_versions.of(name)
    version, called = f"{base}v<passage:number>", f"{name}{ending}-version"
    return [
        *page(f"{base}versions/", all_of, f"{called}s"),
        *page(f"{version}/", one, called),
        *taken_along(version, one, called),
    ]


def lists() -> list[URLPattern]:
    """How each list is cited. Its address is a part of its own too."""
    return [
        pattern
        for name, declaration in LISTS.items()
        for pattern in (
            *page(f"lists/{name}/", cited_lists.of(declaration), f"{name}-cited"),
            *taken_along(f"lists/{name}", cited_lists.of(declaration), f"{name}-cited"),
        )
    ]


def passages(name: str, view: View) -> list[URLPattern]:
    """The passages of a kind of source."""
    return page(f"{name}/<slug:slug>/p<passage:number>/", view, f"{name}-passage")


def sitemaps() -> list[URLPattern]:
    """What search engines are told of the pages."""
    return [
        path("robots.txt", search_engines.robots, name="robots"),
        path("sitemap.xml", search_engines.index, name="sitemap"),
        path("sitemaps/pages.xml", search_engines.pages, name="pages-sitemap"),
        *(
            path(f"sitemaps/{name}.xml", search_engines.of(declaration), name=f"{name}-sitemap")
            for name, declaration in listed().items()
        ),
    ]


def files(name: str, view: View, custody: View) -> list[URLPattern]:
    """The stored files of a kind of source that readers may have, each with its certificate."""
    address = f"{name}/<slug:slug>/files/<digest:sha256>"
    return [
        path(address, view, name=f"{name}-file"),
        *page(f"{address}/custody/", custody, f"{name}-custody"),
    ]


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
    *files("testimony", testimony.testimony_file, testimony.testimony_custody),
    *files("sources", sources.sources_file, sources.sources_custody),
    *table("trials/<slug:slug>/ledger", justice.trials_ledger, "trials-ledger"),
    *table("trials/<slug:slug>/allegations", justice.trials_allegations, "trials-allegations"),
    *table("trials/<slug:slug>/evidence", justice.trials_evidence, "trials-evidence"),
    *page("trials/<slug:slug>/dossier/", justice.trials_dossier, "trials-dossier"),
    *table("allegations", claims.allegations, "allegations"),
    *tables(),
    *lists(),
    *values(),
    *(each for name in LISTS if name != "defendants" for each in versions(name)),
    *(
        each
        for name in ("testimony", "sources")
        for each in versions(name, "p<passage:passage>/", "-passage")
    ),
    # Its queries are read and written like those of lists.
    *page("search/", search.search, "search-list"),
    *table("timeline", events.timeline, "timeline"),
    *page("map/", places.map_page, "map"),
    path("map.geojson", places.map_page, {"form": "geojson"}, name="map-geojson"),
    path("map.svg", places.map_picture, name="map-picture"),
    *page("about/", home.about, "about"),
    *page("method/", home.method, "method"),
    *page("about/design/", home.design, "design"),
    *page("limits/", home.limits, "limits"),
    *page("coverage/", home.coverage, "coverage"),
    *page("data/", home.data, "data"),
    *page("glossary/", home.glossary, "glossary"),
    *sitemaps(),
    path("healthz", health.healthz, name="healthz"),
]
