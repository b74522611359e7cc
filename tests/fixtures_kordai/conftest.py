"""The shipped archive, imported and published once for the tests of this package."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from archive.visibility import kept
from tests.fixtures_kordai.bundle import FOLDER


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process, since the import is what takes time."""
    for item in items:
        if "shipped" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("shipped archive"))


@pytest.fixture(scope="package")
def imported(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Import and publish the bundle; all of it is gone again after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_sources", str(FOLDER), apply=True, publish=True, stdout=StringIO())
        # As the end of the transaction would: what a test does by itself is gone with the test.
        kept.keep(connection)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped(imported: None, db: None) -> None:
    """The shipped archive, published."""


@pytest.fixture
def reader(shipped: None) -> Client:
    """Somebody without an account, reading the shipped archive."""
    return Client()
