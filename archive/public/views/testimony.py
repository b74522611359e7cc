"""Testimony."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def testimony_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def testimony_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def testimony_passage(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
