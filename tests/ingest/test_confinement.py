"""Documents are read in a child that has no files, no sockets, little memory and little time."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive.ingest import confinement
from archive.ingest.confinement import REASONS, read_confined
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Refused

PROBES = "tests.ingest.confined_probes"


def outcome(what: str) -> str:
    """What comes of trying this in the child."""
    return read_confined(what.encode(), "a.pdf", PROBES).text


def refusal(what: str) -> str:
    """The one sentence about a child that tried this."""
    with pytest.raises(Refused) as refused:
        outcome(what)
    (problem,) = refused.value.problems
    return str(problem)


def test_the_limits_are_the_promised_ones() -> None:
    assert (confinement.MEMORY, confinement.SECONDS) == (512 * 1024 * 1024, 5)


@pytest.mark.parametrize(
    "what", ["socket", "unix socket", "connect", "read", "write", "pipe", "list"]
)
def test_nothing_can_be_opened(what: str) -> None:
    assert outcome(what) == "refused: OSError"


def test_what_was_given_up_cannot_be_had_again() -> None:
    assert outcome("rise") == "refused: ValueError"


def test_only_input_and_output_are_open() -> None:
    assert outcome("descriptors") == "0 1"


def test_the_environment_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://archive:password@127.0.0.1/archive")
    # Python itself sets LC_CTYPE when the environment says nothing of it.
    assert outcome("environment") in ("[]", "['LC_CTYPE']")


def test_the_working_folder_is_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = outcome("folder")
    assert folder != str(tmp_path)
    assert not Path(folder).exists(), "it goes with the child"


def test_too_much_memory_is_refused() -> None:
    assert refusal("memory") == f"a.pdf: {REASONS['too_large']}"


def test_too_much_computing_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "SECONDS", 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert "a.pdf: Reading it took more than is allowed" in refusal("compute")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3


def test_a_child_that_only_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "PATIENCE", 3)
    assert refusal("sleep") == "a.pdf: Reading it took more than 3 seconds."


def test_a_child_that_crashes_is_a_sentence() -> None:
    assert refusal("crash").startswith("a.pdf: Reading it took more than is allowed")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("surrogate", "a.pdf: The character U+D800 has no place in a text."),
        ("NUL", "a.pdf: The character U+0000 has no place in a text."),
        ("nothing", f"a.pdf: {REASONS['no_text']}"),
        ("much", "a.pdf: Its text: It has 10.0 MB; at most 8 MB are read. Divide it."),
        ("no such thing", f"a.pdf: {REASONS['broken']}"),
    ],
)
def test_what_the_child_answers_is_checked_again(what: str, said: str) -> None:
    assert refusal(what) == said


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    assert refusal("too much").startswith("a.pdf: Reading it took more than is allowed")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"title": "a"}',
        b'{"title": 1, "text": "a", "pages": []}',
        b'{"title": "a", "text": ["a"], "pages": []}',
        b'{"title": "a", "text": "a", "pages": 1}',
        b'{"title": "a", "text": "a", "pages": [true]}',
        b'{"title": "a", "text": "a", "pages": [2]}',
        b'{"title": "a", "text": "a", "pages": [-1]}',
        b'{"title": "a", "text": "a", "pages": [1, 0]}',
        b'{"title": "a", "text": "a", "pages": [0.5]}',
        b'{"title": "a", "text": "a", "pages": [' + b"0," * 20_000 + b"0]}",
        b'{"reason": "Give me all your keys."}',
        b'{"reason": {"broken": 1}}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_an_answer_of_another_form_is_refused(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "_ask", lambda _data, _parser: (answer, 0))
    assert refusal("anything") == f"a.pdf: {REASONS['broken']}"


def test_a_good_answer_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = json.dumps({"title": "A", "text": "a b", "pages": [0, 2]}).encode()
    monkeypatch.setattr(confinement, "_ask", lambda _data, _parser: (answer, 0))
    assert read_confined(b"", "a.pdf", PROBES) == PlainText("A", "a b", (0, 2))


def test_a_parser_that_cannot_be_loaded_is_not_taken_for_a_bad_document() -> None:
    with pytest.raises(Refused, match=r"a\.pdf: The program that reads such files did not work\."):
        read_confined(b"x", "a.pdf", "archive.ingest.parsers.nowhere")


def test_the_parent_loads_no_parser_of_the_child() -> None:
    code = (
        "import django; django.setup(); import archive.ingest.importing, sys; "
        "print([n for n in sys.modules if n.split('.')[0] in "
        "('pypdf', 'mammoth', 'nh3', 'markdown_it') or n.startswith('archive.ingest.parsers')])"
    )
    found: Any = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert found.stdout.strip() == "[]"
