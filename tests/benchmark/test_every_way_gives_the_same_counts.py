"""The list, SQL in two styles and a search engine count what a plain loop counts."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.benchmark import facets, ours, peers, verifying, web
from archive.benchmark.cases import Case, Chance, difference
from archive.benchmark.flat import Flat
from archive.benchmark.plain import PlainList
from archive.benchmark.scenarios import Scenarios
from archive.models import Source
from archive.public import index
from archive.public.facets import Choice
from archive.vocabularies import State

pytestmark = pytest.mark.django_db

TESTIMONY = ours.LISTS["testimony"]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    index.forget()


def test_random_questions_have_one_answer(plain: PlainList, flat: Flat) -> None:
    asked = verifying.verify(TESTIMONY, 40, 1, flat)
    assert asked > 40


def test_every_way_answers_every_scenario_alike(
    plain: PlainList, flat: Flat, tmp_path: Path
) -> None:
    ways, prepare, _remarks = facets.ways_of(TESTIMONY, plain, flat, tmp_path)
    counting = [name for name in ways if name not in (facets.CONTROL, facets.FLAT_COUNT)]
    assert len(counting) >= 4
    for scenario, cases in Scenarios(plain).all(2).items():
        for case in cases:
            prepare(case)
            expected = plain.answer(case)
            for name in counting:
                assert not difference(ways[name](case), expected), (scenario, name, case.query)


def test_what_cannot_be_imported_is_left_out_and_named(
    plain: PlainList, flat: Flat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "installed", lambda _name: False)
    ways, _prepare, remarks = facets.ways_of(TESTIMONY, plain, flat, tmp_path)
    assert facets.TANTIVY not in ways
    assert any(facets.TANTIVY in remark for remark in remarks)


def test_a_wrong_count_is_found_and_its_query_told(
    plain: PlainList, flat: Flat, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = ours.answer_as_of

    def wrong(*args: object) -> object:
        answer = right(*args)  # type: ignore[arg-type]
        village = {value: count + 1 for value, count in answer.counts["village"].items()}
        return type(answer)(answer.total, {**answer.counts, "village": village}, answer.ids)

    monkeypatch.setattr(ours, "answer_as_of", wrong)
    with pytest.raises(verifying.Differs, match=r"(?s)^\?.*village="):
        verifying.verify(TESTIMONY, 3, 1, flat)


def test_a_wrong_count_in_sql_is_found(plain: PlainList, flat: Flat) -> None:
    flat.ask("DELETE FROM testimony_value WHERE facet = %s", ("topic",))
    with pytest.raises(verifying.Differs, match="SQL"):
        verifying.verify(TESTIMONY, 3, 1, flat)


def test_tables_that_are_older_than_the_archive_are_found(plain: PlainList, flat: Flat) -> None:
    Source.objects.filter(pk=plain.rows[0].id).update(state=State.WITHDRAWN)
    with pytest.raises(verifying.Differs, match="SQL"):
        verifying.verify(TESTIMONY, 3, 1, flat)


def test_questions_are_the_same_for_the_same_seed(plain: PlainList) -> None:
    first, second = Chance(plain, 3), Chance(plain, 3)
    assert [first.case().query for _each in range(30)] == [
        second.case().query for _each in range(30)
    ]


def test_a_question_says_what_it_asks() -> None:
    case = Case({"topic": Choice(("a", "b"), ("c",), ("d", "e"))}, "2030", "2031", ("w",), 2)
    assert case.query == (
        "topic=a&topic=b&topic.all=d&topic.all=e&topic.not=c&from=2030&to=2031&q=w&page=2"
    )


def test_datasette_is_given_every_public_row_with_its_facets(
    plain: PlainList, flat: Flat, tmp_path: Path
) -> None:
    file, metadata = web.datasette_files(plain, flat, tmp_path)
    told = json.loads(metadata.read_text())
    assert told["databases"]["datasette"]["tables"]["testimony"]["fts_table"] == "testimony_fts"
    with closing(sqlite3.connect(file)) as made:
        rows = made.execute("SELECT id, village, setting FROM testimony ORDER BY position")
        for row, (key, villages, setting) in zip(plain.rows, rows, strict=True):
            assert key == row.id
            assert set(json.loads(villages)) == row.values["village"]
            assert {setting} == row.values["setting"]
        word = plain.rows[0].texts[-1].split()[0]
        having = [row for row in plain.rows if any(f" {word} " in text for text in row.texts)]
        sql = "SELECT count(*) FROM testimony_fts WHERE testimony_fts MATCH ?"
        assert made.execute(sql, (f'"{word}"',)).fetchone() == (len(having),)


def test_datasette_is_asked_the_same(plain: PlainList) -> None:
    case = Case(
        {"village": Choice(("village-1",)), "setting": Choice(("interview",))}, words=("w",)
    )
    address = web.datasette_address(case)
    for part in ("village__arraycontains=village-1", "setting__exact=interview", "_search=w"):
        assert part in address
    assert address.count("_facet") == len(plain.facets)
