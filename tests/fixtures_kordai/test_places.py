"""Places: all eleven rows of the gazetteer, each under every spelling, located only where found."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client

from archive.names import script
from archive.public import models as public
from archive.public.addresses import address_of
from archive.vocabularies import ClaimTopic, PlaceKind, Precision
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import claims, plain, read, read_plain, seen

SPELLINGS = {
    "kordai-district": "Kordai|Korday|Qordai|Qorday|Kordaj|Kurdai|Audan Qordai|Кордайский район"
    "|Қордай ауданы",
    "masanchi": "Masanchi|Masanchy|Masanshy|Masantşi|Masantsji|Massantschi|Masanchin|Karakunuz"
    "|Kara-Konyz|Nikolaevka|Nikolaevskoe|Масанчи|Каракунуз|Караконыз|Николаевское|Масаншы|Инпан"
    "|Ingpan|營盤",
    "sortobe": "Sortobe|Sortöbe|Sartobe|Shortobe|Shortoba|Shor-Tube|Сортобе|Шортобе|Сортөбе",
    "bular-batyr": "Bular Batyr|Bular-Batyr|Bulan Batyr|Bulan-Batyr|Bolan Batyr|Bolanbatyr"
    "|Bular Batyra|Булар батыр|Булан Батыр|Болан батыр|Бұлар батыр",
    "aukhatty": "Aukhatty|Aukatty|Aukatti|Auhatty|Auhatti|Auqatty|Аухатты|Аукатты|Ауқатты",
    "karakemer": "Karakemer|Qarakemer|Каракемер|Қаракемер",
    "kordai-village": "Korday|Kordai|Kordaj|Georgievka|Кордай|Георгиевка|Қордай",
    "taraz": "Taraz|Zhambyl|Dzhambul|Тараз",
    "zhambyl-region": "Zhambyl|Jambyl|Dzhambul|Schambyl|Жамбылская область|Джамбульская"
    "|Жамбыл облысы",
    "chui": "Chui|Chuy|Чуйская область",
    "karasu-border-post": "Karasu|Карасу",
    "ken-bulun-border-post": "Ken-Bulun|Ken-Bulun-Avtodorozhny|Кен-Булун",
    "ak-tilek-border-post": "Ak-Tilek|Ак-Тилек",
    "akzhol-border-post": "Akzhol|Акжол",
    "tokmok-border-post": "Tokmok|Tokmak-Avtodorozhny|Токмок",
}
"""The spellings that were gathered for each place, in every script."""

LOCATED = {
    "kordai-district": (43.33, 75.07, Precision.AREA),
    "masanchi": (42.9289, 75.3019, Precision.SETTLEMENT),
    "sortobe": (42.8667, 75.2514, Precision.SETTLEMENT),
    "kordai-village": (43.03882, 74.71287, Precision.SETTLEMENT),
}

CODES = {
    "kordai-district": "314800000",
    "masanchi": "314847100",
    "sortobe": "314854100",
    "kordai-village": "314830100",
}


def test_all_eleven_rows_are_there_and_the_border_posts_are_five_sites(shipped: None) -> None:
    carried = {row["id"]: row["carried_by"] for row in bundle.loaded("coverage/places.json")}
    assert list(carried) == [f"P-{number:02d}" for number in range(1, 12)]
    slugs = [
        name.removeprefix("place:")
        for names in carried.values()
        for name in names
        if name.startswith("place:")
    ]
    assert sorted(slugs) == sorted(SPELLINGS)
    posts = [row for row in map(_place, slugs) if row.kind == PlaceKind.SITE]
    assert len(posts) == 5
    assert all(row.slug.endswith("border-post") for row in posts)


def test_every_spelling_is_a_name_of_its_place(shipped: None) -> None:
    missing = [
        (slug, spelling)
        for slug, spellings in SPELLINGS.items()
        for spelling in spellings.split("|")
        if not any(spelling in name for name in _names(slug))
    ]
    assert missing == []


@pytest.mark.parametrize("slug", SPELLINGS)
def test_every_spelling_finds_its_place_through_the_search(reader: Client, slug: str) -> None:
    address = address_of(_place(slug))
    lost = [
        spelling
        for spelling in SPELLINGS[slug].split("|")
        if address not in _found(reader, spelling)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("typed", "slug"), [("Sortöbe", "sortobe"), ("Массанчи", "masanchi"), ("МАСАНЧИ", "masanchi")]
)
def test_a_spelling_that_nobody_gathered_finds_its_place_too(
    reader: Client, typed: str, slug: str
) -> None:
    assert address_of(_place(slug)) in _found(reader, typed)


def test_the_spellings_are_in_four_scripts() -> None:
    spellings = [word for words in SPELLINGS.values() for word in words.split("|")]
    assert {script(word) for word in spellings} == {"latin", "cyrillic", "other"}
    kazakh = set("әғқңөұүіһ")
    assert [word for word in spellings if kazakh & set(word.lower()) and script(word) != "latin"]


def test_coordinates_stand_only_where_they_were_found(shipped: None) -> None:
    found = {
        row.slug: (float(row.latitude or 0), float(row.longitude or 0), row.precision)
        for row in public.PublicPlace.objects.filter(latitude__isnull=False)
    }
    assert found == LOCATED
    others = public.PublicPlace.objects.exclude(slug__in=LOCATED)
    assert {row.precision for row in others} == {Precision.NOT_LOCATED}


def test_official_codes_stand_only_where_they_were_found(shipped: None) -> None:
    rows = public.PublicPlace.objects.exclude(official_code="")
    assert {row.slug: row.official_code for row in rows} == CODES


def test_what_is_not_located_says_so_on_its_page_and_under_the_map(reader: Client) -> None:
    _drawn, _heading, listed = plain(read(reader, "/map/")).partition("Not located:")
    picture = reader.get("/map.svg").content.decode()
    for row in public.PublicPlace.objects.exclude(slug__in=LOCATED):
        name = _preferred(row.slug)
        assert "Not located. No coordinates were found; none is guessed." in read_plain(reader, row)
        assert name in listed
        assert f">{name}<" not in picture


def test_what_is_located_is_drawn_with_its_coordinates(reader: Client) -> None:
    drawn, _heading, listed = plain(read(reader, "/map/")).partition("Not located:")
    for slug, (latitude, longitude, precision) in LOCATED.items():
        name = _preferred(slug)
        assert f"{name} " in drawn
        assert f"{Decimal(str(latitude))} {Decimal(str(longitude))}" in drawn
        assert str(precision.label) in drawn
        assert f" {name} " not in listed


def test_names_from_memory_are_marked_as_unchecked_and_those_seen_are_not(
    reader: Client,
) -> None:
    kazakh = public.PublicText.objects.filter(entry_type="place", part="name", language="kk")
    unchecked = set(kazakh.filter(status="unchecked").values_list("text", flat=True))
    assert unchecked == {"Қазақстан", "Қырғызстан", "Бұлар батыр", "Ауқатты", "Қаракемер"}
    page = read_plain(reader, _place("karakemer"))
    assert re.search("Қаракемер Kazakh[^,]*, unchecked", page)


def test_each_place_lies_in_the_next_larger_one(shipped: None) -> None:
    within = {
        row.slug: row.within.slug if row.within else ""
        for row in public.PublicPlace.objects.select_related("within")
    }
    villages = ("masanchi", "sortobe", "bular-batyr", "aukhatty", "karakemer", "kordai-village")
    assert {within[village] for village in villages} == {"kordai-district"}
    assert within["kordai-district"] == within["taraz"] == "zhambyl-region"
    assert within["zhambyl-region"] == "kazakhstan"
    assert within["chui"] == "kyrgyzstan"
    assert {within[slug] for slug in within if slug.endswith("border-post")} == {""}


def _place(slug: str) -> public.PublicPlace:
    row: public.PublicPlace = seen("place", slug)
    return row


def _names(slug: str) -> list[str]:
    rows = public.PublicText.objects.filter(entry_id=_place(slug).pk, part="name")
    return list(rows.values_list("text", flat=True))


def _preferred(slug: str) -> str:
    rows = public.PublicText.objects.filter(entry_id=_place(slug).pk, language="en", part="name")
    return rows.get(kind="preferred").text


def _found(reader: Client, typed: str) -> set[str]:
    """The addresses of the results on the first page of a search."""
    answer = reader.get("/search.json", {"q": typed}).json()
    return {hit["url"] for hit in answer["results"]}


FIGURES = {
    ("kordai-district", "people"): "143827/2019 156270/2021 158538/2023",
    ("kordai-district", "percent"): "49.62/2019 33.81/2019 9.93/2019 53/2009 28/2009",
    ("masanchi", "people"): "8926/1999 13606/2009 6914/2009 6692/2009 20000/",
    ("masanchi", "percent"): "90/ 5/ 5/ 90/ 5/ 5/ 95/",
    ("sortobe", "people"): "14646/2009",
    ("kordai-village", "people"): "9821/ 27443/2009 25507/2019 38012/2021",
}
"""How many people live in a place, and shares of them, each with the year if a source has one."""


@pytest.mark.parametrize(("slug", "unit"), FIGURES)
def test_figures_of_people_are_claims_with_a_speaker_and_a_passage(
    reader: Client, slug: str, unit: str
) -> None:
    said = claims(subject_id=_place(slug).pk, unit=unit)
    found = sorted(f"{claim.low.normalize():f}/{claim.as_of}" for claim in said if claim.low)
    assert found == sorted(FIGURES[slug, unit].split())
    page = read_plain(reader, _place(slug))
    for claim in said:
        assert claim.low is not None
        assert claim.low == claim.high
        assert claim.text in page
        number = f"{claim.low:,.0f}" if unit == "people" else f"{claim.low.normalize():f}"
        passages = public.PublicCitation.objects.filter(entry_id=claim.pk)
        assert any(number in row.passage.text for row in passages.select_related("passage"))


def test_no_place_has_a_field_for_its_people() -> None:
    fields = {field.name for field in public.PublicPlace._meta.get_fields()}
    assert not [name for name in fields if re.search("popul|people|ethn|share|census", name)]


@pytest.mark.parametrize(
    ("slug", "name", "when"),
    [
        ("masanchi", "Nikolaevskoe", "1903/1918"),
        ("masanchi", "since 1965", "1965"),
        ("sortobe", "Shortobe", "1999"),
        ("kordai-village", "Georgievka", "1995"),
    ],
)
def test_former_names_are_told_with_the_year_of_the_change(
    shipped: None, slug: str, name: str, when: str
) -> None:
    told = [
        claim.when
        for claim in claims(subject_id=_place(slug).pk, topic=ClaimTopic.DATE)
        if name in claim.text
    ]
    assert told == [when]


@pytest.mark.parametrize(
    ("slug", "spelling", "user"),
    [
        ("aukhatty", "Auqatty", "rferl-kazakh-service"),
        ("aukhatty", "Auhatti", "kazinform"),
        ("bular-batyr", "Bulan-Batyr", "rferl-kazakh-service"),
        ("bular-batyr", "Булан Батыр", "orda-kz"),
        ("karakemer", "Qarakemer", "rferl"),
        ("sortobe", "Shor-Tube", "al-jazeera"),
        ("sortobe", "Sartobe", "24-kg"),
    ],
)
def test_a_spelling_stands_with_the_one_who_uses_it_where_that_is_known(
    shipped: None, slug: str, spelling: str, user: str
) -> None:
    rows = public.PublicText.objects.filter(entry_id=_place(slug).pk, text=spelling)
    assert [row.used_by.slug for row in rows.select_related("used_by") if row.used_by] == [user]


def test_where_a_place_without_coordinates_lies_is_told_in_the_words_of_a_source(
    reader: Client,
) -> None:
    assert "Bular Batyr lies west of Sortobe." in read_plain(reader, _place("bular-batyr"))
    assert "The dry bed of a stream lies between" in read_plain(reader, _place("karakemer"))


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("", ["Chu", "Border of Kazakhstan and Kyrgyzstan"]),
        ("/ru", ["Чу", "Граница Казахстана и Кыргызстана"]),
        ("/kk", ["Шу", "Қазақстан мен Қырғызстан шекарасы"]),
    ],
)
def test_river_and_border_are_named_on_the_map(
    client: Client, prefix: str, names: list[str]
) -> None:
    picture = client.get(f"{prefix}/map.svg").content.decode()
    assert [name for name in names if f">{name}</text>" not in picture] == []
