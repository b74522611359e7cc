"""All values of a facet of a list, where its page shows the first of them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase

from archive.public.exports.json import facet_as_data
from archive.public.filters.base import ListFilter
from archive.public.listing import values_page
from archive.public.query import BadQuery
from archive.public.views.answers import NOINDEX, answer, bad_query


def of(declaration: type[ListFilter]) -> Callable[..., HttpResponseBase]:
    """The view of the facets of a list."""

    def view(request: HttpRequest, facet: str, form: str = "html") -> HttpResponseBase:
        """Every value of a facet in a form."""
        if facet not in declaration.facets():
            raise Http404
        try:
            page = values_page(request, declaration, facet)
        except BadQuery as problem:
            return bad_query(request, problem, form)
        told = facet_as_data(page.facet) if form == "json" else page
        urls = {"html": page.url, "json": page.url_json}
        return answer(request, "public/values.html", told, form, urls=urls, robots=NOINDEX)

    return view
