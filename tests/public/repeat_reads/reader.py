"""Asks through the WSGI entry, as a web server does, and counts what the database is asked."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from archive.public.front import Front
from archive.public.page_store import PageStore

MEGABYTE = 1024 * 1024
_UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
_NOT_ASKED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Answer:
    """What came back. `queries` are those of the readers' side, without the transaction's frame."""

    status: int
    headers: dict[str, str]
    body: bytes
    queries: int

    @property
    def content(self) -> bytes:
        """The body without its encoding."""
        return _UNPACK[self.headers.get("content-encoding", "")](self.body)

    @property
    def text(self) -> str:
        """The same as text."""
        return self.content.decode()

    def json(self) -> Any:
        """The same as data."""
        return json.loads(self.content)


class Reader:
    """Somebody who reads through a web server, whose store holds so many octets."""

    def __init__(self, octets: int = 16 * MEGABYTE) -> None:
        self.store = PageStore(octets)
        self.front = Front(WSGIHandler(), self.store)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address; `accept_encoding="gzip"` and its like are headers."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        environ = RequestFactory().generic(method, path, headers=given).environ
        told: list[Any] = []
        with _one_connection(), CaptureQueriesContext(connections["public"]) as captured:
            answer: Any = self.front(environ, lambda *start: told.extend(start))
            body = b"".join(answer)
            if hasattr(answer, "close"):
                answer.close()
        names = [name.lower() for name, _value in told[1]]
        assert len(names) == len(set(names)), f"a header stands twice: {told[1]}"
        return Answer(
            int(told[0][:3]),
            {name.lower(): value for name, value in told[1]},
            body,
            sum(_is_question(query["sql"]) for query in captured),
        )

    def head(self, path: str, **headers: str) -> Answer:
        """Ask for the headers alone."""
        return self.get(path, method="HEAD", **headers)

    def keeps(self, path: str, **headers: str) -> bool:
        """Whether a page that was asked for before comes out of the store."""
        self.get(path, **headers)
        return self.get(path, **headers).queries == 1


@contextmanager
def _one_connection() -> Iterator[None]:
    """Leave the connection open, in whose transaction the test runs, as Django's client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _is_question(sql: str) -> bool:
    # That the keys are kept at each request is the tests' own doing.
    return not sql.startswith(_NOT_ASKED) and "kept.keep" not in sql
