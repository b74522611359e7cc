"""Every row of the collected facts is in the archive, at an address that readers can open."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from tests.fixtures_kordai import bundle, fact_coverage
from tests.fixtures_kordai.reading import plain, read

PAGE = Path(settings.BASE_DIR) / "docs" / "coverage.md"
LEDGER = ("timeline", "figures", "allegations")
PREFIXES = {"timeline": "T-{:02d}", "figures": "F-{:03d}", "allegations": "A-{:02d}"}
WITHOUT_CITATIONS = (
    public.PublicActor,
    public.PublicLawArticle,
    public.PublicPlace,
    public.PublicSource,
    public.PublicTerm,
)
"""What readers see without a passage: it says nothing of what happened."""

facts = cache(fact_coverage.facts)


@pytest.mark.parametrize("one", fact_coverage.maps(), ids=lambda one: one.stem)
def test_each_row_of_a_list_is_carried(shipped: None, one: fact_coverage.FactList) -> None:
    rows = facts(one.stem)
    assert len(rows) == one.size
    assert len({row.number for row in rows}) == one.size
    assert all(row.what and row.carriers for row in rows)


def test_the_rows_of_the_ledger_are_numbered_in_the_order_of_their_list() -> None:
    for stem in LEDGER:
        numbers = [row["id"] for row in bundle.loaded(f"coverage/{stem}.json")]
        assert numbers == [PREFIXES[stem].format(n) for n in range(1, len(numbers) + 1)]


def test_the_published_page_is_what_the_archive_gives(shipped: None) -> None:
    assert PAGE.read_text(encoding="utf-8") == fact_coverage.page()


def test_the_head_of_the_page_counts_every_list() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for one in fact_coverage.maps():
        assert f"| {one.heading} | {one.size} of {one.size} |" in page


@pytest.mark.parametrize("stem", [one.stem for one in fact_coverage.maps()])
def test_every_address_shows_its_carrier_and_leads_to_a_passage(reader: Client, stem: str) -> None:
    missing = []
    for row in facts(stem):
        for carrier in row.carriers:
            page = _page(reader, carrier.address)
            _address, _hash, anchor = carrier.address.partition("#")
            uncited = isinstance(carrier.record, WITHOUT_CITATIONS)
            wanted = [] if uncited else [f'href="{passage}' for passage in carrier.passages]
            if anchor:
                wanted.append(f'id="{anchor}"')
            if not wanted and not uncited:
                missing.append((row.number, carrier.address, "no passage"))
            missing += [(row.number, carrier.address, one) for one in wanted if one not in page]
            if carrier.words not in plain(page):
                missing.append((row.number, carrier.address, carrier.words))
    assert missing == []


_pages: dict[str, str] = {}


def _page(reader: Client, address: str) -> str:
    """The page at an address, read once for all carriers on it."""
    path = address.partition("#")[0]
    if path not in _pages:
        _pages[path] = read(reader, path)
    return _pages[path]


def test_every_passage_that_the_ledger_rests_on_can_be_opened(reader: Client) -> None:
    keys = {
        citation.passage_id
        for stem in LEDGER
        for row in facts(stem)
        for carrier in row.carriers
        for citation in carrier.citations()
    }
    assert len(keys) > 300
    by_source: dict[int, public.PublicPassage] = {}
    for passage in public.PublicPassage.objects.filter(pk__in=keys).select_related("source"):
        by_source.setdefault(passage.source_id, passage)
    assert len(by_source) > 60
    for passage in by_source.values():
        assert passage.text in plain(read(reader, address_of(passage)))


def test_every_claim_belongs_to_a_row() -> None:
    carried = {
        name.removeprefix("claim:")
        for stem in ("seed", *(one.stem for one in fact_coverage.maps()))
        for row in bundle.loaded(f"coverage/{stem}.json")
        for name in row.get("carried_by", [])
    }
    own = [row["id"] for row in bundle.rows("claims") if row["id"] not in carried]
    assert [name for name in own if not name.startswith(("silent-", "search-"))] == []
