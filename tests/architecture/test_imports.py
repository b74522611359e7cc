"""Data flows one way: which part of the code may know which other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ARCHIVE = Path(settings.BASE_DIR) / "archive"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"admin", "management", "benchmark", "apps"}),
    frozenset({"ingest"}),
    frozenset({"workflow"}),
    frozenset({"visibility"}),
    frozenset({"models", "public"}),
    frozenset({"words"}),
    frozenset(
        {"vocabularies", "dates", "names", "spellings", "slips", "citing", "geography", "locale"}
    ),
    frozenset({"date_points", "date_words", "sounds"}),
    frozenset({"manners"}),
)
"""From high to low: a part may import what stands below it, and itself."""

FORBIDDEN_TO_PUBLIC = frozenset({"models", "visibility", "workflow", "admin", "ingest"})


def modules() -> list[Path]:
    """Every module of the archive but the migrations."""
    return [path for path in sorted(ARCHIVE.rglob("*.py")) if "migrations" not in path.parts]


def part_of(path: Path) -> str:
    """The part that a module belongs to: the first folder or file below archive/."""
    first = path.relative_to(ARCHIVE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every module of the archive that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "archive":
                names = [f"archive.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("archive."):
                yield node.lineno, name


def level(part: str) -> int:
    """How high a part stands; 0 is the highest."""
    for number, layer in enumerate(LAYERS):
        if part in layer:
            return number
    raise AssertionError(f"archive/{part} stands in no layer; give it one here")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ARCHIVE)))
def test_a_module_knows_only_what_stands_below_it(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    for line, name in imported(path):
        other = name.split(".")[1]
        if other == part:
            continue
        assert level(other) >= level(part), f"line {line}: {part} imports {other}"
        if level(other) == level(part):
            # The commands and the app stand at the top and call whatever does the work.
            assert part in {"management", "apps"}, f"line {line}: {part} imports {other}"


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if part_of(path) == "public"],
    ids=lambda path: str(path.relative_to(ARCHIVE)),
)
def test_the_readers_side_knows_no_record(path: Path) -> None:
    for line, name in imported(path):
        assert name.split(".")[1] not in FORBIDDEN_TO_PUBLIC, f"line {line} imports {name}"


def test_relative_imports_do_not_hide_what_is_imported() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


def test_no_module_imports_in_a_circle() -> None:
    """Following the imports at the top of modules never leads back."""
    graph: dict[str, set[str]] = {}
    names = {
        ".".join(("archive", *path.relative_to(ARCHIVE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in modules()
    }
    for name, path in names.items():
        graph[name] = set()
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ImportFrom) and node.module in names:
                submodules = {f"{node.module}.{alias.name}" for alias in node.names} & set(names)
                graph[name] |= submodules or {node.module}
        graph[name].discard(name)
    done: set[str] = set()

    def follow(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name in done:
            return
        for other in graph[name]:
            follow(other, (*way, name))
        done.add(name)

    for name in graph:
        follow(name, ())
