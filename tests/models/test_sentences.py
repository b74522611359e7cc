"""What the database refuses, the model refuses before, in a sentence of the editor's language."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from archive.models import Decision, Entry, Incident, PublicVersion, Revision, Stamp, Touch
from tests import factories
from tests.models.refusals import (
    ITSELF,
    UPDATE,
    Case,
    Row,
    another,
    archive_models,
    model_of,
)
from tests.models.states import CASES

NEVER_EDITED = (Entry, Revision, Decision, PublicVersion, Stamp, Touch)
"""No form writes these: `workflow/` and the triggers do."""

SENTENCE = re.compile(r"[“A-Z].+\.", re.DOTALL)


def is_edited(case: Case) -> bool:
    """Whether a form could bring the state about: none chooses an entry or a computed bound."""
    by_a_form = not case.heals and not case.rule.endswith("_entry_is_of_its_type")
    return by_a_form and model_of(case.rule) not in NEVER_EDITED


EDITED = [case for case in CASES if is_edited(case)]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which every sentence that can be translated stands in brackets."""
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda text: f"[{text}]")


def in_memory(case: Case) -> Row:
    """The illegal row as a form holds it before it is saved."""
    row = case.row()
    held = row if UPDATE in case.tried() else another(row)
    for name, value in case.changes_of(row).items():
        setattr(held, name, row if value is ITSELF else value)
    return held


def told(row: Row) -> list[str]:
    """Every sentence that `full_clean` has to say."""
    try:
        row.full_clean()
    except ValidationError as refusal:
        return refusal.messages
    return []


@pytest.mark.django_db
@pytest.mark.parametrize("case", EDITED, ids=lambda case: case.state)
def test_an_editor_reads_a_sentence_about_an_illegal_state(case: Case, marked: None) -> None:
    sentences = told(in_memory(case))
    assert sentences, "the model takes what the database refuses"
    for sentence in sentences:
        translated = re.fullmatch(r"\[(.+)\]", sentence, re.DOTALL)
        assert translated, f"cannot be translated: {sentence}"
        assert SENTENCE.fullmatch(translated[1]), sentence
        assert case.rule not in sentence
        assert "onstraint" not in sentence


@pytest.mark.parametrize(
    "rule",
    [rule for model in archive_models() for rule in model._meta.constraints],
    ids=lambda rule: rule.name,
)
def test_every_constraint_has_a_sentence_of_its_own(
    rule: models.BaseConstraint, marked: None
) -> None:
    assert rule.violation_error_message != rule.default_violation_error_message
    assert re.fullmatch(r"\[[“A-Z].+\.\]", str(rule.get_violation_error_message()))


@pytest.mark.django_db
@pytest.mark.parametrize("model", archive_models(), ids=lambda model: model.__name__)
def test_a_form_in_which_nothing_is_chosen_yet_is_answered_in_sentences(model: type[Row]) -> None:
    assert all(SENTENCE.fullmatch(sentence) for sentence in told(model()))


@pytest.mark.django_db
def test_a_date_that_an_editor_empties_takes_its_bounds_along() -> None:
    incident = factories.incident(when="2031-05")
    held = Incident.objects.get(pk=incident.pk)
    held.when = ""
    held.full_clean()
    assert (held.earliest, held.latest) == (None, None)
