"""Keeps what was computed from the public rows for as long as they stay as they are.

The stamp is a random value that the database replaces with every change that readers could notice.
What is kept is valid for one stamp and one day (an embargo ends, a consent runs out, by date), as
the database tells both. The stamp is never sent out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from archive.public.models import PublicStamp, PublicTouch
from archive.public.router import PUBLIC, is_pinned

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Stamp(NamedTuple):
    """The state of the public rows: the stamp's value, and the day by the database's clock.

    `touch` is the number of the last touch of an entry; 0 where that is not known.
    """

    value: str
    day: str
    touch: int = 0


class _Day(models.Func):
    """The day in UTC as ISO text, by the clock that the views go by."""

    arity = 0
    output_field = models.CharField()
    template = "to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD')"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template="date('now')")


_LAST_TOUCH = PublicTouch.objects.order_by("-pk").values("pk")[:1]

_read: ContextVar[list[Stamp | None] | None] = ContextVar("stamp_of_the_request", default=None)
"""What has been read in the transaction of the request that is being answered, if in one."""


def _present() -> models.QuerySet[Any, Any]:
    """The stamp's parts as of now, whoever asks and however."""
    touch = Coalesce(models.Subquery(_LAST_TOUCH), 0)
    return PublicStamp.objects.values_list("value", _Day(), touch)


@contextmanager
def read_once() -> Iterator[None]:
    """Read the stamp at most once in here: in one transaction, which sees one state."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def current() -> Stamp | None:
    """The present stamp, in one query; None when nothing may be kept or taken from what is kept.

    That is so in a preview, and where the stamp is missing.
    """
    if is_pinned():
        return None
    read = _read.get()
    if read:
        return read[0]
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(*question(connections[PUBLIC].vendor))
        row = cursor.fetchone()
    stamp = Stamp(*row) if row else None
    if read is not None:
        read.append(stamp)
    return stamp


@cache
def question(vendor: str) -> tuple[str, tuple[str | int, ...]]:
    """The SQL that asks for the stamp, with its parameters, for whoever asks without a request."""
    connection = next(each for each in connections.all() if each.vendor == vendor)
    rows = _present()
    sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(parameters)


class Kept(Generic[Key, Value]):
    """At most `most` values, each for a key and as of a stamp. Built once, whoever asks.

    `build` is given the key, and the stamp, so that it can take from what else is kept. Where a
    value for an earlier stamp is there, `renew` may make the new one of it, if it can: it is given
    the key, that value, its stamp and the present one. It leaves the value as it is.
    """

    def __init__(
        self,
        build: Callable[[Key, Stamp | None], Value],
        most: int,
        renew: Callable[[Key, Value, Stamp, Stamp], Value | None] | None = None,
    ) -> None:
        self._build = build
        self._renew = renew
        self._most = most
        self._lock = Lock()
        self._kept: dict[Key, tuple[Stamp, Value]] = {}

    def forget(self) -> None:
        """Let go of everything: what is asked for next is built anew."""
        with self._lock:
            self._kept.clear()

    def get(self, key: Key, stamp: Stamp | None) -> Value:
        """The value as of `stamp`, never of another."""
        if stamp is None:
            return self._build(key, None)
        kept = self._kept.get(key)
        if kept and kept[0] == stamp:
            return kept[1]
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept[0] == stamp:
                return kept[1]
            value = self._renew(key, kept[1], kept[0], stamp) if kept and self._renew else None
            if value is None:
                value = self._build(key, stamp)
            self._kept.pop(key, None)
            self._kept[key] = (stamp, value)
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
            return value
