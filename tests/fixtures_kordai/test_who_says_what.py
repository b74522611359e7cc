"""Every statement has its speaker; the archive itself says only what it looked for."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from django.test import Client

from archive.models import Consent, Identity
from archive.models.base import CROCKFORD
from archive.public import models as public
from archive.public.addresses import address_of
from archive.vocabularies import ActorKind, Fidelity, Naming, Precision, SourceKind, Stance
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import (
    claims,
    first,
    first_passages,
    plain,
    read,
    read_plain,
    seen,
    sources_of,
)

FACTS = (
    public.PublicClaim,
    public.PublicReport,
    public.PublicInvolvement,
    public.PublicMembership,
    public.PublicExhibit,
)
AUTHOR = "adc-memorial"
ARCHIVE = "this-archive"

AT_LEAST: dict[str, tuple[Decimal | None, str]] = {
    "more than two and a half years": (Decimal("2.5"), "years"),
    "hundreds of people": (Decimal(200), "people"),
    "thousands of Dungans": (Decimal(2_000), "people"),
    "millions of dollars": (Decimal(2_000_000), "USD"),
}
"""The convention for vague numbers, as the introduction of the archive states it."""


def test_everything_in_the_bundle_is_public(shipped: None) -> None:
    lists = {
        "claims": public.PublicClaim,
        "reports": public.PublicReport,
        "involvements": public.PublicInvolvement,
        "memberships": public.PublicMembership,
        "exhibits": public.PublicExhibit,
        "steps": public.PublicStep,
        "sentences": public.PublicSentence,
        "actors": public.PublicActor,
        "places": public.PublicPlace,
        "incidents": public.PublicIncident,
        "trials": public.PublicTrial,
        "sources": public.PublicSource,
        "terms": public.PublicTerm,
    }
    shown = {name: model.objects.count() for name, model in lists.items()}
    assert shown == {name: len(bundle.rows(name)) for name in lists}


def test_what_others_say_is_passed_on_by_the_author_of_a_source_that_is_cited(
    shipped: None,
) -> None:
    wrong = []
    for model in FACTS:
        for fact in model.objects.select_related("asserted_by", "relayed_by"):
            cited = public.PublicSource.objects.filter(slug__in=sources_of(fact))
            authors = set(cited.values_list("author_id", flat=True))
            says_it = fact.relayed_by or fact.asserted_by
            if says_it.pk not in authors:
                wrong.append((fact, says_it))
            if fact.relayed_by and fact.asserted_by.slug in (AUTHOR, ARCHIVE):
                wrong.append((fact, fact.relayed_by))
    assert wrong == []


def test_of_the_first_source_everything_is_passed_on_by_its_author(shipped: None) -> None:
    for model in FACTS:
        for fact in first(model):
            by = fact.relayed_by or fact.asserted_by
            assert by.slug in (AUTHOR, ARCHIVE)


def test_the_archive_says_only_what_it_looked_for(shipped: None) -> None:
    own = claims(asserted_by__slug=ARCHIVE)
    assert {claim.stance for claim in own} == {Stance.SILENT}
    assert {claim.unit for claim in own} == {""}
    beginnings = (
        "Looked for in ADC Memorial’s text of August 2022: ",
        "Looked for in the sources gathered by 22 November 2026: ",
    )
    assert all(claim.text.startswith(beginnings) for claim in own)
    assert {claim.asserted_by.slug for claim in claims(stance=Stance.SILENT)} == {ARCHIVE}
    for model in FACTS[1:]:
        assert not model.objects.filter(asserted_by__slug=ARCHIVE).exists()


def test_the_archive_rests_on_its_logs_and_nobody_else_does(shipped: None) -> None:
    rows = public.PublicSource.objects.filter(kind=SourceKind.SEARCH_LOG)
    logs = {row.slug: row for row in rows}
    assert {row.earliest for row in logs.values()} == {date(2026, 11, 22)}
    for claim in claims():
        sources = sources_of(claim)
        if claim.asserted_by.slug == ARCHIVE:
            assert sources <= set(logs), claim
        else:
            assert not sources & set(logs), claim


def test_every_entry_of_the_logs_is_cited(shipped: None) -> None:
    entries = public.PublicPassage.objects.filter(source__kind=SourceKind.SEARCH_LOG)
    cited = set(public.PublicCitation.objects.values_list("passage_id", flat=True))
    assert entries.count() > 30
    assert not entries.exclude(pk__in=cited).exists()


def test_the_source_has_ten_summary_passages_at_the_places_of_the_original(shipped: None) -> None:
    passages = seen("source", bundle.SOURCE).passages.order_by("number")
    assert [passage.locator for passage in passages] == [
        *("P1S1", "P1S2", "P2S1", "P2S2", "P2S3", "P2S4", "P2S5", "P3S1", "P3S2", "P3S3")
    ]
    assert [passage.number for passage in passages] == list(range(1, 11))
    assert {passage.fidelity for passage in passages} == {Fidelity.SUMMARY}


def test_every_passage_of_the_first_source_is_cited(shipped: None) -> None:
    cited = set(public.PublicCitation.objects.values_list("passage_id", flat=True))
    assert first_passages().exists()
    assert not first_passages().exclude(pk__in=cited).exists()


def test_a_summary_is_never_printed_between_quotation_marks(reader: Client) -> None:
    source = seen("source", bundle.SOURCE)
    first = source.passages.get(number=2).text
    page = plain(read(reader, address_of(source)))
    assert first in page
    assert f"“{first}”" not in page


def test_vague_numbers_follow_the_published_rule_and_keep_their_words(reader: Client) -> None:
    open_ended = first(public.PublicClaim, low__isnull=False, high__isnull=True)
    found = {claim.number_words: (claim.low, claim.unit) for claim in open_ended}
    assert found == AT_LEAST
    about = plain(read(reader, "/about/"))
    for words in ("24 or more", "200 or more", "2,000 or more", "20,000 or more"):
        assert words in about
    for words in ("2,000,000 or more", "that number or more", "that number or less"):
        assert words in about


def test_no_identity_comes_with_the_bundle(shipped: None) -> None:
    assert not Identity.objects.exists()


def test_pseudonymous_people_have_random_addresses_and_labels_without_ethnicity(
    shipped: None,
) -> None:
    random_slug = re.compile(f"[{CROCKFORD}]{{8}}")
    people = list(public.PublicActor.objects.filter(naming=Naming.PSEUDONYM))
    assert len(people) == 4
    for person in people:
        assert random_slug.fullmatch(person.slug)
        texts = public.PublicText.objects.filter(entry_id=person.pk)
        words = " ".join([person.public_name, *(text.text for text in texts)])
        assert not re.search("dungan|kazakh|дунган|казах", words.lower())


def test_ethnicity_stands_in_the_sources_own_figures_only(shipped: None) -> None:
    people = public.PublicActor.objects.filter(kind=ActorKind.PERSON)
    person_keys = set(people.values_list("pk", flat=True))
    of_a_group = re.compile("Dungan(?! [Aa]ssociation)|Kazakh(?!stan)")
    ethnic = [claim for claim in claims() if of_a_group.search(claim.text)]
    assert ethnic
    assert not [claim for claim in ethnic if claim.subject_id in person_keys]
    assert not [claim for claim in ethnic if claim.about_id in person_keys]
    private = people.filter(naming=Naming.PSEUDONYM)
    memberships = public.PublicMembership.objects.filter(member__in=private)
    assert {row.group.slug for row in memberships} == {"defendants"}


def test_testimony_is_what_was_said_in_court_and_rests_on_the_source(shipped: None) -> None:
    testimony = public.PublicSource.objects.filter(kind="testimony")
    assert {row.speaker.slug for row in testimony} >= {
        "dungan-defendants",
        "lawyers-in-the-pleadings",
    }
    assert testimony.count() == 3
    for row in testimony:
        assert (row.setting, row.standpoint) == ("open_court", "defence")
        assert row.derives_from.slug == bundle.SOURCE
        assert re.fullmatch(f"[{CROCKFORD}]{{8}}", row.slug)
    scopes = Consent.objects.values_list("scope", "means")
    assert list(scopes) == [("text", "public_hearing")] * 3


def test_nothing_is_said_of_where_the_lawyer_set_out_her_proof(shipped: None) -> None:
    lawyer = seen("actor", "aliya-zhamanbayeva")
    assert not public.PublicSource.objects.filter(speaker=lawyer).exists()


def test_places_without_found_coordinates_stay_unlocated(shipped: None) -> None:
    for slug in ("bular-batyr", "aukhatty"):
        place = seen("place", slug)
        assert place.precision == Precision.NOT_LOCATED
        assert (place.latitude, place.longitude) == (None, None)


def test_names_from_memory_are_marked_as_unchecked(shipped: None) -> None:
    names = public.PublicText.objects.filter(part="name", language="kk", status="unchecked")
    assert {"Бұлар батыр", "Ауқатты"} <= {name.text for name in names}


def test_summaries_stand_in_english_and_russian_sentence_by_sentence(reader: Client) -> None:
    rows = public.PublicSentence.objects.order_by("subject_id", "language", "number")
    english = [(row.subject_id, row.number) for row in rows if row.language == "en"]
    russian = [(row.subject_id, row.number) for row in rows if row.language == "ru"]
    assert english == russian
    assert english
    trial = seen("trial", "case-of-51-defendants")
    page = read_plain(reader, trial)
    for row in rows:
        if row.subject_id == trial.pk and row.language == "en":
            assert row.text in page
