"""How an illegal state is tried, by the ORM and by raw SQL, and by which name it is refused.

A `Case` is a sentence, the rule that it breaks, a function that makes a legal row, and the changes
that make the row illegal. It is tried in every way in which the rule can be broken: rows are
changed, added anew and, where a rule speaks of it, deleted. Owns no illegal state itself: these
stand in `states/`, one file for each noun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models

from archive.models import Entry, Record, triggers

Row = models.Model
Changes = dict[str, Any]

ITSELF = object()
"""In changes: the key of the very row that is changed or added."""

INSERT, UPDATE, DELETE = "INSERT", "UPDATE", "DELETE"


@dataclass(frozen=True)
class Case:
    """An illegal state in one sentence.

    `changes` are values by the names of fields, or a function that makes them of the legal row.
    `events` says how the state can come about where that is less than what the rule watches. `also`
    names rules that the state cannot but break too, so that either name is right. `heals` says that
    the ORM mends the state when it saves a row, so that only what goes around is tried.
    """

    state: str
    rule: str
    row: Callable[[], Row]
    changes: Changes | Callable[[Any], Changes] | None = None
    events: frozenset[str] | None = None
    also: frozenset[str] = frozenset()
    heals: bool = False

    def changes_of(self, row: Row) -> Changes:
        """The values, by field, that make this row illegal."""
        if callable(self.changes):
            return self.changes(row)
        return dict(self.changes or {})

    def tried(self) -> frozenset[str]:
        """The events by which this case brings its state about."""
        return declared()[self.rule] if self.events is None else self.events

    def ways(self, side: str) -> Iterator[Callable[[Row, Changes], None]]:
        """The ways in which this state is tried on one side: `orm` or `sql`."""
        for event in sorted(self.tried()):
            for way in WAYS[side][event]:
                if not (self.heals and way in (saved, created)):
                    yield way


def declared() -> dict[str, frozenset[str]]:
    """Every rule of the records with the events that it watches: constraints and triggers."""
    rules: dict[str, frozenset[str]] = {}
    for model in archive_models():
        for constraint in model._meta.constraints:
            unique = isinstance(constraint, models.UniqueConstraint)
            assert constraint.name not in rules, f"two rules are called {constraint.name}"
            rules[constraint.name] = frozenset({INSERT} if unique else {INSERT, UPDATE})
    for refusal in triggers.refusals():
        assert refusal.name not in rules, f"two rules are called {refusal.name}"
        rules[refusal.name] = frozenset(refusal.events)
    return rules


def model_of(rule: str) -> type[Row]:
    """The model whose table a rule watches."""
    tables = {refusal.name: refusal.table for refusal in triggers.refusals()}
    return next(
        model
        for model in archive_models()
        if model._meta.db_table == tables.get(rule)
        or rule in {constraint.name for constraint in model._meta.constraints}
    )


def archive_models() -> list[type[Row]]:
    """Every model of the archive that has a table."""
    found = apps.get_app_config("archive").get_models(include_auto_created=True)
    return [model for model in found if not model._meta.proxy]


def refused_by(error: IntegrityError) -> str:
    """The name of the rule that refused, as the database gives it.

    SQLite gives the columns instead of the name where a unique constraint refuses.
    """
    if connection.vendor == "postgresql":
        return str(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    text = str(error).removeprefix("CHECK constraint failed: ")
    return _unique_by_columns().get(text, text)


def _unique_by_columns() -> dict[str, str]:
    named = {}
    for model in archive_models():
        for rule in model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint):
                columns = [f"{model._meta.db_table}.{column_of(model, f)}" for f in rule.fields]
                named[f"UNIQUE constraint failed: {', '.join(columns)}"] = rule.name
    return named


# By the ORM


def saved(row: Row, changes: Changes) -> None:
    """Change the row as a form does."""
    if "entry" in changes or "id" in changes:
        return bulk_updated(row, changes)  # to save under another key would add a row
    fresh = type(row)._base_manager.get(pk=row.pk)
    _set(fresh, changes)
    fresh.save()
    return None


def bulk_updated(row: Row, changes: Changes) -> None:
    """Change the row as an action on many rows does."""
    values = {name: row.pk if value is ITSELF else value for name, value in changes.items()}
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def created(row: Row, changes: Changes) -> None:
    """Add an otherwise equal row as a form does."""
    added = another(row)
    if "entry" in changes or ITSELF in changes.values():
        return loaded(row, changes)  # its key must be known before
    _set(added, changes)
    added.save(force_insert=True)
    return None


def loaded(row: Row, changes: Changes) -> None:
    """Add an otherwise equal row as a fixture is loaded: the row of its own table alone."""
    added = _with_key(another(row), changes)
    _set(added, changes)
    added.save_base(raw=True, force_insert=True)


def deleted(row: Row, _changes: Changes) -> None:
    """Delete the row."""
    type(row)._base_manager.get(pk=row.pk).delete()


# By raw SQL on the table


def sql_update(row: Row, changes: Changes) -> None:
    """Change columns of the row."""
    columns = {name: row.pk if value is ITSELF else value for name, value in changes.items()}
    written = database_values(type(row), columns)
    settings = ", ".join(f'"{column}" = %s' for column in written)
    table, key = type(row)._meta.db_table, column_of(type(row), "pk")
    execute(f'UPDATE {table} SET {settings} WHERE "{key}" = %s', *written.values(), row.pk)


def sql_insert(row: Row, changes: Changes) -> None:
    """Add an otherwise equal row."""
    added = _with_key(another(row), changes)
    _set(added, changes)
    own = {field.attname: getattr(added, field.attname) for field in own_fields(type(row))}
    written = database_values(type(row), {k: v for k, v in own.items() if k != "id" or v})
    columns = ", ".join(f'"{column}"' for column in written)
    marks = ", ".join(["%s"] * len(written))
    execute(
        f"INSERT INTO {type(row)._meta.db_table} ({columns}) VALUES ({marks})", *written.values()
    )


def sql_delete(row: Row, _changes: Changes) -> None:
    """Delete the row."""
    table, key = type(row)._meta.db_table, column_of(type(row), "pk")
    execute(f'DELETE FROM {table} WHERE "{key}" = %s', row.pk)


WAYS: dict[str, dict[str, tuple[Callable[[Row, Changes], None], ...]]] = {
    "orm": {INSERT: (created, loaded), UPDATE: (saved, bulk_updated), DELETE: (deleted,)},
    "sql": {INSERT: (sql_insert,), UPDATE: (sql_update,), DELETE: (sql_delete,)},
}


# Rows and columns


def execute(statement: str, *values: Any) -> None:
    """Run one statement on the connection of the records."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def own_fields(model: type[Row]) -> list[models.Field[Any, Any]]:
    """The fields that are columns of the model's own table; those of the entry are not."""
    return list(model._meta.local_concrete_fields)


