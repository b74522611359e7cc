"""People, bodies, groups."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def people_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def people_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def bodies_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def bodies_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def groups_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def groups_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
