"""Places and the map."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def villages_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def villages_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def map_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def map_picture(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
