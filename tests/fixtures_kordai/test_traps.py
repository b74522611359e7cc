"""What the source does not say is not said for it: one test for each known trap.

The traps are places where a reader who knows the other reports would fill in, mend or infer.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from archive.public import models as public
from archive.vocabularies import (
    ClaimTopic,
    IncidentKind,
    Outcome,
    Stance,
    StepKind,
    Unit,
)
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import claims, first, first_passages, read_plain, seen

THREE = "three-with-long-terms"
CASE = "case-of-51-defendants"


def _reports_of(party: str) -> list[public.PublicReport]:
    rows = public.PublicReport.objects.filter(step__party__actor=seen("actor", party))
    return list(rows.select_related("step", "asserted_by"))


def test_the_split_between_probation_and_prison_is_not_filled_in(reader: Client) -> None:
    (report,) = _reports_of("other-dungan-defendants")
    assert (report.outcome, report.months_low) == (Outcome.PROBATION_OR_PRISON, None)
    claim = seen("claim", "claim-c-021")
    assert (claim.low, claim.high) == (None, None)
    sanctions = first(public.PublicReport, step__kind=StepKind.SENTENCE)
    assert sorted(row.outcome for row in sanctions) == ["imprisonment", "probation_or_prison"]
    assert "How many received which is not stated" in read_plain(reader, seen("trial", CASE))


def test_those_under_investigation_are_not_said_to_be_dungans(shipped: None) -> None:
    group = seen("actor", "people-under-investigation")
    assert not public.PublicMembership.objects.filter(member=group).exists()
    assert not public.PublicMembership.objects.filter(group=group).exists()
    incident = seen("incident", "ill-treatment-in-custody")
    said = [*claims(subject_id=group.pk), *claims(about=group), *claims(subject_id=incident.pk)]
    assert len(said) >= 5
    assert not [claim.text for claim in said if "Dungan" in claim.text or claim.unit]
    names = public.PublicText.objects.filter(entry_id__in=[group.pk, incident.pk])
    assert not [name.text for name in names if re.search("Dungan|дунган", name.text)]


def test_neither_charge_is_laid_on_one_of_the_three_alone(shipped: None) -> None:
    every = public.PublicStep.objects.filter(kind=StepKind.CHARGE, trial=seen("trial", CASE))
    # Other sources tell of charges against all, and of those against a lawyer’s seven clients.
    parties = {step.party.actor.slug for step in every if step.party}
    assert parties == {THREE, "seven-clients-of-omarov"}
    charges = every.filter(party__actor__slug=THREE)
    assert charges.count() == 2
    assert {report.outcome for step in charges for report in step.reports.all()} == {"brought"}
    three = seen("actor", THREE)
    assert not public.PublicMembership.objects.filter(group=three).exists()
    assert all(
        "Which of the three faced this charge is not stated" in report.words
        for step in charges
        for report in step.reports.all()
    )


def test_the_person_called_a_rioter_is_not_taken_for_the_one_kazakh_killed(reader: Client) -> None:
    person = seen("actor", "person-killed")
    assert not public.PublicInvolvement.objects.filter(actor=person).exists()
    assert not public.PublicMembership.objects.filter(member=person).exists()
    assert [claim.text for claim in claims(subject_id=person.pk)] == [
        "The person killed is called a “rioter”."
    ]
    assert claims(about=person) == []
    assert "Kazakh" not in read_plain(reader, person).replace("Kazakhstan", "")
    counted = seen("claim", "claim-c-053")
    assert (counted.low, counted.high, counted.about) == (1, 1, None)


def test_no_direct_testimony_is_said_of_the_defendants_not_of_one_charge(shipped: None) -> None:
    claim = seen("claim", "claim-c-042")
    assert claim.asserted_by.slug == "adc-memorial"
    assert claim.relayed_by is None
    assert claim.subject_id == seen("trial", CASE).pk
    assert "murder" not in claim.text


@pytest.mark.parametrize("number", ["045", "048"])
def test_proved_stands_beside_the_lawyers_claim_and_the_sentence(
    reader: Client, number: str
) -> None:
    lawyers = seen("claim", f"claim-c-{number}")
    authors = seen("claim", f"claim-c-{number}-proved")
    assert lawyers.asserted_by.slug == "aliya-zhamanbayeva"
    assert lawyers.relayed_by.slug == "adc-memorial"
    assert "proved" not in lawyers.text
    assert authors.asserted_by.slug == "adc-memorial"
    assert authors.answers == lawyers
    assert "“proved”" in authors.text
    page = read_plain(reader, seen("trial", CASE))
    for words in (lawyers.text, authors.text, seen("report", "report-sentence-three").words):
        assert words in page


def test_the_time_in_prison_stands_with_its_tension_and_is_not_corrected(reader: Client) -> None:
    served = seen("claim", "claim-c-016")
    assert (float(served.low), served.high, served.unit) == (2.5, None, Unit.YEARS)
    assert served.number_words == "more than two and a half years"
    released = seen("report", "report-release-two").earliest
    since = date(released.year - 2, released.month - 6, released.day)
    assert (released - since).days == 912
    tension = seen("claim", "silent-custody")
    assert (tension.stance, tension.asserted_by.slug) == (Stance.SILENT, "this-archive")
    assert f"{since.day} {since:%B %Y}" in tension.text
    assert "Nothing was corrected" in tension.text
    page = read_plain(reader, seen("actor", "two-released"))
    assert served.text in page
    assert tension.text in page
    assert first(public.PublicIncident, kind=IncidentKind.DETENTION) == []
    elsewhere = seen("incident", "searches-and-arrests-2020-04")
    assert elsewhere.earliest > since


def test_the_penalty_without_prison_bears_only_the_name_that_the_source_gives(
    shipped: None,
) -> None:
    others = {Outcome.SUSPENDED, Outcome.RESTRICTION, Outcome.CORRECTIONAL_WORK}
    assert first(public.PublicReport, outcome__in=others) == []
    report = seen("report", "report-sentence-others")
    assert report.outcome == Outcome.PROBATION_OR_PRISON


def test_thirteen_is_the_archives_subtraction_and_no_statement_of_the_source(
    shipped: None,
) -> None:
    with_number = re.compile(r"\b(13|thirteen)\b")
    assert not [one for one in first(public.PublicClaim) if with_number.search(one.text)]
    assert first(public.PublicClaim, low=13) == []
    passages = [row for row in first_passages() if with_number.search(row.text)]
    assert {row.source.slug for row in passages} == {bundle.LOG}
    assert all("this archive’s arithmetic" in row.text for row in passages)


def test_the_reach_of_official_data_is_left_open_and_the_displaced_stand_outside(
    reader: Client,
) -> None:
    doubt = "How far “official data” reach into this sentence is left open."
    whole = seen("incident", "violence-kordai-2020-02")
    official = first(public.PublicClaim, asserted_by__slug="official-data")
    assert {claim.relayed_by.slug for claim in official if claim.relayed_by} == {"adc-memorial"}
    assert {claim.subject_id for claim in official} == {whole.pk}
    assert {claim.topic for claim in official} == {"killed", "injured", "property"}
    assert {claim.topic for claim in official if doubt not in claim.text} == {"killed"}
    (displaced,) = first(public.PublicClaim, topic=ClaimTopic.DISPLACED)
    assert (displaced.asserted_by.slug, displaced.relayed_by) == ("adc-memorial", None)
    assert doubt in read_plain(reader, whole)


def test_millions_of_dollars_are_damage_and_nothing_is_converted_or_compensated(
    shipped: None,
) -> None:
    (money,) = first(public.PublicClaim, unit__in=[Unit.USD, Unit.KZT])
    assert money.unit == Unit.USD
    assert (money.low, money.high) == (Decimal(2_000_000), None)
    assert money.number_words == "millions of dollars"
    assert money.topic == ClaimTopic.PROPERTY
    texts = [claim.text for claim in first(public.PublicClaim)]
    assert not [text for text in texts if "tenge" in text or "compens" in text]


def test_three_villages_are_listed_and_neither_a_fourth_nor_a_trigger_is_added(
    shipped: None,
) -> None:
    villages = {"masanchi", "bular-batyr", "aukhatty"}
    whole = seen("incident", "violence-kordai-2020-02")
    parts = first(public.PublicIncident, part_of=whole, place__isnull=False)
    assert {part.place.slug for part in parts} == villages
    assert (seen("claim", "claim-c-012").low, seen("claim", "claim-c-012").high) == (3, 3)
    named = [
        claim
        for claim in first(public.PublicClaim)
        if "Sortobe" in claim.text or "Karakemer" in claim.text
    ]
    assert {claim.asserted_by.slug for claim in named} == {"this-archive"}
    triggers = {IncidentKind.ALTERCATION, IncidentKind.POLICE_ACTION}
    assert first(public.PublicIncident, kind__in=triggers) == []


@pytest.mark.parametrize(
    ("term", "word", "name"),
    [
        ("false-incrimination", "“slander”", "slander"),
        ("pleadings", "“debate”", "debate"),
        ("last-word", "“last statement”", "last statement"),
    ],
)
def test_slander_debate_and_last_statement_are_read_as_the_terms_of_the_law(
    shipped: None, term: str, word: str, name: str
) -> None:
    forms = public.PublicText.objects.filter(entry_id=seen("term", term).pk, part="name")
    assert {(form.kind, form.used_by.slug) for form in forms if form.text == name} == {
        ("variant", "adc-memorial")
    }
    told = [claim.text for claim in claims() if word in claim.text]
    assert told
    for claim in first(public.PublicClaim, topic=ClaimTopic.FALSE_INCRIMINATION):
        assert "incriminated" in claim.text
    assert not [claim.text for claim in claims() if "defam" in claim.text.lower()]


def test_injured_means_hurt_and_counts_in_hundreds_not_in_thousands(shipped: None) -> None:
    (injured,) = first(public.PublicClaim, topic=ClaimTopic.INJURED)
    assert injured.unit == Unit.PEOPLE
    assert (injured.low, injured.high) == (Decimal(200), None)
    assert injured.number_words == "hundreds of people"


def test_nothing_is_inferred_about_the_two_people_released(reader: Client) -> None:
    two = seen("actor", "two-released")
    assert not public.PublicMembership.objects.filter(group=two).exists()
    (membership,) = public.PublicMembership.objects.filter(member=two)
    assert (membership.group.slug, membership.knowledge) == ("dungan-defendants", "unknown_which")
    sentences = [row for row in _reports_of("two-released") if row.step.kind == StepKind.SENTENCE]
    assert sentences == []
    gendered = re.compile(r"\b(he|she|his|her|him|man|men|woman|women|brothers?|male|female)\b")
    said = [claim.text for claim in (*claims(subject_id=two.pk), *claims(about=two))]
    said += [report.words for report in _reports_of("two-released")]
    assert len(said) >= 5
    assert not [text for text in said if gendered.search(text.lower())]


def test_no_sex_stands_in_any_text_of_the_bundle_about_a_defendant(shipped: None) -> None:
    gendered = re.compile(r"\b(he|his|him|man|woman)\b")
    for name in ("adc-2022-08.txt", "testimony-last-word.txt", "testimony-defendants.txt"):
        text = (bundle.FOLDER / name).read_text(encoding="utf-8").lower()
        assert not gendered.search(text), name
