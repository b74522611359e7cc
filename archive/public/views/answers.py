"""How a page is answered: as HTML or as its twin in JSON, with the headers that go with it.

The same data is printed in both. Nothing here asks who is reading.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language

from archive.public.addresses import versions_address
from archive.public.choosing import SHOWN_VALUES
from archive.public.exports import atom, csl, geojson, ris
from archive.public.exports import csv as csv_export
from archive.public.exports import json as json_export
from archive.public.exports.styles import styled
from archive.public.exports.works import Work
from archive.public.filters.base import ListFilter
from archive.public.listing import list_page
from archive.public.pages.site import Site, site
from archive.public.query import BadQuery
from archive.public.wording import reader_language

M = TypeVar("M", bound=Model)

NOINDEX = "noindex"
"""What robots are told of pages that are to be found from others, not from a search engine."""

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "atom": atom.MEDIA_TYPE,
    "bib": "application/x-bibtex",
    "ris": ris.MEDIA_TYPE,
    "csl": csl.MEDIA_TYPE,
    "geojson": geojson.MEDIA_TYPE,
}


def answer(
    request: HttpRequest,
    template: str,
    page: Any,
    form: str,
    *,
    urls: Mapping[str, str],
    frame: Site | None = None,
    robots: str = "",
    turns: Mapping[str, str] | None = None,
    cite: str = "",
    work: Work | None = None,
) -> HttpResponse:
    """Print a page in a form. `cite` is where it is said how to cite it, `work` what is cited.

    `urls` are its addresses by form: html, json, perhaps csv; `turns` those of the pages before
    and after it, where a template cannot know them.
    """
    if form == "json":
        response = HttpResponse(as_json(page), content_type="application/json")
    else:
        frame = frame or site(reader_language())
        context = {
            "page": page,
            "site": frame,
            "urls": urls,
            "robots": robots,
            "turns": turns,
            "cite": cite,
            "work": work,
            "styles": styled(work, timezone.now().date()) if work else [],
            "translations": translations(frame, urls["html"]),
        }
        response = render(request, template, context)
    response["Link"] = ", ".join(links(urls, form))
    if robots:
        response["X-Robots-Tag"] = robots
    return response


def record_answer(
    request: HttpRequest, template: str, page: Any, form: str, *, robots: str = ""
) -> HttpResponse:
    """Print the page of a record, whose versions can be cited."""
    cite = versions_address(page.url)
    return answer(request, template, page, form, urls=twins(page.url), robots=robots, cite=cite)


def links(urls: Mapping[str, str], form: str) -> list[str]:
    """The values of the Link header: the canonical address, and the twins of this form."""
    canonical = [f'<{urls["html"]}>; rel="canonical"']
    return canonical + [
        f'<{url}>; rel="alternate"; type="{MEDIA_TYPES.get(name, "text/html")}"'
        for name, url in urls.items()
        if name != form and url
    ]


def translations(frame: Site, url: str) -> list[tuple[str, str, str]]:
    """The same page in the languages of the archive: code, the language's own name, address."""
    path, mark, query = url.partition("?")
    return [
        (code, name, _translated(path, code, get_language()) + mark + query)
        for code, name in frame.languages
    ]


@lru_cache(maxsize=5_000)
def _translated(path: str, code: str, spoken: str | None) -> str:
    """An address in another language than the one that is spoken, looked up once."""
    del spoken  # in which the path is written
    return translate_url(path, code)


class _Encoder(DjangoJSONEncoder):
    """Parts of pages as objects."""

    def default(self, o: Any) -> Any:
        """What is neither text, number, list nor dict."""
        return asdict(o) if is_dataclass(o) and not isinstance(o, type) else super().default(o)


def as_json(page: Any) -> str:
    """A page's data as text."""
    return json.dumps(page, cls=_Encoder, ensure_ascii=False)


def list_answer(request: HttpRequest, declaration: type[ListFilter], form: str) -> HttpResponseBase:
    """Print a list in a form, or say which part of the query it does not know."""
    try:
        if form == "csv":
            return csv_export.list_response(request, declaration)
        if form == "atom":
            return atom.list_response(request, declaration)
        most_values = SHOWN_VALUES if form == "html" else None
        listed = list_page(request, declaration, most_values)
    except BadQuery as problem:
        return bad_query(request, problem, form)
    urls = {
        "html": listed.urls.canonical,
        "json": listed.urls.json,
        "csv": listed.urls.csv,
        "atom": listed.urls.atom,
    }
    if form == "json":
        response = json_export.list_response(listed)
        response["Link"] = ", ".join(links(urls, form))
        return response
    return answer(request, f"public/{listed.noun}/list.html", listed, form, urls=urls)


def bad_query(request: HttpRequest, problem: BadQuery, form: str) -> HttpResponse:
    """400: what is wrong with a query, and the list without it."""
    told = {"problem": problem.problem, "address": problem.address_without_it}
    if form != "html":
        return HttpResponse(as_json(told), content_type="application/json", status=400)
    context = {"site": site(reader_language()), "page": told}
    return render(request, "400.html", context, status=400)


def one(rows: QuerySet[M]) -> M:
    """The one record that an address names, or a 404 that says nothing more."""
    record = rows.first()
    if record is None:
        raise Http404
    return record


def twins(url: str) -> dict[str, str]:
    """The addresses of a record's page by form."""
    return {"html": url, "json": f"{url.rstrip('/')}.json"}


def named_twins(name: str) -> dict[str, str]:
    """The same for a page with a name."""
    return {"html": reverse(name), "json": reverse(f"{name}-json")}
