"""What holds for each request of a reader: one state of the archive, and one language.

A page, its counts and its rows come from one read-only transaction, and the answer says from which
state it was built, so that it is kept for this state or for none. The language stands in the
address: no header and no cookie of a reader is asked for it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from archive.public import moment, stamp
from archive.public.router import public_alias

STAFF_PATH = "/admin/"

BUILT_FROM = "archive.built_from"
"""Where a request tells the stamp that its answer was built from, for whoever would keep it."""


class PublicTransaction:
    """Wrap a reader's request in a transaction of the public alias."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; admin pages read the records and need no public transaction.

        The stamp is read first, so that the transaction sees the state that it names.
        """
        if request.path.startswith(STAFF_PATH):
            return self.get_response(request)
        with transaction.atomic(using=public_alias()), stamp.read_once():
            built_from = stamp.current()
            with moment.watched() as looked_beyond:
                response = self.get_response(request)
            if built_from and not looked_beyond:
                request.META[BUILT_FROM] = built_from
            return response


class LanguageOfAddress:
    """The language of an answer is the one that its address begins with, or else the default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request in its language, and say in which."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response
