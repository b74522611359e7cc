"""System checks that hold the rules complete: nothing is public by having been forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models

from archive.visibility.clauses import Rule
from archive.visibility.rules import NEVER_PUBLIC, RULES


def register() -> None:
    """Make `manage.py check` run the checks of this module."""
    checks.register(rules_are_complete, "visibility")


def rules_are_complete(*_args: Any, **_options: Any) -> list[checks.CheckMessage]:
    """Every public model has a rule, every column of every record is published or private."""
    rules = [make() for make in RULES]
    return [
        *_models_without_a_rule(rules),
        *(message for rule in rules for message in _columns_that_differ(rule)),
        *_records_without_a_rule(rules),
        *(message for rule in rules for message in _undeclared_columns(rule)),
    ]


def _models_without_a_rule(rules: list[Rule]) -> Iterator[checks.CheckMessage]:
    ruled = {rule.view for rule in rules}
    for model in apps.get_app_config("public").get_models():
        if model._meta.proxy or model in ruled:
            continue
        yield checks.Error(f"{model.__name__} has no rule.", id="visibility.E001", obj=model)
    for model in ruled:
        if model._meta.managed:
            yield checks.Error(f"{model.__name__} is managed.", id="visibility.E005", obj=model)


def _columns_that_differ(rule: Rule) -> Iterator[checks.CheckMessage]:
    expected = {str(column.column) for column in rule.view._meta.local_concrete_fields}
    expected |= {str(column.column) for column in rule.view._meta.concrete_fields}
    given = set(rule.columns)
    if expected != given:
        differing = ", ".join(sorted(expected ^ given))
        yield checks.Error(
            f"{rule.view.__name__} and its rule differ in: {differing}.",
            id="visibility.E002",
            obj=rule.view,
        )


def _records_without_a_rule(rules: list[Rule]) -> Iterator[checks.CheckMessage]:
    ruled = {rule.rows.model for rule in rules}
    # The entry's own columns, ref and type, are shown by each rule over a record.
    declared = ruled | set(NEVER_PUBLIC) | {apps.get_model("archive", "Entry")}
    for model in apps.get_app_config("archive").get_models(include_auto_created=True):
        if model._meta.proxy or model in declared:
            continue
        yield checks.Error(
            f"{model.__name__} has no rule and is not among NEVER_PUBLIC.",
            id="visibility.E003",
            obj=model,
        )
    for model in set(NEVER_PUBLIC) & ruled:
        yield checks.Error(
            f"{model.__name__} must never be public.", id="visibility.E006", obj=model
        )


def _undeclared_columns(rule: Rule) -> Iterator[checks.CheckMessage]:
    model = rule.rows.model
    published = {
        path.removesuffix("_id") for path in rule.columns.values() if isinstance(path, str)
    }
    for column in model._meta.concrete_fields:
        names = {column.name, "pk"} if column.primary_key else {column.name}
        if column.name == "record_type" or _is_parent_key(column):
            continue
        is_published = bool(names & published)
        is_private = column.name in rule.private
        if is_published == is_private:
            word = "both published and private" if is_published else "neither published nor private"
            yield checks.Error(
                f"{model.__name__}.{column.name} is {word} in the rule of {rule.view.__name__}.",
                id="visibility.E004",
                obj=model,
            )


def _is_parent_key(column: models.Field[Any, Any]) -> bool:
    """Whether the column is the id of the entry: joins views and is never printed."""
    return column.name in {"id", "entry"}
