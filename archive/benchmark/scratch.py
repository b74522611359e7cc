"""Where the benchmark works: a database of its own beside the archive's.

On SQLite a folder under ARCHIVE_VAR/benchmark/, on PostgreSQL a database `<name>_benchmark_<size>`
on the server of DATABASE_URL. The command runs itself once more in a process whose environment
points there, so that migrations, views, triggers and the readers' connection are the real ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

FOLDER = "benchmark"
MARK = "made-by-the-benchmark"
"""The file that says that a folder and its database may be filled and thrown away."""


def is_scratch(folder: Path, database: dict[str, Any]) -> bool:
    """Whether an installation, its folder and its database, is one of the benchmark's own."""
    if not (folder / MARK).exists():
        return False
    name = str(database["NAME"])
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return Path(name).parent == folder
    return f"_{FOLDER}_" in name


@dataclass(frozen=True)
class Place:
    """One scratch installation: how many testimonies, of which seed, and whether they may change.

    What only reads must find what was generated, so what writes has a place of its own.
    """

    size: int
    seed: int = 1
    written: bool = False

    @property
    def name(self) -> str:
        """The name of its folder, and the end of that of its database."""
        seed = f"_{self.seed}" if self.seed != 1 else ""
        return f"{self.size}{seed}{'_written' if self.written else ''}"

    @property
    def folder(self) -> Path:
        """Its ARCHIVE_VAR, seen from the archive's own installation."""
        return Path(settings.VAR_DIR) / FOLDER / self.name


def environment(place: Place) -> dict[str, str]:
    """The environment of a process that works there."""
    place.folder.mkdir(parents=True, exist_ok=True)
    (place.folder / MARK).touch()
    found = {**os.environ, "ARCHIVE_VAR": str(place.folder), "ARCHIVE_BUNDLE": "none"}
    for name in ("PUBLIC_DATABASE_URL", "ARCHIVE_HTTPS", "ARCHIVE_DEBUG", "ALLOWED_HOSTS"):
        found.pop(name, None)
    if connection.vendor == "postgresql":
        address = urlsplit(os.environ["DATABASE_URL"])
        path = f"{address.path}_{FOLDER}_{place.name}"
        found["DATABASE_URL"] = urlunsplit(address._replace(path=path))
    else:
        found["DATABASE_URL"] = f"sqlite:///{place.folder}/archive.sqlite3"
    return found


def run_there(arguments: list[str], place: Place) -> int:
    """Run the command in a process of its own in the scratch database; return its exit code."""
    there = environment(place)
    if connection.vendor == "postgresql":
        _create(urlsplit(there["DATABASE_URL"]).path.lstrip("/"))
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "benchmark", *arguments]
    return subprocess.run(command, env=there, check=False).returncode  # noqa: S603 - ourselves


def remove(place: Place) -> None:
    """Throw away what is there: the folder that bears the mark, and the database."""
    if (place.folder / MARK).exists():
        shutil.rmtree(place.folder)
    if connection.vendor != "postgresql":
        return
    name = f"{connection.settings_dict['NAME']}_{FOLDER}_{place.name}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
        cursor.execute(f"DROP ROLE IF EXISTS {connection.ops.quote_name(f'{name}_reader')}")


def _create(name: str) -> None:
    """Make a database on the server, unless it is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
