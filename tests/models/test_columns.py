"""What a single column refuses: nothing where something must be, what is taken, what is nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from archive.models import Archive, Entry, Stamp
from tests import factories
from tests.models.examples import EXAMPLES
from tests.models.refusals import Row, archive_models, own_fields, sql_update

pytestmark = pytest.mark.django_db

NOWHERE = 10**9
ONLY_ONE = (Archive, Stamp)

COUNTS = (
    models.PositiveSmallIntegerField,
    models.PositiveIntegerField,
    models.PositiveBigIntegerField,
)

Column = models.Field[Any, Any]
COLUMNS = [(model, field) for model in archive_models() for field in own_fields(model)]


def named(one: object) -> str:
    """A model's or a field's name."""
    return getattr(one, "__name__", None) or str(getattr(one, "name", one))


def refused(row: Row, field: Column, value: Any) -> str:
    """What the database says to the value in this column of the row."""

    def write() -> None:
        sql_update(row, {field.attname: value})
        connection.check_constraints()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return str(refusal.value)


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for model, field in COLUMNS if not field.null and not field.primary_key],
    ids=named,
)
def test_nothing_is_refused_where_something_must_be(model: type[Row], field: Column) -> None:
    assert refused(EXAMPLES[model](), field, None)


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (model, field)
        for model, field in COLUMNS
        if field.unique and not field.primary_key and model not in ONLY_ONE
    ],
    ids=named,
)
def test_what_is_taken_is_refused(model: type[Row], field: Column) -> None:
    taken, row = EXAMPLES[model](), EXAMPLES[model]()
    if model is Entry:  # the ref of an entry never changes, so it can only be added
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(record_type=row.record_type, ref=taken.ref)
        return
    assert str(field.column) in refused(row, field, getattr(taken, field.attname))


def test_there_is_one_archive() -> None:
    factories.archive()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.archive("A second archive")


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for model, field in COLUMNS if field.is_relation],
    ids=named,
)
def test_a_relation_to_nowhere_is_refused(model: type[Row], field: Column) -> None:
    assert refused(EXAMPLES[model](), field, NOWHERE)


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for model, field in COLUMNS if isinstance(field, COUNTS)],
    ids=named,
)
def test_a_count_below_nothing_is_refused(model: type[Row], field: Column) -> None:
    assert refused(EXAMPLES[model](), field, -1)
