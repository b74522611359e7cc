"""The goals G0 to G16: what must be reached, what would be better, and what results say of it.

Almost all are ratios of two things measured in the same run, because milliseconds are a machine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archive.benchmark.facets import CAREFUL, CONTROL, COUNTING, TANTIVY
from archive.benchmark.pages import FIRST

GROWTH = "G6"
"""The goal that results of several sizes tell of together."""

UNSTEADY = 3.0
"""How many times its median the 95th of a hundred of the control may be."""

Result = dict[str, Any]
"""What one work left: see `runs.recorded`."""


@dataclass(frozen=True)
class Measured:
    """A figure that a goal asks for; `better` is None where nothing better is wished."""

    where: str
    value: float
    must: float
    better: float | None = None
    at_least: bool = False

    @property
    def passes(self) -> bool:
        """Whether what must be reached is."""
        return self.value >= self.must if self.at_least else self.value <= self.must


@dataclass(frozen=True)
class Goal:
    """A goal. `timed` says that it depends on how busy the machine was."""

    name: str
    what: str
    must: str
    stretch: str
    work: str
    judge: Callable[[Result], Iterable[Measured]]
    timed: bool = True


@dataclass(frozen=True)
class Verdict:
    """What results say of a goal: pass, miss, not run, or why there is no verdict."""

    goal: Goal
    measured: list[Measured]
    words: str


def verdict(goal: Goal, results: list[Result]) -> Verdict:
    """Judge a goal by every result that tells of it, but for times of a busy machine."""
    fitting = [one for one in results if one["work"] == goal.work]
    doubts = {id(one): busy(one) for one in fitting} if goal.timed else {}
    sure = [one for one in fitting if not doubts.get(id(one))]
    measured = _measured(goal, sure)
    if measured:
        passes = all(each.passes for each in measured)
        return Verdict(goal, measured, "pass" if passes else "miss")
    unsure = _measured(goal, fitting)
    if not unsure:
        return Verdict(goal, [], "not run")
    return Verdict(goal, unsure, f"no verdict: {next(filter(None, doubts.values()))}")


def _measured(goal: Goal, results: list[Result]) -> list[Measured]:
    if goal.name == GROWTH:
        return list(_growth(results))
    return [each for one in results for each in goal.judge(one)]


def busy(result: Result) -> str:
    """Why times of this result are not to be trusted; empty when they are."""
    load, cores = max(result["load"]), result["machine"]["cores"]
    if load > cores:
        return f"load {load} on {cores} cores"
    for name, scenario in result["figures"].get("scenarios", {}).items():
        control = scenario["ways"].get(CONTROL)
        if control and control["p95"] > UNSTEADY * control["p50"]:
            return f"the control swings by {control['p95'] / control['p50']:.1f} in {name}"
    return ""


def _where(result: Result, more: str = "") -> str:
    return " ".join(filter(None, (f"{result['data']['size']:,}", result["vendor"], more)))


def _size(result: Result) -> int:
    return int(result["data"]["size"])


def _p50(result: Result, scenario: str, way: str) -> float | None:
    ways = result["figures"]["scenarios"].get(scenario, {}).get("ways", {})
    return ways[way]["p50"] if way in ways else None


def _quotients(
    result: Result, pairs: Iterable[tuple[str, str, str, str]]
) -> Iterator[tuple[str, float]]:
    """For each pair of scenario and way the first time over the second, with its scenario."""
    for scenario, way, other_scenario, other in pairs:
        first, second = _p50(result, scenario, way), _p50(result, other_scenario, other)
        if first is not None and second:
            yield scenario, first / second


def _no_difference(result: Result) -> Iterator[Measured]:
    yield Measured(_where(result), result["figures"]["differences"], 0)


def _against_sql(result: Result) -> Iterator[Measured]:
    size = _size(result)
    must = 40 if size < 20_000 else 80 if size < 100_000 else 100
    better = 400 if size >= 1_000_000 else None
    for _scenario, times in _quotients(result, [("f3", CAREFUL, "f3", COUNTING)]):
        yield Measured(_where(result), times, must, better, at_least=True)


def _against_count(result: Result) -> Iterator[Measured]:
    size = _size(result)
    must, better = (1.2 if size < 100_000 else 0.5), (0.15 if size >= 1_000_000 else None)
    for _scenario, times in _quotients(result, [("f3", COUNTING, "f3", CONTROL)]):
        yield Measured(_where(result), times, must, better)


def _against_tantivy(result: Result) -> Iterator[Measured]:
    better = 10 if _size(result) >= 1_000_000 else None
    for _scenario, times in _quotients(result, [("f3", TANTIVY, "f3", COUNTING)]):
        yield Measured(_where(result), times, 3, better, at_least=True)


def _words_against_tantivy(result: Result) -> Iterator[Measured]:
    asked = [(name, COUNTING, name, TANTIVY) for name in ("ft_mid+2", "ft_com+2", "ft_repeat")]
    for scenario, times in _quotients(result, asked):
        repeated = scenario == "ft_repeat"
        must, better = (0.5, None) if repeated else (4, 1)
        yield Measured(_where(result, scenario), times, must, better)


def _against_datasette(result: Result) -> Iterator[Measured]:
    size = _size(result)
    must, better = (15, 37) if size < 100_000 else (50, 110) if size < 1_000_000 else (250, 700)
    ways = result["figures"]["http"]["scenarios"].get("f3", {}).get("ways", {})
    if "datasette" in ways:
        times = ways["datasette"]["p50"] / ways["archive"]["p50"]
        yield Measured(_where(result), times, must, better, at_least=True)


def _of_all_sizes(_result: Result) -> Iterator[Measured]:
    """Growth is told by results together, not by one."""
    yield from ()


def _growth(results: list[Result]) -> Iterator[Measured]:
    """How many times as long the whole page takes with ten times the rows."""
    pages = {
        (one["vendor"], _size(one)): one["figures"]["pages"]["list f3"]["ways"][FIRST]["p50"]
        for one in results
    }
    for vendor, size in sorted(pages):
        if size in (10_000, 100_000) and (vendor, size * 10) in pages:
            times = pages[vendor, size * 10] / pages[vendor, size]
            must, better = (2.5, 1.6) if size == 10_000 else (4, 2)
            yield Measured(f"{size:,} → {size * 10:,} {vendor}", times, must, better)


def _more_facets(result: Result) -> Iterator[Measured]:
    for _scenario, times in _quotients(result, [("f5", COUNTING, "none", COUNTING)]):
        yield Measured(_where(result), times, 1.3, 1.1)


def _against_plain_view(result: Result) -> Iterator[Measured]:
    times = result["figures"]["pages"]["list f3"]["cpu_over_plain_view"]
    yield Measured(_where(result), times, 8, 5)


def _sidebar(result: Result) -> Iterator[Measured]:
    split = result["figures"]["split"]["none"]
    if split["render_rows"] > 0:
        times = split["render_facets"] / split["render_rows"]
        yield Measured(_where(result), times, 0.5, 0.2)


def _statements(result: Result) -> Iterator[Measured]:
    most = {"list none": 2, "list f3": 2, "list ft_mid+2": 3, "record": 6, "home": 3}
    for name, page in result["figures"]["pages"].items():
        if name in most:
            yield Measured(_where(result, name), page["queries"], most[name])
        yield Measured(_where(result, f"{name} again"), page["queries_again"], 1)
        if page["queries_not_modified"] is not None:
            yield Measured(_where(result, f"{name} 304"), page["queries_not_modified"], 1)


def _weight(result: Result) -> Iterator[Measured]:
    page, css = result["figures"]["pages"]["list none"], result["figures"]["css"]
    yield Measured(_where(result, "list"), page["bytes"], 40_000)
    yield Measured(_where(result, "list compressed"), page["compressed"], 9_000, 6_500)
    yield Measured(_where(result, "CSS compressed"), css["compressed"], 12_000)


def _kept_pages(result: Result) -> Iterator[Measured]:
    rates = result["figures"]["http"]["rates"]
    yield Measured(_where(result), rates["kept"] / rates["bare"], 0.4, 0.5, at_least=True)


def _not_modified(result: Result) -> Iterator[Measured]:
    rates = result["figures"]["http"]["rates"]
    if "not_modified" in rates:
        times = rates["not_modified"] / rates["built"]
        yield Measured(_where(result), times, 8, 20, at_least=True)


def _seen_at_once(result: Result) -> Iterator[Measured]:
    yield Measured(_where(result), result["figures"]["not_seen"], 0)


def _index(result: Result) -> Iterator[Measured]:
    index = result["figures"]["index"]
    yield Measured(_where(result, "µs a record"), index["microseconds_a_record"], 12, 5)
    yield Measured(_where(result, "bytes a record"), index["octets_a_record"], 30)


def _memory(result: Result) -> Iterator[Measured]:
    memory = result["figures"]["http"].get("memory", {})
    if memory and _size(result) <= 20_000:
        yield Measured(_where(result), memory["with"] / memory["without"], 1.1)


GOALS: tuple[Goal, ...] = (
    Goal(
        *("G0", "counts, totals and pages that differ from SQL or a plain loop", "0", ""),
        *("verify", _no_difference, False),
    ),
    Goal(
        *("G1", "careful SQL ÷ counting, three facets chosen"),
        *("≥ 40 below 20,000, ≥ 80 below 100,000, ≥ 100 from there", "≥ 400 at 1,000,000"),
        *("facets", _against_sql),
    ),
    Goal(
        *("G2", "counting ÷ one count(*) of the public rows", "≤ 1.2, ≤ 0.5 from 100,000"),
        *("≤ 0.15 at 1,000,000", "facets", _against_count),
    ),
    Goal(
        *("G3", "tantivy ÷ counting, three facets chosen", "≥ 3", "≥ 10 at 1,000,000"),
        *("facets", _against_tantivy),
    ),
    Goal(
        *("G4", "counting with words and two facets ÷ tantivy", "≤ 4 first, ≤ 0.5 repeated"),
        *("≤ 1 first", "facets", _words_against_tantivy),
    ),
    Goal(
        *("G5", "Datasette's page ÷ ours over HTTP, three facets chosen"),
        *("≥ 15, ≥ 50 at 100,000, ≥ 250 at 1,000,000", "≥ 37, 110, 700"),
        *("page", _against_datasette),
    ),
    Goal(
        *(GROWTH, "growth of the whole page with ten times the rows"),
        *("≤ 2.5 to 100,000, ≤ 4 to 1,000,000", "≤ 1.6, 2"),
        *("page", _of_all_sizes),
    ),
    Goal(
        *("G7", "counting with five facets chosen ÷ with none", "≤ 1.3", "≤ 1.1"),
        *("facets", _more_facets),
    ),
    Goal(
        *("G8", "processor time of the facet page ÷ of a plain view", "≤ 8", "≤ 5"),
        *("page", _against_plain_view),
    ),
    Goal(
        *("G9", "printing the facets ÷ printing the rows", "≤ 0.5", "≤ 0.2"),
        *("page", _sidebar),
    ),
    Goal(
        *("G10", "statements of a request", "list 2, with words 3, record 6, home 3, kept 1", ""),
        *("page", _statements, False),
    ),
    Goal(
        *("G11", "bytes", "list 40,000, compressed 9,000, CSS 12,000", "compressed 6,500"),
        *("page", _weight, False),
    ),
    Goal(
        *("G12", "kept pages a second ÷ answers of a bare application", "≥ 0.4", "≥ 0.5"),
        *("page", _kept_pages),
    ),
    Goal(
        *("G13", "304 a second ÷ pages built a second", "≥ 8", "≥ 20"),
        *("page", _not_modified),
    ),
    Goal(
        *("G14", "changes that the next request of a process did not show", "0", ""),
        *("edit", _seen_at_once, False),
    ),
    Goal(
        *("G15", "building the index, and its sets", "≤ 12 µs and ≤ 30 bytes a record", "≤ 5 µs"),
        *("facets", _index),
    ),
    Goal(
        *("G16", "peak memory of a process with the index ÷ without", "≤ 1.1 up to 20,000", ""),
        *("page", _memory, False),
    ),
)
