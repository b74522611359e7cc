"""From draft to readers and back: which decision fits which state, and who may take it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from archive.models import Claim, Decision, PublicVersion, Record, Revision, Tombstone
from archive.public.models import PublicIncident, PublicPlace, PublicReport, PublicTombstone
from archive.vocabularies import DecisionKind, Naming, State, StepKind
from archive.workflow import publishing
from archive.workflow.principals import Principal
from tests import factories

pytestmark = pytest.mark.django_db

VERA = Principal("Vera")
ILYA = Principal("Ilya")

DECISIONS: dict[DecisionKind, Callable[..., Decision]] = {
    DecisionKind.SUBMIT: publishing.submit,
    DecisionKind.RETURN: publishing.return_to_draft,
    DecisionKind.PUBLISH: publishing.publish,
    DecisionKind.WITHDRAW: publishing.withdraw,
}

LEADS_TO = {
    (State.DRAFT, DecisionKind.SUBMIT): State.IN_REVIEW,
    (State.DRAFT, DecisionKind.PUBLISH): State.PUBLISHED,
    (State.DRAFT, DecisionKind.WITHDRAW): State.WITHDRAWN,
    (State.IN_REVIEW, DecisionKind.RETURN): State.DRAFT,
    (State.IN_REVIEW, DecisionKind.PUBLISH): State.PUBLISHED,
    (State.IN_REVIEW, DecisionKind.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, DecisionKind.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, DecisionKind.RETURN): State.DRAFT,
    (State.WITHDRAWN, DecisionKind.PUBLISH): State.PUBLISHED,
}


def state_of(record: Record) -> str:
    record.refresh_from_db()
    return record.state


@pytest.mark.parametrize(("state", "kind"), list(product(State, DECISIONS)))
def test_each_decision_fits_some_states_and_leads_to_one(state: State, kind: DecisionKind) -> None:
    place = factories.place(state=state)
    if (state, kind) in LEADS_TO:
        DECISIONS[kind](place, by=VERA, reason="a decision")
        assert state_of(place) == LEADS_TO[state, kind]
        assert Decision.objects.get().kind == kind
        assert Revision.objects.get().body["state"] == LEADS_TO[state, kind]
        return
    with pytest.raises(publishing.WrongState):
        DECISIONS[kind](place, by=VERA, reason="a decision")
    assert state_of(place) == state
    assert not Decision.objects.exists()


MAY = {
    "account without a role": set(),
    "editor": {DecisionKind.SUBMIT, DecisionKind.RETURN, DecisionKind.WITHDRAW},
    "reviewer": set(DECISIONS),
    "custodian": set(DECISIONS),
}
USERS: dict[str, Callable[[], Any]] = {
    "account without a role": lambda: factories.account("stranger"),
    "editor": factories.editor_user,
    "reviewer": factories.reviewer_user,
    "custodian": factories.custodian_user,
}


@pytest.mark.parametrize(("who", "kind"), list(product(MAY, DECISIONS)))
def test_each_role_may_take_its_decisions_only(who: str, kind: DecisionKind) -> None:
    state = next(before for before, decision in LEADS_TO if decision == kind)
    place = factories.place(state=state)
    by = Principal.of(USERS[who]())
    if kind in MAY[who]:
        DECISIONS[kind](place, by=by, reason="a decision")
        assert state_of(place) == LEADS_TO[state, kind]
        return
    with pytest.raises(PermissionDenied):
        DECISIONS[kind](place, by=by, reason="a decision")
    assert state_of(place) == state


def test_an_account_that_was_closed_may_do_nothing() -> None:
    user = factories.reviewer_user()
    user.is_active = False
    user.save()
    with pytest.raises(PermissionDenied):
        publishing.withdraw(factories.place(), by=Principal.of(user), reason="a decision")


def test_a_decision_needs_a_reason_or_nothing_happens() -> None:
    place = factories.place(state=State.DRAFT)
    with pytest.raises(ValueError, match="why"):
        publishing.publish(place, by=VERA, reason="  ")
    assert state_of(place) == State.DRAFT


def test_what_is_published_is_seen_at_once_and_kept_as_a_public_version() -> None:
    place = factories.place("Orlen", state=State.DRAFT)
    publishing.publish(place, by=VERA, reason="ready")
    assert PublicPlace.objects.get().slug == "orlen"
    version = PublicVersion.objects.get()
    assert version.content["slug"] == "orlen"
    assert version.content["texts"][0]["text"] == "Orlen"
    assert "state" not in version.content
    assert len(version.content_hash) == 64


def test_a_public_version_tells_relations_as_refs_and_citations_as_passages() -> None:
    story = factories.story()
    publishing.withdraw(story.fire, by=VERA, reason="for the test")
    publishing.publish(story.fire, by=VERA, reason="ready")
    content = PublicVersion.objects.get(entry_id=story.fire.pk).content
    assert content["place"] == story.village.ref
    key = story.report_source.slug
    assert [one["passage"] for one in content["citations"]] == [f"{key}#1", f"{key}#2"]
    assert not [name for name in content if name.endswith("_id") or name == "id"]


def test_a_report_brings_a_version_of_its_step_to_light() -> None:
    step = factories.step(kind=StepKind.VERDICT)
    report = factories.report(step, state=State.DRAFT)
    publishing.publish(report, by=VERA, reason="ready")
    assert PublicReport.objects.filter(pk=report.pk).exists()
    assert PublicVersion.objects.filter(entry_id=step.pk).exists()


def test_publishing_again_without_a_change_keeps_no_second_version() -> None:
    place = factories.place(state=State.DRAFT)
    for _again in range(2):
        publishing.publish(place, by=VERA, reason="ready")
        publishing.withdraw(place, by=VERA, reason="to look once more")
    assert PublicVersion.objects.count() == 1
    assert Revision.objects.filter(entry_id=place.pk).count() == 4


# Withdrawal


def test_a_withdrawal_in_public_leaves_a_notice_at_the_address() -> None:
    place = factories.place("Orlen")
    publishing.withdraw(place, by=VERA, reason="secret", public_reason="Asked for by the village.")
    notice = PublicTombstone.objects.get()
    assert (notice.path, notice.reason) == ("/villages/orlen/", "Asked for by the village.")
    assert not PublicPlace.objects.exists()


def test_a_withdrawal_in_silence_leaves_nothing() -> None:
    publishing.withdraw(factories.place(), by=VERA, reason="secret")
    assert not Tombstone.objects.exists()
    assert not PublicPlace.objects.exists()


def test_what_was_never_public_leaves_no_notice() -> None:
    draft = factories.place(state=State.DRAFT)
    publishing.withdraw(draft, by=VERA, reason="a mistake", public_reason="Never mind.")
    assert not Tombstone.objects.exists()


def test_publishing_again_takes_the_notice_away() -> None:
    place = factories.place()
    publishing.withdraw(place, by=VERA, reason="a mistake", public_reason="A mistake.")
    publishing.publish(place, by=VERA, reason="no mistake")
    assert not Tombstone.objects.exists()


# Two persons


def two_person_records() -> dict[str, Record]:
    named = factories.person("Oleg Marin", naming=Naming.NAMED, state=State.DRAFT)
    official = factories.person("Boris Lunin", naming=Naming.ROLE)
    return {
        "testimony": factories.testimony(state=State.DRAFT),
        "name": named,
        "accusation": factories.claim(about=official, state=State.DRAFT),
    }


@pytest.mark.parametrize("kind", ["testimony", "name", "accusation"])
def test_two_persons_publish_what_could_harm(kind: str) -> None:
    record = two_person_records()[kind]
    for second in (None, VERA, Principal(" vera ")):
        with pytest.raises(publishing.NotReady) as refusal:
            publishing.publish(record, by=VERA, second=second, reason="ready")
        assert [reason.code for reason in refusal.value.reasons] == ["second_person"]
        assert state_of(record) == State.DRAFT
    publishing.publish(record, by=VERA, second=ILYA, reason="ready")
    decision = Decision.objects.get(entry_id=record.pk)
    assert (decision.principal, decision.second) == ("Vera", "Ilya")


def test_an_accusation_of_somebody_under_a_pseudonym_needs_one_person() -> None:
    claim = factories.claim(about=factories.person(), state=State.DRAFT)
    publishing.publish(claim, by=VERA, reason="ready")
    assert state_of(claim) == State.PUBLISHED


def test_an_accusation_of_a_named_party_of_the_trial_needs_two() -> None:
    party = factories.involvement(factories.person("Boris Lunin", naming=Naming.ROLE))
    claim = factories.claim(party, state=State.DRAFT)
    with pytest.raises(publishing.NotReady):
        publishing.publish(claim, by=VERA, reason="ready")


def test_two_accounts_of_one_name_are_not_one_person_and_one_account_is() -> None:
    user = factories.reviewer_user("ilya")
    assert not Principal.of(user).is_same_as(Principal.of(factories.reviewer_user("vera")))
    assert Principal.of(user).is_same_as(Principal("another name", user))


def test_the_database_refuses_a_decision_whose_second_person_is_the_first() -> None:
    entry = factories.place().pk
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_decision (entry_id, kind, made_at, principal, second, reason) "
            "VALUES (%s, 'publish', '2031-05-04 00:00:00', 'Vera', 'Vera', 'by hand')",
            [entry],
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE archive_decision SET second = 'Ilya'", "DELETE FROM archive_decision"]
)
def test_the_database_keeps_decisions_as_they_were(statement: str) -> None:
    publishing.withdraw(factories.place(), by=VERA, reason="a decision")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# Changes of what is public


def test_a_change_of_a_public_record_is_kept_as_a_new_version() -> None:
    place = factories.place("Orlen")
    publishing.amend(place, by=VERA, reason="first look")
    place.official_code = "40-17"
    place.save()
    publishing.amend(place, by=VERA, reason="code found")
    assert [v.content["official_code"] for v in PublicVersion.objects.order_by("number")] == [
        "",
        "40-17",
    ]


def test_what_is_public_is_changed_by_those_who_may_publish() -> None:
    public, draft = factories.place(), factories.place("Mill Lane", state=State.DRAFT)
    editor = Principal.of(factories.editor_user())
    publishing.amend(draft, by=editor, reason="entered")
    with pytest.raises(PermissionDenied):
        publishing.amend(public, by=editor, reason="a try")
    publishing.amend(public, by=Principal.of(factories.reviewer_user()), reason="corrected")


def test_a_change_that_would_hide_a_public_record_is_refused() -> None:
    incident = factories.incident()
    incident.citations.all().delete()
    with pytest.raises(publishing.NotReady):
        publishing.amend(incident, by=VERA, reason="tidying")


def test_a_change_by_one_person_of_what_two_published_goes_back_to_review() -> None:
    claim = two_person_records()["accusation"]
    publishing.publish(claim, by=VERA, second=ILYA, reason="ready")
    Claim.objects.filter(pk=claim.pk).update(text="Boris Lunin gave the order.")
    publishing.amend(claim, by=VERA, reason="clearer")
    assert state_of(claim) == State.IN_REVIEW
    assert publishing.first_person(claim) == VERA


def test_an_old_address_leads_to_the_new_one_but_never_to_somebody_under_a_pseudonym() -> None:
    place, person = factories.place("Orlen"), factories.person()
    old = person.slug
    for record, slug in ((place, "orlen-mill"), (person, "zz3456zz")):
        publishing.amend(record, by=VERA, reason="before")
        record.slug = slug
        record.save()
        publishing.amend(record, by=VERA, reason="after")
    assert list(place.redirects.values_list("path", flat=True)) == ["/villages/orlen/"]
    assert not person.redirects.exists()
    assert old != "zz3456zz"


# Many at once


def test_a_whole_archive_is_published_in_an_order_that_works() -> None:
    story = factories.story()
    everything = [one for one in vars(story).values() if isinstance(one, Record)]
    everything += [story.affected.actor]
    for record in everything:
        type(record)._base_manager.filter(pk=record.pk).update(state=State.DRAFT)
        record.state = State.DRAFT
    assert not PublicIncident.objects.exists()
    publishing.publish_all(everything[::-1], by=VERA, second=ILYA, reason="a first edition")
    assert {state_of(record) for record in everything} == {State.PUBLISHED}
    assert PublicVersion.objects.count() == len(everything)
    again = publishing.publish_all(everything, by=VERA, second=ILYA, reason="once more")
    assert again == []


def test_one_record_that_is_not_ready_keeps_all_from_being_published() -> None:
    ready = factories.place(state=State.DRAFT)
    uncited = factories.incident("Uncited", cited=False, state=State.DRAFT)
    with pytest.raises(publishing.NotReady) as refusal:
        publishing.publish_all([ready, uncited], by=VERA, reason="a first edition")
    assert [reason.code for reason in refusal.value.reasons] == ["no_citation"]
    assert "uncited" in str(refusal.value)
    assert {state_of(ready), state_of(uncited)} == {State.DRAFT}


def test_a_claim_comes_after_the_claim_that_it_answers() -> None:
    first = factories.claim(text="First")
    answer = factories.claim(first.subject, text="Answer", stance="denies", answers=first)
    rejoinder = factories.claim(first.subject, text="Again", stance="denies", answers=answer)
    assert publishing.in_order([rejoinder, answer, first]) == [first, answer, rejoinder]
