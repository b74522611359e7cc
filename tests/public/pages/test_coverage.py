"""The page of coverage tells of each place how much is told, and where somebody looked in vain."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.public.facets import NONE
from archive.vocabularies import ClaimTopic, Stance
from tests import factories
from tests.public.facets.brute_force import Everything
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db


def cells(client: Client) -> dict[tuple[str, str, str], tuple[int, int]]:
    """How many are told and how many looked for in vain, by facet, place and value."""
    found = {}
    for matrix in client.get("/coverage.json").json()["matrices"]:
        for line in matrix["lines"]:
            slug = line["place"]["url"].rstrip("/").split("/")[-1]
            place = NONE if NONE in slug else slug
            for column, cell in zip(matrix["columns"], line["cells"], strict=True):
                key = matrix["name"], place, column["code"]
                found[key] = cell["told"]["count"], cell["silent"]["count"]
    return found


def counted(facet: str, place: str, value: str) -> tuple[int, int]:
    """The same in plain Python, from all public rows."""

    def has(values: dict[str, Any], name: str, wanted: str) -> bool:
        return not values[name] if wanted == NONE else wanted in values[name]

    rows = [
        values
        for values in Everything().claim_values().values()
        if has(values, "village", place) and has(values, facet, value)
    ]
    silent = sum(Stance.SILENT in values["stance"] for values in rows)
    return len(rows) - silent, silent


def test_every_cell_is_what_plain_python_counts(client: Client) -> None:
    story = factories.story()
    factories.claim(story.fire, stance=Stance.SILENT, answers=story.dead)
    found = cells(client)
    assert len(found) > 20
    assert any(silent for _told, silent in found.values())
    assert {key: counted(*key) for key in found} == found


def test_every_place_has_a_line_and_so_has_what_is_recorded_of_none(client: Client) -> None:
    story = factories.story()
    empty = factories.place("Nowhere told of")
    places = {place for _facet, place, _value in cells(client)}
    assert {story.village.slug, empty.slug, NONE} <= places
    told = [count for key, count in cells(client).items() if key[1] == empty.slug]
    assert set(told) == {(0, 0)}
    page = read(client, "/coverage/")
    assert "nothing told, no search recorded" in page.text


def test_a_new_claim_changes_the_cells_of_its_place_day_and_source_alone(client: Client) -> None:
    story = factories.story()
    before = cells(client)
    factories.claim(story.fire, topic=ClaimTopic.KILLED, text="Somebody else died.")
    after = cells(client)
    assert before.keys() <= after.keys()
    changed = {key for key in after if after[key] != before.get(key, (0, 0))}
    assert {place for _facet, place, _value in changed} == {story.village.slug}
    assert {facet for facet, _place, _value in changed} >= {"day", "source_kind"}
