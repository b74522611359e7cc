"""The audit holds what a source reports against the number that the same source gives."""

from __future__ import annotations

from typing import Any

import pytest

from archive.models import Actor, Claim, Source
from archive.vocabularies import ClaimTopic, Outcome, State, StepKind, Unit
from archive.workflow import sums
from archive.workflow.findings import Finding
from tests import factories

pytestmark = pytest.mark.django_db


class Case:
    """A trial of a group that one source counts, and of which it tells parts."""

    def __init__(self) -> None:
        self.trial = factories.trial("Trial of many")
        self.source = factories.source("Newspaper")
        self.all = factories.group("All defendants")
        self.party = factories.involvement(self.all, trial=self.trial)

    def counted(self, who: Actor, low: int, high: int | None = None, **fields: Any) -> Claim:
        """The source says how many a group is."""
        fields.setdefault("text", f"{who} are {low}.")
        return factories.claim(
            self.trial,
            topic=ClaimTopic.DEFENDANTS,
            about=who,
            low=low,
            high=low if high is None else high,
            unit=Unit.PEOPLE,
            cited=self.passage(),
            **fields,
        )

    def passage(self, source: Source | None = None) -> Any:
        return (source or self.source).passages.get(number=1)

    def part(self, name: str, outcome: Outcome, source: Source | None = None) -> Actor:
        """A part of the group, and what the source reports of it."""
        who = factories.group(name)
        factories.membership(who, self.all, cited=self.passage(source))
        party = factories.involvement(who, trial=self.trial)
        kind = StepKind.VERDICT if outcome == Outcome.ACQUITTED else StepKind.SENTENCE
        step = factories.step(party, kind=kind)
        factories.report(step, outcome=outcome, cited=self.passage(source))
        return who


@pytest.fixture
def case() -> Case:
    return Case()


def found(*, acknowledged: bool = False) -> list[Finding]:
    return list(sums.surpluses(acknowledged=acknowledged))


def both(case: Case, freed: int, others: int, whole: int) -> tuple[Claim, Claim, Claim]:
    one = case.part("The acquitted", Outcome.ACQUITTED)
    other = case.part("The others", Outcome.PROBATION_OR_PRISON)
    return (
        case.counted(case.all, whole),
        case.counted(one, freed, text="So many were acquitted."),
        case.counted(other, others, text="So many were the others."),
    )


def test_parts_that_are_exactly_the_whole_are_nothing_to_tell(case: Case) -> None:
    both(case, 1, 13, 14)
    assert found() == []
    assert list(sums.shortfalls()) == []


def test_parts_that_are_more_than_the_whole_are_found_by_name(case: Case) -> None:
    whole, *_parts = both(case, 1, 14, 14)
    told = found()
    assert [one.ref for one in told] == [whole.ref]
    assert "at least 15" in told[0].message
    for words in ("So many were acquitted.” (1)", "So many were the others.” (14)", whole.text):
        assert words in told[0].message


def test_parts_that_are_fewer_leave_a_number_open(case: Case) -> None:
    whole, *_parts = both(case, 1, 10, 14)
    assert found() == []
    (remark,) = sums.shortfalls()
    assert (remark.ref, remark.check) == (whole.ref, "sum")
    assert "leave 3 open" in remark.message


def test_parts_that_may_share_people_are_not_added(case: Case) -> None:
    for name in ("Some", "Others"):
        case.counted(case.part(name, Outcome.IMPRISONMENT), 9)
    case.counted(case.all, 14)
    assert found() == []
    assert list(sums.shortfalls()) == []


def test_numbers_of_two_sources_are_never_added(case: Case) -> None:
    other = factories.source("Another newspaper")
    one = case.part("The acquitted", Outcome.ACQUITTED, other)
    factories.claim(
        case.trial,
        topic=ClaimTopic.DEFENDANTS,
        about=one,
        text="Nine were acquitted.",
        low=9,
        high=9,
        unit=Unit.PEOPLE,
        cited=case.passage(other),
    )
    case.counted(case.part("The others", Outcome.SUSPENDED), 9)
    case.counted(case.all, 14)
    assert found() == []


def test_a_claim_that_answers_any_of_the_numbers_acknowledges_it(case: Case) -> None:
    whole, _one, other = both(case, 1, 14, 14)
    assert any("parts" in one.message for one in found())
    for answered in (whole, other):
        answer = factories.claim(
            case.trial, topic=ClaimTopic.DEFENDANTS, text="It errs.", answers=answered
        )
        assert any("parts" in one.message for one in found(acknowledged=True))
        assert not any("parts" in one.message for one in found())
        answer.delete()


def test_reports_of_more_people_than_were_tried_are_found(case: Case) -> None:
    total = case.counted(case.all, 9)
    step = factories.step(trial=case.trial, party=None, kind=StepKind.SENTENCE)
    for outcome, many in ((Outcome.IMPRISONMENT, 6), (Outcome.SUSPENDED, 3)):
        factories.report(
            step, outcome=outcome, people_low=many, people_high=many, cited=case.passage()
        )
    assert found() == []
    factories.report(step, outcome=Outcome.FINE, people_low=2, people_high=2, cited=case.passage())
    (one,) = found()
    assert one.ref == total.ref
    assert "at least 11" in one.message
    factories.claim(case.trial, topic=ClaimTopic.OUTCOME, text="It does not add up.", answers=total)
    assert found() == []
    assert [one.ref for one in found(acknowledged=True)] == [total.ref]


def test_a_total_that_only_others_give_is_not_held_against_a_source(case: Case) -> None:
    other = factories.source("Another newspaper")
    step = factories.step(trial=case.trial, party=None, kind=StepKind.SENTENCE)
    case.counted(case.all, 9)
    factories.report(
        step,
        outcome=Outcome.IMPRISONMENT,
        people_low=12,
        people_high=12,
        cited=case.passage(other),
    )
    assert found() == []


def test_what_readers_cannot_see_contradicts_nothing(case: Case) -> None:
    _whole, _one, other = both(case, 1, 14, 14)
    Claim.objects.filter(pk=other.pk).update(state=State.WITHDRAWN)
    assert found() == []
