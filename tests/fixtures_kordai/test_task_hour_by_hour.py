"""What a researcher comes for: two days in one village, hour by hour, from all sources.

From the first page, by the links and forms on the pages alone; contradictions are to be seen.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from archive.dates import parse
from tests.fixtures_kordai.bundle import rows
from tests.fixtures_kordai.visits import Visit
from tests.public.pages.reading import Element, read

VAGUE = {"evening": ("18:00:00", "23:59:59"), "night": ("22:00:00", "06:00:00")}
DAYS = "from=2020-02-07&to=2020-02-08"
ASKED = (
    f"village=masanchi&{DAYS}",
    f"village=sortobe&{DAYS}",
    "village=sortobe&from=2020-02-05&to=2020-02-08",
    f"village=kordai-district&{DAYS}",
    f"village=aukhatty&{DAYS}",
    f"village=karakemer&{DAYS}",
    "from=2020-02-05&to=2020-02-10",
)


def lines(page: Element) -> list[Element]:
    (table,) = [one for one in page.all("table") if one["id"] == "entries"]
    return list(next(table.all("tbody")).all("tr"))


def place_of(found: list[Element], *words: str) -> int:
    """Where the first line stands that has all of the words."""
    texts = [" ".join(line.text.split()) for line in found]
    (first, *_others) = [
        number for number, text in enumerate(texts) if all(one in text for one in words)
    ]
    return first


def test_the_night_in_masanchi_hour_by_hour(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Places")
    visit.follow("Masanchi")
    visit.follow("Hour by hour")
    assert visit.clicks == 3
    assert "7–8 February 2020" in visit.text
    found = lines(visit.page)
    attack = place_of(found, "18:00–24:00 on 7 February", "The attack on Masanchi begins")
    messages = place_of(found, "19:00 on 7 February", "The news spread")
    police = place_of(found, "22:00 on 7 February", "only after 22:00")
    flight = place_of(found, "18:00–24:00 on 8 February", "4,500 people had crossed")
    assert attack < messages < police < flight
    for number, words in (
        (attack, "in the source: evening, after Friday prayer"),
        (messages, "Altyn-orda"),
        (police, "Bolat Omarov relayed by AiF Kazakhstan"),
        (flight, "Sources differ"),
    ):
        assert words in " ".join(found[number].text.split())


def test_what_the_sources_say_of_the_road_fight_excludes_each_other(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Places")
    visit.follow("Sortobe")
    visit.follow("Hour by hour")
    action = next(next(visit.page.all("main")).all("form"))["action"]
    assert {one["name"] for one in visit.page.all("input", "select")} >= {"village", "from", "to"}
    visit.page = read(reader, f"{action}?village=sortobe&from=2020-02-05&to=2020-02-08")
    visit.clicks += 1
    assert visit.clicks <= 5
    found = lines(visit.page)
    for words in (
        ("about 11:00 on 5 February", "Aikyn"),
        ("18:00–24:00 on 5 February", "The fight was in the evening", "Caravan"),
        ("6 February 2020", "Al Jazeera"),
        ("7 February 2020", "Prosecutor General’s Office of Kazakhstan", "RFE/RL"),
        ("5 February 2020", "Fight on a road in Sortobe", "as catalogued"),
    ):
        line = found[place_of(found, *words)]
        assert "Sources differ: their times exclude each other." in line.text
    assert "Sources differ" not in found[place_of(found, "The families made peace")].text


@pytest.mark.parametrize("asked", ASKED)
def test_picture_table_csv_and_json_tell_the_same(reader: Client, asked: str) -> None:
    told = reader.get(f"/timeline.json?{asked}").json()["entries"]
    expected = [(one["ref"], one["first"], one["last"]) for one in told]
    assert len(expected) > 5
    page = read(reader, f"/timeline/?{asked}")
    sheet = csv.DictReader(StringIO(reader.get(f"/timeline.csv?{asked}").content.decode()))
    assert [(one["ref"], one["first"], one["last"]) for one in sheet] == expected
    table = [(one["id"][2:], one["data-first"], one["data-last"]) for one in lines(page)]
    assert table == expected
    bars = [one for one in page.all("g") if "entry" in one["class"].split()]
    assert [(one["data-ref"], one["data-first"], one["data-last"]) for one in bars] == expected


@pytest.mark.parametrize("asked", ASKED)
def test_every_entry_leads_to_its_passage(reader: Client, asked: str) -> None:
    for line in lines(read(reader, f"/timeline/?{asked}")):
        passages = [one["href"] for one in line.all("a") if re.search(r"/p\d+/", one["href"])]
        assert passages
        read(reader, passages[0])


@pytest.mark.usefixtures("shipped")
def test_vague_hours_are_read_by_the_published_rule(reader: Client) -> None:
    rule = " ".join(read(reader, "/method/").text.split())
    assert "“evening” as 18:00 to 24:00, “night” as 22:00 to 06:00" in rule
    dated: list[dict[str, Any]] = [*rows("incidents"), *rows("claims")]
    told = [row for row in dated if "T" in row.get("when", "")]
    assert len(told) > 12
    for row in told:
        assert row["when_words"], row
        first, slash, last = row["when"].partition("/")
        for word, (begins, ends) in VAGUE.items():
            if word in row["when_words"]:
                assert (first[11:19], last[11:19]) == (begins, ends)
                assert parse(row["when"]).approximate
        if slash and last == "..":
            assert row["when_words"].startswith(("from", "after"))
        if row["when_words"].startswith("about"):
            assert parse(row["when"]).approximate
            assert not slash
    vague = [row for row in dated if any(word in row.get("when_words", "") for word in VAGUE)]
    unread = [row["when_words"] for row in vague if "T" not in row.get("when", "")]
    assert unread == ["the hour is disputed: about 11:00, or evening"]
