"""Results as works leave them, with figures that tests choose."""

from __future__ import annotations

from typing import Any

MACHINE = {
    "cores": 2,
    "processor": "A processor",
    "memory_gib": 4.0,
    "system": "Linux",
    "python": "3.11",
    "database": "sqlite 3.40",
}


def result(work: str, figures: dict[str, Any], *, size: int = 10_000, **more: Any) -> Any:
    """A result of a quiet machine."""
    data = {"size": size, "seed": 1, "version": 1, "rows": 8 * size, "digest": "0123"}
    found = {"work": work, "vendor": "sqlite", "data": data, "revision": "abc", "load": [0.1, 0.9]}
    return {**found, "machine": MACHINE, "figures": figures, **more}


def way(milliseconds: float, p95: float | None = None) -> dict[str, float]:
    """The figures of one way."""
    return {
        "p50": milliseconds,
        "p95": p95 or milliseconds,
        "min": milliseconds,
        "cpu": milliseconds,
    }


def facets(*, counting: float = 1.0, sql: float = 100.0, swing: float = 1.0) -> dict[str, Any]:
    """Figures of the counting, the same in every scenario."""
    ways = {
        "counting": way(counting),
        "index": way(2 * counting),
        "careful_sql": way(sql),
        "count": way(2.0, 2.0 * swing),
        "tantivy": way(5.0),
    }
    quotient = {"of_medians": 1.0, "median_of_ratios": 1.0}
    ratios = dict.fromkeys(("index", "careful_sql", "count", "tantivy"), quotient)
    names = ("none", "f1", "f3", "f5", "ft_mid+2", "ft_com+2", "ft_repeat")
    scenario = {"ways": ways, "ratios": ratios, "matches": [1, 2]}
    index = {"values": 172, "microseconds_a_record": 5.0, "octets_a_record": 23.0}
    return {
        "rows": 9000,
        "scenarios": dict.fromkeys(names, scenario),
        "index": index,
        "remarks": [],
    }


def pages(*, first: float = 5.0) -> dict[str, Any]:
    """Figures of whole pages."""
    page = {
        "ways": {"first_view": way(first), "plain_view": way(1.0), "again": way(0.5)},
        "cpu_over_plain_view": first,
        "queries": 2,
        "queries_again": 1,
        "queries_not_modified": None,
        "bytes": 39_000,
        "compressed": 8_000,
    }
    split = {"whole": 5.0, "render_facets": 0.2, "render_rows": 1.0}
    scenario = {"ways": {"archive": way(5.0), "datasette": way(100.0)}}
    web = {
        "worker": "one",
        "scenarios": {"f3": scenario},
        "rates": {"bare": 1000.0, "kept": 500.0, "built": 10.0},
        "memory": {"without": 100, "with": 105},
        "remarks": ["something is left out"],
    }
    names = ("list none", "list f3", "list ft_mid+2", "record", "home")
    return {
        "pages": dict.fromkeys(names, page),
        "split": {"none": split},
        "css": {"compressed": 7_000},
        "http": web,
    }


def edits(not_seen: int = 0) -> dict[str, Any]:
    """Figures of changes."""
    times = {"work": way(1.0), "seen": way(2.0), "again": way(1.0)}
    return {"changes": {"save": times}, "not_seen": not_seen, "processes": 2}


def everything() -> list[Any]:
    """One result of each work."""
    return [
        result("verify", {"cases": 300, "differences": 0}),
        result("facets", facets()),
        result("page", pages()),
        result("edit", edits()),
    ]
