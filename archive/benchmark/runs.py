"""What is told of every measurement: which data, which code, which machine, how busy it was."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from archive.benchmark.loading import Data

RESULTS = "results"
"""The folder of results below ARCHIVE_VAR."""

PACKAGES = ("gunicorn", "tantivy", "datasette", "pyroaring")


def machine() -> dict[str, Any]:
    """Cores, processor, memory and versions."""
    with connection.cursor() as cursor:
        version = "sqlite_version()" if connection.vendor == "sqlite" else "version()"
        cursor.execute(f"SELECT {version}")
        database = str(cursor.fetchone()[0]).split(",")[0]
    packages = {name: _version(name) for name in PACKAGES}
    return {
        "cores": os.cpu_count() or 1,
        "processor": _processor(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": f"{connection.vendor} {database.removeprefix('PostgreSQL ').split(' ')[0]}",
        "sqlite": sqlite3.sqlite_version,
        **{name: version for name, version in packages.items() if version},
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def revision() -> str:
    """The revision of the code, with a + when files differ; empty without a repository."""
    asked = [
        "git",
        "-C",
        str(settings.BASE_DIR),
        "describe",
        "--always",
        "--dirty=+",
        "--abbrev=10",
    ]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    return told.stdout.strip()


@contextmanager
def recorded(work: str, data: Data) -> Iterator[dict[str, Any]]:
    """A result to be filled with `figures`; machine and load are told around it, and it is kept."""
    before = round(os.getloadavg()[0], 2)
    result: dict[str, Any] = {
        "work": work,
        "vendor": connection.vendor,
        "data": asdict(data),
        "revision": revision(),
        "machine": machine(),
        "load": [before],
        "figures": {},
    }
    yield result
    result["load"].append(round(os.getloadavg()[0], 2))
    folder = Path(settings.VAR_DIR) / RESULTS
    folder.mkdir(exist_ok=True)
    (folder / f"{connection.vendor}-{work}.json").write_text(json.dumps(result, indent=1))
