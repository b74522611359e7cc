"""Carries out a how-to: its changes on a copy of the project, its commands in that copy.

A how-to shows changes as blocks of the language `diff`. The first line names the file, `@@` begins
another place in the same file; lines with a blank in front are there already and must stand there
exactly once. A file that is not there is made of lines with a plus. Commands are blocks of the
language `sh`, each of which must succeed. A block `console` holds a command that must fail, and
under it words that it must print.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.docs.reading import ROOT, Block, blocks

COPIED = (
    *("archive", "config", "docs", "static", "templates", "tests"),
    *("manage.py", "pyproject.toml"),
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".pytest_cache")


class StaleError(AssertionError):
    """A how-to that no longer fits the project."""


class Copy:
    """A copy of the project in which a how-to is followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
            else:
                shutil.copy(ROOT / name, folder / name)
        (folder / "var").mkdir()

    def follow(self, document: Path) -> None:
        """Do everything that a how-to shows, in its order. Raises StaleError."""
        for block in blocks(document, "diff", "sh", "console"):
            if block.language == "diff":
                self.change(block)
            elif block.language == "sh":
                for line in block.body.splitlines():
                    self.succeed(line, block)
            else:
                self.fail(block)

    # Changes

    def change(self, block: Block) -> None:
        """Apply a block of changes to the file that it names. Raises StaleError."""
        head, *lines = block.body.splitlines()
        if not head.startswith("--- "):
            raise StaleError(f"{block}: the first line names the file")
        path = self.folder / head.removeprefix("--- ")
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for before, after in _hunks(lines):
            text = _replaced(text, before, after, f"{block}: {head}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    # Commands

    def succeed(self, line: str, block: Block) -> str:
        """Run a command that must succeed; return what it printed. Raises StaleError."""
        run = self.run(line)
        if run.returncode:
            raise StaleError(f"{block}: {line}\n{run.stdout[-6000:]}\n{run.stderr[-3000:]}")
        return run.stdout

    def fail(self, block: Block) -> None:
        """Run a command that must fail with the words under it. Raises StaleError."""
        line, *words = block.body.splitlines()
        run = self.run(line.removeprefix("$ "))
        printed = " ".join((run.stdout + run.stderr).split())
        missing = [each for each in words if " ".join(each.split()) not in printed]
        if not run.returncode or missing:
            raise StaleError(
                f"{block}: {line} does not fail with {missing or 'an error'}\n{printed}"
            )

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a command line of a how-to with this Python, on SQLite, in the copy."""
        command = line.replace(".venv/bin/python", shlex.quote(sys.executable))
        foreign = ("DATABASE_URL", "PUBLIC_DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in foreign and not name.startswith("PYTEST")
        }
        # Tables are made from the models: quicker, and whether migrations do the same is tested
        # elsewhere.
        kept |= {"ARCHIVE_VAR": str(self.folder / "var"), "PYTEST_ADDOPTS": "--no-migrations"}
        return subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=kept | {"ARCHIVE_BUNDLE": "none", "SECRET_KEY": "x" * 60},
            capture_output=True,
            text=True,
            check=False,
        )


def _hunks(lines: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The places that a block changes: the lines as they are, and as they will be."""
    before: list[str] = []
    after: list[str] = []
    for line in [*lines, "@@"]:
        if line.startswith("@@"):
            if before or after:
                yield before, after
            before, after = [], []
        elif line.startswith("+"):
            after.append(line[1:])
        elif line.startswith("-"):
            before.append(line[1:])
        elif line.startswith(" ") or not line:
            before.append(line[1:])
            after.append(line[1:])
        else:
            raise StaleError(f"A line of changes begins with a blank, + or -: {line}")


def _replaced(text: str, before: list[str], after: list[str], place: str) -> str:
    new = "".join(f"{line}\n" for line in after)
    if not before:
        if text:
            raise StaleError(
                f"{place} is there already: show the lines beside which something is added"
            )
        return new
    old = "".join(f"{line}\n" for line in before)
    found = f"\n{text}".count(f"\n{old}")
    if found != 1:
        raise StaleError(f"{place}: these lines stand there {found} times:\n{old}")
    return f"\n{text}".replace(f"\n{old}", f"\n{new}", 1)[1:]
