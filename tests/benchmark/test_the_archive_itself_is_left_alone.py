"""The benchmark works beside an archive and never in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from archive.benchmark import loading, scratch

SQLITE = {"ENGINE": "django.db.backends.sqlite3"}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql"}


def marked(folder: Path) -> Path:
    (folder / scratch.MARK).touch()
    return folder


def test_a_folder_without_the_mark_is_no_scratch(tmp_path: Path) -> None:
    folder = tmp_path / scratch.FOLDER / "10"
    folder.mkdir(parents=True)
    assert not scratch.is_scratch(folder, {**SQLITE, "NAME": folder / "archive.sqlite3"})


def test_a_database_outside_of_the_marked_folder_is_no_scratch(tmp_path: Path) -> None:
    folder = marked(tmp_path)
    assert not scratch.is_scratch(folder, {**SQLITE, "NAME": tmp_path.parent / "archive.sqlite3"})
    assert scratch.is_scratch(folder, {**SQLITE, "NAME": folder / "archive.sqlite3"})


def test_a_database_of_another_name_on_the_server_is_no_scratch(tmp_path: Path) -> None:
    folder = marked(tmp_path)
    assert not scratch.is_scratch(folder, {**POSTGRESQL, "NAME": "archive"})
    assert scratch.is_scratch(folder, {**POSTGRESQL, "NAME": "archive_benchmark_10"})


def test_the_archives_own_installation_is_no_scratch() -> None:
    assert not scratch.is_scratch(Path(settings.VAR_DIR), settings.DATABASES["default"])


def test_what_only_reads_and_what_writes_have_places_of_their_own() -> None:
    reads, writes = scratch.Place(10), scratch.Place(10, written=True)
    assert reads.folder != writes.folder
    assert scratch.Place(10, seed=2).folder != reads.folder


def test_every_work_is_done_in_another_process_with_another_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environments: list[dict[str, str]] = []

    def run(command: list[str], *, env: dict[str, str], check: bool) -> Any:
        environments.append(env)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(scratch, "_create", lambda _name: None)
    monkeypatch.setattr(sys, "argv", ["manage.py", "benchmark", "generate"])
    if connection.vendor == "postgresql":
        monkeypatch.setenv("DATABASE_URL", "postgres://a:b@127.0.0.1/archive")
    call_command("benchmark", "generate", "--size", "10,20")
    assert len(environments) == 2
    for there in environments:
        assert Path(there["ARCHIVE_VAR"]).parent == settings.VAR_DIR / scratch.FOLDER
        assert str(connection.settings_dict["NAME"]) not in there["DATABASE_URL"].split("/")
        assert "PUBLIC_DATABASE_URL" not in there


@pytest.mark.django_db
def test_nothing_is_written_into_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "run_there", lambda _arguments, _place: 0)
    call_command("benchmark", "generate", "--size", "10")
    assert loading.held() is None


def test_only_a_folder_with_the_mark_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch.Place, "folder", property(lambda _place: tmp_path / "10"))
    monkeypatch.setattr(connection, "vendor", "sqlite")
    (tmp_path / "10").mkdir()
    scratch.remove(scratch.Place(10))
    assert (tmp_path / "10").exists()
    marked(tmp_path / "10")
    scratch.remove(scratch.Place(10))
    assert not (tmp_path / "10").exists()
