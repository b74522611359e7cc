"""The views show exactly what a second telling of the rules, in plain Python, would show."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from archive import models as records
from archive.models.triggers import record_models
from archive.public import models as public
from archive.public.models.base import PublicModel
from archive.visibility import kept
from archive.visibility.views import ENTRY_VIEWS
from archive.vocabularies import State
from tests import factories
from tests.visibility import oracle

pytestmark = pytest.mark.django_db

ROUNDS = 60
CHANGES_IN_A_ROUND = 4


def shown() -> oracle.Visible:
    """The ids that the views show, by view.

    On PostgreSQL they are asked twice: while the kept keys are not those of the present state,
    as after each change, and once they are. Both must tell the same.
    """
    worked_out = _read()
    kept.keep(connection)
    assert _read() == worked_out
    return worked_out


def _read() -> oracle.Visible:
    return {
        name: set(apps.get_model("public", f"public{name}").objects.values_list("pk", flat=True))
        for name in oracle.visible()
    }


def change_something(dice: random.Random) -> str:
    """Hide or open something at random; returns what was done."""
    kind = dice.choice(
        ["state", "state", "state", "embargo", "withhold", "consent", "text", "cite", "delete"]
    )
    if kind == "state":
        row = dice.choice(list(records.Entry.objects.order_by("pk")))
        model = next(m for m in record_models() if row.record_type == m.TYPE)
        model._base_manager.filter(pk=row.pk).update(state=dice.choice(State.values))
    elif kind == "embargo":
        row = dice.choice(list(records.Entry.objects.order_by("pk")))
        model = next(m for m in record_models() if row.record_type == m.TYPE)
        day = oracle.today() + timedelta(days=dice.choice([-1, 0, 1]))
        model._base_manager.filter(pk=row.pk).update(embargo_until=day)
    elif kind == "withhold":
        passage = dice.choice(list(records.Passage.objects.order_by("pk")))
        records.Citation.objects.filter(passage=passage).update(quotation="", evaluative=False)
        records.Passage.objects.filter(pk=passage.pk).update(withheld=True, text="")
    elif kind == "consent":
        changes: dict[str, Any] = dice.choice(
            [
                {"withdrawn_on": oracle.today()},
                {"until": oracle.today() - timedelta(days=1)},
                {"until": oracle.today(), "withdrawn_on": None},
            ]
        )
        records.Consent.objects.update(**({"given_on": None} | changes))
    elif kind == "delete":
        cited = records.Citation.objects.values("passage_id")
        uncited = records.Passage.objects.exclude(pk__in=cited).order_by("pk")
        if uncited:
            dice.choice(list(uncited)).delete()
    elif kind == "text":
        passage = dice.choice(list(records.Passage.objects.filter(withheld=False).order_by("pk")))
        passage.text += " And more."
        passage.save()
    else:
        dice.choice(list(records.Citation.objects.order_by("pk"))).delete()
    return kind


def test_the_story_is_wholly_public() -> None:
    factories.story()
    factories.versions()
    for name, keys in oracle.visible().items():
        assert keys, name
    assert shown() == oracle.visible()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_after_random_changes_both_still_agree(seed: int) -> None:
    factories.story()
    factories.versions()
    dice = random.Random(seed)
    for _ in range(CHANGES_IN_A_ROUND):
        change_something(dice)
        assert shown() == oracle.visible()
        assert_closed()


def test_hiding_any_one_record_leaves_no_trace_of_it() -> None:
    factories.story()
    factories.versions()
    for entry in records.Entry.objects.order_by("pk"):
        model = next(m for m in record_models() if entry.record_type == m.TYPE)
        with transaction.atomic():
            model._base_manager.filter(pk=entry.pk).update(state=State.DRAFT)
            assert shown() == oracle.visible()
            assert entry.pk not in shown()[entry.record_type]
            assert_closed()
            transaction.set_rollback(True)


def assert_closed() -> None:
    """Every relation of a public row points at a public row or is empty."""
    for model in apps.get_app_config("public").get_models():
        if model._meta.proxy:
            continue
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey):
                target: Any = column.related_model
                _assert_within(model, column.attname, target)
    everything = {
        record_type: set(view.objects.values_list("pk", flat=True))
        for record_type, view in ENTRY_VIEWS.items()
    }
    for pointing, key, kind in (
        (public.PublicCitation, "entry_id", "entry_type"),
        (public.PublicText, "entry_id", "entry_type"),
        (public.PublicRedirect, "entry_id", "entry_type"),
        (public.PublicClaim, "subject_id", "subject_type"),
        (public.PublicSentence, "subject_id", "subject_type"),
    ):
        for target_id, target_type in pointing.objects.values_list(key, kind):
            assert target_id in everything[target_type], f"{pointing.__name__}.{key}"


def _assert_within(model: type[Any], column: str, target: type[PublicModel]) -> None:
    pointed = set(model.objects.exclude(**{column: None}).values_list(column, flat=True))
    there = set(target.objects.values_list("pk", flat=True))
    assert pointed <= there, f"{model.__name__}.{column} points at what is hidden"
