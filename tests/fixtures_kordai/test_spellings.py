"""The names of the shipped archive are found in the spellings in which people ask for them."""

from __future__ import annotations

from pathlib import Path

from archive.spellings import finds
from tests.fixtures_kordai.bundle import rows
from tests.names.decoys import Kept, decoys
from tests.names.pairs import missed, read, recall

PAIRS = read(Path(__file__).with_name("spelling_pairs.json"))


def test_99_of_100_are_found() -> None:
    assert len(PAIRS) >= 200
    assert recall(PAIRS) >= 0.99, missed(PAIRS)


def test_at_most_two_of_5000_other_names_are_found() -> None:
    names = [name for pair in PAIRS for name in pair]
    kept = Kept(decoys(names))
    found = {name: kept.found(name) for name in names}
    assert not {name: each for name, each in found.items() if len(each) > 2}


def test_a_place_is_found_by_its_english_name_from_its_russian_and_kazakh_ones() -> None:
    """Where the three are one name, and no translation such as "region"."""
    checked = 0
    for place in rows("places"):
        names = [
            name["text"] if isinstance(name, dict) else name
            for name in place.get("name", {}).values()
        ]
        if any(" " in name for name in names):
            continue
        for query in names:
            assert [name for name in names if not finds(query, name)] == []
            checked += 1
    assert checked > 20


def test_people_in_office_are_told_apart() -> None:
    people = [row["public_name"] for row in rows("actors") if row["kind"] == "person"]
    kept = Kept(people)
    assert {name: kept.found(name) for name in people} == {name: {name} for name in people}