def column_of(model: type[Row], name: str) -> str:
    """The column of a field, given by its name or by the name of its key (`place_id`)."""
    if name == "pk":
        return str(model._meta.pk.column)
    return str(next(f.column for f in own_fields(model) if name in (f.name, f.attname)))


def database_values(model: type[Row], values: Changes) -> Changes:
    """Values by column, as this database stores them."""
    written = {}
    for name, value in values.items():
        field = next(field for field in own_fields(model) if name in (field.name, field.attname))
        plain = value.pk if isinstance(value, models.Model) else value
        written[str(field.column)] = field.get_db_prep_save(plain, connection)
    return written


def another(row: Row) -> Row:
    """A new instance, not saved, that is equal to the row but for its identity."""
    model = type(row)
    identity = {"id", "ref", "slug"} | ({"entry"} if isinstance(row, Record) else set())
    fields = [field for field in model._meta.concrete_fields if field.name not in identity]
    return model(**{field.attname: getattr(row, field.attname) for field in fields})


def _with_key(added: Row, changes: Changes) -> Row:
    """The new instance with an entry of its own, unless the changes bring one."""
    if isinstance(added, Record):
        entry = changes.get("entry") or Entry.objects.create(record_type=added.record_type)
        added.entry_id = added.id = entry.pk
        added.ref = entry.ref
    return added


def _set(row: Row, changes: Changes) -> None:
    for name, value in changes.items():
        if name == "entry" and isinstance(row, Record):
            continue
        if value is ITSELF:
            setattr(row, f"{name}_id", row.pk)
        else:
            setattr(row, name, value)
