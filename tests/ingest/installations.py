"""Archives of their own, in which programs import at once, and die."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

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
def scratch_database() -> Iterator[str]:
    """The address of an empty database on the server that the tests use; on SQLite there is no
    server, and the address is empty."""
    if connection.vendor == "sqlite":
        yield ""
        return
    with _database() as name:
        yield _address(name)


@contextmanager
def copied_database(template: str) -> Iterator[str]:
    """The address of a copy of the scratch database of an address, to which nobody is connected;
    empty on SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    with _database(f'TEMPLATE "{urlsplit(template).path.removeprefix("/")}"') as name:
        yield _address(name)


@contextmanager
def _database(made: str = "") -> Iterator[str]:
    """A database of a name that no other test can have, though it runs at the same moment."""
    name = f"scratch_{secrets.token_hex(4)}"
    _on_server([f'CREATE DATABASE "{name}" {made}'])
    try:
        yield name
    finally:
        drop = f'DROP DATABASE "{name}" WITH (FORCE)'
        _on_server([drop, f'DROP ROLE IF EXISTS "{name}_reader"'])


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
