"""What is taken from readers is taken for good: redaction, pseudonyms, consents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models import (
    Citation,
    Decision,
    Identity,
    Passage,
    PassageOriginal,
    PublicVersion,
    Redirect,
    Revision,
    Tombstone,
)
from archive.public.models import PublicActor, PublicClaim, PublicPassage, PublicSource
from archive.vocabularies import ConsentMeans, ConsentScope, DecisionKind, Naming, State
from archive.workflow import protection, publishing, revisions, versions
from archive.workflow.principals import Principal
from archive.workflow.protection import GAP, Range
from tests import factories

pytestmark = pytest.mark.django_db

NADIA = Principal("Nadia")
ILYA = Principal("Ilya")
WORDS = "The witness lives at Mill Lane 7 in Orlen."
ADDRESS = Range(WORDS.index("Mill Lane 7"), WORDS.index(" in Orlen"), "address of a witness")


def witness_passage() -> Passage:
    return factories.source("Statement of a witness", passages=[WORDS]).passages.get()


def everything_kept() -> str:
    """All that the history and the public versions hold, as text."""
    return str(list(Revision.objects.values_list("body"))) + str(
        list(PublicVersion.objects.values_list("content"))
    )


# Redaction


def test_two_persons_redact_and_readers_see_the_rest_with_a_gap() -> None:
    passage = witness_passage()
    protection.redact(passage, [ADDRESS], by=NADIA, second=ILYA, reason="safety")
    assert PublicPassage.objects.get().text == f"The witness lives at {GAP} in Orlen."
    assert PassageOriginal.objects.get().text == WORDS
    decision = Decision.objects.get(kind=DecisionKind.REDACT)
    assert (decision.principal, decision.second) == ("Nadia", "Ilya")


def test_one_person_alone_hides_the_whole_passage_until_another_confirms() -> None:
    passage = witness_passage()
    protection.redact(passage, [ADDRESS], by=NADIA, reason="safety")
    shown = PublicPassage.objects.get()
    assert (shown.withheld, shown.text) == (True, "")
    with pytest.raises(publishing.NotReady):
        protection.confirm_redaction(passage, by=NADIA, reason="my own work")
    protection.confirm_redaction(passage, by=ILYA, reason="checked")
    shown = PublicPassage.objects.get()
    assert (shown.withheld, shown.text) == (False, f"The witness lives at {GAP} in Orlen.")


def test_nobody_confirms_what_nobody_redacted() -> None:
    with pytest.raises(publishing.NotReady):
        protection.confirm_redaction(witness_passage(), by=ILYA, reason="checked")


def test_the_same_person_is_no_second_person() -> None:
    with pytest.raises(publishing.NotReady):
        protection.redact(witness_passage(), [ADDRESS], by=NADIA, second=NADIA, reason="safety")


def test_redactions_add_up_and_ranges_are_of_the_unredacted_text() -> None:
    passage = witness_passage()
    village = Range(WORDS.index("Orlen"), len(WORDS) - 1, "village")
    protection.redact(passage, [ADDRESS], by=NADIA, second=ILYA, reason="safety")
    protection.redact(passage, [village], by=NADIA, second=ILYA, reason="safety")
    assert PublicPassage.objects.get().text == f"The witness lives at {GAP} in {GAP}."


def test_ranges_that_overlap_leave_nothing_between_them() -> None:
    passage = witness_passage()
    ranges = [Range(4, 20, "one"), Range(10, 30, "two"), Range(12, 14, "inside")]
    protection.redact(passage, ranges, by=NADIA, second=ILYA, reason="safety")
    shown = PublicPassage.objects.get().text
    assert shown.startswith(WORDS[:4])
    assert shown.endswith(WORDS[30:])
    assert set(shown[4 : -len(WORDS[30:])]) == set(GAP)


def test_a_passage_of_which_nothing_is_left_is_withheld() -> None:
    passage = witness_passage()
    everything = [Range(0, len(WORDS), "all of it")]
    protection.redact(passage, everything, by=NADIA, second=ILYA, reason="safety")
    assert PublicPassage.objects.get().withheld


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (7, 3), (0, 999)])
def test_a_range_outside_the_text_is_refused_and_nothing_happens(start: int, end: int) -> None:
    passage = witness_passage()
    with pytest.raises(ValueError, match="do not lie"):
        protection.redact(passage, [Range(start, end, "?")], by=NADIA, reason="safety")
    assert PublicPassage.objects.get().text == WORDS
    assert not PassageOriginal.objects.exists()


def test_a_redaction_takes_the_words_from_quotations_history_and_versions() -> None:
    passage = witness_passage()
    claim = factories.claim(cited=False)
    factories.cite(claim, passage, "Mill Lane 7")
    source = passage.source
    for record in (claim, source):
        revisions.keep(record, by=ILYA, reason="entered")
        versions.keep_versions([record])
    assert "Mill Lane 7" in everything_kept()
    protection.redact(passage, [ADDRESS], by=NADIA, second=ILYA, reason="safety")
    assert "Mill Lane 7" not in everything_kept()
    assert Citation.objects.get(entry_id=claim.pk).quotation == ""
    assert PublicClaim.objects.filter(pk=claim.pk).exists()


def test_an_unquoted_citation_beside_the_quoted_one_stays_alone() -> None:
    passage = witness_passage()
    claim = factories.claim(cited=passage)
    factories.cite(claim, passage, "Mill Lane 7")
    protection.redact(passage, [ADDRESS], by=NADIA, second=ILYA, reason="safety")
    assert [one.quotation for one in claim.citations.all()] == [""]


def test_quotations_of_what_stays_stay() -> None:
    passage = witness_passage()
    claim = factories.claim(cited=False)
    factories.cite(claim, passage, "The witness lives")
    protection.redact(passage, [ADDRESS], by=NADIA, second=ILYA, reason="safety")
    assert Citation.objects.get(entry_id=claim.pk).quotation == "The witness lives"


def test_only_custodians_redact() -> None:
    editor = Principal.of(factories.editor_user())
    with pytest.raises(PermissionDenied):
        protection.redact(witness_passage(), [ADDRESS], by=editor, reason="safety")


# Falling back to a pseudonym


def fall_back() -> tuple[str, list[str]]:
    """Oleg Marin, named in a claim and in a passage, asks for his name back."""
    person = factories.person("Oleg Marin", naming=Naming.NAMED)
    factories.text(person, "Олег Марин", "ru")
    factories.source("Diary", slug="diary", passages=["Oleg Marin came.", "It rained."])
    factories.claim(text="Oleg Marin was beaten.")
    Redirect.objects.create(path="/people/o-marin/", entry_id=person.pk)
    for record in (person, *person.sources.all()):
        revisions.keep(record, by=ILYA, reason="entered")
        versions.keep_versions([record])
    hidden = protection.fall_back_to_pseudonym(
        person, label="Defendant R", by=NADIA, reason="asked for", public_reason="As asked for."
    )
    person.refresh_from_db()
    return person.slug, [entry.record_type for entry in hidden]


def test_a_person_falls_back_to_a_label_at_a_random_address() -> None:
    slug, _hidden = fall_back()
    shown = PublicActor.objects.get(slug=slug)
    assert (shown.public_name, shown.naming) == ("Defendant R", Naming.PSEUDONYM)
    assert len(slug) == 8


def test_the_old_address_has_a_notice_and_the_older_ones_lead_nowhere() -> None:
    fall_back()
    notice = Tombstone.objects.get()
    assert (notice.path, notice.reason) == ("/people/oleg-marin/", "As asked for.")
    assert not Redirect.objects.exists()


def test_the_name_is_kept_only_where_it_is_protected() -> None:
    fall_back()
    identity = Identity.objects.get()
    assert (identity.real_name, identity.spellings) == ("Oleg Marin", "Олег Марин")
    person = identity.actor
    assert "Marin" not in str(list(Revision.objects.filter(entry_id=person.pk).values()))
    assert "Marin" not in str(list(PublicVersion.objects.values()))


def test_what_holds_the_name_is_hidden_until_somebody_rewords_it() -> None:
    _slug, hidden = fall_back()
    assert sorted(hidden) == ["claim", "source"]
    assert not PublicClaim.objects.exists()
    diary = PublicPassage.objects.filter(source__slug="diary").order_by("number")
    assert [(one.withheld, one.text) for one in diary] == [(True, ""), (False, "It rained.")]


def test_a_label_that_holds_the_name_is_refused() -> None:
    person = factories.person("Oleg Marin", naming=Naming.NAMED)
    with pytest.raises(ValueError, match="label"):
        protection.fall_back_to_pseudonym(person, label="O. Marin", by=NADIA, reason="asked for")
    assert PublicActor.objects.get().public_name == "Oleg Marin"


def test_only_persons_have_pseudonyms() -> None:
    with pytest.raises(ValueError, match="person"):
        protection.fall_back_to_pseudonym(factories.court(), label="C", by=NADIA, reason="why")


# Consents


def terms() -> dict[str, Any]:
    return {"scope": ConsentScope.TEXT, "means": ConsentMeans.WRITTEN}


def test_a_consent_by_two_persons_opens_a_published_testimony() -> None:
    testimony = factories.testimony(consented=False)
    protection.record_consent(testimony, by=NADIA, second=ILYA, reason="signed", **terms())
    assert PublicSource.objects.filter(pk=testimony.pk).exists()
    decision = Decision.objects.get(kind=DecisionKind.CONSENT)
    assert (decision.principal, decision.second) == ("Nadia", "Ilya")


def test_a_consent_recorded_by_one_person_waits_for_another_to_publish() -> None:
    testimony = factories.testimony(consented=False)
    protection.record_consent(testimony, by=NADIA, reason="signed", **terms())
    assert not PublicSource.objects.filter(pk=testimony.pk).exists()
    testimony.refresh_from_db()
    assert testimony.state == State.IN_REVIEW


def test_a_consent_is_ended_by_one_person_and_nothing_is_seen_any_more() -> None:
    testimony = factories.testimony()
    versions.keep_versions([testimony])
    consent = testimony.consents.get()
    protection.end_consent(consent, on=date(2032, 1, 1), by=NADIA, reason="taken back")
    assert not PublicSource.objects.filter(pk=testimony.pk).exists()
    assert not PublicVersion.objects.exclude(content={}).exists()


def test_terms_that_do_not_fit_are_refused() -> None:
    testimony = factories.testimony(consented=False)
    wrong: dict[str, Any] = {"given_on": date(2032, 1, 2), "until": date(2032, 1, 1)}
    with pytest.raises(ValidationError):
        protection.record_consent(testimony, by=NADIA, reason="signed", **terms(), **wrong)
    assert not testimony.consents.exists()
