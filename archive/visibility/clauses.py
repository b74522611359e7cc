"""The words in which the rules are written: open, cited, shown, requires, drops.

Owns how a clause becomes SQL on both databases. It decides nothing: what may be seen is said in
`rules`.

Both databases write a view out into each view that reads it, thousands of times over for a claim,
and would plan for seconds. So "the target is shown" never reads the target's view: on SQLite it
asks a view of its keys (`keys_of_…`); on PostgreSQL it looks into the kept keys while they are
valid, and calls a function that works the rule out anew while they are not (see `kept`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, When
from django.db.models.sql.compiler import SQLCompiler

from archive import models as records
from archive.public import models as public
from archive.public.models.base import PublicModel, PublicRecord
from archive.vocabularies import RecordType, State

SCHEMA = "published"
"""Where the views stand on PostgreSQL."""

KEPT = "kept"
"""Where the kept keys stand on PostgreSQL; readers cannot use that schema."""

SHOWS_ENTRY = f"{SCHEMA}.shows_entry"
"""The function that tells on PostgreSQL whether an id is that of a public record of given types."""

VALID = f"(SELECT {SCHEMA}.is_kept())"
"""SQL that holds while the kept keys are those of the present state and day."""


class Today(models.Func):
    """The day in UTC by the database's own clock, without any function of Python's."""

    arity = 0
    output_field = models.DateField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """ISO text, as SQLite stores dates."""
        del compiler, connection
        return "date('now')", ()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """A date."""
        del compiler, connection
        return "(now() AT TIME ZONE 'utc')::date", ()


@dataclass(frozen=True)
class Rule:
    """What of `records` the rows of the public model `view` show.

    `columns` maps each public column to the path or expression that it is read from; relations in
    `drops` are read only where their target is in the named view. `private` names the
    record's columns that are never shown.
    """

    view: type[PublicModel]
    rows: QuerySet[Any]
    columns: dict[str, Any]
    private: tuple[str, ...] = ()
    drops: dict[str, type[PublicModel]] = field(default_factory=dict)

    def expressions(self) -> dict[str, Any]:
        """The public columns, in order, with what each is read from."""
        found: dict[str, Any] = {}
        for name, source in self.columns.items():
            path = source if isinstance(source, str) else None
            expression = F(path) if path else source
            if name in self.drops:
                target = self.drops[name]
                assert path is not None, f"{name} drops, so it is read from a relation"
                expression = Case(When(Q(Shown(target, path)), then=F(path)), default=None)
            found[name] = expression
        return found


def named(*names: str) -> dict[str, Any]:
    """Columns that are read from the record's column of the same name."""
    return {name: name for name in names}


class Reached(models.Func):
    """That a day has come: `day` and today are compared in the order in which they are given.

    Rules compare days with today in no other way, so that `kept` can find every column whose days
    change what is shown.
    """

    output_field = models.BooleanField()
    arg_joiner = " <= "
    template = "(%(expressions)s)"


class Shown(models.Func):
    """That the row which a relation points at is in a view."""

    output_field = models.BooleanField()

    def __init__(self, view: type[PublicModel], path: str) -> None:
        self.view = view
        super().__init__(F(path))

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """EXISTS over the keys of the view."""
        del connection
        key, parameters = compiler.compile(self.source_expressions[0])
        keys = keys_name(self.view)
        return f"EXISTS (SELECT 1 FROM {keys} WHERE {keys}.id = {key})", parameters

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """A look into the kept keys or a call of the view's function.

        What stands for no record has no kept keys: its view requires little, and is asked.
        """
        del connection
        key, parameters = compiler.compile(self.source_expressions[0])
        if not issubclass(self.view, PublicRecord):
            view = f"{SCHEMA}.{self.view._meta.db_table}"
            return f"EXISTS (SELECT 1 FROM {view} AS asked WHERE asked.id = {key})", parameters
        return (
            f"CASE WHEN {VALID} THEN {_kept(key)} ELSE {function_name(self.view)}({key}) END",
            (*parameters, *parameters),
        )


class EntryShown(models.Func):
    """That the entry at `path` is a public record of one of the given types."""

    output_field = models.BooleanField()

    def __init__(self, path: str, types: dict[RecordType, type[PublicModel]]) -> None:
        self.types = sorted(each.value for each in types)
        condition = Q(pk__in=[])
        for record_type, view in types.items():
            condition |= Q(**{f"{path}__record_type": record_type}) & Q(Shown(view, f"{path}_id"))
        super().__init__(
            F(f"{path}_id"), ExpressionWrapper(condition, output_field=models.BooleanField())
        )

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """The types one after the other, each with its view."""
        del connection
        return compiler.compile(self.source_expressions[1])

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """One look into the kept keys, or one call of the function that asks each type.

        Every view that is read is planned anew with each question: what is written out here for
        each type would be planned as many times, and nearly never be asked.
        """
        del connection
        key, parameters = compiler.compile(self.source_expressions[0])
        types = ", ".join(f"'{each}'" for each in self.types)
        look = _kept(key, f"AND keys.record_type IN ({types})")
        sql = f"CASE WHEN {VALID} THEN {look} ELSE {SHOWS_ENTRY}({key}, ARRAY[{types}]) END"
        return sql, (*parameters, *parameters)


def if_valid(valid: bool, sql: str) -> str:
    """The SQL for where it is known whether the kept keys are valid: the database then plans only
    what is left."""
    return sql.replace(VALID, "true" if valid else "false")


def _kept(key: str, condition: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {KEPT}.entry AS keys WHERE keys.entry_id = {key} {condition})"


def function_name(view: type[PublicModel]) -> str:
    """The function that tells on PostgreSQL whether an id is in a view."""
    return f"{SCHEMA}.shows_{view._meta.db_table.removeprefix('public_')}"


def keys_name(view: type[PublicModel]) -> str:
    """The view on SQLite that holds the keys of a public view and nothing else."""
    return f"keys_of_{view._meta.db_table}"


def requires(rows: QuerySet[Any], **relations: type[PublicModel]) -> QuerySet[Any]:
    """The rows of which each relation is empty or points at a row of the named view."""
    for path, target in relations.items():
        rows = rows.filter(Q(**{f"{path}__isnull": True}) | Q(Shown(target, path)))
    return rows


def open_now(model: type[records.Record]) -> QuerySet[Any]:
    """Records that are published and whose embargo, if any, is over today."""
    return (
        model._base_manager.order_by()
        .filter(state=State.PUBLISHED)
        .filter(Q(embargo_until__isnull=True) | Q(Reached(F("embargo_until"), Today())))
    )


def lasting(path: str) -> Q:
    """That the day at `path`, the last one, is not over; without a day it never is."""
    return Q(**{f"{path}__isnull": True}) | Q(Reached(Today(), F(path)))


def readable() -> Q:
    """That the passage of a citation can be read: it is public and not withheld."""
    return Q(passage__withheld=False) & Q(Shown(public.PublicPassage, "passage_id"))


def cited() -> Q:
    """That at least one citation of the record rests on a passage that readers can read."""
    return Q(Exists(records.Citation.objects.filter(entry=OuterRef("pk")).filter(readable())))


def hanging() -> Q:
    """That a claim is public and answers one that is not, which is so two answers further on."""
    return Q(Shown(public.PublicClaim, "pk"), answers__isnull=False) & ~Q(
        Shown(public.PublicClaim, "answers_id")
    )


def entry_shown(path: str, types: dict[RecordType, type[PublicModel]]) -> Q:
    """That the entry at `path` is a public record, of one of the given types."""
    return Q(EntryShown(path, types))
