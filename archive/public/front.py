"""The first thing that a reader's request meets: answers again what it has answered before.

It stands before Django, as the WSGI application that the server calls. It owns which answers are
kept, what a repeat read needs (the stamp, in one query), entity tags, HEAD and compression. It
knows no page and never asks who is reading: an answer that depends on that is not kept. Editors'
pages and static files pass by untouched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.db import Error, connections

from archive.public import stamp
from archive.public.middleware import BUILT_FROM
from archive.public.negotiation import encoding_for, is_known
from archive.public.page_store import Headers, Page, PageStore
from archive.public.router import PUBLIC
from archive.public.stamp import Stamp

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

PASSING_BY = ("/admin/", "/static/")
REVALIDATED = ("Cache-Control", "no-cache")
"""May be stored anywhere, but is asked for each time: a withdrawal holds for copies as well."""

DAY = 24 * 60 * 60


class Front:
    """A WSGI application before another one, with a store of pages."""

    def __init__(self, application: Application, store: PageStore) -> None:
        self._application = application
        self._store = store

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request from what is kept, or have it answered."""
        reads = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if not reads or environ.get("PATH_INFO", "").startswith(PASSING_BY):
            return self._application(environ, start_response)
        address = address_of(environ)
        page = self._kept(address)
        if page is None:
            return self._built(address, environ, start_response)
        return self._answer(address, page, environ, start_response)

    def _kept(self, address: Hashable) -> Page | None:
        """The page as of this moment; without the stamp nothing that is kept is believed."""
        if not self._store.holds(address):
            return None
        now = present_stamp()
        return self._store.get(address, now) if now else None

    def _built(
        self, address: Hashable, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Have the request answered; a HEAD is a GET whose body is left out."""
        told: list[Any] = []
        asked = {**environ, "REQUEST_METHOD": "GET"}
        if environ["REQUEST_METHOD"] == "HEAD":
            asked.pop("HTTP_RANGE", None)  # means nothing for a HEAD
        answer: Any = self._application(asked, lambda *given: told.extend(given))
        status, headers = told[0], revalidated(told[1])
        if getattr(answer, "streaming", True):
            start_response(status, headers)
            return _without_body(answer) if environ["REQUEST_METHOD"] == "HEAD" else answer
        try:
            page = Page(status, headers, b"".join(answer))
        finally:
            answer.close()
        built_from = asked.get(BUILT_FROM)
        if built_from and may_be_kept(status, headers):
            self._store.put(address, built_from, page)
        return self._answer(address, page, environ, start_response)

    def _answer(
        self, address: Hashable, page: Page, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The page in the encoding that is asked for, or a 304 when the reader has it already."""
        before = page.weight
        variant = page.variant(encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if page.weight != before:
            self._store.reweigh(address, page)
        known = is_known(environ.get("HTTP_IF_NONE_MATCH", ""), variant.etag)
        if known and page.status.startswith("200"):
            start_response("304 Not Modified", list(variant.unchanged))
            return []
        start_response(page.status, list(variant.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]


def address_of(environ: Environ) -> Hashable:
    """All that an answer can depend on beside the public rows.

    Pages name the day, and the host and the scheme by which they were asked for; the language
    stands in the path.
    """
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO"),
        environ.get("HTTP_HOST"),
        environ["SERVER_NAME"],
        environ["SERVER_PORT"],
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        int(time.time()) // DAY,
    )


def may_be_kept(status: str, headers: Headers) -> bool:
    """Whether an answer is whole, and the same for everyone: it sets no cookie and reads none."""
    names = {name.lower() for name, _value in headers}
    varying = ",".join(value for name, value in headers if name.lower() == "vary").lower()
    return status.startswith("200") and "set-cookie" not in names and not varying.strip()


def revalidated(headers: Headers) -> Headers:
    """The headers, with how the answer may be stored unless that is said already."""
    if any(name.lower() == "cache-control" for name, _value in headers):
        return headers
    return [*headers, REVALIDATED]


def present_stamp() -> Stamp | None:
    """The stamp as of now, in one query, on the connection that readers' requests use.

    A connection that has died in the meantime is opened anew, once. None when there is no stamp
    or no database, so that the request goes on to Django, which says so.
    """
    connection = connections[PUBLIC]
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    # The question itself tells whether the connection lives: no other is put before it.
    connection.health_check_done = True  # type: ignore[attr-defined]
    for _attempt in range(2):
        try:
            with connection.cursor() as cursor:
                cursor.execute(*stamp.question(connection.vendor))
                row = cursor.fetchone()
        except Error:
            if connection.in_atomic_block:
                return None
            connection.close()
            continue
        return Stamp(*row) if row else None
    return None


def _without_body(answer: Any) -> Iterable[bytes]:
    if hasattr(answer, "close"):
        answer.close()
    return []
