"""One read-only transaction on the public alias for each request of a reader.

So that a page, its counts and its rows all come from one state of the archive.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from archive.public import stamp
from archive.public.router import public_alias

STAFF_PATH = "/admin/"


class PublicTransaction:
    """Wrap a reader's request in a transaction of the public alias."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; admin pages read the records and need no public transaction."""
        if request.path.startswith(STAFF_PATH):
            return self.get_response(request)
        with transaction.atomic(using=public_alias()), stamp.read_once():
            return self.get_response(request)
