"""The belts: what the readers' own connection is refused, on a real second connection."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from archive.visibility import belts
from archive.visibility.clauses import SCHEMA

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reader(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[BaseDatabaseWrapper]:
    """The readers' connection to the test database, as production opens it."""
    del django_db_setup
    with django_db_blocker.unblock():
        options: dict[str, Any] = deepcopy(settings.DATABASES["public"])
        name = str(connection.settings_dict["NAME"])
        options["NAME"] = f"file:{name}?mode=ro" if connection.vendor == "sqlite" else name
        opened = connections["default"].__class__(options, alias="public")
        yield opened
        opened.close()


def base_tables() -> list[str]:
    """Every table of the installation that is no view of ours."""
    views = belts.published_views()
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in views
    )


def refused(reader: BaseDatabaseWrapper, statement: str) -> bool:
    """Whether the readers' connection is refused a statement."""
    try:
        with reader.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        reader.rollback() if reader.vendor == "postgresql" and reader.in_atomic_block else None
        return True
    return False


def test_every_view_can_be_read(reader: BaseDatabaseWrapper) -> None:
    for view in sorted(belts.published_views()):
        assert not refused(reader, f"SELECT * FROM {view}"), view
        assert not refused(reader, f"SELECT count(*) FROM {view}"), view


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM {table}",
        "SELECT count(*) FROM {table}",
        "SELECT 1 FROM {table} LIMIT 1",
        "INSERT INTO {table} DEFAULT VALUES",
        "DELETE FROM {table}",
        "DROP TABLE {table}",
        "ALTER TABLE {table} RENAME TO other",
        "CREATE VIEW peep AS SELECT * FROM {table}",
        "WITH peep AS (SELECT * FROM {table}) SELECT * FROM peep",
    ],
)
def test_every_base_table_is_refused(reader: BaseDatabaseWrapper, statement: str) -> None:
    for table in base_tables():
        assert refused(reader, statement.format(table=table)), table


def test_every_base_table_is_refused_an_update(reader: BaseDatabaseWrapper) -> None:
    for model in apps.get_models(include_auto_created=True):
        table, column = model._meta.db_table, model._meta.concrete_fields[0].column
        assert refused(reader, f"UPDATE {table} SET {column} = {column}"), table


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE peep (id integer)",
        "CREATE TEMPORARY TABLE peep (id integer)",
        "CREATE TEMP VIEW peep AS SELECT 1",
    ],
)
def test_nothing_can_be_created(reader: BaseDatabaseWrapper, statement: str) -> None:
    assert refused(reader, statement)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE postgres",
        "SET SESSION AUTHORIZATION postgres",
        "CREATE SCHEMA peep",
        "CREATE ROLE peep",
        f"CREATE TABLE {SCHEMA}.peep (id integer)",
        f"CREATE FUNCTION {SCHEMA}.peep() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "COPY (SELECT 1) TO '/tmp/peep'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "TRUNCATE public.archive_entry",
        "SELECT * FROM public.archive_identity",
        "SELECT passwd FROM pg_shadow",
    ],
)
def test_the_role_is_refused(reader: BaseDatabaseWrapper, statement: str) -> None:
    assert refused(reader, statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an authorizer is SQLite's")
@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA table_info(archive_identity)",
        "SELECT * FROM sqlite_master",
        "SELECT load_extension('x')",
        "VACUUM",
    ],
)
def test_the_authorizer_refuses(reader: BaseDatabaseWrapper, statement: str) -> None:
    assert refused(reader, statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an authorizer is SQLite's")
def test_the_authorizer_holds_below_django_too(reader: BaseDatabaseWrapper) -> None:
    reader.ensure_connection()
    for column in ("real_name", "contact", "risk"):
        with pytest.raises(Exception, match=r"not authorized|prohibited"):
            reader.connection.execute(f"SELECT {column} FROM archive_identity")
    with pytest.raises(Exception, match=r"not authorized|prohibited"):
        reader.connection.execute("SELECT count(*) FROM archive_identity")


def test_a_strict_reader_lets_the_site_start(reader: BaseDatabaseWrapper) -> None:
    assert list(belts._excesses(reader)) == []


def test_a_reader_that_can_do_more_stops_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belts, "connections", {"public": connection})
    with pytest.raises(ImproperlyConfigured, match="does not start"):
        belts.verify()
