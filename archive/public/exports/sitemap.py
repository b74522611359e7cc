"""The addresses of all pages for search engines: sitemaps.org's form, in parts.

A page stands in it once, with its address in each language that the archive offers. What search
engines are asked to leave, such as results of a search, does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from archive.public import stamp
from archive.public.addresses import Addresses, list_address
from archive.public.filters import LISTS
from archive.public.filters.base import ListFilter
from archive.public.index import kept_rows
from archive.public.pages.site import site
from archive.public.wording import reader_language

MEDIA_TYPE = "application/xml"

IN_A_PART = 2_000
"""How many pages stand in one part: at most 50,000 are allowed, but phones read them too."""

GATHERING = (
    *("home", "timeline", "map", "about", "method", "limits", "coverage", "allegations"),
    *("glossary", "data"),
)
"""The pages beside those of lists, by name."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LINKS = "http://www.w3.org/1999/xhtml"

Page = dict[str, str]
"""The addresses of a page by language."""


def listed() -> dict[str, type[ListFilter]]:
    """The lists whose rows have pages of their own."""
    return {noun: declaration for noun, declaration in LISTS.items() if noun != "defendants"}


def index(request: HttpRequest) -> HttpResponse:
    """Where the parts are."""
    tables = kept_rows(stamp.current())
    addresses = [reverse("pages-sitemap")]
    for noun, declaration in listed().items():
        parts = max(1, -(-declaration.many(tables) // IN_A_PART))
        start = reverse(f"{noun}-sitemap")
        addresses += [f"{start}?part={part}" if part > 1 else start for part in range(1, parts + 1)]
    entries = (f"<sitemap><loc>{_written(request, each)}</loc></sitemap>" for each in addresses)
    return _answer(f'<sitemapindex xmlns="{_SPACE}">{"".join(entries)}</sitemapindex>')


def pages(request: HttpRequest) -> HttpResponse:
    """The pages that gather, and the lists."""

    def addresses() -> list[str]:
        return [*map(reverse, GATHERING), *map(list_address, LISTS)]

    return _sitemap(request, _in_languages(addresses))


def records(request: HttpRequest, declaration: type[ListFilter], part: int) -> HttpResponse | None:
    """The pages of a part of a list's rows; None when there is no such part."""
    start = (part - 1) * IN_A_PART
    rows = list(declaration.all_rows.order_by("pk")[start : start + IN_A_PART])
    if part > 1 and not rows:
        return None

    def addresses() -> list[str]:
        known = Addresses()
        return [known.of(row) for row in rows]

    return _sitemap(request, _in_languages(addresses))


def _in_languages(addresses: Callable[[], Sequence[str]]) -> list[Page]:
    """What is addressed, with its address in each language of the archive."""
    found: list[Page] = []
    for code in _languages():
        with translation.override(code):
            written = addresses()
        found = found or [{} for _each in written]
        for page, address in zip(found, written, strict=True):
            page[code] = address
    return found


def _languages() -> list[str]:
    offered = [code for code, _name in site(reader_language()).languages]
    return offered or [settings.LANGUAGE_CODE]


def _sitemap(request: HttpRequest, found: list[Page]) -> HttpResponse:
    entries = "".join(_entries(request, page) for page in found)
    return _answer(f'<urlset xmlns="{_SPACE}" xmlns:xhtml="{_LINKS}">{entries}</urlset>')


def _entries(request: HttpRequest, page: Page) -> str:
    """One page: an entry for each language, each with all others, as search engines ask for it."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_written(request, address)}"/>'
        for code, address in page.items()
    )
    return "".join(
        f"<url><loc>{_written(request, address)}</loc>{links}</url>" for address in page.values()
    )


def _written(request: HttpRequest, address: str) -> str:
    return escape(request.build_absolute_uri(address))


def _answer(content: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{content}\n'
    return HttpResponse(text, content_type=MEDIA_TYPE)
