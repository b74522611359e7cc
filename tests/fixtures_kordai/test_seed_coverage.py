"""All 74 statements of the first source are in the archive, each at an address of its own."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.test import Client

from tests.fixtures_kordai import coverage
from tests.fixtures_kordai.reading import plain, read

PAGE = Path(settings.BASE_DIR) / "docs" / "seed-coverage.md"


def test_each_of_the_74_statements_is_carried(shipped: None) -> None:
    rows = coverage.statements()
    assert [row.number for row in rows] == [f"C-{number:03d}" for number in range(1, 75)]
    assert all(row.carriers for row in rows)


def test_the_published_page_is_what_the_archive_gives(shipped: None) -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage.page(coverage.statements())


def test_every_address_shows_the_statement_and_leads_to_its_passage(reader: Client) -> None:
    pages: dict[str, str] = {}
    missing = []
    for row in coverage.statements():
        for carrier in row.carriers:
            address, _hash, anchor = carrier.address.partition("#")
            if address not in pages:
                pages[address] = read(reader, address)
            page = pages[address]
            wanted = [f'href="{passage}' for passage in carrier.passages]
            if anchor:
                wanted.append(f'id="{anchor}"')
            missing += [(row.number, carrier.address, one) for one in wanted if one not in page]
            if carrier.words not in plain(page):
                missing.append((row.number, carrier.address, carrier.words))
    assert missing == []


def test_the_first_address_of_a_statement_rests_on_its_own_sentence(shipped: None) -> None:
    for row in coverage.statements():
        first = row.carriers[0]
        locators = {
            citation.passage.locator
            for citation in first.citations()
            if citation.passage.source.slug == "adc-2022-08"
        }
        if row.number == "C-054":  # the sum that stands nowhere in the source
            assert locators == set()
        else:
            assert row.sentence in locators, row.number


def test_every_passage_that_a_statement_rests_on_can_be_opened(reader: Client) -> None:
    passages = {
        passage
        for row in coverage.statements()
        for carrier in row.carriers
        for passage in carrier.passages
    }
    assert len(passages) >= 10
    for passage in sorted(passages):
        read(reader, passage)
