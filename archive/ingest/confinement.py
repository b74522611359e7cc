"""Where documents that could harm are read: in a child process that can do nothing else.

Owns the limits of that child (memory, computing time, time on the clock, size of its answer), how
it is started and ended, the check of whatever it answers, and the sentences for all that can go
wrong. The child inherits no environment and no descriptor, works in an empty folder, and can open
neither file nor socket: `archive/ingest/parsers/child.py`. What a format means is said there, in
its parser; nothing of a parser is ever imported here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from archive.ingest.bundle import MEGABYTE, TEXT_LIMIT, too_large
from archive.ingest.decoding import unwritable
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, Refused

MEMORY = 512 * 1024 * 1024
"""How many bytes of address space the child has."""
SECONDS = 5
"""How many seconds the child may compute."""
PATIENCE = 90
"""After how many seconds on the clock a child that does not compute is ended as well."""
PAGE_LIMIT = 20_000
LONGEST_TITLE = 10_000

_ANSWER_LIMIT = 6 * TEXT_LIMIT + MEGABYTE  # JSON writes a character in at most six bytes a byte
_ROOT = Path(__file__).parents[2]
_START = (
    "import sys; sys.path.append(sys.argv[1]); from archive.ingest.parsers.child import main; "
    "main(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))"
)

REASONS = {
    "broken": "It is broken, or not what its name says: it cannot be read.",
    "too_large": f"Reading it needs more than {MEMORY // 1024**2} MB of memory. Divide it.",
    "too_deep": "It is nested too deeply to be a document.",
    "too_long": f"Its text has more than {TEXT_LIMIT // MEGABYTE} MB. Divide it.",
    "encrypted": "It is encrypted: save a copy that opens without a password.",
    "no_text": "There is no text in it. If it is a scan, let its letters be recognised first.",
    "no_letters": (
        "Its fonts do not say which letters they show, so its text cannot be read. "
        "Save it as text and look it over."
    ),
    "unpacked": "Unpacked it would be larger than any document.",
    "parts": "It has more parts than any document.",
    "part_name": "One of its parts has a name that leads elsewhere.",
    "part_link": "One of its parts is a link.",
    "part_twice": "Two of its parts have the same name.",
    "entities": "It declares a document type or entities, which no such document needs.",
}
"""What a parser may say, and how it is said."""


def read_confined(data: bytes, file: str, parser: str) -> PlainText:
    """What the parser (the name of a module) finds in a document.

    Raises Refused with one sentence that names the file, whatever the document does to the child.
    """
    answer, status = _ask(data, parser)
    if status is None:
        raise Refused(Problem(file, 0, "", f"Reading it took more than {PATIENCE} seconds."))
    if status > 0:
        raise Refused(Problem(file, 0, "", "The program that reads such files did not work."))
    if status < 0:
        reason = (
            "Reading it took more than is allowed "
            f"({SECONDS} seconds of computing, {MEMORY // 1024**2} MB of memory). Divide it."
        )
        raise Refused(Problem(file, 0, "", reason))
    try:
        return _checked(answer)
    except ValueError as error:
        raise Refused(Problem(file, 0, "", str(error))) from None


def _ask(data: bytes, parser: str) -> tuple[bytes, int | None]:
    """What the child answers, and its exit status; None when patience ended it."""
    ended = threading.Event()

    def end() -> None:
        ended.set()
        child.kill()

    command = [sys.executable, "-I", "-B", "-c", _START, str(_ROOT), parser, str(MEMORY)]
    with (
        tempfile.TemporaryDirectory() as empty,
        subprocess.Popen(  # noqa: S603 - the command is ours, word for word
            [*command, str(SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=empty,
            env={},
        ) as child,
    ):
        timer = threading.Timer(PATIENCE, end)
        timer.daemon = True
        timer.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            with suppress(BrokenPipeError):  # a child that died is told by its status
                child.stdin.write(data)
            with suppress(BrokenPipeError):
                child.stdin.close()
            answer = child.stdout.read(_ANSWER_LIMIT + 1)
            if len(answer) > _ANSWER_LIMIT:
                child.kill()
            status = child.wait()
        finally:
            timer.cancel()
            child.kill()
    return answer, None if ended.is_set() else status


def _checked(answer: bytes) -> PlainText:
    """The answer as a document. Raises ValueError with a sentence when it is anything else."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        found = {"reason": "broken"}
    if "reason" in found:
        raise ValueError(REASONS.get(str(found["reason"]), REASONS["broken"]))
    title, text, pages = (found.get(name) for name in ("title", "text", "pages"))
    if not isinstance(title, str) or not isinstance(text, str):
        raise ValueError(REASONS["broken"])  # noqa: TRY004 - what the caller says to people
    places = _places(pages, text)
    for words in (title, text):
        code = unwritable(words)
        if code:
            raise ValueError(f"The character {code} has no place in a text.")
    size = len(text.encode())
    if size > TEXT_LIMIT:
        raise ValueError(f"Its text: {too_large(size, TEXT_LIMIT)}")
    if not text.strip():
        raise ValueError(REASONS["no_text"])
    return PlainText(title[:LONGEST_TITLE], text, places)


def _places(pages: Any, text: str) -> tuple[int, ...]:
    """The places at which pages begin. Raises ValueError when these are none of the text."""
    if (
        not isinstance(pages, list)
        or len(pages) > PAGE_LIMIT
        or not all(type(place) is int and 0 <= place <= len(text) for place in pages)
        or pages != sorted(pages)
    ):
        raise ValueError(REASONS["broken"])
    return tuple(pages)
