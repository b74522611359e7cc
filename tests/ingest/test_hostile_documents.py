"""A hostile document is imported safely or refused with one sentence that names it, and line."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from archive.ingest import confinement
from archive.ingest.importing import Options, import_paths
from archive.ingest.report import Report
from archive.models import Entry, Passage, Revision
from tests.ingest import hostile_documents as made
from tests.ingest.bundles import Bundle, reasons
from tests.ingest.papers import docx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _less_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would go on for ever is ended sooner than in earnest."""
    monkeypatch.setattr(confinement, "SECONDS", 2)


def attempt(path: Path, content: bytes) -> Report:
    """Import a file in earnest; what is refused has one sentence and leaves nothing."""
    path.write_bytes(content)
    return attempted(path)


def attempted(path: Path) -> Report:
    """Import what lies there."""
    report = import_paths([str(path)], Options(apply=True))
    if report.problems:
        (problem,) = report.problems
        line = str(problem)
        assert problem.file.startswith(str(path)[:60])
        assert line.isprintable(), repr(line)
        assert line.endswith((".", "FILE > NEW_FILE")), line
        assert "Traceback" not in line
        assert len(line) < 600
        assert not Entry.objects.exists()
        assert not Revision.objects.exists()
    return report


def sentence(report: Report) -> str:
    """The one sentence of a refusal."""
    (problem,) = reasons(report)
    return problem


def words() -> str:
    """All that was imported."""
    return "\n".join(Passage.objects.order_by("number").values_list("text", flat=True))


@pytest.mark.parametrize("what", made.DOCX_REFUSED)
def test_a_hostile_docx_is_refused(tmp_path: Path, what: str) -> None:
    assert attempt(tmp_path / "a.docx", made.DOCX_REFUSED[what]()).problems


@pytest.mark.parametrize("what", made.DOCX_SAFE)
def test_a_dubious_docx_is_read_for_its_words(tmp_path: Path, what: str) -> None:
    assert attempt(tmp_path / "a.docx", made.DOCX_SAFE[what]()).problems == []
    assert words().startswith("The mill burned.")
    assert "root:" not in words()


@pytest.mark.parametrize("what", made.PDF_ANY)
def test_a_broken_pdf_ends_in_an_import_or_a_sentence(tmp_path: Path, what: str) -> None:
    attempt(tmp_path / "a.pdf", made.PDF_ANY[what]())


@pytest.mark.parametrize("what", made.PDF_REFUSED)
def test_a_pdf_that_says_nothing_to_us_is_refused(tmp_path: Path, what: str) -> None:
    make, said = made.PDF_REFUSED[what]
    assert said in sentence(attempt(tmp_path / "a.pdf", make()))


@pytest.mark.parametrize("what", made.PDF_SAFE)
def test_a_dubious_pdf_is_read_for_its_words(tmp_path: Path, what: str) -> None:
    assert attempt(tmp_path / "a.pdf", made.PDF_SAFE[what]()).problems == []
    assert words() == "The mill burned."


@pytest.mark.parametrize("what", made.HTML_ANY)
def test_hostile_marks_end_in_an_import_or_a_sentence(tmp_path: Path, what: str) -> None:
    attempt(tmp_path / "a.html", made.HTML_ANY[what]())


@pytest.mark.parametrize("what", made.HTML_REFUSED)
def test_a_page_that_says_nothing_to_us_is_refused(tmp_path: Path, what: str) -> None:
    make, said = made.HTML_REFUSED[what]
    assert said in sentence(attempt(tmp_path / "a.html", make()))


@pytest.mark.parametrize("what", made.HTML_SAFE)
def test_a_dubious_page_is_read_for_its_words(tmp_path: Path, what: str) -> None:
    assert attempt(tmp_path / "a.html", made.HTML_SAFE[what]()).problems == []
    assert "The mill burned." in words()
    assert "Other" not in words()


# Other hosts


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who waits for a connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "md"])
def test_no_address_in_a_document_is_asked(
    tmp_path: Path, listener: socket.socket, kind: str
) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/a"
    content = {
        "docx": made.remote_docx(address),
        "pdf": made.remote_pdf(address.encode()),
        "html": made.remote_html(address),
        "md": f"![The mill]({address}) burned. <{address}>\n\n[a]: {address}".encode(),
    }[kind]
    assert attempt(tmp_path / f"a.{kind}", content).problems == []
    with pytest.raises(BlockingIOError):
        listener.accept()


# Lists, and files that are none

