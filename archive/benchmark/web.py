"""Times pages over HTTP on loopback: against Datasette's page of the same rows and facets, and how
many requests a second are answered from what is kept, by a 304, and by building the page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from archive.benchmark import peers, serving
from archive.benchmark.cases import Case
from archive.benchmark.facets import SLOW_ROWS
from archive.benchmark.flat import MANY, SINGLE, Flat
from archive.benchmark.plain import PlainList, read_testimony
from archive.benchmark.scenarios import Scenarios
from archive.benchmark.timing import interleaved, ratios
from archive.public.addresses import list_address
from archive.public.facets import Choice
from archive.public.filters.base import ListFilter

OURS, DATASETTE = "archive", "datasette"
BARE, KEPT, UNCHANGED, BUILT = "bare", "kept", "not_modified", "built"
SCENARIOS = ("none", "f3", "ft_mid+2")
SECONDS, ROUNDS = 2.0, 3


def measure(
    declaration: type[ListFilter],
    flat: Flat,
    folder: Path,
    repeat: int,
    tell: Callable[[str], None] = lambda _line: None,
) -> dict[str, Any]:
    """Start the servers, ask them, and return the figures."""
    start = list_address(declaration.noun)
    figures: dict[str, Any] = {"worker": serving.WORKER, "remarks": []}
    with ExitStack() as stack:
        figures["memory"] = _memory(start)
        port = serving.free_port()
        stack.enter_context(serving.served(serving.gunicorn("config.wsgi", port), port, "/healthz"))
        ports = {OURS: port}
        plain = read_testimony()
        if peers.installed(DATASETTE):
            file, metadata = datasette_files(plain, flat, folder)
            ports[DATASETTE] = serving.free_port()
            command = serving.datasette(file, metadata, ports[DATASETTE])
            stack.enter_context(serving.served(command, ports[DATASETTE], "/"))
        else:
            figures["remarks"].append("Datasette is not installed, and is left out")
        figures["scenarios"] = _scenarios(plain, start, ports, repeat, tell)
        figures["rates"] = _rates(start, port, stack)
        tell(f"requests a second: {figures['rates']}")
    return figures


def _memory(start: str) -> dict[str, int]:
    """KiB at most before and after the index of the list is built; nothing where unknown.

    The server has one thread, hence one connection to the database, so that a second one is not
    taken for the index. The page before needs templates, names and rows, and no index.
    """
    port = serving.free_port()
    command = serving.gunicorn("config.wsgi", port, threads=1)
    with serving.served(command, port, "/healthz") as master, serving.Client(port) as client:
        client.get("/glossary/")
        without = serving.peak_of_workers(master)
        client.get(start)
        found = serving.peak_of_workers(master)
    return {"without": without, "with": found} if without else {}


# Against Datasette


def datasette_files(plain: PlainList, flat: Flat, folder: Path) -> tuple[Path, Path]:
    """One table of the public rows with facets as columns and lists, and what Datasette is told."""
    file, metadata = folder / "datasette.sqlite3", folder / "datasette.json"
    file.unlink(missing_ok=True)
    columns = ["id", "title", '"when"', *SINGLE, *MANY, "position", "texts"]
    marks = ", ".join("?" * len(columns))
    called = {key: told for key, *told in flat.ask('SELECT id, title, "when" FROM testimony_flat')}
    with closing(sqlite3.connect(file)) as made:
        made.execute(f"CREATE TABLE testimony ({', '.join(columns)})")
        made.executemany(
            f"INSERT INTO testimony VALUES ({marks})",
            (
                (
                    *(row.id, *called[row.id]),
                    *(next(iter(row.values[name])) for name in SINGLE),
                    *(json.dumps(sorted(row.values[name])) for name in MANY),
                    *(position, " ".join(row.texts)),
                )
                for position, row in enumerate(plain.rows)
            ),
        )
        made.execute("CREATE UNIQUE INDEX of_id ON testimony (id)")
        made.execute("CREATE INDEX of_position ON testimony (position)")
        for name in SINGLE:
            made.execute(f"CREATE INDEX of_{name} ON testimony ({name})")
        made.execute(
            "CREATE VIRTUAL TABLE testimony_fts USING fts5(texts, content='testimony', "
            "content_rowid='rowid')"
        )
        made.execute("INSERT INTO testimony_fts (testimony_fts) VALUES ('rebuild')")
        made.execute("ANALYZE")
        made.commit()
    # Without being told of it, Datasette ignores a text index and answers with everything.
    table = {"fts_table": "testimony_fts", "fts_pk": "rowid", "sort": "position"}
    told = {"databases": {file.stem: {"tables": {"testimony": table}}}}
    metadata.write_text(json.dumps(told))
    return file, metadata


def datasette_address(case: Case) -> str:
    """The page of Datasette that asks the same: facets, filters, words."""
    pairs = [("_facet", name) for name in SINGLE] + [("_facet_array", name) for name in MANY]
    for name, choice in case.choices.items():
        kind = "exact" if name in SINGLE else "arraycontains"
        pairs += [(f"{name}__{kind}", value) for value in choice.any_of[:1]]
    pairs += [("_search", word) for word in case.words]
    return f"/datasette/testimony?{urlencode([*pairs, ('_size', '25'), ('_sort', 'position')])}"


def _scenarios(
    plain: PlainList, start: str, ports: Mapping[str, int], repeat: int, tell: Callable[[str], None]
) -> dict[str, Any]:
    """The same questions to each server by one client in turn, each question once."""
    figures: dict[str, Any] = {}
    addresses: dict[str, Callable[[Case], str]] = {
        OURS: lambda case: f"{start}?{case.query}",
        DATASETTE: datasette_address,
    }
    rows, scenarios = len(plain.rows), Scenarios(plain, seed=7).all(repeat + 1)
    with ExitStack() as stack:
        clients = {name: stack.enter_context(serving.Client(port)) for name, port in ports.items()}
        for name in SCENARIOS:
            # The first question is the unmeasured one, so that no measured page is a kept one.
            warm, *cases = _told_apart([_first_values(case) for case in scenarios[name]])
            if rows > SLOW_ROWS:
                cases = cases[: max(3, repeat // 4)]
            sizes: dict[str, int] = {}

            def ask(who: str, case: Case, sizes: dict[str, int] = sizes) -> int:
                status, _headers, body = clients[who].get(addresses[who](case))
                assert status == 200, (who, status, case.query)
                sizes[who] = len(body)
                return status

            ways = {who: (lambda case, who=who: ask(who, case)) for who in clients}
            series = interleaved(ways, cases, warm=warm)
            figures[name] = {
                "ways": {who: one.figures() for who, one in series.items()},
                "ratios": ratios(series, OURS),
                "bytes": dict(sizes),
            }
            times = {who: one["p50"] for who, one in figures[name]["ways"].items()}
            tell(f"{name}: {times} ms over HTTP, {sizes} bytes")
    return figures


def _first_values(case: Case) -> Case:
    """One value of each facet: Datasette knows no "any of" for lists."""
    choices = {name: Choice(choice.any_of[:1]) for name, choice in case.choices.items()}
    return Case(choices, words=case.words)


def _told_apart(cases: list[Case]) -> list[Case]:
    """The same questions, each with a first day of its own that leaves out nothing dated.

    So that no page was asked for before.
    """
    return [
        Case(case.choices, start=f"{1000 + number:04d}", words=case.words)
        for number, case in enumerate(cases)
    ]


# Requests a second


def _rates(start: str, port: int, stack: ExitStack) -> dict[str, float]:
    """Requests a second of a kept page, a 304, a page that is built, and a bare application."""
    with serving.Client(port) as client:
        _status, headers, body = client.get(start)
    tag = headers.get("etag", "")
    bare = serving.free_port()
    command = serving.gunicorn("archive.benchmark.bare", bare)
    stack.enter_context(serving.served(command, bare, "/1"))
    never = count(1)
    again, nothing = serving.asking(start), serving.asking(f"/{len(body)}")
    unchanged = serving.asking(start, **{"If-None-Match": tag})

    def built() -> bytes:
        number = next(never)
        return serving.asking(f"{start}?from={1000 + number % 900}&to={2100 + number // 900}")

    ways: dict[str, tuple[int, Callable[[], bytes]]] = {
        BARE: (bare, lambda: nothing),
        KEPT: (port, lambda: again),
        BUILT: (port, built),
    }
    if tag:
        ways[UNCHANGED] = (port, lambda: unchanged)
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, (where, requests) in ways.items():
            found[name].append(serving.rate(where, requests, SECONDS))
    return {name: round(median(each), 1) for name, each in found.items()}
