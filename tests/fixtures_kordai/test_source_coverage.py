"""Each of the 125 sources that were gathered is in the archive once, and can be opened."""

from __future__ import annotations

from collections import Counter

from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from archive.vocabularies import SourceKind
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import plain, read, seen

NUMBERS = [
    *(f"S{number:02d}" for number in range(1, 101)),
    *(f"W{number:02d}" for number in range(1, 13)),
    *(f"L{number:02d}" for number in range(1, 14)),
]


def test_every_number_leads_to_one_source_and_no_source_has_two() -> None:
    mapped = bundle.loaded("coverage/sources.json")
    assert [row["id"] for row in mapped] == NUMBERS
    listed = Counter(row["key"] for row in bundle.rows("sources"))
    assert [row for row in mapped if listed[row["key"]] != 1] == []
    assert max(Counter(row["key"] for row in mapped).values()) == 1


def test_other_sources_are_the_archives_own_or_known_by_their_address_alone() -> None:
    gathered = {row["key"] for row in bundle.gathered().values()}
    others = [row for row in bundle.rows("sources") if row["key"] not in gathered]
    made_here = {SourceKind.TESTIMONY, SourceKind.SEARCH_LOG}
    assert {row["kind"] for row in others} >= made_here
    for row in others:
        if row["kind"] not in made_here:
            assert bundle.told(row)[-1] == "Its title is taken from its address.", row["key"]


def test_every_source_is_public_with_every_sentence_of_its_text(shipped: None) -> None:
    missing = []
    for number, row in bundle.gathered().items():
        passages = seen("source", row["key"]).passages.order_by("number")
        if [passage.text for passage in passages] != bundle.told(row):
            missing.append(number)
    assert missing == []
    assert public.PublicPassage.objects.filter(withheld=True).count() == 0


def test_a_page_of_each_kind_shows_the_text_and_leads_to_the_original(reader: Client) -> None:
    one_of_each = {row["kind"]: row for row in bundle.gathered().values() if "url" in row}
    assert len(one_of_each) >= 7
    for row in one_of_each.values():
        page = read(reader, address_of(seen("source", row["key"])))
        assert f'href="{row["url"]}"' in page.replace("&amp;", "&"), row["key"]
        assert row["rights"] in plain(page)
        assert all(sentence in plain(page) for sentence in bundle.told(row)), row["key"]
