"""Goals are judged by ratios, and not at all where a machine was too busy to tell."""

from __future__ import annotations

import pytest

from archive.benchmark.goals import GOALS, Goal, Verdict, verdict
from tests.benchmark.results import edits, everything, facets, pages, result


def goal(name: str) -> Goal:
    return next(one for one in GOALS if one.name == name)


def judged(name: str, *results: object) -> Verdict:
    return verdict(goal(name), list(results))  # type: ignore[arg-type]


def test_there_are_seventeen_goals() -> None:
    assert [one.name for one in GOALS] == [f"G{number}" for number in range(17)]


def test_what_was_not_measured_was_not_run() -> None:
    assert {verdict(one, []).words for one in GOALS} == {"not run"}


@pytest.mark.parametrize(
    "name", ["G0", "G1", "G3", "G7", "G8", "G9", "G10", "G11", "G12", "G14", "G15", "G16"]
)
def test_what_reaches_its_bound_passes(name: str) -> None:
    assert verdict(goal(name), everything()).words == "pass"


def test_one_difference_is_a_miss() -> None:
    assert judged("G0", result("verify", {"cases": 9, "differences": 1})).words == "miss"


def test_a_change_that_was_not_seen_is_a_miss() -> None:
    assert judged("G14", result("edit", edits(1))).words == "miss"


@pytest.mark.parametrize(
    ("size", "times", "words"),
    [
        (1_000, 40, "pass"),
        (1_000, 39, "miss"),
        (20_000, 79, "miss"),
        (100_000, 100, "pass"),
        (1_000_000, 99, "miss"),
    ],
)
def test_what_must_be_reached_grows_with_the_archive(size: int, times: float, words: str) -> None:
    found = judged("G1", result("facets", facets(sql=times), size=size))
    assert found.words == words
    assert [one.value for one in found.measured] == [times]


def test_a_busy_machine_gives_no_verdict_on_times() -> None:
    busy = result("facets", facets(), load=[0.5, 2.5])
    assert judged("G1", busy).words == "no verdict: load 2.5 on 2 cores"


def test_a_size_that_was_measured_in_quiet_is_judged_alone() -> None:
    busy = result("facets", facets(sql=1), size=1_000, load=[9.0])
    quiet = result("facets", facets(sql=100), size=10_000)
    found = judged("G1", busy, quiet)
    assert found.words == "pass"
    assert [one.value for one in found.measured] == [100.0]


def test_a_busy_machine_still_counts_right() -> None:
    busy = result("verify", {"cases": 1, "differences": 0}, load=[9.0])
    assert judged("G0", busy).words == "pass"


def test_a_control_that_swings_gives_no_verdict() -> None:
    found = judged("G1", result("facets", facets(swing=3.5)))
    assert found.words.startswith("no verdict: the control swings by 3.5")


def test_growth_is_told_by_two_sizes_together() -> None:
    small = result("page", pages(first=5.0), size=10_000)
    large = result("page", pages(first=10.0), size=100_000)
    assert judged("G6", small).words == "not run"
    found = judged("G6", small, large)
    assert [one.value for one in found.measured] == [2.0]
    assert found.words == "pass"


def test_a_peer_that_is_missing_is_no_miss() -> None:
    figures = facets()
    for scenario in figures["scenarios"].values():
        scenario["ways"] = {k: v for k, v in scenario["ways"].items() if k != "tantivy"}
    assert judged("G3", result("facets", figures)).words == "not run"
