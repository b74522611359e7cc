"""Columns that are read fast and kept small hold what the database gives."""

from __future__ import annotations

from array import array
from collections.abc import MutableSequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.public import columns
from archive.public.changes import FOLLOWED
from archive.public.columns import Coded, copied, places_of, read_columns
from archive.public.filters import tables
from archive.public.pairs import Tables
from tests import factories
from tests.public.facets import random_archive

CELLS = st.lists(st.sampled_from([None, "", "a", "b", 2, 3, 256, 2 << 40]), max_size=60)
NUMBERS = st.lists(st.sampled_from([0, 1, 255, 256, 257, 1 << 40]), max_size=60)
NARROW = (tables.BODIES, tables.GROUPS, tables.PEOPLE, tables.ACCUSED, tables.TESTIMONY)
"""Querysets that ask for some rows of a model."""


def coded(cells: list[Any]) -> Coded:
    made = Coded()
    made.extend(cells)
    return made


@given(CELLS, CELLS, st.data())
def test_a_coded_column_changes_as_a_list_does(
    cells: list[Any], more: list[Any], data: st.DataObject
) -> None:
    plain, kept = list(cells), coded(cells)
    before = kept[:]
    for place in reversed(range(len(cells))):
        if data.draw(st.booleans()):
            for column in (plain, kept):
                column[place] = column[-1]
                column.pop()
    plain += more
    kept.extend(more)
    assert (list(kept), len(kept)) == (plain, len(plain))
    assert [kept[place] for place in range(len(kept))] == plain
    assert list(before) == cells


@given(CELLS, st.sets(st.sampled_from([None, "a", 2, 3, 256, "never"])))
def test_places_of_some_cells_in_a_coded_column(cells: list[Any], wanted: set[Any]) -> None:
    plain = [place for place, cell in enumerate(cells) if cell in wanted]
    assert places_of(coded(cells), wanted) == plain
    assert places_of(cells, wanted) == plain
    assert all((cell in coded(cells)) == (cell in cells) for cell in wanted)


@given(NUMBERS, st.sets(st.sampled_from([None, 0, 1, 255, 256, 257, 1 << 40, 7])))
def test_places_of_some_whole_numbers(cells: list[int], wanted: set[int | None]) -> None:
    plain = [place for place, cell in enumerate(cells) if cell in wanted]
    assert places_of(array("q", cells), wanted) == plain
    many = wanted | set(range(1000, 1100))
    assert places_of(array("q", cells), many) == plain


@pytest.mark.parametrize(
    ("column", "more"),
    [
        (array("q", [1, 2]), [3]),
        (array("q", [1, 2]), [None]),
        (coded(["a"]), ["b"]),
        (coded(list(range(255))), ["b"]),
        (["a"], [2]),
    ],
)
def test_a_copy_takes_any_cells_in(column: MutableSequence[Any], more: list[Any]) -> None:
    before = list(column)
    made = copied(column, more)
    made.extend(more)
    assert list(made) == [*before, *more]
    assert list(column) == before


@pytest.mark.django_db
@pytest.mark.parametrize(("most", "at_once", "tried"), [(255, 1000, 4000), (2, 3, 4)])
def test_what_is_read_is_what_the_database_gives(
    monkeypatch: pytest.MonkeyPatch, most: int, at_once: int, tried: int
) -> None:
    random_archive.build(7, 6)
    factories.story()
    monkeypatch.setattr(Coded, "MOST", most)
    monkeypatch.setattr(columns, "AT_ONCE", at_once)
    monkeypatch.setattr(columns, "TRIED", tried)
    for of in (*FOLLOWED, *NARROW):
        names = [field.attname for field in of.model._meta.concrete_fields]
        read = read_columns(of, names)
        rows = list(zip(*read.values(), strict=True))
        assert sorted(rows) == sorted(of.order_by().values_list(*names))
        assert [*map(type, rows[0])] == [*map(type, of.order_by().values_list(*names)[0])]


@pytest.mark.django_db
def test_some_rows_are_those_that_the_database_gives() -> None:
    random_archive.build(7, 6)
    factories.story()
    taken, asked = Tables(FOLLOWED), Tables()
    for of in NARROW:
        assert taken.count(of) == of.count()
        assert {*taken.rows(of)} == {*asked.rows(of)}
        assert taken.count(of) == of.count()
        assert taken.rows(of)
        assert columns.asked_for(of) is not None or of.query.where.children
