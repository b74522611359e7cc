"""Each reason that forbids publishing, by its name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from archive.models import Consent, Identity, Passage, Record
from archive.vocabularies import ConsentScope, Fidelity, Naming, State
from archive.workflow.readiness import reasons
from tests import factories

pytestmark = pytest.mark.django_db


def codes(record: Record) -> list[str]:
    return [reason.code for reason in reasons(record)]


def test_everything_in_the_story_is_ready() -> None:
    story = factories.story()
    records = {name: one for name, one in vars(story).items() if isinstance(one, Record)}
    assert {name: codes(one) for name, one in records.items() if codes(one)} == {}


@pytest.mark.parametrize(
    "make",
    [
        factories.incident,
        factories.trial,
        factories.membership,
        factories.involvement,
        factories.report,
        factories.exhibit,
        factories.claim,
        factories.sentence,
    ],
)
def test_a_fact_that_cites_nothing_is_not_ready(make: object) -> None:
    assert codes(make(cited=False)) == ["no_citation"]  # type: ignore[operator]


def test_a_fact_is_not_ready_while_no_passage_that_it_cites_can_be_read() -> None:
    hidden = factories.source("Unpublished letter", state=State.DRAFT).passages.get(number=1)
    claim = factories.claim(cited=hidden)
    assert codes(claim) == ["passage_not_public"]
    factories.cite(claim, factories.passage())
    assert codes(claim) == []


def test_a_sentence_needs_every_passage_that_it_cites() -> None:
    hidden = factories.source("Unpublished letter", state=State.DRAFT).passages.get(number=1)
    assert codes(factories.sentence(cited=[hidden, factories.passage()])) == ["passage_not_public"]


def test_a_sentence_is_read_again_when_its_passage_has_changed() -> None:
    sentence = factories.sentence()
    passage = factories.passage()
    passage.text += " It burned down."
    passage.save()
    assert codes(sentence) == ["basis_changed"]


def test_a_withheld_passage_bears_nothing() -> None:
    claim = factories.claim()
    Passage.objects.filter(pk=factories.passage().pk).update(withheld=True, text="")
    assert codes(claim) == ["passage_not_public"]


def test_speakers_and_subjects_must_be_public_first() -> None:
    story = factories.story()
    for record in (story.ministry, story.fire):
        type(record)._base_manager.filter(pk=record.pk).update(state=State.DRAFT)
    assert codes(story.dead) == ["subject_not_public"]
    assert codes(story.dead_by_ministry) == ["speaker_not_public", "subject_not_public"]
    assert codes(story.affected) == ["subject_not_public"]
    assert codes(story.trial) == []


def test_an_answer_comes_after_what_it_answers() -> None:
    story = factories.story()
    type(story.beaten)._base_manager.filter(pk=story.beaten.pk).update(state=State.WITHDRAWN)
    assert codes(story.denial) == ["answered_claim_not_public"]


def test_what_rests_on_an_embargoed_source_can_wait_for_the_same_day() -> None:
    later = timezone.now().date() + timedelta(days=30)
    source = factories.source("Findings", embargo_until=later)
    claim = factories.claim(cited=source.passages.get(number=1), embargo_until=later)
    assert codes(claim) == []


def test_what_is_called_by_its_texts_needs_a_preferred_one() -> None:
    for record in (factories.place(), factories.incident(), factories.trial(), factories.term()):
        record.texts.update(kind="variant")
        assert codes(record) == ["no_preferred_name"]


def test_a_step_needs_somebody_who_reports_of_it() -> None:
    step = factories.step()
    assert codes(step) == ["no_report"]
    factories.report(step, state=State.DRAFT)
    assert codes(step) == []


# Testimony


def test_a_testimony_needs_a_consent_that_holds_today() -> None:
    today = timezone.now().date()
    testimony = factories.testimony(consented=False)
    assert codes(testimony) == ["no_consent"]
    for terms in (
        {"scope": ConsentScope.NAME},
        {"given_on": date(2020, 1, 1), "until": today - timedelta(days=1)},
        {"withdrawn_on": today},
    ):
        consent = factories.consent(testimony, **terms)
        assert codes(testimony) == ["no_consent"]
        consent.delete()
    Consent.objects.all().delete()
    factories.consent(testimony, given_on=date(2020, 1, 1), until=today)
    assert codes(testimony) == []


def test_a_testimony_whose_speaker_is_hidden_is_not_ready() -> None:
    speaker = factories.person(state=State.DRAFT)
    assert codes(factories.testimony(speaker=speaker)) == ["speaker_not_public"]


# Protected names


def test_a_protected_name_anywhere_in_public_words_forbids_publishing() -> None:
    story = factories.story()
    records: list[Record] = [
        factories.claim(text="They took Konstantin Zarubin at night."),
        factories.source("The letter of K. Zarubin"),
        factories.source("A letter", passages=["Signed: Константин Зарубин."]),
        factories.place("The house of Zarubin, Konstantin", slug="a-house"),
        factories.incident("A search", slug="search-at-konstantin-zarubins"),
    ]
    factories.text(story.trial, "Дело Константина Зарубина", "ru", part="summary")
    for record in (*records, story.trial):
        assert codes(record) == ["real_name"], record


def test_private_words_may_hold_what_they_must() -> None:
    factories.story()
    assert codes(factories.claim(desk_note="Konstantin Zarubin, as his brother says")) == []


def test_a_name_is_protected_only_while_its_bearer_has_a_pseudonym() -> None:
    person = factories.person("Pavel Zarubin", naming=Naming.NAMED, real_name="Pavel Zarubin")
    assert codes(person) == []


def test_other_spellings_are_protected_too() -> None:
    person = factories.person(real_name="Konstantin Zarubin")
    Identity.objects.filter(actor=person).update(spellings="Kostya from the mill\nZarubek")
    assert codes(factories.claim(text="Zarubek was there.")) == ["real_name"]


# Quotations: the database refuses broken ones, so they are seen only where it was gone around


def test_words_longer_than_a_summary_allows_are_a_broken_quotation() -> None:
    source = factories.source("In our words", fidelity=Fidelity.SUMMARY)
    claim = factories.claim(cited=source.passages.get(number=4))
    factories.cite(claim, source.passages.get(number=4), "beaten in custody")
    assert codes(claim) == []
