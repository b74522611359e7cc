"""Triggers and views stand after every migration: through it, back and forth, after a failed one.

SQLite makes a table anew when a column changes, and forgets its triggers. Each test has a database
of its own, and each migration runs in a process of its own, as it does at a start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

pytestmark = pytest.mark.xdist_group("scratch")

Definitions = dict[tuple[str, str], str]

SETTINGS = 'from config.settings import *\n\nMIGRATION_MODULES = {"archive": "further"}\n'

FURTHER = """\
from archive import migrations

__path__ = [*__path__, *migrations.__path__]
"""

MIGRATION = """\
from pkgutil import iter_modules

from django.db import migrations, models

from archive import migrations as known


def fail(apps, schema_editor):
    raise RuntimeError("it failed on the way")


class Migration(migrations.Migration):
    dependencies = [("archive", sorted(one.name for one in iter_modules(known.__path__))[-1])]
    operations = [{operation}]
"""

LONGER = 47
LONGER_CODE = (
    'migrations.AlterField("place", "official_code", '
    f"models.CharField(max_length={LONGER}, blank=True))"
)
FAILURE = "migrations.RunPython(fail)"


class Installation:
    """An archive of its own, in a folder and a database that end with the test."""

    def __init__(self, folder: Path, *, database: str) -> None:
        self.folder, self.database, self.said = folder, database, ""
        (folder / "further").mkdir()
        (folder / "further_settings.py").write_text(SETTINGS)
        (folder / "further" / "__init__.py").write_text(FURTHER)

    def manage(self, *arguments: str, settings_module: str = "config.settings") -> int:
        """Run a command; its exit status. What it says is kept in `said`."""
        own = {
            "ARCHIVE_VAR": str(self.folder),
            "ARCHIVE_BUNDLE": "none",
            "DATABASE_URL": address(self.database) if on_postgresql() else "",
            "PUBLIC_DATABASE_URL": address(self.database, READER) if on_postgresql() else "",
            "PYTHONPATH": str(self.folder),
            "SECRET_KEY": "for tests only",
        }
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments, "--settings", settings_module],
            cwd=settings.BASE_DIR,
            env=os.environ | own,
            capture_output=True,
            check=False,
            text=True,
        )
        self.said = done.stdout + done.stderr
        return done.returncode

    def migrate(self, *target: str) -> None:
        """Migrate as a start does."""
        assert self.manage("migrate", *target, "--verbosity", "0") == 0, self.said

    def migrate_further(self, operation: str) -> int:
        """Migrate with one more migration than the archive has; the exit status."""
        further = self.folder / "further" / "9999_further.py"
        further.write_text(MIGRATION.format(operation=operation))
        return self.manage("migrate", "--verbosity", "0", settings_module="further_settings")

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor of the process of the tests on this database."""
        own = connections[DEFAULT_DB_ALIAS]
        other = type(own)({**own.settings_dict, "NAME": self.database}, "scratch")
        with closing(other), other.cursor() as cursor:
            yield cursor

    def definitions(self) -> Definitions:
        """Every trigger, view and right of readers, as the database tells it."""
        with self.cursor() as cursor:
            cursor.execute(ON_POSTGRESQL if on_postgresql() else ON_SQLITE)
            return {(kind, name): said for kind, name, said in cursor.fetchall()}

    def length_of_codes(self) -> int | None:
        """How long the code of a place may be."""
        with self.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, "archive_place")
        return next(column.display_size for column in columns if column.name == "official_code")


ON_SQLITE = (
    "SELECT type, name, sql FROM sqlite_master WHERE type = 'view' "
    "OR (type = 'trigger' AND tbl_name LIKE 'archive_%')"
)
ON_POSTGRESQL = """
SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'published'
UNION ALL
SELECT 'right', relname, relacl::text FROM pg_class c
    JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'published' AND relkind = 'v'
UNION ALL
SELECT 'trigger', tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
    JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND relname LIKE 'archive_%'
"""


READER = f"scratch_{os.getpid()}_reader"


def on_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return connection.vendor == "postgresql"


def address(database: str, user: str = "") -> str:
    """The address of another database on the server of the tests."""
    own = connection.settings_dict
    account = f"{quote(user or own['USER'])}:{quote(own['PASSWORD'])}"
    return f"postgres://{account}@{own['HOST']}:{own['PORT']}/{database}"


def on_server(statement: str) -> None:
    """Run a statement that no transaction may hold."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="module")
def migrated(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """The name of a database with every migration applied, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    with django_db_blocker.unblock():
        if not on_postgresql():
            made = Installation(folder, database=str(folder / "archive.sqlite3"))
            made.migrate()
            yield made.database
            return
        made = Installation(folder, database=f"scratch_{os.getpid()}_migrated")
        on_server(f"CREATE DATABASE {made.database}")
        try:
            made.migrate()
            yield made.database
        finally:
            on_server(f"DROP DATABASE {made.database} WITH (FORCE)")
            on_server(f"DROP ROLE IF EXISTS {READER}")


@pytest.fixture
def installation(migrated: str, tmp_path: Path, django_db_blocker: Any) -> Iterator[Installation]:
    """An installation of its own with every migration applied."""
    with django_db_blocker.unblock():
        if not on_postgresql():
            own = tmp_path / "archive.sqlite3"
            shutil.copy(migrated, own)
            yield Installation(tmp_path, database=str(own))
            return
        made = Installation(tmp_path, database=f"scratch_{os.getpid()}")
        on_server(f"CREATE DATABASE {made.database} TEMPLATE {migrated}")
        try:
            yield made
        finally:
            on_server(f"DROP DATABASE {made.database} WITH (FORCE)")


def test_the_way_back_takes_all_away_and_the_way_forth_brings_all_back(
    installation: Installation,
) -> None:
    whole = installation.definitions()
    assert {"view", "trigger"} <= {kind for kind, _name in whole}
    installation.migrate("archive", "zero")
    assert installation.definitions() == {}
    installation.migrate()
    assert installation.definitions() == whole


def test_all_stands_after_a_migration_that_makes_a_table_anew(installation: Installation) -> None:
    whole, length = installation.definitions(), installation.length_of_codes()
    assert installation.migrate_further(LONGER_CODE) == 0, installation.said
    assert installation.length_of_codes() == LONGER != length
    assert installation.definitions() == whole


def test_a_start_after_a_failed_migration_brings_all_back(installation: Installation) -> None:
    whole = installation.definitions()
    assert installation.migrate_further(FAILURE) != 0
    assert "it failed on the way" in installation.said
    assert installation.definitions() == {}
    installation.migrate()
    assert installation.definitions() == whole


def test_a_view_that_was_dropped_by_hand_is_back_after_a_start(installation: Installation) -> None:
    whole = installation.definitions()
    with installation.cursor() as cursor:
        cursor.execute(f"DROP VIEW {'published.' if on_postgresql() else ''}public_sentence")
    assert set(whole) - set(installation.definitions()) >= {("view", "public_sentence")}
    installation.migrate()
    assert installation.definitions() == whole
