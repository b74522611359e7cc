"""The records that rows of a page point at, set on them.

Databases join views badly where a relation may be empty: SQLite reads the whole other view first.
So rows are read without what they may point at, and that comes from what is kept for one state of
the public rows (`entries`), or from the page's own rows. Whoever reads the relation asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import ForeignKey, Model, QuerySet

from archive.public.entries import pointed_at_along, type_of
from archive.public.models import PublicPlace
from archive.public.models.base import PublicModel, PublicRecord

M = TypeVar("M", bound=Model)


def attach(
    rows: Sequence[PublicModel],
    pointers: Iterable[tuple[str, int]] = (),
    along: QuerySet[M] | None = None,
) -> tuple[dict[int, PublicRecord], list[M]]:
    """Set on rows what they point at; return what `pointers` point at, and the rows of `along`.

    At most one statement. What rows point at among themselves is not asked for. What `pointers`
    point at is kept for others too, so nothing is set on it.
    """
    own = {row.pk: row for row in rows if isinstance(row, PublicRecord)}
    further = set(pointers)
    wanted = {
        (kind, key)
        for row in rows
        for field, kind in _relations(type(row))
        if (key := getattr(row, field.attname)) and not field.is_cached(row) and key not in own
    }
    found, read = pointed_at_along(wanted | further, along)
    known = found | own
    for row in rows:
        for field, _kind in _relations(type(row)):
            key = getattr(row, field.attname)
            if key in known and not field.is_cached(row):
                field.set_cached_value(row, known[key])
    return {key: found[key] for _kind, key in further if key in found}, read


@lru_cache
def _relations(model: type[Model]) -> list[tuple[ForeignKey[Any, Any], str]]:
    """The relations of a public model to records, each with the type of these.

    Of a place none: how far up it lies within others is for whoever prints that.
    """
    if model is PublicPlace:
        return []
    fields = (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
    found = ((field, type_of(field.related_model)) for field in fields)
    return [(field, kind) for field, kind in found if kind]
