"""Every file, folder and name in a file that a document speaks of is there."""

import re
from pathlib import PurePosixPath

import pytest

from archive.ingest.formats import MANIFESTS
from tests.docs.reading import DOCS, ROOT, Span, blocks, documents, everywhere, links, ticked

_PATH = re.compile(r"(?:[\w.*-]+/)+[\w.*-]*|[\w.*-]+\.(?:py|md|json|toml|sql|html|css|txt|csv|in)")
_IN_FILE = re.compile(r"`([\w.]+)(?:\(\))?` in `([\w./-]+\.py)`")
_SKIPPED = {".git", ".venv", "var", "node_modules", "__pycache__", ".mypy_cache", ".hypothesis"}
AT_RUNTIME = ("var/", ".venv/", ".venv")
"""Where an installation keeps what is not in the repository."""


def paths() -> list[Span]:
    """The paths in backticks, in all documents; what begins with a digit is a date."""
    return [
        span
        for path in documents()
        for span in ticked(path)
        if _PATH.fullmatch(span.text)
        and not span.text.startswith(AT_RUNTIME)
        and not span.text[0].isdigit()
    ]


def all_names() -> set[str]:
    """The names of all files of the project, without folders, and of those that make a bundle."""
    found = set(MANIFESTS)
    for path in ROOT.rglob("*"):
        if not _SKIPPED & set(path.relative_to(ROOT).parts) and path.is_file():
            found.add(path.name)
    return found


def is_there(text: str, names: set[str]) -> bool:
    """Whether a path leads somewhere from the root or from docs/, or a name is that of a file."""
    if "/" not in text and "*" not in text:
        return text in names or (ROOT / text).exists()
    found = [path for root in (ROOT, DOCS) for path in root.glob(text.rstrip("/"))]
    return any(path.is_dir() for path in found) if text.endswith("/") else bool(found)


def test_every_path_in_backticks_exists() -> None:
    found, names = paths(), all_names()
    assert len(found) > 100, "the documents name their files"
    missing = [str(span) for span in found if not is_there(span.text, names)]
    assert not missing, "\n".join(missing)


def test_a_path_that_does_not_exist_is_told() -> None:
    names = all_names()
    assert is_there("archive/visibility/rules.py", names)
    assert is_there("archive/models/", names)
    assert not is_there("archive/visibility/rule.py", names)
    assert not is_there("archive/visibility/rules.py/", names)
    assert not is_there("no-such-file.py", names)


def test_every_name_that_is_said_to_stand_in_a_file_is_made_there() -> None:
    told = [
        (path.name, match[1], match[2])
        for path in documents()
        for match in _IN_FILE.finditer(path.read_text(encoding="utf-8").replace("\n", " "))
    ]
    assert len(told) > 10
    missing = [
        f"{document}: {name} is not in {file}"
        for document, name, file in told
        if not is_defined(name.rpartition(".")[2], (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert not missing, "\n".join(missing)


def is_defined(name: str, code: str) -> bool:
    """Whether a module makes a function, a class or a value of that name."""
    made = rf"^\s*(?:def|class) {name}\b|^\s*{name}\b *(?::[^=\n]+)?="
    return re.search(made, code, re.MULTILINE) is not None


def test_every_line_of_the_tree_in_the_readme_is_a_path_that_exists() -> None:
    tree = next(block for block in blocks(ROOT / "README.md", "text") if "manage.py" in block.body)
    named = [line.split()[0] for line in tree.body.splitlines() if re.match(r"[\w.]", line)]
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    wrong = []
    for path in documents():
        for link in links(path):
            target, _hash, anchor = link.text.partition("#")
            if ":" in target:
                wrong.append(f"{link} leads out of the project")
                continue
            there = (path.parent / target).resolve() if target else path
            if not there.exists():
                wrong.append(f"{link} leads nowhere")
            elif anchor and anchor not in _anchors(there.read_text(encoding="utf-8")):
                wrong.append(f"{link} names no heading")
    assert not wrong, "\n".join(wrong)


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    pending = list(reached)
    while pending:
        path = pending.pop()
        for link in links(path):
            target = (path.parent / link.text.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists() and target not in reached:
                reached.add(target)
                pending.append(target)
    assert [path.name for path in documents() if path not in reached] == []


def test_the_picture_of_the_readme_is_a_real_one() -> None:
    picture = DOCS / "home.png"
    assert f"]({picture.relative_to(ROOT)})" in (ROOT / "README.md").read_text(encoding="utf-8")
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") >= 1000, "at least 1000 pixels wide"


@pytest.mark.parametrize("name", ["CHANGELOG.md", "LICENSE", "CITATION.cff"])
def test_the_files_that_people_look_for_at_the_root_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_paths_are_written_with_slashes_and_from_the_root() -> None:
    wrong = [str(span) for span in everywhere() if re.search(r"(?<![\w.])\.\./", span.text)]
    assert not wrong, "\n".join(wrong)
    assert all(not PurePosixPath(span.text).is_absolute() for span in paths())
