"""Rules over small closed sets, tried in full: the database, the model and plain Python agree.

The plain sentence of each rule is written here once more, in Python and by other means than in the
models. Each combination is written by raw SQL and told to `full_clean`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Citation, Passage
from archive.vocabularies import (
    ActorKind,
    Fidelity,
    InvolvementRole,
    Naming,
    Outcome,
    Precision,
    Setting,
    SourceKind,
    Stance,
    StepKind,
    Unit,
)
from tests import factories
from tests.models.examples import evaluative_citation
from tests.models.refusals import Changes, Row, sql_update

pytestmark = pytest.mark.django_db


def database_takes(row: Row, changes: Changes) -> bool:
    """Whether raw SQL can bring the row into this state; the row stays as it was."""
    try:
        with transaction.atomic():
            sql_update(row, changes)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def model_takes(row: Row, changes: Changes) -> bool:
    """Whether the model finds nothing wrong with the row in this state."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    for name, value in changes.items():
        setattr(fresh, name, value)
    try:
        fresh.full_clean()
    except ValidationError:
        return False
    return True


def agree(row: Row, states: Iterable[Changes], allowed: Callable[..., bool]) -> None:
    """All three say the same of every state, and the states are neither all right nor all wrong."""
    said = set()
    for changes in states:
        right = allowed(**changes)
        said.add(right)
        assert (changes, database_takes(row, changes)) == (changes, right)
        assert (changes, model_takes(row, changes)) == (changes, right)
    assert said == {True, False}


def grid(**values: Iterable[Any]) -> list[Changes]:
    """Every combination of the values."""
    return [dict(zip(values, one, strict=True)) for one in product(*values.values())]


def test_who_may_be_a_minor_and_who_may_have_a_pseudonym() -> None:
    def allowed(kind: str, naming: str, minor: bool) -> bool:
        if kind != "person":
            return naming == "role" and not minor
        return naming == "pseudonym" if minor else True

    agree(
        factories.person("Anna Belskaya", naming=Naming.ROLE),
        grid(kind=ActorKind.values, naming=Naming.values, minor=[True, False]),
        allowed,
    )


def test_which_outcome_fits_which_step() -> None:
    fitting = {
        "charge": "brought dropped requalified",
        "plea": "guilty_plea not_guilty_plea",
        "hearing": "held postponed",
        "pleadings": "held postponed",
        "last_word": "held",
        "verdict": "convicted acquitted",
        "sentence": "imprisonment suspended restriction correctional_work probation "
        "probation_or_prison fine",
        "appeal": "upheld changed quashed",
        "release": "parole amnesty served",
        "ruling": "granted refused",
    }
    party = factories.involvement()
    for kind in StepKind.values:

        def allowed(outcome: str, kind: str = kind) -> bool:
            return outcome in [*fitting[kind].split(), "not_stated"]

        report = factories.report(factories.step(party, kind=kind), outcome=Outcome.NOT_STATED)
        agree(report, grid(outcome=Outcome.values), allowed)


def test_which_step_fits_a_report() -> None:
    report = factories.report(outcome=Outcome.CONVICTED)
    agree(report.step, grid(kind=StepKind.values), lambda kind: kind == "verdict")
    report.outcome = Outcome.NOT_STATED
    report.save()
    assert all(database_takes(report.step, {"kind": kind}) for kind in StepKind.values)


def test_which_role_fits_an_incident_and_which_a_trial() -> None:
    both = {"witness", "observer"}
    of_incidents = {"affected", "killed", "injured", "displaced", "alleged_actor", "responder"}
    of_trials = {
        "defendant", "defence_counsel", "prosecutor", "judge", "investigator", "victim_party",
        "expert",
    }  # fmt: skip
    assert both | of_incidents | of_trials == set(InvolvementRole.values)
    incident, trial = factories.incident(), factories.trial()

    def allowed(incident_id: int | None, trial_id: int | None, role: str) -> bool:
        if (incident_id is None) == (trial_id is None):
            return False
        return role in both | (of_incidents if incident_id else of_trials)

    agree(
        factories.involvement(trial=trial),
        grid(incident_id=[None, incident.pk], trial_id=[None, trial.pk],
             role=InvolvementRole.values),
        allowed,
    )  # fmt: skip


