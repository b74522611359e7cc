"""The database refuses every illegal state by the name of a rule, whoever asks and in what way."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.models.examples import EXAMPLES
from tests.models.refusals import Case, archive_models, declared, refused_by
from tests.models.states import CASES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("side", ["orm", "sql"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.state)
def test_an_illegal_state_is_refused_by_name(case: Case, side: str) -> None:
    row, ways = case.row(), list(case.ways(side))
    assert ways
    for way in ways:
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            way(row, case.changes_of(row))
        assert refused_by(refusal.value) in {case.rule, *case.also}, way.__name__


def test_every_rule_has_a_case_for_each_event_that_it_watches() -> None:
    tried = {(case.rule, event) for case in CASES for event in case.tried()}
    watched = {(rule, event) for rule, events in declared().items() for event in events}
    assert watched - tried == UNREACHABLE


UNREACHABLE = {
    # Decisions, revisions, public versions and what an entry is never change: a trigger refuses
    # before any check.
    ("decision_kind_is_known", "UPDATE"),
    ("decision_says_who", "UPDATE"),
    ("decision_says_why", "UPDATE"),
    ("decision_second_is_another", "UPDATE"),
    ("entry_record_type_is_known", "UPDATE"),
    ("entry_ref_is_crockford", "UPDATE"),
    ("publicversion_taken_back_is_empty", "UPDATE"),
    ("revision_says_who", "UPDATE"),
    ("revision_says_why", "UPDATE"),
}


def test_every_case_names_a_rule_that_there_is() -> None:
    assert {name for case in CASES for name in (case.rule, *case.also)} <= set(declared())


def test_no_two_cases_say_the_same() -> None:
    sentences = [case.state for case in CASES]
    assert sorted(sentences) == sorted(set(sentences))


def test_every_table_has_an_example() -> None:
    assert set(EXAMPLES) == set(archive_models())
