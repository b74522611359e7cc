"""The report is made of results alone, and what was kept is never changed."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from archive.benchmark import report, runs
from tests.benchmark.results import everything, facets, result

DOCS = Path(settings.BASE_DIR) / "docs"


def test_the_page_about_performance_is_what_the_newest_result_gives() -> None:
    newest = report.newest(DOCS / "benchmarks")
    written = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert written == report.document(newest)


def test_without_results_it_says_that_nothing_was_measured() -> None:
    assert "Nothing has been measured" in report.document([])


def test_every_goal_has_a_line_with_its_verdict() -> None:
    told = report.document(everything())
    for number in range(17):
        (line,) = [each for each in told.splitlines() if each.startswith(f"| G{number} |")]
        assert line.endswith(("| pass |", "| miss |", "| not run |"))


def test_machine_data_and_code_are_named() -> None:
    told = report.document(everything())
    assert "2 cores, A processor" in told
    assert "10,000 (0123)" in told
    assert "revision of the code: abc" in told
    assert "load: 0.1 to 0.9" in told


def test_what_was_left_out_is_said() -> None:
    assert "something is left out" in report.document(everything())


def test_every_table_has_as_many_cells_in_each_line() -> None:
    lines = report.document(everything()).splitlines()
    for line, following in pairwise(lines):
        if line.startswith("|") and following.startswith("|"):
            assert line.count("|") == following.count("|"), (line, following)


def test_results_are_found_by_size(tmp_path: Path) -> None:
    for size in (1000, 20):
        folder = tmp_path / str(size) / runs.RESULTS
        folder.mkdir(parents=True)
        text = json.dumps(result("facets", facets(), size=size))
        (folder / "sqlite-facets.json").write_text(text)
    assert [one["data"]["size"] for one in report.found(tmp_path)] == [20, 1000]


def test_what_is_kept_is_never_changed(tmp_path: Path) -> None:
    report.keep(everything(), tmp_path, "2031-05-03-mill")
    with pytest.raises(FileExistsError):
        report.keep(everything(), tmp_path, "2031-05-03-mill")
    assert report.newest(tmp_path) == everything()


def test_the_newest_result_counts(tmp_path: Path) -> None:
    report.keep(everything()[:1], tmp_path, "2031-05-03-mill")
    report.keep(everything()[1:2], tmp_path, "2031-06-01-mill")
    assert report.newest(tmp_path) == everything()[1:2]


def test_results_of_several_revisions_are_not_kept(tmp_path: Path) -> None:
    others = [*everything(), result("facets", facets(), revision="other")]
    with pytest.raises(ValueError, match="abc, other"):
        report.keep(others, tmp_path, "mixed")
    with pytest.raises(ValueError, match="none"):
        report.keep([], tmp_path, "nothing")


def test_results_of_the_present_code_count_alone() -> None:
    old = result("facets", facets(), revision="old")
    assert report.of_revision([old, *everything()], "abc") == everything()
    assert report.of_revision([old], "abc") == [old]
