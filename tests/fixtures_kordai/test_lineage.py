"""Which sources say the same because one repeats the other."""

from __future__ import annotations

from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from archive.vocabularies import SourceKind
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import read, seen

ONE_PARAGRAPH = ("S44", "S51", "S53", "S57")
"""Reports of RFE/RL that repeat one paragraph of background."""
REPEATS = {
    "S44": "S57",
    "S51": "S57",
    "S53": "S57",
    "S92": "S30",  # the letter of the Coalition Against Torture, told again
    "L01": "L02",  # one decision of the Supreme Court in three languages
    "L03": "L02",
}


def test_these_sources_repeat_another_and_no_others_do() -> None:
    number_of = {row["key"]: number for number, row in bundle.gathered().items()}
    found = {
        number: number_of[row["derives_from"]]
        for number, row in bundle.gathered().items()
        if "derives_from" in row
    }
    assert found == REPEATS


def test_four_reports_share_a_paragraph_and_count_from_the_earliest() -> None:
    rows = [bundle.gathered()[number] for number in ONE_PARAGRAPH]
    earliest = min(rows, key=lambda row: row["when"])
    assert {row.get("derives_from", earliest["key"]) for row in rows} == {earliest["key"]}
    figures = [
        {sentence for sentence in bundle.told(row) if sentence.startswith("As damage it counts")}
        for row in rows
    ]
    assert all(shared == figures[0] and len(shared) == 3 for shared in figures)


def test_each_of_the_four_says_that_others_have_the_paragraph_too() -> None:
    for number in ONE_PARAGRAPH:
        told = " ".join(bundle.told(bundle.gathered()[number]))
        assert "paragraph of background stands in other reports of RFE/RL too" in told


def test_lineage_ends_at_a_source_that_repeats_nobody(shipped: None) -> None:
    for source in public.PublicSource.objects.exclude(derives_from=None):
        assert source.derives_from.derives_from_id is None
        assert (
            source.kind == SourceKind.TESTIMONY
            or source.kind == source.derives_from.kind
            or (source.derives_from.kind == SourceKind.NGO)
        )


def test_the_pages_of_both_lead_to_each_other(reader: Client) -> None:
    gathered = bundle.gathered()
    for number, origin in REPEATS.items():
        here, there = (address_of(seen("source", gathered[one]["key"])) for one in (number, origin))
        assert f'href="{there}"' in read(reader, here), number
        assert f'href="{here}"' in read(reader, there), number
