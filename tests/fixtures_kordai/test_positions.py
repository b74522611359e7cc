"""Who says what in the shipped archive: each source takes its own statements with it, no others."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import Source
from tests.public.pages.test_who_says_what import assert_falls_exactly

PAGES = ("/incidents/violence-kordai-2020-02", "/trials/case-of-51-defendants")
SOME = ("adc-2022-08", "afp-2021-04-28", "kresy-2021-04", "tengrinews-2020-03-27")


@pytest.mark.parametrize("key", SOME)
def test_removing_a_source_removes_exactly_its_statements(reader: Client, key: str) -> None:
    assert_falls_exactly(reader, Source.objects.get(slug=key), PAGES)


@pytest.mark.prove
def test_removing_any_source_removes_exactly_its_statements(reader: Client) -> None:
    sources = list(Source.objects.order_by("slug"))
    for source in sources:
        assert_falls_exactly(reader, source, PAGES)
    print(f"{len(sources)} sources removed one by one from {len(PAGES)} pages: 0 differences")


def test_whether_it_was_ethnic_has_several_speakers_beside_each_other(reader: Client) -> None:
    topics = reader.get(f"{PAGES[0]}.json").json()["topics"]
    character = next(one for one in topics if one["topic"]["code"] == "character")
    speakers = {
        voice["said"]["speaker"]["title"]
        for matter in character["matters"]
        for position in matter["positions"]
        for voice in (*position["voices"], *position["answers"])
    }
    assert len(speakers) > 1
    differences = {one["code"] for matter in character["matters"] for one in matter["differences"]}
    assert "denied" in differences
