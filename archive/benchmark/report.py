"""Puts results together: reads what works have left, judges the goals, and prints it.

A result that is kept stands in `docs/benchmarks/`, and is never changed; `docs/performance.md` is
what the newest of them says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from archive.benchmark.goals import GOALS, Measured, Result, verdict
from archive.benchmark.runs import RESULTS

ORDER = ("verify", "facets", "page", "edit")

SHOWN = 9
"""How many figures of a goal a line shows."""

HEAD = """# How fast it is

Written by `manage.py benchmark report --keep NAME` from the newest file in `docs/benchmarks/`.
Figures are of an invented archive: `manage.py benchmark generate` makes the same one anywhere, as
its digest shows. Ratios carry over to other machines, milliseconds do not.
"""
NOTHING = "\nNothing has been measured and kept yet.\n"

FAIRNESS = """
SQL is measured over flat tables with indexes that are made for it, because the database views that
readers use would make it look slower than it can be; `count` is one `count(*)` over the public
view, `count_flat` over the flat table. `counting` is the list's own counting of all values, the
total and the ids of the page; `index` is the same with its reading and checking of the query.
Every answer is compared with that of a plain loop or of SQL while it is timed.
"""


def found(folder: Path) -> list[Result]:
    """Every result below the benchmark's folder, by size."""
    files = sorted(folder.glob(f"*/{RESULTS}/*.json"))
    results = [json.loads(file.read_text()) for file in files]
    return sorted(results, key=_place)


def of_revision(results: list[Result], revision: str) -> list[Result]:
    """The results of one revision of the code; all of them when none is of it."""
    return [one for one in results if one["revision"] == revision] or results


def newest(folder: Path) -> list[Result]:
    """The results of the newest file that is kept; none when there is no file."""
    files = sorted(folder.glob("*.json"))
    return json.loads(files[-1].read_text()) if files else []


