"""The kept keys: which records readers see, worked out once for each state of the archive.

PostgreSQL only. There a rule asks for so many others that one page took half a second, most of it
planning. So at the end of each transaction that changed anything a view can read, the database
itself works the rules out, each once and from the plain ones to those that rest on them, and keeps
the keys in the table `kept.entry`. A view looks there. As a rule only what the transaction touched
is worked out, and what hangs on it (see `following`).

Nothing can go stale unseen. The keys are valid for one stamp, which triggers replace with every
such change, and until the next day on which an embargo or a consent ends; `kept.mark` holds both.
While they are not valid (inside a transaction that changes something, or after such a day), each
view works its rule out anew through functions: slower, and just as right. Owns no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Subquery
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.where import WhereNode

from archive.models import Record
from archive.visibility import following
from archive.visibility.clauses import (
    KEPT,
    SCHEMA,
    SHOWS_ENTRY,
    Reached,
    Rule,
    function_name,
    if_valid,
)

TODAY = "(now() AT TIME ZONE 'utc')::date"
TRIGGER = "kept_keys_follow_the_stamp"

_checked: date | None = None
"""The last day on which this process made sure that the keys are valid."""


def is_record(rule: Rule) -> bool:
    """Whether the rule is about records, whose keys are kept."""
    return issubclass(rule.rows.model, Record)


def functions(rules: Iterable[Rule]) -> Iterator[str]:
    """The SQL that makes tables and functions. It comes before the views, which ask them."""
    yield f"CREATE SCHEMA {KEPT}"
    yield f"CREATE TABLE {KEPT}.entry (entry_id bigint PRIMARY KEY, record_type text NOT NULL)"
    yield (
        f"CREATE TABLE {KEPT}.mark "
        "(stamp text NOT NULL, since date NOT NULL, until date, touch bigint NOT NULL)"
    )
    yield (
        f"CREATE FUNCTION {SCHEMA}.is_kept() RETURNS boolean {_ASKED} AS $$ BEGIN RETURN EXISTS "
        f"(SELECT 1 FROM public.archive_stamp s JOIN {KEPT}.mark m ON m.stamp = s.value "
        f"WHERE m.since <= {TODAY} AND (m.until IS NULL OR {TODAY} < m.until)); END $$"
    )
    of_records = [rule for rule in rules if is_record(rule)]
    for rule in of_records:
        yield (
            f"CREATE FUNCTION {function_name(rule.view)}(bigint) RETURNS boolean {_ASKED} "
            f"COST 5000 AS $$ BEGIN RETURN EXISTS "
            f"(SELECT 1 FROM {_rule_name(rule)} WHERE id = $1); END $$"
        )
    by_type = " ".join(
        f"WHEN {following.kind_of(rule)} THEN RETURN {function_name(rule.view)}($1);"
        for rule in of_records
    )
    yield (
        f"CREATE FUNCTION {SHOWS_ENTRY}(bigint, text[]) RETURNS boolean {_ASKED} COST 6000 AS $$ "
        "DECLARE kind text; BEGIN "
        "SELECT record_type INTO kind FROM public.archive_entry WHERE id = $1; "
        "IF kind IS NULL OR kind <> ALL ($2) THEN RETURN false; END IF; "
        f"CASE kind {by_type} ELSE RETURN false; END CASE; END $$"
    )


_ASKED = "LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER"


def keeping(rules: Sequence[Rule], keys: Sequence[str]) -> Iterator[str]:
    """The SQL that makes what keeps the keys: a view of the keys of each rule, which `keys` holds
    as SQL, and the function that goes through them when a transaction ends. It comes after the
    views."""
    kept = [(rule, sql) for rule, sql in zip(rules, keys, strict=True) if is_record(rule)]
    for rule, sql in kept:
        yield f"CREATE VIEW {_rule_name(rule)} (id) AS {if_valid(False, sql)}"
    valid = [(rule, if_valid(True, sql)) for rule, sql in kept]
    yield _keep_all(rules, valid)
    yield _keep(rules, valid)
    yield (
        f"CREATE FUNCTION {KEPT}.keep_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN PERFORM {KEPT}.keep(); RETURN NULL; END $$"
    )
    yield (
        f"CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER INSERT OR UPDATE ON archive_stamp "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {KEPT}.keep_at_the_end()"
    )


def _keep_all(rules: Sequence[Rule], kept: following.Kept) -> str:
    """The SQL of the function that works out every key."""
    work = "; ".join(following.brought_up_to_date(rule, keys) for rule, keys in kept)
    next_day = following.next_day(_all_days(rules), TODAY)
    return (
        f"CREATE FUNCTION {KEPT}.keep_all() RETURNS void {_CHANGES} AS $$ BEGIN "
        f"DELETE FROM {KEPT}.mark; INSERT INTO {KEPT}.mark "
        f"SELECT value, {TODAY}, ({next_day}), {_LAST_TOUCH} FROM archive_stamp; {work}; END $$"
    )


def _keep(rules: Sequence[Rule], kept: following.Kept) -> str:
    """The SQL of the function that makes the keys valid: from what was touched since they were.

    All are worked out where they were valid on another day, or it is no longer known what was
    touched, or that is too much.
    """
    next_day = following.next_day(_all_days(rules), TODAY, "asked")
    return (
        f"CREATE FUNCTION {KEPT}.keep() RETURNS void {_CHANGES} AS $$ "
        f"DECLARE known bigint; {following.DECLARED} BEGIN "
        "PERFORM 1 FROM archive_stamp FOR UPDATE; "
        # Without a stamp there is no state for which keys could be valid.
        f"IF NOT FOUND THEN DELETE FROM {KEPT}.mark; RETURN; END IF; "
        f"IF {SCHEMA}.is_kept() THEN RETURN; END IF; "
        f"SELECT touch INTO known FROM {KEPT}.mark "
        f"WHERE since <= {TODAY} AND (until IS NULL OR {TODAY} < until) "
        # Of the touches only the latest stay: none is missing while the last known one is there.
        "AND EXISTS (SELECT 1 FROM archive_touch WHERE id = touch); "
        f"IF known IS NULL THEN PERFORM {KEPT}.keep_all(); RETURN; END IF; "
        "asked := ARRAY(SELECT DISTINCT entry FROM archive_touch WHERE id > known); "
        f"IF cardinality(asked) > {following.MOST} OR array_position(asked, NULL) IS NOT NULL "
        f"THEN PERFORM {KEPT}.keep_all(); RETURN; END IF; "
        f"UPDATE {KEPT}.mark SET stamp = (SELECT value FROM archive_stamp), "
        f"touch = {_LAST_TOUCH}, until = least(until, ({next_day})); "
        f"{following.walk(kept)} END $$"
    )


# Each statement of a walk is planned once and not anew for each change, which asks other records.
_CHANGES = (
    f"LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, {SCHEMA} "
    "SET plan_cache_mode = force_generic_plan"
)
_LAST_TOUCH = "(SELECT coalesce(max(id), 0) FROM archive_touch)"


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take everything away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = %s", [TRIGGER])
        if cursor.fetchone():
            # What waits for the end of this transaction keeps a trigger from being dropped.
            cursor.execute(f"SET CONSTRAINTS {TRIGGER} IMMEDIATE")
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE")


def keep(connection: BaseDatabaseWrapper) -> date | None:
    """Make the keys valid now, as the end of a transaction would; return the database's day.

    Nothing is done, and None returned, on a database that keeps none.
    """
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEPT}.keep(), {TODAY}")
        day: date = cursor.fetchone()[1]
        return day


def keep_daily(**_signal: Any) -> None:
    """At the first request of a day, make sure that the keys are valid on it.

    Where this process cannot write, readers are answered the slower way until somebody can.
    """
    global _checked
    today = datetime.now(UTC).date()
    if _checked == today:
        return
    try:
        # The database's clock counts: around midnight it is asked again until both agree.
        _checked = keep(connections["default"]) or today
    except DatabaseError:
        _checked = today


def days(rule: Rule) -> set[tuple[str, str]]:
    """Table and column of every day that the rule compares with today."""
    found: set[tuple[str, str]] = set()
    for node in _nodes(rule.rows.query):
        if isinstance(node, Reached):
            columns = [part for part in node.get_source_expressions() if isinstance(part, Col)]
            found |= {(one.target.model._meta.db_table, str(one.target.column)) for one in columns}
    return found


def _all_days(rules: Iterable[Rule]) -> list[tuple[str, str]]:
    return sorted(set[tuple[str, str]]().union(*(days(rule) for rule in rules)))


def _nodes(node: Any) -> Iterator[Any]:
    """Everything that a query is made of."""
    yield node
    if isinstance(node, Query):
        parts: Iterable[Any] = (node.where, *node.annotations.values())
    elif isinstance(node, Subquery):
        parts = (node.query,)
    elif isinstance(node, WhereNode):
        parts = node.children
    else:
        parts = getattr(node, "get_source_expressions", tuple)()
    for part in parts:
        yield from _nodes(part)


def _rule_name(rule: Rule) -> str:
    return f"{KEPT}.rule_{rule.view._meta.db_table.removeprefix('public_')}"
