"""The words in which the rules are written: open, cited, shown, requires, drops.

Owns how a clause becomes SQL on both databases. It decides nothing: what may be seen is said in
`rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.sql.compiler import SQLCompiler

from archive import models as records
from archive.public import models as public
from archive.public.models.base import PublicModel
from archive.vocabularies import RecordType, State

SCHEMA = "published"
"""Where the views stand on PostgreSQL."""


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
    `drops` are read only where their target is in the named view or queryset. `private` names the
    record's columns that are never shown.
    """

    view: type[PublicModel]
    rows: QuerySet[Any]
    columns: dict[str, Any]
    private: tuple[str, ...] = ()
    drops: dict[str, type[PublicModel] | QuerySet[Any]] = field(default_factory=dict)

    def expressions(self) -> dict[str, Any]:
        """The public columns, in order, with what each is read from."""
        found: dict[str, Any] = {}
        for name, source in self.columns.items():
            path = source if isinstance(source, str) else None
            expression = F(path) if path else source
            if name in self.drops:
                target = self.drops[name]
                assert path is not None, f"{name} drops, so it is read from a relation"
                expression = Case(When(shown(target, path), then=F(path)), default=None)
            found[name] = expression
        return found


def named(*names: str) -> dict[str, Any]:
    """Columns that are read from the record's column of the same name."""
    return {name: name for name in names}


class Shown(models.Func):
    """That the row which a relation points at is in a view.

    Both databases write a view out into each view that reads it, thousands of times over for a
    claim, and would plan for seconds. So what is asked is less than the view: on SQLite its keys, a
    view of one column; on PostgreSQL, where the view requires much, a function that is planned
    once (see `install`).
    """

    output_field = models.BooleanField()

    def __init__(self, view: type[PublicModel], path: str) -> None:
        self.view = view
        super().__init__(F(path), Exists(view.objects.order_by().filter(pk=OuterRef(path))))

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """EXISTS over the view."""
        del connection
        return compiler.compile(self.source_expressions[1])

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """EXISTS over the keys of the view."""
        del connection
        key, parameters = compiler.compile(self.source_expressions[0])
        keys = keys_name(self.view)
        return f"EXISTS (SELECT 1 FROM {keys} WHERE {keys}.id = {key})", parameters

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """A call of the view's function, where the view has one."""
        if self.view in SHALLOW:
            return self.as_sql(compiler, connection, **extra)
        key, parameters = compiler.compile(self.source_expressions[0])
        return f"{function_name(self.view)}({key})", parameters


def function_name(view: type[PublicModel]) -> str:
    """The function that tells on PostgreSQL whether an id is in a view."""
    return f"{SCHEMA}.shows_{view._meta.db_table.removeprefix('public_')}"


def keys_name(view: type[PublicModel]) -> str:
    """The view on SQLite that holds the keys of a public view and nothing else."""
    return f"keys_of_{view._meta.db_table}"


SHALLOW = frozenset(
    {
        public.PublicArchive,
        public.PublicActor,
        public.PublicPlace,
        public.PublicLawArticle,
        public.PublicTerm,
        public.PublicSource,
        public.PublicPassage,
    }
)
"""Views that require little, and are written out where they are read."""


def shown(target: type[PublicModel] | QuerySet[Any], path: str) -> Exists | Shown:
    """That the row which `path` points at is among `target`."""
    if isinstance(target, QuerySet):
        return Exists(target.order_by().filter(pk=OuterRef(path)))
    return Shown(target, path)


def requires(rows: QuerySet[Any], **relations: type[PublicModel]) -> QuerySet[Any]:
    """The rows of which each relation is empty or points at a row of the named view."""
    for path, target in relations.items():
        # The OR stays where the relation cannot be empty: without it PostgreSQL turns EXISTS into
        # a join and asks for every row of the archive before it looks at the few that are wanted
        # (citations of one source among 20,000 claims: 8 s against 10 ms).
        rows = rows.filter(Q(**{f"{path}__isnull": True}) | Q(shown(target, path)))
    return rows


def open_now(model: type[records.Record]) -> QuerySet[Any]:
    """Records that are published and whose embargo, if any, is over today."""
    return (
        model._base_manager.order_by()
        .filter(state=State.PUBLISHED)
        .filter(Q(embargo_until__isnull=True) | Q(embargo_until__lte=Today()))
    )


def readable() -> Q:
    """That the passage of a citation can be read: it is public and not withheld."""
    return Q(passage__withheld=False) & Q(shown(public.PublicPassage, "passage_id"))


def cited() -> Q:
    """That at least one citation of the record rests on a passage that readers can read."""
    return Q(Exists(records.Citation.objects.filter(entry=OuterRef("pk")).filter(readable())))


def entry_shown(path: str, types: dict[RecordType, type[PublicModel]]) -> Q:
    """That the entry at `path` is a public record, of one of the given types."""
    condition = Q(pk__in=[])
    for record_type, view in types.items():
        condition |= Q(**{f"{path}__record_type": record_type}) & Q(shown(view, f"{path}_id"))
    return condition
