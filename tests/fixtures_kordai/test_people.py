"""People: those who acted in a public capacity are named, for that capacity, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from archive.vocabularies import ActorKind, Naming
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import seen

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
