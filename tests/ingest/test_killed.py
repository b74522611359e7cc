"""An import that is killed leaves all or nothing, and the next one finds its way."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.ingest.bundles import EXAMPLE
from tests.ingest.installations import Installation

PROGRAM = str(Path(__file__).with_name("killed_import.py"))
RECORDS = 34


def look(folder: Path) -> tuple[int, set[str], set[str]]:
    """How many entries there are, and the digests of files by rows and by what is stored."""
    with sqlite3.connect(folder / "archive.sqlite3") as database:
        (entries,) = database.execute("SELECT count(*) FROM archive_entry").fetchone()
        rows = {digest for (digest,) in database.execute("SELECT sha256 FROM archive_file")}
    stored = folder / "files"
    there = {path.name for path in stored.iterdir()} if stored.is_dir() else set()
    return entries, rows, there


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty archive, to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    status, _out, err = Installation(folder).run("manage.py", "migrate", "-v0")
    assert status == 0, err
    return folder


def kill(fresh: Path, tmp_path: Path, statement: int) -> None:
    """Kill an import at a statement; all or nothing is there, and importing again makes it all."""
    folder = tmp_path / str(statement)
    shutil.copytree(fresh, folder)
    installation = Installation(folder)
    status, _out, err = installation.run(PROGRAM, str(EXAMPLE), str(statement))
    assert status == -9, err
    entries, rows, there = look(folder)
    assert entries in (0, RECORDS)
    assert rows <= there
    status, _out, err = installation.run("manage.py", "import_sources", str(EXAMPLE), "--apply")
    assert status == 0, err
    entries, rows, there = look(folder)
    assert entries == RECORDS
    assert rows <= there
    shutil.rmtree(folder)


def statements_of(fresh: Path, tmp_path: Path) -> int:
    """How many statements there are at which an import can die."""
    shutil.copytree(fresh, tmp_path / "whole")
    status, out, err = Installation(tmp_path / "whole").run(PROGRAM, str(EXAMPLE))
    assert status == 0, err
    return int(out)


def test_a_killed_import_leaves_all_or_nothing(fresh: Path, tmp_path: Path) -> None:
    statements = statements_of(fresh, tmp_path)
    assert statements > 100
    for statement in (2, statements // 2, statements - 1, statements):
        kill(fresh, tmp_path, statement)


@pytest.mark.prove
def test_two_hundred_killed_imports_leave_all_or_nothing(fresh: Path, tmp_path: Path) -> None:
    statements = statements_of(fresh, tmp_path)
    chance = random.Random(200)
    for _kill_number in range(200):
        kill(fresh, tmp_path, chance.randint(1, statements))
    print("200 kills, 0 half imports, 0 rows without their file")
