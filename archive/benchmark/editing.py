"""Times how long a change takes to be seen, and asserts that the next request of every process of
a running server tells of it: a save, a bulk update, a withdrawal, raw SQL.

What is to be seen is worked out by the plain loop from the rows as they are after the change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from django.db import connection

from archive.benchmark import serving
from archive.benchmark.cases import Case
from archive.benchmark.plain import read_testimony
from archive.benchmark.timing import Series
from archive.benchmark.verifying import Differs
from archive.models import Claim, Source
from archive.public.addresses import list_address
from archive.public.filters.base import ListFilter
from archive.public.models import PublicClaim, PublicTestimony
from archive.vocabularies import ClaimTopic, Setting, State
from archive.workflow import publishing, revisions
from archive.workflow.principals import Principal

EDITOR = Principal("Benchmark")
IN_BULK = 100
PROCESSES = 2
ASKED_ANEW = 8
"""How many new connections ask after the first one, so that each process is met."""


@dataclass(frozen=True)
class Change:
    """A change to be made: what it is called, the work, and the address of a record that goes."""

    name: str
    work: Callable[[], object]
    gone: str = ""


def measure(
    declaration: type[ListFilter],
    repeat: int,
    tell: Callable[[str], None] = lambda _line: None,
) -> dict[str, Any]:
    """Make every change `repeat` times; return the figures. Raises Differs when one is not seen."""
    address = list_address(declaration.noun, "json")
    port = serving.free_port()
    command = serving.gunicorn("config.wsgi", port, processes=PROCESSES)
    series: dict[str, dict[str, Series]] = {}
    with serving.served(command, port, address):
        _told(port, address)
        for change in _changes(list_address(declaration.noun), repeat):
            times = series.setdefault(change.name, {})
            _make(change, port, address, times)
    figures = {
        name: {part: one.figures() for part, one in times.items()} for name, times in series.items()
    }
    for name, parts in figures.items():
        tell(f"{name}: " + ", ".join(f"{part} {one['p50']:.1f} ms" for part, one in parts.items()))
    return {"changes": figures, "not_seen": 0, "processes": PROCESSES}


def _make(change: Change, port: int, address: str, times: dict[str, Series]) -> None:
    """Make a change, ask at once, and hold what was told against the plain loop."""
    with serving.Client(port) as client:
        before = client.get(address)[1].get("etag", "")
        start = perf_counter()
        change.work()
        done = perf_counter()
        headers = {"If-None-Match": before} if before else {}
        status, _headers, body = client.get(address, **headers)
        seen = perf_counter()
        client.get(address)
        again = perf_counter()
    for part, seconds in (("work", done - start), ("seen", seen - done), ("again", again - seen)):
        one = times.setdefault(part, Series())
        one.wall.append(seconds)
        one.cpu.append(0.0)
    expected = read_testimony().answer(Case())
    if status != 200:
        raise Differs(f"{change.name}: the list still answers as before ({status})")
    answers = [json.loads(body), *(_told(port, address) for _client in range(ASKED_ANEW))]
    for answer in answers:
        if answer["count"] != expected.total:
            told = f"{change.name}: {answer['count']} rows, and {expected.total} by a plain loop"
            raise Differs(told)
        for facet in answer["facets"]:
            for value in facet["values"]:
                right = expected.counts[facet["name"]].get(value["value"], 0)
                if value["count"] != right:
                    told = f"{change.name}: {facet['name']}={value['value']}"
                    raise Differs(f"{told}: {value['count']}, and {right} by a plain loop")
    if change.gone:
        with serving.Client(port) as client:
            status = client.get(change.gone)[0]
        if status not in (404, 410):
            raise Differs(f"{change.name}: {change.gone} still answers {status}")


def _told(port: int, address: str) -> Any:
    """What a new connection is told."""
    with serving.Client(port) as client:
        return json.loads(client.get(address)[2])


def _changes(start: str, repeat: int) -> Iterator[Change]:
    """Every kind of change in turn, each of other records."""
    sources = list(PublicTestimony.objects.order_by("pk").values_list("pk", "slug"))
    # Claims from the end and testimony from the beginning: what is withdrawn carries no claim that
    # is saved later.
    claims = list(PublicClaim.objects.order_by("-pk").values_list("pk", flat=True)[:repeat])
    step = max(1, len(sources) // (4 * repeat + 4))
    chosen = sources[: len(sources) // 2 : step]
    keys = [key for key, _slug in sources]
    for turn in range(min(repeat, len(claims), len(chosen) // 2)):
        (withdrawn, slug), (by_sql, other) = chosen[2 * turn], chosen[2 * turn + 1]
        yield Change("save", partial(_save, claims[turn]))
        yield Change("bulk", partial(_bulk, keys, turn))
        yield Change("withdraw", partial(_withdraw, withdrawn), f"{start}{slug}/")
        yield Change("sql", partial(_by_sql, by_sql), f"{start}{other}/")


def _save(key: int) -> None:
    """An editor's save through the workflow: another topic."""
    claim = Claim.objects.get(pk=key)
    claim.topic = _next(claim.topic, ClaimTopic.values)
    claim.save()
    publishing.amend(claim, by=EDITOR, reason="another topic")


def _bulk(keys: list[int], turn: int) -> None:
    """A hundred rows at once past the workflow."""
    some = keys[turn :: max(1, len(keys) // IN_BULK)][:IN_BULK]
    setting = Setting.values[turn % len(Setting.values)]
    Source.objects.filter(pk__in=some).update(setting=setting)


def _withdraw(key: int) -> None:
    source = Source.objects.get(pk=key)
    revisions.keep(source, by=EDITOR, reason="as it was")
    publishing.withdraw(source, by=EDITOR, reason="taken back")


def _by_sql(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_source SET state = %s WHERE entry_id = %s", [State.WITHDRAWN, key]
        )


def _next(value: str, values: list[str]) -> str:
    return values[(values.index(value) + 1) % len(values)]
