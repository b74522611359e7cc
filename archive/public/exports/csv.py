"""Lists as CSV: the whole filter in the order of the page, each row with its citations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


def list_response(request: HttpRequest, declaration: Any) -> HttpResponse:
    """All rows that the request asks for. Raises BadQuery."""
    raise NotImplementedError
