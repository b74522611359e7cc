"""The first page and the archive's words about itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def home(request: HttpRequest, slug: str = "", number: int = 0, form: str = "html") -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def about(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def method(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def data(request: HttpRequest, slug: str = "", number: int = 0, form: str = "html") -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404


def glossary(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
