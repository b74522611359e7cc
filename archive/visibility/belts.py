"""The belts: what holds even if a page asked for a table that it must not read.

On SQLite the readers' connection is opened read-only and an authorizer answers for every single
read: a view may read its tables, nothing else may. On PostgreSQL the readers' role can read the
views only, and the site refuses to start when that role can do more.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.public.router import PUBLIC
from archive.visibility.clauses import SCHEMA, keys_name
from archive.visibility.rules import RULES

_BASE_TABLE = re.compile(r"\b(archive|auth|django|sqlite)_\w+", re.IGNORECASE)
_HARMLESS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_RECURSIVE,
    }
)
_REFUSED_FUNCTIONS = frozenset(
    {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
)


def published_views() -> frozenset[str]:
    """The names of all public views."""
    return frozenset(make().view._meta.db_table for make in RULES)


def fasten_sqlite(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give every new readers' connection on SQLite its authorizer."""
    if connection.alias != PUBLIC or connection.vendor != "sqlite":
        return
    keys = {keys_name(make().view) for make in RULES}
    connection.connection.set_authorizer(authorizer(published_views() | keys, tables_read()))
    if _refuse_base_tables not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse_base_tables)


def _refuse_base_tables(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Refuse a statement that names a table.

    SQLite does not tell the authorizer in whose name a table is read when no column of it is, as
    in `count(*)`; so the text of the statement is looked at too. Values never stand in it.
    """
    if _BASE_TABLE.search(sql):
        raise DatabaseError("not authorized: readers' statements name published views only")
    return execute(sql, params, many, context)


def tables_read() -> frozenset[str]:
    """The tables that stand behind the rows of the views."""
    return frozenset({"archive_entry", *(make().rows.model._meta.db_table for make in RULES)})


def authorizer(views: frozenset[str], tables: frozenset[str]) -> Any:
    """The function that SQLite asks before each access.

    `accessor` is the innermost view in whose name a table is read; it is empty when the statement
    names the table itself, and also when a view's table is read without any column of it.
    """

    def allow(
        action: int,
        first: str | None,
        second: str | None,
        _schema: str | None,
        accessor: str | None,
    ) -> int:
        if action in _HARMLESS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and (first in views or accessor in views):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and not second and accessor is None and first in tables:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and second not in _REFUSED_FUNCTIONS:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return allow


def verify() -> None:
    """Raise ImproperlyConfigured with one sentence when the readers' side can do too much."""
    excesses = list(_excesses(connections[PUBLIC]))
    if excesses:
        raise ImproperlyConfigured(
            f"The site does not start: the readers' connection {'; '.join(excesses)}."
        )


def _excesses(connection: BaseDatabaseWrapper) -> Iterator[str]:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        yield from _sqlite_excesses(connection)
        return
    yield from _postgresql_excesses(connection)


def _sqlite_excesses(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in sorted(tables_read()):
            try:
                cursor.execute(f"SELECT count(*) FROM {table}")
            except DatabaseError as refusal:
                if "not authorized" not in str(refusal):
                    raise
                continue
            yield f"can read the table {table}"


def _postgresql_excesses(connection: BaseDatabaseWrapper) -> Iterator[str]:
    questions = {
        "is a superuser or may make roles or databases": (
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication "
            "FROM pg_roles WHERE rolname = current_user"
        ),
        "may make temporary tables": (
            "SELECT has_database_privilege(current_database(), 'TEMPORARY')"
        ),
        "may create objects in the database": (
            "SELECT has_database_privilege(current_database(), 'CREATE')"
        ),
        "may use another schema": (
            "SELECT count(*) > 0 FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' "
            f"AND nspname NOT IN ('information_schema', '{SCHEMA}') "
            "AND has_schema_privilege(oid, 'USAGE, CREATE')"
        ),
        "may create objects beside the views": (
            "SELECT count(*) > 0 FROM pg_namespace "
            f"WHERE nspname = '{SCHEMA}' AND has_schema_privilege(oid, 'CREATE')"
        ),
        "can reach a table that is no published view": (
            "SELECT count(*) > 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' "
            f"AND n.nspname NOT IN ('information_schema', '{SCHEMA}') AND has_table_privilege("
            "c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
        ),
        "may write to a published view": (
            "SELECT count(*) > 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE n.nspname = '{SCHEMA}' AND c.relkind = 'v' AND has_table_privilege("
            "c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
        ),
        "is a member of another role": (
            "SELECT count(*) > 0 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
            "WHERE r.rolname = current_user"
        ),
    }
    with connection.cursor() as cursor:
        for excess, question in questions.items():
            cursor.execute(question)
            if cursor.fetchone() != (False,):
                yield excess


def reader_is_expected() -> bool:
    """Whether this installation has a readers' role, that is, runs on PostgreSQL."""
    return bool(settings.READER_ROLE)
