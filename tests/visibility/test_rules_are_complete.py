"""Nothing is public by having been forgotten: the system checks over the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.checks import CheckMessage
from django.db import models

from archive import models as records
from archive.public import models as public
from archive.visibility import checks, rules
from archive.visibility.clauses import Rule


def found(monkeypatch: pytest.MonkeyPatch, *made: Rule) -> set[str]:
    """The ids of what the checks find when some rules are replaced by those given."""
    by_view = {make().view: make() for make in rules.RULES} | {rule.view: rule for rule in made}
    monkeypatch.setattr(checks, "RULES", tuple(lambda r=rule: r for rule in by_view.values()))
    messages: list[CheckMessage] = checks.rules_are_complete()
    return {message.id or "" for message in messages}


def test_the_rules_as_they_stand_are_complete() -> None:
    assert checks.rules_are_complete() == []


def test_a_column_that_a_rule_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful = replace(rules.actor(), private=("embargo_until", "desk_note", "minor"))
    assert found(monkeypatch, forgetful) == {"visibility.E004"}


def test_a_column_both_published_and_private_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = rules.actor()
    both = replace(rule, private=(*rule.private, "public_name"))
    assert found(monkeypatch, both) == {"visibility.E004"}


def test_a_public_column_that_its_rule_does_not_give_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = rules.place()
    columns = {name: path for name, path in rule.columns.items() if name != "official_code"}
    narrowed = replace(rule, columns=columns, private=(*rule.private, "official_code"))
    assert found(monkeypatch, narrowed) == {"visibility.E002"}


def test_a_record_without_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(make for make in rules.RULES if make is not rules.term)
    monkeypatch.setattr(checks, "RULES", kept)
    ids = {message.id for message in checks.rules_are_complete()}
    assert ids == {"visibility.E001", "visibility.E003"}


def test_a_protected_table_with_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    betrayal = replace(
        rules.file(), view=public.PublicFile, rows=records.Identity.objects.all(), columns={}
    )
    assert "visibility.E006" in found(monkeypatch, betrayal)


def test_protected_tables_have_no_view() -> None:
    ruled = {make().rows.model for make in rules.RULES}
    assert not ruled & set(rules.NEVER_PUBLIC)
    assert {records.Identity, records.Consent, records.PassageOriginal, records.Redaction} <= set(
        rules.NEVER_PUBLIC
    )


def test_no_published_column_is_called_like_a_desk_column() -> None:
    for make in rules.RULES:
        assert not set(make().columns) & {"state", "embargo_until", "desk_note", "minor"}


@pytest.mark.parametrize("make", rules.RULES, ids=lambda make: make.__name__)
def test_every_relation_of_a_public_row_is_required_or_dropped(
    make: Callable[[], Rule],
) -> None:
    """A relation that is neither would print the id of a hidden row."""
    rule = make()
    relations = {
        column.column
        for column in rule.view._meta.concrete_fields
        if isinstance(column, models.ForeignKey)
    }
    sql = str(rule.rows.query)
    for relation in relations - set(rule.drops):
        column = rule.columns[relation]
        assert f'"{column}"' in sql, f"{rule.view.__name__}.{relation} is never asked about"
