"""Turns the rules into database views, and keeps the views in step with migrations.

On PostgreSQL the views stand in the schema `published`, and the role of the readers' side is given
that schema, these views, and nothing else. Owns no rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import sqlparse
from django.conf import settings
from django.db import IntegrityError, InternalError, ProgrammingError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q

from archive.models import triggers
from archive.visibility import kept
from archive.visibility.clauses import SCHEMA, Rule, Shown, keys_name, open_now
from archive.visibility.rules import RULES

SHOWN = "shown_"
ATTEMPTS = 20


def select(rule: Rule, connection: BaseDatabaseWrapper) -> str:
    """The SELECT of a rule with its parameters written out, in the database's own quoting.

    On PostgreSQL the view of a record asks for its kept key, and for its own state even so.
    """
    expressions = {f"{SHOWN}{name}": value for name, value in rule.expressions().items()}
    rows = rule.rows
    if connection.vendor == "postgresql" and kept.is_record(rule):
        rows = open_now(rows.model).filter(Q(Shown(rule.view, "pk")))
    rows = rows.order_by().annotate(**expressions).values_list(*expressions)
    sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    return written_out(sql, parameters, connection)


def select_keys(rule: Rule, connection: BaseDatabaseWrapper) -> str:
    """The SELECT of the keys of a rule's rows."""
    keys = rule.rows.order_by().values_list("pk")
    sql, parameters = keys.query.get_compiler(connection=connection).as_sql()
    return written_out(sql, parameters, connection)


def written_out(sql: str, parameters: tuple[Any, ...], connection: BaseDatabaseWrapper) -> str:
    """`sql` with each parameter in its place as a literal of this database."""
    if connection.vendor == "postgresql":
        return str(connection.ops.compose_sql(sql, parameters))  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        literals = []
        for parameter in parameters:
            cursor.execute("SELECT quote(%s)", [parameter])
            literals.append(cursor.fetchone()[0])
    return sql % tuple(literals)


def view_name(rule: Rule, connection: BaseDatabaseWrapper) -> str:
    """The view's full name on this database."""
    table = rule.view._meta.db_table
    return f"{SCHEMA}.{table}" if connection.vendor == "postgresql" else table


