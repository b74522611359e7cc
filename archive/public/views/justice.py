"""Trials and defendants."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def trials_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def trials_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def defendants_list(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def defendants_page(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