def test_where_a_place_may_lie() -> None:
    def allowed(precision: str, latitude: float | None, longitude: float | None) -> bool:
        if precision == "not_located":
            return latitude is None and longitude is None
        if latitude is None or longitude is None:
            return False
        return abs(latitude) <= 90 and abs(longitude) <= 180

    agree(
        factories.place(),
        grid(precision=Precision.values, latitude=[None, -91, -90, 0, 90, 91],
             longitude=[None, -181, -180, 0, 180, 181]),
        allowed,
    )  # fmt: skip


def test_how_a_number_may_be_given() -> None:
    def allowed(unit: str, low: int | None, high: int | None, number_words: str) -> bool:
        bounds = [bound for bound in (low, high) if bound is not None]
        if bool(bounds) != bool(unit):
            return False
        if len(bounds) == 1 and not number_words:
            return False
        return bounds == sorted(bounds) and all(bound >= 0 for bound in bounds)

    agree(
        factories.claim(),
        grid(unit=["", Unit.PEOPLE], low=[None, -1, 0, 8, 9], high=[None, -1, 0, 8, 9],
             number_words=["", "hundreds"]),
        allowed,
    )  # fmt: skip


def test_which_stance_needs_a_claim_that_it_answers() -> None:
    answered = factories.claim()

    def allowed(stance: str, answers_id: int | None) -> bool:
        return answers_id is not None or stance not in {"denies", "admits"}

    agree(
        factories.claim(),
        grid(stance=Stance.values, answers_id=[None, answered.pk]),
        allowed,
    )


def test_which_source_has_a_speaker_and_a_setting() -> None:
    person = factories.person()

    def allowed(kind: str, speaker_id: int | None, setting: str) -> bool:
        given = (speaker_id is not None, setting != "")
        return given == ((True, True) if kind == "testimony" else (False, False))

    agree(
        factories.source(),
        grid(kind=SourceKind.values, speaker_id=[None, person.pk], setting=["", *Setting.values]),
        allowed,
    )


def test_which_passage_has_a_text() -> None:
    agree(
        factories.source().passages.get(number=1),
        grid(withheld=[True, False], text=["", "The mill burned."]),
        lambda withheld, text: withheld == (text == ""),
    )


def test_when_words_may_be_quoted() -> None:
    forty, more = (
        "whom the ministry calls rioters, for two",
        "calls rioters, for two months exactly",
    )
    text = f"The court heard nine people, {forty} months; it {more} as many as they are."
    source = factories.source(passages=[text])
    passage = source.passages.get()
    incident = factories.incident(cited=False)
    citation = factories.cite(incident, passage, "nine people")
    longer = f"{forty} months"
    for fidelity in Fidelity.values:

        def allowed(quotation: str, evaluative: bool, fidelity: str = fidelity) -> bool:
            if not quotation:
                return not evaluative
            if quotation not in text:
                return False
            return fidelity == "verbatim" or (evaluative and len(quotation) <= 40)

        Citation.objects.filter(pk=citation.pk).update(quotation="", evaluative=False)
        Passage.objects.filter(pk=passage.pk).update(fidelity=fidelity)
        agree(
            citation,
            grid(quotation=["", forty, longer, "rioters", "bandits"], evaluative=[True, False]),
            allowed,
        )


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=words, quoted=words.filter(bool), after=words, other=words.filter(bool))
def test_a_quotation_stands_in_its_passage_letter_by_letter(
    db: None, before: str, quoted: str, after: str, other: str
) -> None:
    text = before + quoted + after
    with transaction.atomic():
        citation = evaluative_citation()
        Passage.objects.filter(pk=citation.passage_id).update(
            text=f"{text} rioters", fidelity=Fidelity.VERBATIM
        )
        for quotation in (quoted, other):
            stands = quotation in f"{text} rioters"
            assert database_takes(citation, {"quotation": quotation}) is stands
        transaction.set_rollback(True)
