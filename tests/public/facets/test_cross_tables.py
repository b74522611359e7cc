"""Two facets against each other: each cell is the list that it leads to, and brute force agrees."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import permutations
from random import Random
from typing import Any

import pytest
from django.test import Client, RequestFactory

from archive.public.crossing import CrossTable, cross_table
from archive.public.filters import LISTS
from archive.vocabularies import ClaimTopic, Unit
from tests import factories
from tests.public.facets import brute_force, random_archive
from tests.public.facets.brute_force import NONE, Values
from tests.public.lists.asking import left
from tests.public.pages.reading import Element, read

pytestmark = pytest.mark.django_db


def table(noun: str, query: str = "") -> CrossTable:
    """The table that a query asks for."""
    return cross_table(RequestFactory().get(f"/tables/{noun}/?{query}"), LISTS[noun])


def assert_as_brute_force(noun: str, rows: Values, across: str, down: str) -> CrossTable:
    """Every cell and total of a table is what loops over the public rows find."""
    found = table(noun, f"rows={across}&columns={down}")

    def having(facet: str, value: str) -> set[int]:
        return {row for row, values in rows.items() if value in (values[facet] or {NONE})}

    for line in found.lines:
        first = having(across, line.head.value)
        assert line.head.total.count == len(first)
        for head, cell in zip(found.heads, line.cells, strict=True):
            assert cell.count == len(first & having(down, head.value)), (across, down)
    for head in found.heads:
        assert head.total.count == len(having(down, head.value))
    assert found.total.count == len(rows)
    assert found.lines[-1].head.value == found.heads[-1].value == NONE
    return found


def assert_links_hold(found: CrossTable, chance: Random, many: int) -> None:
    """The lists behind some cells are as long as the cells say."""
    cells = [cell for line in found.lines for cell in (*line.cells, line.head.total)]
    cells += [*(head.total for head in found.heads), found.total]
    for cell in chance.sample(cells, min(many, len(cells))):
        assert len(left(cell.url).found) == cell.count, cell.url


@pytest.mark.parametrize("noun", LISTS)
def test_every_pair_of_facets_is_counted_exactly(noun: str) -> None:
    random_archive.build(3, size=12)
    rows = brute_force.Everything().values(noun)
    chance = Random(noun)
    for across, down in permutations(LISTS[noun].facets(), 2):
        found = assert_as_brute_force(noun, rows, across, down)
        assert_links_hold(found, chance, many=3)


def test_a_filter_of_the_list_holds_for_the_table_and_its_links(client: Client) -> None:
    factories.story()
    found = table("claims", "rows=stance&columns=speaker&topic=killed")
    assert found.total.count == 2
    assert all("topic=killed" in line.head.total.url for line in found.lines)
    assert_links_hold(found, Random(1), many=50)
    assert found.url == "/tables/claims/?rows=stance&columns=speaker&topic=killed"


def test_a_choice_in_a_facet_of_the_table_gives_way_to_its_values() -> None:
    factories.story()
    whole = table("claims", "rows=stance&columns=topic")
    chosen = table("claims", "rows=stance&columns=topic&topic=killed&stance.not=denies")
    assert chosen.lines == whole.lines


def cells_of(page: Element) -> list[list[str]]:
    """The numbers of a printed table, line by line."""
    (printed,) = [one for one in page.all("table") if one["id"] == "crossed"]
    lines = [[cell.text.strip() for cell in line.all("td")] for line in printed.all("tr")]
    return [line for line in lines if line]


@pytest.mark.parametrize("noun", LISTS)
def test_page_json_and_csv_say_the_same(client: Client, noun: str) -> None:
    factories.story()
    told: dict[str, Any] = client.get(f"/tables/{noun}.json").json()
    numbers = [
        [*(cell["count"] for cell in line["cells"]), line["head"]["total"]["count"]]
        for line in told["lines"]
    ]
    numbers.append([*(head["total"]["count"] for head in told["heads"]), told["total"]["count"]])
    printed = cells_of(read(client, f"/tables/{noun}/"))
    assert [[int(text) for text in line] for line in printed] == numbers
    text = client.get(f"/tables/{noun}.csv").content.decode()
    lines = list(csv.reader(StringIO(text)))[1:]
    assert [[int(text) for text in line[1:]] for line in lines] == numbers


def test_what_is_not_recorded_has_a_row_even_where_nothing_is_missing(client: Client) -> None:
    factories.story()
    page = read(client, "/tables/trials/?rows=year&columns=court")
    assert cells_of(page)[-2][-1] == "0"
    assert "not recorded" in page.text


@pytest.mark.parametrize(
    "query",
    ["rows=colour", "rows=kind&columns=kind", "rows=kind&rows=role", "village=nowhere", "b=1"],
)
def test_what_cannot_be_asked_is_refused_with_the_table_without_it(
    client: Client, query: str
) -> None:
    factories.story()
    response = client.get(f"/tables/bodies/?{query}")
    assert response.status_code == 400
    assert 'href="/tables/bodies/"' in response.content.decode()
    assert client.get(f"/tables/bodies.csv?{query}").status_code == 400


def test_a_list_leads_to_its_table_and_the_table_back(client: Client) -> None:
    factories.story()
    page = read(client, "/claims/?topic=killed")
    (link,) = [one["href"] for one in page.all("a") if "/tables/" in one["href"]]
    assert link == "/tables/claims/?topic=killed"
    back = [one["href"] for one in read(client, link).all("a")]
    assert "/claims/?topic=killed" in back


def test_a_hidden_record_is_in_no_cell(client: Client) -> None:
    story = factories.story()
    before = client.get("/tables/claims.json?rows=topic&columns=speaker").content
    factories.claim(story.fire, text="Hidden.", state="draft")
    factories.claim(story.fire, text="Uncited.", cited=False)
    assert client.get("/tables/claims.json?rows=topic&columns=speaker").content == before


def test_a_division_into_groups_says_on_what_it_rests(client: Client) -> None:
    story = factories.story()
    factories.claim(
        story.trial,
        topic=ClaimTopic.DEFENDANTS,
        about=story.eight,
        text="Eight were convicted.",
        low=8,
        high=8,
        unit=Unit.PEOPLE,
        cited=story.report_source.passages.get(number=5),
    )
    told = client.get("/tables/defendants.json?rows=group&columns=verdict").json()["basis"]
    (division,) = told["groups"]
    assert division["group"]["title"] == "Eight defendants of the mill trial"
    assert [member["member"]["title"] for member in division["members"]] == ["Defendant K"]
    assert [size["text"] for size in division["sizes"]] == ["Eight were convicted."]
    page = read(client, "/tables/defendants/?rows=group&columns=verdict")
    assert "according to Orlen Legal Aid" in page.text
    assert client.get("/tables/defendants.json?rows=kind&columns=verdict").json()["basis"] is None
