"""Times several ways of doing the same, interleaved, so that all of them meet the same machine."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, TypeVar

from django.db import connection, connections

from archive.public.router import public_alias

Asked = TypeVar("Asked")


@dataclass
class Series:
    """What one way took, in seconds: by the clock, and of processors (the database's included)."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, more: Series) -> None:
        """Take in what the same way took elsewhere."""
        self.wall += more.wall
        self.cpu += more.cpu

    def figures(self) -> dict[str, float]:
        """Milliseconds: median, 95th of a hundred, least; and the median of processor time."""
        return {
            "p50": round(median(self.wall) * 1000, 4),
            "p95": round(percentile(self.wall, 95) * 1000, 4),
            "min": round(min(self.wall) * 1000, 4),
            "cpu": round(median(self.cpu) * 1000, 4),
        }


def percentile(values: Sequence[float], of_hundred: int) -> float:
    """The value below which so many of a hundred lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * of_hundred // 100) - 1)]


def interleaved(
    ways: Mapping[str, Callable[[Asked], Any]],
    asked: Sequence[Asked],
    *,
    twice: bool = False,
    warm: Asked | None = None,
    check: Callable[[Asked, str, Any], None] = lambda _asked, _way, _answer: None,
) -> dict[str, Series]:
    """Do everything in every way, each time beginning with another.

    One turn goes before, unmeasured, with `warm` or the first question. With `twice` each is done
    once unmeasured and then timed.
    `check` is given every answer.
    """
    names = list(ways)
    series = {name: Series() for name in names}
    backend = _backend_clock()
    for name in names:
        ways[name](asked[0] if warm is None else warm)
    # What stays in memory here, such as the rows of the oracle, is no part of what is timed.
    gc.collect()
    gc.freeze()
    for turn, each in enumerate(asked):
        for place in range(len(names)):
            name = names[(turn + place) % len(names)]
            if twice:
                ways[name](each)
            there, cpu, wall = backend(), process_time(), perf_counter()
            answer = ways[name](each)
            wall, cpu, there = perf_counter() - wall, process_time() - cpu, backend() - there
            series[name].wall.append(wall)
            series[name].cpu.append(cpu + there)
            check(each, name, answer)
    gc.unfreeze()
    return series


def ratios(series: Mapping[str, Series], to: str) -> dict[str, dict[str, float]]:
    """How many times as long as `to` each other way took: of medians, and the median of ratios."""
    base = series[to]
    return {
        name: {
            "of_medians": round(median(one.wall) / median(base.wall), 3),
            "median_of_ratios": round(
                median(a / b for a, b in zip(one.wall, base.wall, strict=True)), 3
            ),
        }
        for name, one in series.items()
        if name != to
    }


def _backend_clock() -> Callable[[], float]:
    """Seconds of processor time of PostgreSQL's own processes for us, where they can be read."""
    if connection.vendor != "postgresql":
        return lambda: 0.0
    folders = []
    for alias in ("default", public_alias()):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            folders.append(Path(f"/proc/{cursor.fetchone()[0]}/task"))
    if not all(folder.is_dir() for folder in folders):
        return lambda: 0.0

    def read() -> float:
        files = (file for folder in folders for file in folder.glob("*/schedstat"))
        return sum(int(file.read_text().split()[0]) for file in files) / 1e9

    return read
