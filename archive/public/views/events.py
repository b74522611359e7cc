"""Incidents and the timeline."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def incidents_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def incidents_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def timeline(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
