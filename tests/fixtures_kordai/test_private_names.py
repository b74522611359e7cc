"""No private person is named in what the bundle tells of a source, whoever the press named.

A list of private names would itself name them. So the check goes the other way: whoever may be
named is listed, with the forms of the name that stand in the texts, and every other word with a
capital letter must be a place, a body, a people, a part of the calendar or the like. English
titles are printed with capitals throughout and cannot be checked so.
"""

from __future__ import annotations

import re

import pytest

from tests.fixtures_kordai import bundle

# fmt: off
IN_PUBLIC = (
    # officials of Kazakhstan and Kyrgyzstan, for what they did in office
    "Tokayev", "Berdibek Saparbaev", "B. M. Saparbaev", "Saparbayev", "Askar Myrzakhmetov",
    "Sulushash Kurmanbekova", "Bolatbek Baitole", "Arman Orazaliev", "Azamat Aikhimbekov",
    "Zhanat Suleimenov", "Yerlan Turgumbayev", "Dauren Abayev", "Gizat Nurdauletov",
    "G. D. Nurdauletov", "Bulat Dembaev", "Yerlik Kenenbaev", "Kamalzhan Nadyrov", "Nadyrov",
    "Nurlanbek Dzhalbiev", "Galym Shoikin", "Yusup Vanshu", "Ramazan Babazov",
    # judges and counsel
    "Aidarbek Zambaev", "Aidar Zambaev", "Zambaev", "Zambayev", "Berik Kultasov",
    "Aliya Zhamanbayeva", "L. Tashmetova", "A. Zhamanbaeva", "B. Omarov", "Bolat Omarov", "Omarov",
    # members of the Committee
    "Yanduan Li", "Ms. Shepherd", "Al-Misnad", "Chung",
    # heads of associations, defenders of rights, experts, authors
    "Khusei Daurov", "Karim Khandzhez", "Edir Bov", "Yevgeny Zhovtis", "Ye. Zhovtis",
    "Talgat Kaliev", "Kanat Sultanaliev", "Ali Djon", "Dzhanibek Suleev", "Vlad Lim",
    "Aram Terzyan",
    # the nineteenth century
    "Bai Yanhu",
)
"""Who may be named, in the forms in which the texts name them."""

CAPITALS = {
    "places and what is in them": """
        Almaty Asia Aukhatty Auhatti Auqatty Batyr Bular Bulan-Batyr Central El Geneva
        Georgievka Ingpan Karakemer Karasu Kazakhstan Ken-Bulun Kordai Kordaj Korday Kyrgyzstan
        Mangilik Masanchi Nikolaevskoe Pakistan Qarakemer Qordai Sartobe Shor-Tube Shortobe
        Sortobe Taraz Tokmok Uzbekistan Zhambyl Аухатты Батыр Болан Булан Инпан Кордае Қордай""",
    "peoples and languages": """
        Dungan Dungans English German Hueizû Italian Kazakh Kazakhs Norwegian Polish Portuguese
        Russian Russians Spanish Ukrainian Хуэйзў""",
    "the calendar": """
        January February March April May July August September October November December Monday
        Thursday Friday Saturday""",
    "bodies, offices, papers, and the words of which their names are made": """
        ADC AFP Against Applied AsiaNews Association Azattyk Azattyq Bureau CERD Coalition
        Commissioner Committee Court DW Department Deputy Discrimination District Elimination
        Ethnopolitical Forum Garrison General Governor Guard Health High Human Information
        Institute Interfax Interior International Issues Judge KAZ KIBHR KNB Kazinform Law
        Memorial Military Minister Ministry Minority NGOs Nation National Nations ODIHR OSCE
        Office President Prosecutor RFE RL Racial Research Reuters Rights Rule SOBR Security
        Shailoo Sputnik State Supreme Taza The Torture UN US United UrduPoint Welt""",
    "laws, makes, signs": """
        C Code Constitution Criminal E Execution Honda KATO N PCR Penal Prime Procedure Q V""",
    "titles in Russian": """
        Верховный Генпрокуратура Жамбылской Казахстан Казахстана Казахстане Конституции
        Кордайских Кордайского Кордайской Кордайском Кровавого Кыргызстан Кыргызстане РК
        Республике Таразе УК Января""",
}
OTHER_CAPITALS = frozenset(word for words in CAPITALS.values() for word in words.split())
# fmt: on

TOLD = [row for row in bundle.rows("sources") if row.get("author") != "this-archive"]
"""The sources of others, told by this archive."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_FIRST = sorted(IN_PUBLIC, key=len, reverse=True)
_NAMED = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _LONGEST_FIRST))
_NEW_SENTENCE = re.compile(r" / | ; |[.:?!] ")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def unknown_names(sentence: str) -> list[str]:
    """Words with a capital letter, after the first, that nobody has allowed."""
    first = _WORD.search(sentence)
    rest = _NAMED.sub(" ", sentence)[first.end() if first else 0 :]
    return [
        word for word in _WORD.findall(rest) if word[0].isupper() and word not in OTHER_CAPITALS
    ]


def test_the_texts_name_nobody_but_people_who_acted_in_public() -> None:
    found = [
        (row["key"], unknown_names(sentence))
        for row in TOLD
        for sentence in bundle.told(row)
        if unknown_names(sentence)
    ]
    assert found == []


def test_titles_of_ours_and_in_cyrillic_name_nobody_else_either() -> None:
    found = [
        (row["key"], unknown_names(part))
        for row in TOLD
        for part in (
            [row["title"]] if row["title"][0] == "[" else _NEW_SENTENCE.split(row["title"])
        )
        if (part[0] == "[" or _CYRILLIC.search(part)) and unknown_names(part)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("sentence", "noticed"),
    [
        ("It reports that Jane Orlen was given 16 years.", ["Jane", "Orlen"]),
        ("It says that Bolat Orlen stood before the court.", ["Bolat", "Orlen"]),
        ("It names the father, J. Omarov, as the one who was hurt.", ["J"]),
        ("It reports that Bolat Omarov asks the President.", []),
        ("It names as judge Zambaev, of a court in Taraz.", []),
    ],
)
def test_a_name_that_nobody_allowed_is_noticed(sentence: str, noticed: list[str]) -> None:
    assert unknown_names(sentence) == noticed


def test_each_allowed_name_is_one_that_the_texts_or_titles_have() -> None:
    words = " ".join(part for row in TOLD for part in (row["title"], *bundle.told(row)))
    assert [name for name in IN_PUBLIC if name not in words] == []
