"""Search over everything that readers can see."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.public.filters.base import page_number, words
from archive.public.query import BadQuery
from archive.public.search import BadSearch, find
from archive.public.views.answers import answer, bad_query
from archive.public.wording import reader_language


def search(request: HttpRequest, form: str = "html") -> HttpResponse:
    """What holds the words of `q`; the first page says how to search when there are none."""
    asked = ""
    try:
        for name in request.GET:
            if name not in ("q", "page"):
                raise ValueError(_("The search takes “q” and “page” only."))
        asked = words(request.GET.get("q", ""))
        page = int(page_number(request.GET.get("page", "1")) or 1)
        found = find(asked, reader_language(), page)
    except (ValueError, BadSearch) as problem:
        return bad_query(request, BadQuery(str(problem), address("html", asked)), form)
    urls = {name: address(name, asked, page) for name in ("html", "json")}
    turns = {
        "previous": address("html", asked, page - 1) if page > 1 else "",
        "next": address("html", asked, page + 1) if page < found.pages else "",
    }
    # Results of a search are no pages of the archive: search engines are asked to leave them.
    return answer(
        request, "public/search.html", found, form, urls=urls, robots="noindex", turns=turns
    )


def address(form: str, asked: str, page: int = 1) -> str:
    """The address of a page of results."""
    said = {"q": asked} if asked else {}
    query = urlencode({**said, "page": page} if page > 1 else said)
    path = reverse("search" if form == "html" else f"search-{form}")
    return f"{path}?{query}" if query else path
