"""Search."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def search(
    request: HttpRequest, slug: str = "", number: int = 0, form: str = "html"
) -> HttpResponse:
    """To come."""
    del request, slug, number, form
    raise Http404
