"""Archives of their own, in which programs import at once, and die."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.ingest.bundles import EXAMPLE

PROJECT = EXAMPLE.parents[1]


class Installation:
    """An archive whose data lie in a folder and, if an address is given, in that database."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = kept | {"PYTHONPATH": str(PROJECT), "ARCHIVE_VAR": str(folder)}
        if database:
            self.environment["DATABASE_URL"] = database

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a program of Python."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a program to its end or death: exit status, stdout, stderr."""
        program = self.start(*arguments)
        out, err = program.communicate()
        return program.returncode, out, err


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """The address of an empty database of that name, on the server that the tests use; on SQLite
    there is no server, and the address is empty."""
    if connection.vendor == "sqlite":
        yield ""
        return
    drop = [f'DROP DATABASE IF EXISTS "{name}"', f'DROP ROLE IF EXISTS "{name}_reader"']
    make = [*drop, f'CREATE DATABASE "{name}"']
    _on_server(make)
    try:
        yield _address(name)
    finally:
        _on_server(drop)


@contextmanager
def copied_database(template: str, name: str) -> Iterator[str]:
    """The address of a copy of a scratch database to which nobody is connected; empty on SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    drop = [f'DROP DATABASE IF EXISTS "{name}"']
    _on_server([*drop, f'CREATE DATABASE "{name}" TEMPLATE "{template}"'])
    try:
        yield _address(name)
    finally:
        _on_server(drop)


def _address(name: str) -> str:
    told = connection.settings_dict
    account = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}"
    return f"postgres://{account}@{told['HOST']}:{told['PORT']}/{name}"


def _on_server(statements: list[str]) -> None:
    """Carry statements out that no transaction allows, on a connection of their own."""
    alone = connection.copy("scratch")
    alone.set_autocommit(True)
    with alone.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    alone.close()
