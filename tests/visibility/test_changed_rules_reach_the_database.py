"""A rule that changed without a migration reaches the database at the next start."""

from __future__ import annotations

from dataclasses import replace

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
