"""Asks for pages within the process: whole requests to the web application, no network."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import clear_url_caches, path

PLAIN_ADDRESS = "/benchmark/plain/"
PLAIN_LENGTH = 500
NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT KEPT.KEEP()")
"""Bounds of transactions, and the upkeep that the first request of a day does."""


EXPECTED = (200, 304)


class NotAnswered(RuntimeError):  # noqa: N818 - what happened
    """A page is not answered as readers expect it: its time would tell nothing."""


@dataclass(frozen=True)
class Reply:
    """What came back; names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def compressed(self) -> int:
        """How many bytes travel: as they came where they came compressed, else by gzip -6."""
        if self.headers.get("content-encoding"):
            return len(self.body)
        return len(gzip.compress(self.body, 6))


def call(application: Any, address: str, **headers: str) -> Reply:
    """Ask a WSGI application for an address as an anonymous reader. Raises NotAnswered."""
    environ = RequestFactory().get(address, headers=headers or None).environ
    environ["HTTP_HOST"] = "127.0.0.1"
    told: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _problem: Any = None) -> None:
        told[:] = [status, headers]

    answered = application(environ, start_response)
    try:
        body = b"".join(answered)
    finally:
        if hasattr(answered, "close"):
            answered.close()
    status, found = told
    if int(status[:3]) not in EXPECTED:
        raise NotAnswered(f"{address} answers {status}")
    return Reply(int(status[:3]), {name.lower(): value for name, value in found}, body)


@contextmanager
def plain_view() -> Iterator[str]:
    """A view that does nothing, at the address given, behind the same middleware as every page."""
    from config import urls

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("." * PLAIN_LENGTH)

    urls.urlpatterns.insert(0, path(PLAIN_ADDRESS.lstrip("/"), view))
    clear_url_caches()
    try:
        yield PLAIN_ADDRESS
    finally:
        del urls.urlpatterns[0]
        clear_url_caches()


def queries(work: Callable[[], Any]) -> int:
    """How many statements a work sends to the database, except NOT_COUNTED."""
    counted: list[str] = []

    def wrapper(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(NOT_COUNTED):
            counted.append(sql)
        return execute(sql, parameters, many, context)

    with ExitStack() as stack:
        # Two aliases may share a connection, as in tests: no statement is to count twice.
        for connection in {id(each): each for each in connections.all()}.values():
            stack.enter_context(connection.execute_wrapper(wrapper))
        work()
    return len(counted)
