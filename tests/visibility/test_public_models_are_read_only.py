"""Public models can be read and never written, by model, by queryset and by SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from archive.public.models import PublicPlace, ReadOnlyError
from tests import factories

pytestmark = pytest.mark.django_db

WRITES: dict[str, Callable[[], Any]] = {
    "save": lambda: PublicPlace(id=1).save(),
    "delete": lambda: PublicPlace(id=1).delete(),
    "create": lambda: PublicPlace.objects.create(id=1),
    "bulk_create": lambda: PublicPlace.objects.bulk_create([PublicPlace(id=1)]),
    "bulk_update": lambda: PublicPlace.objects.bulk_update([PublicPlace(id=1)], ["slug"]),
    "update": lambda: PublicPlace.objects.all().update(slug="x"),
    "queryset delete": lambda: PublicPlace.objects.all().delete(),
    "get_or_create": lambda: PublicPlace.objects.get_or_create(slug="x"),
    "update_or_create": lambda: PublicPlace.objects.update_or_create(slug="x"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_write_is_refused(write: Callable[[], Any]) -> None:
    factories.place()
    with pytest.raises(ReadOnlyError):
        write()


def test_the_database_refuses_to_write_to_every_view() -> None:
    factories.story()
    for model in apps.get_app_config("public").get_models():
        table = model._meta.db_table
        for statement in (
            f"UPDATE {table} SET id = id",
            f"DELETE FROM {table}",
            f"INSERT INTO {table} (id) VALUES (1)",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                # A statement that touches no row proves nothing: every view must have one.
                _write(statement, table)


def _write(statement: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        rows = cursor.fetchone()[0]
        if not rows and not statement.startswith("INSERT"):
            raise DatabaseError("nothing to write to")
        cursor.execute(statement)
