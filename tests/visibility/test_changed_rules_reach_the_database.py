"""A rule that changed without a migration reaches the database at the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from archive.models import triggers
from archive.public.models import PublicPlace
from archive.visibility import install, rules
from archive.visibility.clauses import Rule
from tests import factories

pytestmark = pytest.mark.django_db


def stricter_place() -> Rule:
    """Somebody decided that countries are not shown."""
    rule = rules.place()
    return replace(rule, rows=rule.rows.exclude(kind="country"))


def start(*, plan: tuple[object, ...] = ()) -> None:
    """What a start does after its migrations, of which there is none."""
    install.after_migration(using="default", plan=list(plan))


def test_a_changed_rule_holds_from_the_next_start_on(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.place("Velia", kind="country")
    start()
    assert PublicPlace.objects.count() == 1
    changed = tuple(stricter_place if make is rules.place else make for make in rules.RULES)
    monkeypatch.setattr(install, "RULES", changed)
    assert not install.is_installed(connection)
    start()
    assert PublicPlace.objects.count() == 0
    assert install.is_installed(connection)


def test_a_changed_refusal_is_made_anew_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert install.is_installed(connection)
    monkeypatch.setattr(triggers, "REFUSALS", triggers.REFUSALS[1:])
    assert not install.is_installed(connection)
    start()
    assert install.is_installed(connection)


def test_a_start_without_a_change_makes_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_connection: object) -> None:
        raise AssertionError("made anew without need")

    monkeypatch.setattr(install, "install", refuse)
    start()
    with pytest.raises(AssertionError, match="without need"):
        start(plan=(object(),))


on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no roles of readers"
)


@on_postgresql
def test_a_readers_role_that_lost_its_views_gets_them_back(settings: Any) -> None:
    assert settings.READER_ROLE
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE USAGE ON SCHEMA published FROM {settings.READER_ROLE}")
    assert not install.is_installed(connection)
    start()
    assert install.is_installed(connection)


@on_postgresql
def test_another_password_of_the_readers_is_set_at_the_next_start(
    settings: Any,
) -> None:
    assert install.is_installed(connection)
    settings.READER_PASSWORD = "another"
    assert not install.is_installed(connection)
