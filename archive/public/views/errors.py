"""Pages for what is not there. They say the same whether a thing is hidden or never existed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for hidden, withdrawn in silence and never existed."""
    del request, exception
    return HttpResponse("Not found", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del request, exception
    return HttpResponse("Bad request", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without any word of why."""
    del request
    return HttpResponse("Server error", status=500)