def statements(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The SQL that creates every view, each after those that it reads."""
    rules = [make() for make in RULES]
    if connection.vendor == "postgresql":
        yield f"CREATE SCHEMA {SCHEMA}"
        yield from kept.functions(rules)
    for rule in rules:
        columns = ", ".join(f'"{name}"' for name in rule.expressions())
        if connection.vendor == "sqlite":
            yield f"CREATE VIEW {keys_name(rule.view)} (id) AS {select_keys(rule, connection)}"
        yield f"CREATE VIEW {view_name(rule, connection)} ({columns}) AS {select(rule, connection)}"
    if connection.vendor == "postgresql":
        keys = [select_keys(rule, connection) for rule in rules]
        yield from kept.keeping(rules, keys)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take away every view of ours, those of an earlier version included."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kept.drop(connection)
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view' "
            "AND (name LIKE 'public\\_%' ESCAPE '\\' OR name LIKE 'keys\\_of\\_%' ESCAPE '\\') "
            "ORDER BY name"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP VIEW "{name}"')


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every view in place, in the place of what stood there."""
    drop(connection)
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in statements(connection):
            cursor.execute(statement)
        mark = fingerprint(connection)
        if postgresql:
            cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{mark}'")
        else:
            cursor.execute(f"PRAGMA user_version = {_as_number(mark)}")
    if postgresql:
        _refuse_writes(connection)
        _open_to_reader(connection)
        kept.keep(connection)


def _refuse_writes(connection: BaseDatabaseWrapper) -> None:
    """Simple views are writable in PostgreSQL: a trigger refuses, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE FUNCTION {SCHEMA}.refuse_write() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'published_views_are_read_only' USING ERRCODE = "
            "'insufficient_privilege'; END $$"
        )
        for make in RULES:
            cursor.execute(
                "CREATE TRIGGER refuse_write INSTEAD OF INSERT OR UPDATE OR DELETE ON "
                f"{view_name(make(), connection)} FOR EACH ROW "
                f"EXECUTE FUNCTION {SCHEMA}.refuse_write()"
            )


def _open_to_reader(connection: BaseDatabaseWrapper) -> None:
    """Give the readers' role the views and nothing else; make the role where we may."""
    role = settings.READER_ROLE
    if not role:
        return
    quoted = connection.ops.quote_name(role)
    database = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        if _may_make_roles(cursor):
            _make_reader(cursor, role)
        elif not _exists(cursor, role):
            return
        cursor.execute(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        cursor.execute(f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC")
        cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {quoted}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO {quoted}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {quoted}")


def _may_make_roles(cursor: Any) -> bool:
    cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    return bool(cursor.fetchone()[0])


def _exists(cursor: Any, role: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    return cursor.fetchone() is not None


def _make_reader(cursor: Any, role: str) -> None:
    """Create the role, or bring it back to what it may be.

    Roles belong to the whole server, so that another migration may be at the same row of its
    catalogue: then the server refuses one of the two, which tries again.
    """
    for attempts_left in reversed(range(ATTEMPTS)):
        verb = "ALTER" if _exists(cursor, role) else "CREATE"
        try:
            cursor.execute(
                f'{verb} ROLE "{role}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT '
                "PASSWORD %s",
                [settings.READER_PASSWORD],
            )
        except (InternalError, ProgrammingError, IntegrityError):
            if not attempts_left:
                raise
        else:
            return


def before_migration(*, using: str, plan: list[Any], **_signal: Any) -> None:
    """Drop views and triggers before tables change: SQLite cannot rename a table under a view."""
    if not plan:
        return
    connection = connections[using]
    drop(connection)
    triggers.drop(connection)


def after_migration(*, using: str, plan: list[Any], **_signal: Any) -> None:
    """Put triggers and views in place where something was migrated or something is missing.

    Not on the way back: the rules speak of the newest columns, and readers get nothing until the
    tables have them again.
    """
    connection = connections[using]
    if not _is_migrated(connection):
        return
    if plan or not is_installed(connection):
        triggers.install(connection)
        install(connection)


def _is_migrated(connection: BaseDatabaseWrapper) -> bool:
    """Whether every migration of the archive has been applied."""
    loader = MigrationLoader(connection)
    return set(loader.graph.leaf_nodes("archive")) <= set(loader.applied_migrations)


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether every view of the rules is in the database, made from the rules as they are now.

    A rule may change without any migration; then views and triggers must be made anew.
    """
    mark = fingerprint(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT table_name FROM information_schema.views WHERE table_schema = %s", [SCHEMA]
            )
            found = {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [SCHEMA])
            same = cursor.fetchone() == (mark,) and _reader_is_let_in(cursor)
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
            found = {name for (name,) in cursor.fetchall()}
            cursor.execute("PRAGMA user_version")
            same = cursor.fetchone() == (_as_number(mark),)
    return same and {make().view._meta.db_table for make in RULES} <= found


def _reader_is_let_in(cursor: Any) -> bool:
    """Whether the readers' role can use the views, or nothing can be done about it from here."""
    role = settings.READER_ROLE
    if not role or not (_exists(cursor, role) or _may_make_roles(cursor)):
        return True
    cursor.execute(
        "SELECT count(*) FROM pg_roles WHERE rolname = %s "
        "AND has_schema_privilege(oid, %s, 'USAGE')",
        [role, SCHEMA],
    )
    return bool(cursor.fetchone() == (1,))


def fingerprint(connection: BaseDatabaseWrapper) -> str:
    """The SHA-256 of every view and trigger as this version makes them, and of the readers' role
    and its password; kept beside the views."""
    reader = f"{settings.READER_ROLE} {settings.READER_PASSWORD}"
    made = [reader, *statements(connection), *triggers.statements(connection.vendor)]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()


def _as_number(mark: str) -> int:
    """As much of a fingerprint as SQLite's `user_version` holds."""
    return int(mark[:7], 16)


def schema_text(connection: BaseDatabaseWrapper) -> str:
    """Every view as this database is given it, laid out so that a change shows as a difference."""
    head = (
        f"-- What readers can reach, as {connection.vendor} is given it. Generated from rules.py\n"
        "-- by `manage.py schema`; a test compares. A line more here is something more in public.\n"
    )
    parts = [head]
    for make in RULES:
        rule = make()
        columns = "".join(f"--   {name}\n" for name in rule.expressions())
        body = sqlparse.format(select(rule, connection), reindent=True, keyword_case="upper")
        parts.append(f"-- {rule.view._meta.db_table}\n{columns}{body};\n")
        if connection.vendor == "sqlite":
            keys = sqlparse.format(select_keys(rule, connection), reindent=True)
            parts.append(f"-- {keys_name(rule.view)}\n{keys};\n")
    return "\n".join(parts)
