"""People: those who acted in a public capacity are named, for that capacity, and nobody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from archive.vocabularies import ActorKind, ClaimTopic, Naming
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import claims, read_plain, seen

NAMED = {
    "kassym-jomart-tokayev": "Kassym-Jomart Tokayev|Qasym-Zhomart Toqaev",
    "berdibek-saparbayev": "Berdibek Saparbayev|Berdibek Saparbaev",
    "askar-myrzakhmetov": "Askar Myrzakhmetov|Asqar Myrzakhmetov",
    "sulushash-kurmanbekova": "Sulushash Kurmanbekova|Slushash Kurmanbekova",
    "bolatbek-baitole": "Bolatbek Baitole|Boltabek Baitole",
    "arman-orazaliev": "Arman Orazaliev",
    "azamat-aikhimbekov": "Azamat Aikhimbekov",
    "zhanat-suleimenov": "Zhanat Suleimenov",
    "yerlan-turgumbayev": "Yerlan Turgumbayev|Erlan Turghymbaev",
    "dauren-abayev": "Dauren Abayev",
    "gizat-nurdauletov": "Gizat Nurdauletov|G. D. Nurdauletov",
    "bulat-dembaev": "Bulat Dembaev",
    "yerlik-kenenbaev": "Yerlik Kenenbaev",
    "kamalzhan-nadyrov": "Kamalzhan Nadyrov",
    "aidarbek-zambaev": "Aidarbek Zambaev|Aidar Zambaev|Zambayev",
    "berik-kultasov": "Berik Kultasov",
    "nurlanbek-dzhalbiev": "Nurlanbek Dzhalbiev",
    "aliya-zhamanbayeva": "Aliya Zhamanbayeva|Aliya Zhamanbaeva",
    "luiza-tashmetova": "Luiza Tashmetova",
    "bolat-omarov": "Bolat Omarov|Bolatbek Balkenovich Omarov",
    "khusei-daurov": "Khusei Daurov|Khusey Daurov|Hussei Daurov",
    "edir-bov": "Edir Bov",
    "yevgeny-zhovtis": "Yevgeny Zhovtis",
    "yanduan-li": "Yanduan Li",
    "shepherd": "Ms. Shepherd",
    "sheikha-abdulla-ali-al-misnad": "Sheikha Abdulla Ali Al-Misnad",
    "chinsung-chung": "Chinsung Chung",
    "galym-shoikin": "Galym Shoikin",
    "talgat-kaliev": "Talgat Kaliev",
    "kanat-sultanaliev": "Kanat Sultanaliev",
    "ali-djon": "Ali Djon",
    "dzhanibek-suleev": "Dzhanibek Suleev",
    "vlad-lim": "Vlad Lim",
    "aram-terzyan": "Aram Terzyan",
    "karim-khandzhez": "Karim Khandzhez",
    "yusup-vanshu": "Yusup Vanshu",
    "ramazan-babazov": "Ramazan Babazov",
}
"""Everybody whom the archive may name, under the spellings that were gathered."""


def test_all_twenty_six_rows_are_there_and_each_name_is_an_actor_of_its_own(shipped: None) -> None:
    carried = {row["id"]: row["carried_by"] for row in bundle.loaded("coverage/people.json")}
    assert list(carried) == [f"PP-{number:02d}" for number in range(1, 27)]
    slugs = [
        name.removeprefix("actor:")
        for names in carried.values()
        for name in names
        if name.startswith("actor:")
    ]
    assert sorted(slugs) == sorted(NAMED)
    assert {seen("actor", slug).kind for slug in slugs} == {ActorKind.PERSON}


def test_nobody_is_named_who_did_not_act_in_public(shipped: None) -> None:
    people = public.PublicActor.objects.filter(kind=ActorKind.PERSON)
    named = {row.slug: row.naming for row in people if row.naming != Naming.PSEUDONYM}
    assert set(named) == set(NAMED)
    assert set(named.values()) == {Naming.ROLE}


@pytest.mark.parametrize("slug", NAMED)
def test_every_spelling_of_a_name_finds_the_person(reader: Client, slug: str) -> None:
    address = address_of(seen("actor", slug))
    for spelling in NAMED[slug].split("|"):
        answer = reader.get("/search.json", {"q": spelling}).json()
        assert address in {hit["url"] for hit in answer["results"]}, spelling


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Токаев", "kassym-jomart-tokayev"),
        ("Сапарбаев", "berdibek-saparbayev"),
        ("Замбаев", "aidarbek-zambaev"),
        ("Нурдаулетов", "gizat-nurdauletov"),
    ],
)
def test_a_name_in_cyrillic_finds_the_person_too(reader: Client, typed: str, slug: str) -> None:
    answer = reader.get("/search.json", {"q": typed}).json()
    assert address_of(seen("actor", slug)) in {hit["url"] for hit in answer["results"]}


BODIES = {
    "kassym-jomart-tokayev": "president-of-kazakhstan",
    "berdibek-saparbayev": "government-commission akimat-of-zhambyl-region",
    "askar-myrzakhmetov": "akimat-of-zhambyl-region",
    "sulushash-kurmanbekova": "akimat-of-zhambyl-region",
    "bolatbek-baitole": "akimat-of-kordai-district",
    "arman-orazaliev": "police-of-zhambyl-region",
    "azamat-aikhimbekov": "police-of-kordai-district",
    "zhanat-suleimenov": "police-of-zhambyl-region",
    "yerlan-turgumbayev": "interior-ministry",
    "dauren-abayev": "information-ministry",
    "gizat-nurdauletov": "prosecutor-generals-office",
    "bulat-dembaev": "prosecutor-generals-office",
    "yerlik-kenenbaev": "prosecutor-generals-office",
    "kamalzhan-nadyrov": "health-ministry",
    "aidarbek-zambaev": "specialised-court-of-zhambyl-region",
    "berik-kultasov": "zhambyl-regional-court",
    "nurlanbek-dzhalbiev": "border-service-of-kyrgyzstan",
    "khusei-daurov": "dungan-association-of-kazakhstan",
    "edir-bov": "taza-shailoo",
    "yanduan-li": "cerd",
    "shepherd": "cerd",
    "sheikha-abdulla-ali-al-misnad": "cerd",
    "chinsung-chung": "cerd",
    "galym-shoikin": "delegation-of-kazakhstan-at-cerd",
    "karim-khandzhez": "dungan-association-of-kyrgyzstan",
    "yusup-vanshu": "tokmok-city-council",
    "ramazan-babazov": "ken-bulun-council",
}
"""For whom each of them acted, as far as a source says so; the others acted for nobody named."""

ROLES = {
    "aidarbek-zambaev": "judge",
    "aliya-zhamanbayeva": "defence_counsel",
    "luiza-tashmetova": "defence_counsel",
    "bolat-omarov": "defence_counsel",
}


@pytest.mark.parametrize("slug", NAMED)
def test_each_person_is_shown_in_a_capacity_that_a_passage_names(reader: Client, slug: str) -> None:
    person = seen("actor", slug)
    capacities = claims(subject_id=person.pk, topic=ClaimTopic.CAPACITY)
    roles = public.PublicInvolvement.objects.filter(actor=person)
    assert capacities or roles
    page = read_plain(reader, person)
    families = [spelling.split()[-1] for spelling in NAMED[slug].split("|")]
    for fact in (*capacities, *roles, *public.PublicMembership.objects.filter(member=person)):
        passages = public.PublicCitation.objects.filter(entry_id=fact.pk)
        told = [citation.passage.text for citation in passages.select_related("passage")]
        named_there = any(family in text for text in told for family in families)
        assert named_there or fact.pk in _of_the_first_source(), told
    for claim in capacities:
        assert claim.text in page


def _of_the_first_source() -> set[int]:
    """The facts that rest on the first source, which tells of the one lawyer whom it names."""
    rows = public.PublicCitation.objects.filter(passage__source__slug=bundle.SOURCE)
    return set(rows.values_list("entry_id", flat=True))


def test_each_person_belongs_to_the_body_that_a_source_gives_and_to_no_other(shipped: None) -> None:
    found: dict[str, set[str]] = {}
    rows = public.PublicMembership.objects.filter(member__slug__in=NAMED)
    for row in rows.select_related("member", "group"):
        found.setdefault(row.member.slug, set()).add(row.group.slug)
    assert found == {slug: set(bodies.split()) for slug, bodies in BODIES.items()}


def test_judge_and_counsel_stand_in_the_trial_with_their_role(shipped: None) -> None:
    rows = public.PublicInvolvement.objects.filter(
        actor__slug__in=NAMED, trial__slug="case-of-51-defendants"
    )
    found = {row.actor.slug: row.role for row in rows.select_related("actor")}
    assert found == ROLES


def test_the_spellings_of_the_judge_stand_with_those_who_use_them(reader: Client) -> None:
    page = read_plain(reader, seen("actor", "aidarbek-zambaev"))
    for words in ("Aidarbek Zambaev", "Aidar Zambaev", "Zambayev"):
        assert words in page
    judges = public.PublicInvolvement.objects.filter(role="judge")
    assert {row.asserted_by.slug for row in judges.select_related("asserted_by")} == {
        *("kursiv", "tengrinews", "qazweek", "rferl")
    }


def test_of_the_head_of_the_association_only_the_public_part_is_told(reader: Client) -> None:
    head = seen("actor", "khusei-daurov")
    assert {claim.topic for claim in claims(subject_id=head.pk)} == {ClaimTopic.CAPACITY}
    assert not public.PublicInvolvement.objects.filter(actor=head).exists()
    assert claims(about=head) == []
    page = read_plain(reader, head).lower()
    assert not re.search(r"injur|hurt|pistol|beaten|threat|wound", page)


def test_a_capacity_says_nothing_of_sex_or_origin(shipped: None) -> None:
    for claim in claims(topic=ClaimTopic.CAPACITY, subject_id__in=_people()):
        text = re.sub("Dungan [Aa]ssociation", "", claim.text)
        assert not re.search(r"\b(he|she|his|her|him|man|woman|Dungan|Kazakh)\b", text), claim.text


def _people() -> list[int]:
    return [seen("actor", slug).pk for slug in NAMED]
