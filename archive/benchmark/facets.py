"""Times the counting of a list: all counts, the total and the ids of a page, in several ways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.benchmark import ours, peers, sql
from archive.benchmark.cases import Answer, Case, difference
from archive.benchmark.flat import Flat
from archive.benchmark.plain import PlainList, read_testimony
from archive.benchmark.scenarios import REPEATED, Scenarios
from archive.benchmark.timing import interleaved, ratios
from archive.benchmark.verifying import Differs
from archive.public.filters.base import ListFilter
from archive.public.models import PublicTestimony

OURS, COUNTING, CAREFUL, NAIVE, CONTROL, FLAT_COUNT, TANTIVY = (
    *("index", "counting", "careful_sql", "naive_sql", "count", "count_flat", "tantivy"),
)
"""The ways: the archive's own with its reading of the query, and without it; SQL twice over flat
tables; one `count(*)` over the public view and one over the flat table; a search engine."""

CHECKED_BY_PLAIN_LOOP = 3
"""How many questions of each scenario. The others are held against SQL."""

SLOW_ROWS = 200_000
"""From here on what is slow is asked a few times only."""

SLOW = (CAREFUL, NAIVE, CONTROL)


def ways_of(
    declaration: type[ListFilter], plain: PlainList, flat: Flat, folder: Path
) -> tuple[dict[str, Callable[[Case], Any]], Callable[[Case], None], list[str]]:
    """Every way that can be had here; what must be done with each question before; and what has
    to be said of those that cannot be had."""

    def control(_case: Case) -> int:
        return int(PublicTestimony.objects.count())

    def count_flat(_case: Case) -> int:
        return int(flat.ask("SELECT count(*) FROM testimony_flat")[0][0])

    counting, prepare = ours.counting(declaration)
    ways: dict[str, Callable[[Case], Any]] = {
        COUNTING: counting,
        OURS: ours.answers(declaration),
        CAREFUL: lambda case: sql.careful(flat, case),
        NAIVE: lambda case: sql.naive(flat, case),
        CONTROL: control,
        FLAT_COUNT: count_flat,
    }
    remarks = []
    if peers.installed(TANTIVY):
        ways[TANTIVY] = peers.Tantivy(plain, folder / TANTIVY).answer
    else:
        remarks.append("tantivy is not installed, and is left out")
    return ways, prepare, remarks


def measure(
    declaration: type[ListFilter],
    flat: Flat,
    folder: Path,
    repeat: int,
    tell: Callable[[str], None] = lambda _line: None,
) -> dict[str, Any]:
    """Time every scenario; return the figures. Raises Differs when two ways do not agree."""
    plain = read_testimony()
    built = ours.build(declaration)
    ways, prepare, remarks = ways_of(declaration, plain, flat, folder)
    figures: dict[str, Any] = {}
    for name, cases in Scenarios(plain).all(repeat).items():
        few = len(cases)
        if len(plain.rows) > SLOW_ROWS:
            few = min(few, max(3, repeat // 4))
        for case in cases:
            prepare(case)
        checker = _Checker(plain, flat)
        twice = name == REPEATED
        series = interleaved(ways, cases[:few], twice=twice, check=checker)
        quotients = ratios(series, COUNTING)
        if few < len(cases):
            fast = {way: answer for way, answer in ways.items() if way not in SLOW}
            for way, one in interleaved(fast, cases[few:], twice=twice).items():
                series[way].add(one)
        figures[name] = {
            "ways": {way: one.figures() for way, one in series.items()},
            "ratios": quotients,
            "matches": checker.matches(),
        }
        tell(_line(name, figures[name]))
    return {
        "rows": len(plain.rows),
        "scenarios": figures,
        "index": _built(built),
        "remarks": remarks,
    }


class _Checker:
    """Holds every answer to a question against the first, and some against the plain loop."""

    def __init__(self, plain: PlainList, flat: Flat) -> None:
        self._plain, self._flat = plain, flat
        self._expected: dict[str, Answer] = {}

    def __call__(self, case: Case, way: str, answer: Any) -> None:
        if not isinstance(answer, Answer):
            return
        expected = self._expected.get(case.query)
        if expected is None:
            by_loop = len(self._expected) < CHECKED_BY_PLAIN_LOOP
            expected = self._plain.answer(case) if by_loop else sql.careful(self._flat, case)
            self._expected[case.query] = expected
        differs = difference(answer, expected)
        if differs:
            raise Differs(f"?{case.query}\n{way} answers otherwise: {differs}")

    def matches(self) -> list[int]:
        """How many rows the questions leave, least and most."""
        totals = [answer.total for answer in self._expected.values()]
        return [min(totals), max(totals)]


def _built(built: ours.Built) -> dict[str, float]:
    return {
        "values": built.values,
        "seconds": round(built.seconds, 3),
        "microseconds_a_record": round(built.seconds / max(built.rows, 1) * 1e6, 1),
        "octets_a_record": round(built.octets / max(built.rows, 1), 1),
        "words_seconds": round(built.words_seconds, 3),
    }


def _line(name: str, figures: dict[str, Any]) -> str:
    times = "  ".join(f"{way} {one['p50']:.3f}" for way, one in figures["ways"].items())
    return f"{name:10} {times}"
