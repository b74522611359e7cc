"""Search over everything that readers can see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from archive.public.pages.search import search_page
from archive.public.query import BadQuery
from archive.public.views.answers import NOINDEX, answer, bad_query
from archive.public.wording import reader_language


def search(request: HttpRequest, form: str = "html") -> HttpResponse:
    """What holds the words of `q`; the first page says how to search when there are none."""
    try:
        page = search_page(request.GET, reader_language())
    except BadQuery as problem:
        return bad_query(request, problem, form)
    urls = {name: page.urls[name] for name in ("html", "json")}
    said = page.told() if form == "json" else page
    # Results of a search are no pages of the archive: search engines are asked to leave them.
    return answer(request, "public/search.html", said, form, urls=urls, robots=NOINDEX)
