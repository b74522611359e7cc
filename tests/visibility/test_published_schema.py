"""What is public stands in one committed file, so that every widening shows as a difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from archive.visibility.install import is_installed, schema_text
from archive.visibility.rules import RULES

COMMITTED = Path(settings.BASE_DIR) / "archive" / "visibility" / "schema.sql"

pytestmark = pytest.mark.django_db


def columns_of(text: str) -> dict[str, list[str]]:
    """The columns of each view, as the comment lines of a schema list them."""
    found: dict[str, list[str]] = {}
    view = ""
    for line in text.splitlines():
        if line.startswith("-- public_"):
            view = line.removeprefix("-- ")
            found[view] = []
        elif line.startswith("--   "):
            found[view].append(line.removeprefix("--   "))
    return found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file holds SQLite's wording")
def test_the_committed_schema_is_what_the_rules_say() -> None:
    assert schema_text(connection) == COMMITTED.read_text(), "run: manage.py schema"


def test_both_databases_publish_the_same_columns() -> None:
    assert columns_of(schema_text(connection)) == columns_of(COMMITTED.read_text())


def test_the_database_holds_exactly_these_columns() -> None:
    for view, columns in columns_of(COMMITTED.read_text()).items():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {view} LIMIT 0")
            assert [column[0] for column in cursor.description] == columns


def test_every_view_is_installed() -> None:
    assert is_installed(connection)
    assert len(columns_of(COMMITTED.read_text())) == len(RULES)