LISTS: Mapping[str, tuple[str, bytes, str]] = {
    "a hundred thousand columns": (
        "claims.csv",
        ",".join(f"c{number}" for number in range(100_000)).encode() + b"\n" + b"," * 99_999,
        "claims.csv:1: It has 100,000 columns; a list has at most 1,000.",
    ),
    "one column a thousand times": (
        "claims.csv",
        b"id," * 999 + b"x\n",
        "claims.csv:1: The column “id” stands twice.",
    ),
    "a quotation never closed": (
        "claims.csv",
        b'id,topic\na,"' + b"x\n" * 100_000,
        "It is not CSV: ",
    ),
    "a cell without end": (
        "claims.csv",
        b"id,topic\na," + b"x" * 9_000_000,
        "claims.csv:2: It is not CSV: field larger",
    ),
    "NUL in a table": ("claims.csv", b"id\na\0", "claims.csv:2: The character U+0000"),
    "a table in UTF-16": ("claims.csv", "id\na".encode("utf-16"), "it looks like UTF-16"),
    "a table in UTF-32": ("claims.csv", "id\na".encode("utf-32"), "it looks like UTF-32"),
    "a header that turns": ("claims.csv", "\u202eid\na\n".encode(), "claims.csv:2: "),
    "a spreadsheet": ("claims.csv", docx(made.WORDS), "claims.csv:"),
    "a list without end": ("claims.json", b"[" * 100_000, "claims.json:1: It is nested too"),
    "a number of a million digits": (
        "claims.json",
        b'[{"id": ' + b"9" * 1_000_000 + b"}]",
        "claims.json:1: A number of 1000000 digits",
    ),
    "an exponent of a million digits": (
        "claims.json",
        b'[{"low": 1e' + b"9" * 1_000_000 + b"}]",
        "claims.json:1: A number of 1000002 signs",
    ),
    "a list in UTF-16": ("claims.json", "[]".encode("utf-16"), "it looks like UTF-16"),
    "half a character": ("claims.json", b'[{"id": "\\ud800"}]', "claims.json:1: id: "),
    "an empty list": ("claims.json", b"", "claims.json:1: "),
    "an empty table": ("claims.csv", b"", "claims.csv:1: The header is missing"),
    "an empty text": ("a.txt", b"", "a.txt:1: It is empty"),
    "an empty Markdown": ("a.md", b"", "a.md:1: It is empty"),
    "NUL in a text": ("a.txt", b"one\ntwo\0", "a.txt:2: The character U+0000"),
    "a manifest alone": ("manifest.json", b"{}", "A manifest is imported by naming its folder."),
    "an unknown list": ("people.csv", b"id\na", "A list is named after what it holds."),
    "an unknown ending": ("a.exe", b"MZ", "A file that ends in “.exe” cannot be read"),
    "no ending": ("a", b"The mill burned.", "A file that ends in “” cannot be read"),
    "a name that turns": ("a\u202etxt.exe.txt", b"Words.", "U+202E"),
    "a name that hides": ("a\u200b.txt", b"Words.", "U+200B"),
    "a name with a line break": ("a\nb.txt", b"Words.", "a control character"),
    "a name that is an escape": ("\x1b[2J.txt", b"Words.", "a control character"),
    "a name in mixed letters": ("мельniца.txt", b"Words.", "mixes Latin and Cyrillic"),
    "a name without letters": ("№.txt", b"Words.", "No key can be made of the name"),
    "a Markdown of quotations": ("a.md", b"> " * 50_000, "a.md: "),
}


@pytest.mark.parametrize("what", LISTS)
def test_a_hostile_list_or_name_is_refused(tmp_path: Path, what: str) -> None:
    name, content, said = LISTS[what]
    path = tmp_path / name
    path.write_bytes(content)
    report = import_paths([str(path)], Options(apply=True))
    assert report.problems
    assert any(said in problem for problem in reasons(report)), reasons(report)[:3]
    assert all(str(problem).isprintable() for problem in report.problems)
    assert not Entry.objects.exists()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


def _folder(path: Path) -> None:
    path.mkdir()


def _link(target: str) -> object:
    return lambda path: path.symlink_to(target)


NO_FILES = {
    "a pipe": _pipe,
    "a socket": _socket,
    "a folder": _folder,
    "a link to a device": _link("/dev/zero"),
    "a link to a terminal": _link("/dev/tty"),
    "a link to a file elsewhere": _link("/etc/passwd"),
    "a link to itself": _link("a.pdf"),
    "a link to nothing": _link("/nowhere"),
    "nothing": lambda _path: None,
}


@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    NO_FILES[what](tmp_path / "a.pdf")  # type: ignore[operator]
    assert attempted(tmp_path / "a.pdf").problems


def test_a_name_longer_than_names_can_be_is_refused(tmp_path: Path, bundle: Bundle) -> None:
    assert attempted(tmp_path / ("a" * 300 + ".pdf")).problems
    bundle.record("sources", "nine")["text"] = "a" * 300 + ".pdf"
    assert "There is no file" in sentence(bundle.plan())


@pytest.mark.parametrize("name", ["bomb.docx", "bomb.pdf", "bomb.html"])
def test_a_hostile_text_in_a_bundle_is_refused_with_all_of_it(bundle: Bundle, name: str) -> None:
    kind = name.partition(".")[2]
    bundle.write(
        name,
        {
            "docx": made.DOCX_REFUSED["entities of entities"],
            "pdf": made.PDF_ANY["a content that is a bomb"],
            "html": made.HTML_REFUSED["a script never closed"][0],
        }[kind](),
    )
    bundle.record("sources", "nine")["text"] = name
    report = bundle.apply()
    assert any(problem.startswith(f"{name}: ") for problem in reasons(report))
    assert not Entry.objects.exists()


def test_there_are_more_than_two_hundred_of_them() -> None:
    groups = (
        made.DOCX_REFUSED, made.DOCX_SAFE, made.PDF_ANY, made.PDF_REFUSED, made.PDF_SAFE,
        made.HTML_ANY, made.HTML_REFUSED, made.HTML_SAFE, LISTS, NO_FILES,
    )  # fmt: skip
    assert sum(map(len, groups)) >= 200