def keep(results: list[Result], folder: Path, name: str) -> Path:
    """Keep results under a name for good.

    Raises FileExistsError rather than change any, and ValueError for what is not of one revision
    of the code, or of none.
    """
    revisions = {one["revision"] for one in results}
    if len(revisions) != 1:
        told = ", ".join(sorted(revisions)) or "none"
        raise ValueError(f"These results are of several revisions of the code, or none: {told}.")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    with file.open("x") as kept:
        kept.write(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    return file


def document(results: list[Result]) -> str:
    """The page about the results."""
    if not results:
        return HEAD + NOTHING
    parts = [HEAD, _machine(results), _goals(results), FAIRNESS]
    return "\n".join([*parts, *(_tables(results))])


def _place(result: Result) -> tuple[Any, ...]:
    return result["data"]["size"], result["vendor"], ORDER.index(result["work"])


def _machine(results: list[Result]) -> str:
    """Machine, versions, data, code, and how busy it was."""
    first = results[0]["machine"]
    versions = {
        name: value
        for one in results
        for name, value in one["machine"].items()
        if name not in ("cores", "processor", "memory_gib", "system", "database")
    }
    databases = sorted({one["machine"]["database"] for one in results})
    data = {f"{one['data']['size']:,} ({one['data']['digest']})": None for one in results}
    revisions = sorted({one["revision"] or "unknown" for one in results})
    loads = [load for one in results for load in one["load"]]
    lines = [
        f"{first['cores']} cores, {first['processor']}, {first['memory_gib']} GiB",
        f"{first['system']}; " + ", ".join(f"{name} {value}" for name, value in versions.items()),
        f"databases: {', '.join(databases)}",
        f"testimonies (digest): {', '.join(data)}",
        f"revision of the code: {', '.join(revisions)}",
        f"load: {min(loads)} to {max(loads)}",
    ]
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _goals(results: list[Result]) -> str:
    rows = []
    for goal in GOALS:
        judged = verdict(goal, results)
        told = _told_together(judged.measured)
        rows.append((goal.name, goal.what, goal.must, goal.stretch, told, judged.words))
    heads = ("goal", "what", "must", "better", "measured", "verdict")
    return "## Goals\n\n" + _table(heads, rows)


def _told_together(measured: list[Measured]) -> str:
    """Every figure; of very many only those that are a miss."""
    if len(measured) <= SHOWN:
        return "; ".join(map(_told, measured))
    missed = [one for one in measured if not one.passes]
    told = [f"{len(measured) - len(missed)} of {len(measured)} within", *map(_told, missed[:SHOWN])]
    return "; ".join(told) + (" …" if len(missed) > SHOWN else "")


def _told(one: Measured) -> str:
    mark = "" if one.passes else " (miss)"
    return f"{one.where}: {_number(one.value)}{mark}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _tables(results: list[Result]) -> Iterator[str]:
    makers = {"facets": _facets, "page": _pages, "edit": _edits, "verify": _verified}
    for result in results:
        data, vendor = result["data"], result["vendor"]
        yield f"\n## {data['size']:,} on {vendor}: {result['work']}\n"
        yield makers[result["work"]](result["figures"])


def _verified(figures: Mapping[str, Any]) -> str:
    states = f" in {figures['states']} states of the archive" if "states" in figures else ""
    return f"{figures['cases']} random questions{states}: {figures['differences']} differences.\n"


def _facets(figures: Mapping[str, Any]) -> str:
    """Median and 95th of a hundred in milliseconds of each way and scenario, then ratios."""
    scenarios = figures["scenarios"]
    ways = list(next(iter(scenarios.values()))["ways"])
    times = [
        (name, *(_way(one["ways"].get(way)) for way in ways)) for name, one in scenarios.items()
    ]
    others = [way for way in ways if way != "counting"]
    quotients = [
        (name, *(_quotient(one["ratios"].get(way)) for way in others))
        for name, one in scenarios.items()
    ]
    index = ", ".join(f"{name} {value}" for name, value in figures["index"].items())
    remarks = "".join(f"{remark}.\n" for remark in figures["remarks"])
    return (
        "Milliseconds: median / 95th of a hundred / least / processor.\n\n"
        + _table(("scenario", *ways), times)
        + "\nTimes `counting`: of medians / median of ratios.\n\n"
        + _table(("scenario", *others), quotients)
        + f"\nThe index: {index}.\n{remarks}"
    )


def _way(one: Mapping[str, float] | None) -> str:
    return " / ".join(f"{one[key]:.2f}" for key in ("p50", "p95", "min", "cpu")) if one else ""


def _by_the_clock(one: Mapping[str, float] | None) -> str:
    return " / ".join(f"{one[key]:.2f}" for key in ("p50", "p95", "min")) if one else ""


def _quotient(one: Mapping[str, float] | None) -> str:
    return f"{one['of_medians']:.1f} / {one['median_of_ratios']:.1f}" if one else ""


def _pages(figures: Mapping[str, Any]) -> str:
    pages = figures["pages"]
    ways = ("first_view", "plain_view", "again", "not_modified")
    rows = [
        (
            name,
            *(_way(one["ways"].get(way)) for way in ways),
            str(one["cpu_over_plain_view"]),
            " / ".join(
                str(one[key]) for key in ("queries", "queries_again", "queries_not_modified")
            ),
            f"{one['bytes']:,} / {one['compressed']:,}",
        )
        for name, one in pages.items()
    ]
    heads = ("page", *ways, "CPU ÷ plain view", "statements: first / again / 304", "bytes / gzip")
    parts = list(next(iter(figures["split"].values())))
    split = [
        (name, *(f"{one[part]:.2f}" for part in parts)) for name, one in figures["split"].items()
    ]
    web = figures["http"]
    over = [
        (name, *(_by_the_clock(one["ways"].get(who)) for who in ("archive", "datasette")))
        for name, one in web["scenarios"].items()
    ]
    rates = ", ".join(f"{name} {value:,.0f}" for name, value in web["rates"].items())
    memory = ", ".join(f"{name} {value:,}" for name, value in web.get("memory", {}).items())
    return (
        "Within the process, milliseconds: median / 95th of a hundred / least / processor.\n\n"
        + _table(heads, rows)
        + "\nWhere the processor time of a first view goes, milliseconds.\n\n"
        + _table(("list", *parts), split)
        + f"\nOver HTTP by one client ({web['worker']}), milliseconds: "
        "median / 95th of a hundred / least.\n\n"
        + _table(("list", "archive", "datasette"), over)
        + f"\nRequests a second: {rates}. Peak memory in KiB: {memory}.\n"
        + "".join(f"{remark}.\n" for remark in web["remarks"])
    )


def _edits(figures: Mapping[str, Any]) -> str:
    changes = figures["changes"]
    rows = [
        (name, *(f"{parts[part]['p50']:.1f}" for part in ("work", "seen", "again")))
        for name, parts in changes.items()
    ]
    return (
        f"Milliseconds, median; {figures['processes']} processes serve. `seen` is the first "
        "request after the change.\n\n" + _table(("change", "work", "seen", "again"), rows)
    )


def _table(heads: tuple[str, ...], rows: list[Any]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
