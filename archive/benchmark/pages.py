"""Times whole pages in the process: the first view, the second, a 304; where the time goes; what
they weigh, and how many statements they need."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.template.loader import render_to_string
from django.test import RequestFactory

from archive.benchmark import ours
from archive.benchmark.calling import Reply, call, plain_view, queries
from archive.benchmark.cases import Case
from archive.benchmark.plain import PlainList, read_testimony
from archive.benchmark.scenarios import Scenarios
from archive.benchmark.timing import interleaved, ratios
from archive.public import listing, stamp
from archive.public.addresses import list_address
from archive.public.filters.base import ListFilter
from archive.public.models import PublicTestimony
from archive.public.pages.site import site
from archive.public.views.answers import list_answer

FIRST, PLAIN, AGAIN, UNCHANGED = "first_view", "plain_view", "again", "not_modified"


def measure(
    declaration: type[ListFilter], repeat: int, tell: Callable[[str], None] = lambda _line: None
) -> dict[str, Any]:
    """Time the pages; return the figures."""
    from config.wsgi import application

    # As in a running server: the end of a request closes no connection that may be kept.
    signals.request_finished.disconnect(close_old_connections)
    plain = read_testimony()
    scenarios = Scenarios(plain).all(repeat)
    addresses = _addresses(declaration, plain, scenarios)
    figures: dict[str, Any] = {"pages": {}, "split": {}}
    with plain_view() as nothing:
        for name, asked in addresses.items():
            figures["pages"][name] = _page(application, nothing, asked)
            tell(_line(name, figures["pages"][name]))
    for name in ("none", "f3"):
        figures["split"][name] = _split(declaration, scenarios[name])
        tell(f"{name}: {figures['split'][name]}")
    figures["css"] = _weight_of_css()
    return figures


def _addresses(
    declaration: type[ListFilter], plain: PlainList, scenarios: dict[str, list[Case]]
) -> dict[str, list[str]]:
    """Addresses of each kind of page, as many as scenarios have questions."""
    start = list_address(declaration.noun)
    found = {
        f"list {name}": [f"{start}?{case.query}".rstrip("?") for case in scenarios[name]]
        for name in ("none", "f3", "ft_mid+2", "deep")
    }
    repeat = len(scenarios["none"])
    ids = [row.id for row in plain.rows[:: max(1, len(plain.rows) // repeat)]][:repeat]
    slugs = PublicTestimony.objects.filter(pk__in=ids).values_list("slug", flat=True)
    found["record"] = [f"{start}{slug}/" for slug in slugs]
    found["home"] = ["/"] * repeat
    found["search"] = [f"/search/?q={case.words[0]}" for case in scenarios["ft_mid"]]
    return found


def _page(application: Any, nothing: str, asked: Sequence[str]) -> dict[str, Any]:
    """One kind of page: times, statements, bytes.

    The first view goes past what stands in front of Django; the others go through everything.
    """
    django = WSGIHandler()
    tags = {address: call(application, address).headers.get("etag", "") for address in asked}

    def unchanged(address: str) -> Reply:
        return call(application, address, **{"if-none-match": tags[address]})

    ways: dict[str, Callable[[str], Any]] = {
        FIRST: lambda address: call(django, address),
        PLAIN: lambda _address: call(django, nothing),
        AGAIN: lambda address: call(application, address),
    }
    reply = call(django, asked[0])
    seen = unchanged(asked[0]) if tags[asked[0]] else None
    if seen and seen.status == 304:
        ways[UNCHANGED] = unchanged
    series = interleaved(ways, asked)
    compressed = call(application, asked[0], **{"accept-encoding": "gzip"}).compressed
    cpu = {name: one.figures()["cpu"] for name, one in series.items()}
    return {
        "status": reply.status,
        "ways": {name: one.figures() for name, one in series.items()},
        "ratios": ratios(series, PLAIN),
        "cpu_over_plain_view": round(cpu[FIRST] / cpu[PLAIN], 2),
        "queries": max(queries(partial(call, django, each)) for each in asked[:5]),
        "queries_again": queries(lambda: call(application, asked[0])),
        "queries_not_modified": queries(lambda: unchanged(asked[0])) if UNCHANGED in ways else None,
        "bytes": len(reply.body),
        "compressed": compressed,
    }


def _split(declaration: type[ListFilter], cases: Sequence[Case]) -> dict[str, float]:
    """Milliseconds of processor time of each part of the request of a list, as medians.

    Parts are timed from the innermost outwards and taken from each other. As in a request, the
    stamp is read once in each.
    """
    django, start = WSGIHandler(), list_address(declaration.noun)
    now = stamp.current()

    def request(case: Case) -> Any:
        made = RequestFactory().get(f"{start}?{case.query}")
        made.environ["HTTP_HOST"] = "127.0.0.1"
        return made

    def once(work: Callable[[], Any]) -> Any:
        with stamp.read_once():
            return work()

    def rendered(page: listing.ListPage, case: Case) -> str:
        # Rows that no page has printed before.
        page = replace(page, results=[row.and_more({}) for row in page.results])
        urls = {"html": page.urls.canonical, "json": page.urls.json, "csv": page.urls.csv}
        context = {"page": page, "site": site(ours.LANGUAGE), "urls": urls}
        return render_to_string(f"public/{page.noun}/list.html", context, request(case))

    pages = {case.query: listing.list_page(request(case), declaration) for case in cases}
    no_facets = {query: replace(page, facets=[]) for query, page in pages.items()}
    no_rows = {query: replace(page, results=[]) for query, page in pages.items()}
    ways: dict[str, Callable[[Case], Any]] = {
        "stamp": lambda _case: stamp.current(),
        "counts": lambda case: ours.answer_as_of(declaration, case, now),
        "page": lambda case: once(lambda: listing.list_page(request(case), declaration)),
        "answer": lambda case: once(lambda: list_answer(request(case), declaration, "html")),
        "whole": lambda case: call(django, f"{start}?{case.query}"),
        "template": lambda case: rendered(pages[case.query], case),
        "without_facets": lambda case: rendered(no_facets[case.query], case),
        "without_rows": lambda case: rendered(no_rows[case.query], case),
    }
    series = interleaved(ways, cases)
    cpu = {name: one.figures()["cpu"] for name, one in series.items()}
    parts = {
        "stamp": cpu["stamp"],
        "counts": cpu["counts"],
        "rows": cpu["page"] - cpu["counts"] - cpu["stamp"],
        "render": cpu["answer"] - cpu["page"],
        "rest": cpu["whole"] - cpu["answer"],
        "whole": cpu["whole"],
        "render_facets": cpu["template"] - cpu["without_facets"],
        "render_rows": cpu["template"] - cpu["without_rows"],
    }
    return {name: round(value, 3) for name, value in parts.items()}


def _weight_of_css() -> dict[str, int]:
    """Bytes of all style sheets together."""
    folder = Path(settings.BASE_DIR) / "static" / "css"
    styles = [file.read_bytes() for file in sorted(folder.glob("*.css"))]
    return {
        "bytes": sum(map(len, styles)),
        "compressed": sum(len(gzip.compress(each, 9)) for each in styles),
    }


def _line(name: str, figures: dict[str, Any]) -> str:
    times = "  ".join(f"{way} {one['p50']:.2f}" for way, one in figures["ways"].items())
    return (
        f"{name:14} {times}  CPU ÷ plain view {figures['cpu_over_plain_view']}, "
        f"{figures['queries']} queries, {figures['bytes']} bytes, {figures['compressed']} gzip"
    )
