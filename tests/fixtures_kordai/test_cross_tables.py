"""Tables over the shipped archive: exact in every cell, and what a researcher asks of them."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from django.test import Client

from archive.public.filters import LISTS
from tests.public.facets import brute_force
from tests.public.facets.test_cross_tables import assert_as_brute_force, assert_links_hold

FEW = 4


def pairs(noun: str) -> list[tuple[str, str]]:
    """Every ordered pair of facets of a list."""
    return list(permutations(LISTS[noun].facets(), 2))


@pytest.mark.parametrize("noun", LISTS)
def test_some_pairs_of_facets_are_counted_exactly(shipped: None, noun: str) -> None:
    rows, chance = brute_force.Everything().values(noun), Random(noun)
    for across, down in chance.sample(pairs(noun), min(FEW, len(pairs(noun)))):
        assert_links_hold(assert_as_brute_force(noun, rows, across, down), chance, many=10)


@pytest.mark.prove
def test_all_pairs_of_facets_are_counted_exactly(shipped: None) -> None:
    cells = 0
    oracle, chance = brute_force.Everything(), Random(1)
    for noun in LISTS:
        rows = oracle.values(noun)
        for across, down in pairs(noun):
            found = assert_as_brute_force(noun, rows, across, down)
            assert_links_hold(found, chance, many=20)
            cells += len(found.lines) * len(found.heads)
    print(f"{cells} cells of all pairs of facets of {len(LISTS)} lists: 0 mismatches")


def test_each_group_has_the_numbers_that_speakers_give_for_it(reader: Client) -> None:
    for slug, number in (("dungan-defendants", 14), ("kazakh-defendants", 37), ("defendants", 51)):
        found = reader.get("/claims.json?topic=defendants&trial=case-of-51-defendants").json()
        given = {
            row["low"] for row in found["results"] if row["about"] and row["about"]["slug"] == slug
        }
        assert {int(float(low)) for low in given} == {number}


def test_outcomes_of_groups_stand_beside_each_other_with_what_is_not_recorded(
    reader: Client,
) -> None:
    address = "/tables/defendants.json?rows=group&columns=verdict&trial=case-of-51-defendants"
    told = reader.get(address).json()
    heads = [head["value"] for head in told["heads"]]
    assert heads[-1] == "_none"
    lines = {line["head"]["value"]: line["cells"] for line in told["lines"]}
    assert "_none" in lines
    acquitted = heads.index("acquitted")
    given = {
        group["group"]["url"].split("/")[2]: {size["number"]["low"] for size in group["sizes"]}
        for group in told["basis"]["groups"]
    }
    assert given["dungan-defendants"] == {"14.00"}
    assert given["kazakh-defendants"] == {"37.00"}
    assert given["defendants"] == {"51.00"}
    for cells in lines.values():
        for cell in cells:
            assert reader.get(cell["url"].replace("/?", ".json?")).json()["count"] == cell["count"]
    assert sum(cells[acquitted]["count"] for cells in lines.values()) >= 1
