"""Lists as they are cited."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from archive import citing
from archive.public.exports import bibtex
from archive.public.exports.citations import cite_lines
from archive.public.filters.base import ListFilter
from archive.public.listing import whole_list
from archive.public.models import PublicSource
from archive.public.pages.lists import CITED, CitedList, cited_list
from archive.public.pages.site import site
from archive.public.query import BadQuery
from archive.public.views.answers import NOINDEX, answer, bad_query
from archive.public.wording import reader_language


def of(declaration: type[ListFilter]) -> Callable[..., HttpResponseBase]:
    """The view of a list as it is cited."""

    def view(request: HttpRequest, form: str = "html") -> HttpResponseBase:
        """The list in a form."""
        try:
            page = cited_list(request.GET, declaration, reader_language())
        except BadQuery as problem:
            return bad_query(request, problem, form)
        if form == "bib":
            return bibtex.response(f"{page.noun}-list", _entries(request, declaration, page))
        urls = {"html": page.url}
        path, _mark, query = page.url.partition("?")
        for name in ("json", "bib"):
            urls[name] = "?".join(filter(None, (f"{path.rstrip('/')}.{name}", query)))
        return answer(request, "public/list.html", page, form, urls=urls, robots=NOINDEX)

    return view


def _entries(
    request: HttpRequest, declaration: type[ListFilter], page: CitedList
) -> list[bibtex.Entry]:
    """The list itself, and every source on which its rows rest."""
    language = reader_language()
    asked = "; ".join(f"{chip.label}: {chip.value_label}" for chip in page.chips)
    entry = bibtex.list_entry(
        key=f"{page.noun}-{page.list_hash[:8]}",
        title=f"{page.title} ({asked})" if asked else page.title,
        archive=site(language).title.text,
        day=page.day.edtf,
        note=f"{page.count} rows, SHA-256 {page.list_hash}",
        url=request.build_absolute_uri(page.cited_as),
    )
    return [entry, *bibtex.source_entries(_sources(request, declaration), language)]


def _sources(request: HttpRequest, declaration: type[ListFilter]) -> list[PublicSource]:
    asked = request.GET.copy()
    asked.pop(CITED, None)
    keys = {
        item.key
        for rows, _results in whole_list(asked, declaration)
        for line in cite_lines(rows, declaration).values()
        for item in citing.parse(line)
    }
    rows = PublicSource.objects.filter(slug__in=sorted(keys)).select_related("author")
    return list(rows.order_by("slug"))
