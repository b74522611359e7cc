"""An import that is killed leaves all or nothing, and the next one finds its way."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.ingest.bundles import EXAMPLE
from tests.ingest.installations import Installation, copied_database, scratch_database

PROGRAM = str(Path(__file__).with_name("killed_import.py"))
RECORDS = 34

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Archive:
    """An archive in a folder and, on PostgreSQL, in the database of an address."""

    folder: Path
    address: str

    @property
    def installation(self) -> Installation:
        """Where programs run on it."""
        return Installation(self.folder, self.address)

    def rows(self, question: str) -> list[str]:
        """The first column of an answer, asked by nobody's code but this."""
        if not self.address:
            with sqlite3.connect(self.folder / "archive.sqlite3") as database:
                return [str(value) for (value,) in database.execute(question)]
        with psycopg.connect(self.address) as server:
            return [str(value) for (value,) in server.execute(question.encode())]

    def look(self) -> tuple[int, set[str], set[str]]:
        """How many entries there are, and the digests of files by rows and by what is stored."""
        (entries,) = self.rows("SELECT count(*) FROM archive_entry")
        stored = self.folder / "files"
        there = {path.name for path in stored.iterdir()} if stored.is_dir() else set()
        return int(entries), set(self.rows("SELECT sha256 FROM archive_file")), there


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, to be copied."""
    folder = tmp_path / "fresh"
    with scratch_database() as address:
        archive = Archive(folder, address)
        status, _out, err = archive.installation.run("manage.py", "migrate", "-v0")
        assert status == 0, err
        yield archive


def kill(fresh: Archive, tmp_path: Path, statement: int) -> int:
    """Kill an import at a statement; all or nothing is there, and importing again makes it all.

    Returns how many files were left that no record names; `verify_files` names each of them.
    """
    folder = tmp_path / str(statement)
    shutil.copytree(fresh.folder, folder)
    with copied_database(fresh.address) as address:
        archive = Archive(folder, address)
        status, _out, err = archive.installation.run(PROGRAM, str(EXAMPLE), str(statement))
        assert status == -9, err
        entries, rows, there = archive.look()
        assert entries in (0, RECORDS)
        assert rows <= there
        strays = there - rows
        if strays:
            status, _out, err = archive.installation.run("manage.py", "verify_files")
            assert (status, err.count(": stray: ")) == (1, len(strays))
        run = archive.installation.run("manage.py", "import_sources", str(EXAMPLE), "--apply")
        assert run[0] == 0, run[2]
        entries, rows, there = archive.look()
        assert entries == RECORDS
        assert rows <= there
    shutil.rmtree(folder)
    return len(strays)


def statements_of(fresh: Archive, tmp_path: Path) -> int:
    """How many statements there are at which an import can die."""
    shutil.copytree(fresh.folder, tmp_path / "whole")
    with copied_database(fresh.address) as address:
        archive = Archive(tmp_path / "whole", address)
        status, out, err = archive.installation.run(PROGRAM, str(EXAMPLE))
        assert status == 0, err
        return int(out)


def test_a_killed_import_leaves_all_or_nothing(fresh: Archive, tmp_path: Path) -> None:
    statements = statements_of(fresh, tmp_path)
    assert statements > 100
    strays = [
        kill(fresh, tmp_path, statement)
        for statement in (2, statements // 2, statements - 1, statements)
    ]
    assert strays[0] == 0


@pytest.mark.prove
def test_two_hundred_killed_imports_leave_all_or_nothing(fresh: Archive, tmp_path: Path) -> None:
    statements = statements_of(fresh, tmp_path)
    chance = random.Random(200)
    strays = sum(kill(fresh, tmp_path, chance.randint(1, statements)) > 0 for _number in range(200))
    print(f"{connection.vendor}: 200 kills, 0 half imports, 0 rows without their file")
    print(f"after {strays} of them a file was left that no record names, and found")
