"""Reads the documents: their prose, their code, their blocks.

A document is README.md, CHANGELOG.md or a Markdown file under docs/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GENERATED = {DOCS / "seed-coverage.md", DOCS / "coverage.md", DOCS / "performance.md"}
"""Documents that a command writes and that have tests of their own."""

_FENCE = re.compile(
    r"^(?P<fence>```+)(?P<language>[a-z]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_TICKED = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its lines, and where it stands."""

    document: str
    line: int
    language: str
    body: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


@dataclass(frozen=True)
class Span:
    """A piece of code in a line of prose, or the target of a link."""

    document: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}: {self.text}"


def documents() -> list[Path]:
    """Every document that somebody wrote."""
    found = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
    return [path for path in found if path not in GENERATED]


def name_of(path: Path) -> str:
    """The path of a document from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, *languages: str) -> list[Block]:
    """The fenced blocks of a document in their order, of some languages if any are named."""
    text = path.read_text(encoding="utf-8")
    found = [
        Block(
            name_of(path), text.count("\n", 0, match.start()) + 1, match["language"], match["body"]
        )
        for match in _FENCE.finditer(text)
    ]
    return [one for one in found if not languages or one.language in languages]


def prose(path: Path) -> str:
    """A document with its blocks blanked out, so that lines keep their numbers."""
    text = path.read_text(encoding="utf-8")
    return _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)


def ticked(path: Path) -> Iterator[Span]:
    """Everything in backticks in the prose of a document."""
    yield from _spans(path, _TICKED)


def links(path: Path) -> Iterator[Span]:
    """The targets of the links and pictures of a document."""
    yield from _spans(path, _LINK)


def _spans(path: Path, pattern: re.Pattern[str]) -> Iterator[Span]:
    for number, line in enumerate(prose(path).splitlines(), start=1):
        for match in pattern.finditer(line):
            yield Span(name_of(path), number, match[1])


def code(path: Path) -> Iterator[Span]:
    """All code of a document: what is in backticks, and each line of each block."""
    yield from ticked(path)
    for block in blocks(path):
        for offset, line in enumerate(block.body.splitlines(), start=1):
            yield Span(block.document, block.line + offset, line)


def everywhere() -> Iterator[Span]:
    """All code of all documents."""
    for path in documents():
        yield from code(path)
