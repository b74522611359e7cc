"""The stamp: replaced with every change of a table that readers could notice, never a used value.

Facet counts and other caches of the readers' side are kept under this value.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models import F

from archive.models import Place, PublicVersion, Stamp
from archive.models.stamping import stamped_tables
from tests import factories
from tests.models.examples import EXAMPLES
from tests.models.refusals import Row, archive_models, column_of, execute, own_fields

pytestmark = pytest.mark.django_db

STAMPED = [model for model in archive_models() if model._meta.db_table in stamped_tables()]

APPEND_ONLY = {PublicVersion}
"""Of which the database refuses every update."""


def stamp() -> str:
    """The value as it stands now."""
    return Stamp.objects.get().value


def changed_once(*changes: Callable[[], object]) -> bool:
    """Whether each change leaves another value than all before it."""
    seen = [stamp()]
    for change in changes:
        change()
        seen.append(stamp())
    return len(set(seen)) == len(seen)


def test_every_table_that_a_view_reads_is_stamped() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT definition FROM pg_views WHERE schemaname IN ('published', 'kept')"
            )
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'view'")
        views = [definition for (definition,) in cursor.fetchall()]
    read = {table for view in views for table in re.findall(r"\barchive_\w+", view)}
    assert "archive_consent" in read
    assert read - {"archive_stamp", "archive_touch"} <= set(stamped_tables())


@pytest.mark.parametrize("model", STAMPED, ids=lambda model: model.__name__)
def test_each_change_by_the_orm_replaces_the_stamp(model: type[Row]) -> None:
    """Of the model's own table alone: the entry of a record would move the stamp too."""
    row = EXAMPLES[model]()
    rows = model._base_manager.filter(pk=row.pk)
    name = next(field.attname for field in own_fields(model) if not field.primary_key)
    updates: list[Callable[[], object]] = [
        lambda: row.save_base(raw=True, force_update=True),
        lambda: rows.update(**{name: F(name)}),
    ]
    assert changed_once(
        *(() if model in APPEND_ONLY else updates),
        lambda: rows._raw_delete(DEFAULT_DB_ALIAS),
        lambda: row.save_base(raw=True, force_insert=True),
    )


@pytest.mark.parametrize("model", STAMPED, ids=lambda model: model.__name__)
def test_each_change_by_raw_sql_replaces_the_stamp(model: type[Row]) -> None:
    row = EXAMPLES[model]()
    table, key = model._meta.db_table, column_of(model, "pk")
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM {table} WHERE "{key}" = %s', [row.pk])
        columns = [description[0] for description in cursor.description]
        values = cursor.fetchone()
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    kept = next(name for name in columns if name != key)
    update = f'UPDATE {table} SET "{kept}" = "{kept}" WHERE "{key}" = %s'
    assert changed_once(
        *(() if model in APPEND_ONLY else [lambda: execute(update, row.pk)]),
        lambda: execute(f'DELETE FROM {table} WHERE "{key}" = %s', row.pk),
        lambda: execute(f"INSERT INTO {table} ({named}) VALUES ({marks})", *values),
    )


def test_a_change_that_many_rows_share_replaces_the_stamp() -> None:
    factories.place("Orlen")
    factories.place("Tarva")
    assert changed_once(lambda: Place.objects.update(official_code="V-1"))


def test_a_stamp_that_was_rolled_back_never_comes_back() -> None:
    """As after a preview: what was cached under the stamp of the preview must stay unfound."""
    place = factories.place()
    used = [stamp()]
    for _preview in range(20):
        with transaction.atomic():
            place.save()
            used.append(stamp())
            transaction.set_rollback(True)
        assert stamp() == used[0]
    place.save()
    used.append(stamp())
    assert len(set(used)) == len(used)


def test_a_refused_change_leaves_the_stamp() -> None:
    place = factories.place()
    before = stamp()
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(kind="unheard")
    assert stamp() == before


def test_to_read_leaves_the_stamp() -> None:
    factories.story()
    before = stamp()
    for model in archive_models():
        list(model._base_manager.all())
    assert stamp() == before


def test_the_stamp_says_nothing_and_is_too_long_to_be_met_by_chance() -> None:
    factories.place()
    assert re.fullmatch(r"[0-9a-f]{32}", stamp())
