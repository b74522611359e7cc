"""What is said to programs that look for pages: sitemaps, and robots.txt."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from archive.public.exports import sitemap
from archive.public.filters.base import ListFilter


def index(request: HttpRequest) -> HttpResponse:
    """Where the sitemaps are."""
    return sitemap.index(request)


def pages(request: HttpRequest) -> HttpResponse:
    """The pages beside those of records."""
    return sitemap.pages(request)


def of(declaration: type[ListFilter]) -> Callable[[HttpRequest], HttpResponse]:
    """The view of the sitemap of a list."""

    def view(request: HttpRequest) -> HttpResponse:
        """A part of it."""
        asked = request.GET.get("part", "1")
        part = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        found = sitemap.records(request, declaration, part) if part else None
        if found is None:
            raise Http404
        return found

    return view


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave, and where the sitemaps are."""
    where = request.build_absolute_uri(reverse("sitemap"))
    # Each filter of a list has an address, and there is no end of them.
    left = ("/admin/", "/search/", "/*?")
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in left), f"Sitemap: {where}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
