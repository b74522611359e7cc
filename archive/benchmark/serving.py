"""Starts servers on loopback and asks them over HTTP, with as little work of its own as can be."""

from __future__ import annotations

import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
LONGEST_START = 60.0
WORKER = "gthread, 1 process, 4 threads"


class NoServer(RuntimeError):  # noqa: N818 - what happened
    """A server did not start in time, or ended."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@contextmanager
def served(command: Sequence[str], port: int, ready: str) -> Iterator[int]:
    """A server for the length of the block; it is waited for until `ready` answers.

    Gives the id of its process.
    """
    process = subprocess.Popen(  # noqa: S603 - the archive itself, or a peer
        command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, port, ready)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int, ready: str) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with Client(port) as client:
                client.get(ready)
                return
        except OSError:
            time.sleep(0.1)
    raise NoServer(f"No server on port {port} after {LONGEST_START:.0f} s.")


def peak_of_workers(master: int) -> int:
    """KiB of memory that the processes of a server took at most; 0 where it cannot be read."""
    children = Path(f"/proc/{master}/task/{master}/children")
    if not children.exists():
        return 0
    statuses = [Path(f"/proc/{each}/status").read_text() for each in children.read_text().split()]
    peaks = (line for text in statuses for line in text.splitlines() if line.startswith("VmHWM:"))
    return sum(int(line.split()[1]) for line in peaks)


def gunicorn(application: str, port: int, processes: int = 1, threads: int = 4) -> list[str]:
    """The command that serves an application as the archive is served."""
    return [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}"),
        *("--workers", str(processes), "--threads", str(threads), "--worker-class", "gthread"),
        *("--no-control-socket", "--log-level", "error"),
    ]


def datasette(file: Path, metadata: Path, port: int) -> list[str]:
    """The command that serves the flat tables with Datasette, without limits of time."""
    limits = ("facet_time_limit_ms", "600000", "sql_time_limit_ms", "600000")
    return [
        *(sys.executable, "-m", "datasette", "serve", str(file), "--port", str(port)),
        *("--metadata", str(metadata), "--setting", *limits[:2], "--setting", *limits[2:]),
        *("--setting", "suggest_facets", "off", "--setting", "default_page_size", "25"),
    ]


class Client:
    """One reader with one connection, opened anew where the server has let it go meanwhile.

    Servers close what lies idle for some seconds, without a word: the next request finds out.
    """

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=600)

    def __enter__(self) -> Client:
        self._connection.connect()
        return self

    def __exit__(self, *_whatever: object) -> None:
        self._connection.close()

    def get(self, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers with names in small letters, and body. Raises OSError."""
        try:
            response = self._asked(address, headers)
        except (RemoteDisconnected, ConnectionError):
            self._connection.close()
            response = self._asked(address, headers)
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read()

    def _asked(self, address: str, headers: dict[str, str]) -> HTTPResponse:
        self._connection.request("GET", address, headers=headers)
        return self._connection.getresponse()


def rate(port: int, requests: Callable[[], bytes], seconds: float, clients: int = 4) -> float:
    """Requests answered in a second, by clients that each ask anew once they have their answer.

    `requests` gives the bytes of the next request. The answers that are under way at the end are
    waited for, so that they weigh on nothing that is measured later.
    """
    chosen = selectors.DefaultSelector()
    for _client in range(clients):
        one = socket.create_connection((HOST, port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        chosen.register(one, selectors.EVENT_READ, _Pending())
        one.sendall(requests())
    start = time.perf_counter()
    end = start + seconds
    answered = 0
    while chosen.get_map() and time.perf_counter() < end + LONGEST_START:
        for key, _events in chosen.select(timeout=1):
            client = key.fileobj
            assert isinstance(client, socket.socket)
            data = client.recv(1 << 18)
            if not data:
                raise NoServer("The server has closed the connection.")
            if not key.data.complete_with(data):
                continue
            if time.perf_counter() < end:
                answered += 1
                client.sendall(requests())
            else:
                chosen.unregister(client)
                client.close()
    chosen.close()
    return answered / seconds


class _Pending:
    """An answer that is being received; it says its length, or has no body."""

    def __init__(self) -> None:
        self._head = b""
        self._missing = -1

    def complete_with(self, data: bytes) -> bool:
        """Take in more bytes; whether the answer is complete with them."""
        if self._missing < 0:
            self._head += data
            head, mark, body = self._head.partition(b"\r\n\r\n")
            if not mark:
                return False
            self._missing = _length_in(head) - len(body)
        else:
            self._missing -= len(data)
        if self._missing > 0:
            return False
        self._head, self._missing = b"", -1
        return True


def _length_in(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    if lines[0].split()[1] == b"304":
        return 0
    lengths = [line.partition(b":")[2] for line in lines if line.startswith(b"content-length:")]
    if not lengths:
        raise NoServer("The server does not say how long its answer is.")
    return int(lengths[0])


def asking(address: str, **headers: str) -> bytes:
    """The bytes of a request that keeps its connection."""
    lines = [f"GET {address} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
