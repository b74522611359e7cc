"""Answers are taken apart whatever the pieces are in which they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.benchmark import bare, serving

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\nhello, world"
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"


@given(st.lists(st.integers(1, len(ANSWER) - 1), max_size=5, unique=True).map(sorted))
def test_an_answer_is_complete_with_its_last_byte(cuts: list[int]) -> None:
    bounds = [0, *cuts, len(ANSWER)]
    pending = serving._Pending()
    told = [pending.complete_with(ANSWER[first:last]) for first, last in pairwise(bounds)]
    assert told == [False] * (len(told) - 1) + [True]


def test_a_304_has_no_body() -> None:
    pending = serving._Pending()
    assert pending.complete_with(UNCHANGED)
    assert pending.complete_with(ANSWER)


def test_an_answer_without_a_length_is_refused() -> None:
    with pytest.raises(serving.NoServer):
        serving._Pending().complete_with(b"HTTP/1.1 200 OK\r\n\r\n")


def test_the_bare_application_answers_as_many_bytes_as_it_is_asked() -> None:
    told: list[object] = []
    body = bare.application({"PATH_INFO": "/123"}, lambda *each: told.extend(each))
    assert len(b"".join(body)) == 123
    assert ("Content-Length", "123") in told[1]  # type: ignore[operator]


@pytest.fixture
def port() -> Iterator[int]:
    """A server that greets, on loopback."""

    class Greeting(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_words: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer((serving.HOST, 0), Greeting)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_clients_ask_until_the_time_is_over(port: int) -> None:
    asked = []

    def request() -> bytes:
        asked.append(1)
        return serving.asking("/")

    answered = serving.rate(port, request, seconds=0.2, clients=2)
    assert 0 < answered * 0.2 <= len(asked)


def test_a_client_reads_status_headers_and_body(port: int) -> None:
    with serving.Client(port) as client:
        status, headers, body = client.get("/")
    assert (status, headers["content-length"], body) == (200, "5", b"hello")
