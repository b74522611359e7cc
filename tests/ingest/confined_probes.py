"""A parser that tries what no parser may do, so that tests see that the child refuses it."""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import time
from collections.abc import Callable
from pathlib import Path

from archive.ingest.parsers.answers import Answer


def prepare() -> None:
    """Nothing is loaded later."""


def _memory() -> str:
    return str(len(b"x" * (600 * 1024 * 1024)))


def _compute() -> str:
    while True:
        pass


def _sleep() -> str:
    time.sleep(3_600)
    return "slept"


def _rise() -> str:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    return "risen"


def _write() -> str:
    return str(Path("file").write_text("x"))


def _crash() -> str:
    return str(ctypes.string_at(0))


def _descriptors() -> str:
    return " ".join(str(number) for number in range(256) if _is_open(number))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


TRIES: dict[str, Callable[[], str]] = {
    "connect": lambda: str(socket.create_connection(("127.0.0.1", 9), timeout=1)),
    "socket": lambda: str(socket.socket()),
    "unix socket": lambda: str(socket.socketpair()),
    "read": lambda: Path("/etc/passwd").read_text(),
    "write": _write,
    "list": lambda: str(os.listdir("/")),  # noqa: PTH208
    "pipe": lambda: str(os.pipe()),
    "rise": _rise,
    "memory": _memory,
    "compute": _compute,
    "sleep": _sleep,
    "crash": _crash,
    "descriptors": _descriptors,
    "environment": lambda: str(sorted(os.environ)),
    "folder": lambda: os.getcwd(),  # noqa: PTH109
    "surrogate": lambda: "a\ud800b",
    "NUL": lambda: "a\0b",
    "nothing": lambda: " ",
    "much": lambda: "я" * 5_000_000,
    "too much": lambda: "x" * 60_000_000,
}


def parse(data: bytes) -> Answer:
    """The outcome of what the document asks for, as text; a refusal by the system as well."""
    try:
        outcome = TRIES[data.decode()]()
    except (OSError, ValueError) as error:
        outcome = f"refused: {type(error).__name__}"
    return {"title": "", "text": outcome, "pages": []}
