"""Lists as they are cited."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from archive import citing
from archive.public.exports import takeaway
from archive.public.exports.citations import cite_lines
from archive.public.exports.works import list_work, source_works
from archive.public.filters.base import ListFilter
from archive.public.listing import whole_list
from archive.public.models import PublicSource
from archive.public.pages.lists import CITED, cited_list
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
        language = reader_language()
        url = request.build_absolute_uri(page.cited_as)
        work = list_work(page, site(language).title.text, url)
        if form in takeaway.FORMATS:
            sources = source_works(_sources(request, declaration), language)
            return takeaway.response(form, f"{page.noun}-list", [work, *sources])
        urls = {"html": page.url, **takeaway.addresses(page.url, "json")}
        template = "public/list.html"
        return answer(request, template, page, form, urls=urls, robots=NOINDEX, work=work)

    return view


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
