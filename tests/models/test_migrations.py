"""The history of migrations: one line, named by content, and nothing in the models beyond it."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

ARCHIVE = "archive"


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    """The migrations on disk, whatever a database says of them."""
    return MigrationLoader(None)


def own(loader: MigrationLoader) -> list[str]:
    """The names of the archive's migrations, in order."""
    return sorted(name for app, name in loader.disk_migrations if app == ARCHIVE)


def test_the_history_is_one_line(loader: MigrationLoader) -> None:
    names = own(loader)
    for before, name in zip([None, *names], names, strict=False):
        parents = loader.graph.node_map[ARCHIVE, name].parents
        assert [p.key[1] for p in parents if p.key[0] == ARCHIVE] == ([before] if before else [])
    assert loader.graph.leaf_nodes(ARCHIVE) == [(ARCHIVE, names[-1])]
    assert loader.graph.root_nodes(ARCHIVE) == [(ARCHIVE, names[0])]
    assert not loader.detect_conflicts()


def test_migrations_are_numbered_without_a_gap_and_named_by_content(
    loader: MigrationLoader,
) -> None:
    names = own(loader)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    for name in names:
        assert re.fullmatch(r"[0-9]{4}(_[a-z]+)+", name), name
        assert not {"auto", "initial", "merge", "more", "squashed"} & set(name.split("_")), name


@pytest.mark.django_db
def test_the_models_have_nothing_that_no_migration_knows() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_no_migration_is_left_to_apply() -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)
