"""Answers a list: its page as HTML and JSON print it, and all of its rows for CSV.

It knows no noun: what a list holds is declared in `filters/`. Which rows and counts, `answering`
says; what can be clicked, `choosing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, ngettext

from archive.dates import overlaps, parse
from archive.public import index, search, stamp
from archive.public.addresses import (
    cited_address,
    list_address,
    table_address,
    values_address,
)
from archive.public.answering import Answer, answer
from archive.public.choosing import Chip, FacetView, Sort, chips, facet_view, facets, sorts
from archive.public.described import POSSIBLE, Described, described, rows_of
from archive.public.filters.base import ListFilter
from archive.public.index import AT_ONCE
from archive.public.query import BadQuery
from archive.public.standings import standings

R = TypeVar("R")

PAGE_LENGTH = 25
ASKED_ANEW = ("q", "from", "to", "as_of", "page")
"""The parts of a query for which the form of a list has a field."""


@dataclass(frozen=True)
class ListUrls:
    """Addresses of this list; `next` and `previous` are empty at its ends."""

    canonical: str
    json: str
    csv: str
    atom: str
    reset: str
    table: str
    cite: str
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class ListPage:
    """One page of a list, ready to be printed. `results` are the rows exactly as JSON prints them.

    `dated` says whether the list can be asked `from` and `to`, whose present values stand in
    `date_from` and `date_to`, `standing` whether it can be asked `as_of`. `hidden` are the names
    and values of the query that a search form has to carry along.
    """

    noun: str
    title: str
    count: int
    page: int
    pages: int
    facets: list[FacetView]
    chips: list[Chip]
    results: list[Described]
    sorts: list[Sort]
    q: str
    urls: ListUrls
    dated: bool = False
    standing: bool = False
    as_of: str = ""
    date_from: str = ""
    date_to: str = ""
    hidden: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ValuesPage:
    """A facet of a list with every value, and what is chosen in the list."""

    noun: str
    title: str
    facet: FacetView
    chips: list[Chip]
    count: int
    list_url: str
    url: str
    url_json: str


def list_page(
    request: HttpRequest, declaration: type[ListFilter], most_values: int | None = None
) -> ListPage:
    """The page of the list that the request asks for, with at most so many values of each facet.

    Raises BadQuery.
    """
    language = get_language() or settings.LANGUAGE_CODE
    left, rows = _page_of(request.GET, declaration, language)
    query, count = left.query, len(left.found)
    pages = max(1, -(-count // PAGE_LENGTH))
    if query.page > pages:
        problem = ngettext(
            "There is no page %(page)s: this list has %(pages)s page.",
            "There is no page %(page)s: this list has %(pages)s pages.",
            pages,
        )
        asked = {"page": query.page, "pages": pages}
        raise BadQuery(problem % asked, query.on_page(1))
    next_page = query.on_page(query.page + 1) if query.page < pages else ""
    previous = query.on_page(query.page - 1) if query.page > 1 else ""
    carried = [pair for pair in query.pairs() if pair[0] not in ASKED_ANEW]
    return ListPage(
        noun=declaration.noun,
        title=str(declaration.title),
        count=count,
        page=query.page,
        pages=pages,
        facets=facets(left, declaration, most_values),
        chips=chips(left, declaration),
        results=_in_time(rows, left, declaration, language),
        sorts=sorts(query, declaration),
        q=query.q,
        urls=ListUrls(
            canonical=query.address(),
            json=query.address("json"),
            csv=query.address("csv"),
            atom=query.address("atom"),
            reset=list_address(declaration.noun),
            table=table_address(query.noun, query.rows_alone()),
            cite=cited_address(query.noun, query.rows_alone()),
            next=next_page,
            previous=previous,
        ),
        dated=declaration.dated(),
        standing=declaration.standing,
        as_of=query.as_of,
        date_from=query.start,
        date_to=query.end,
        hidden=carried,
    )


def values_page(request: HttpRequest, declaration: type[ListFilter], name: str) -> ValuesPage:
    """Every value of the facet `name` in the list that the request asks for. Raises BadQuery."""
    language = get_language() or settings.LANGUAGE_CODE
    left = answer(request.GET, declaration, language, stamp.current())
    query = left.query.unordered()
    asked = query.written()
    return ValuesPage(
        noun=declaration.noun,
        title=str(declaration.title),
        facet=facet_view(left, name, declaration.facets()[name]),
        chips=chips(left, declaration),
        count=len(left.found),
        list_url=query.address(),
        url=values_address(query.noun, name, asked),
        url_json=values_address(query.noun, name, asked, "json"),
    )


def whole_list(
    asked: QueryDict, declaration: type[ListFilter]
) -> Iterator[tuple[Sequence[Any], list[Described]]]:
    """All rows that a query asks for, in parts, with what JSON prints of each.

    Raises BadQuery, before the first part.
    """
    language = get_language() or settings.LANGUAGE_CODE

    def read(ids: Sequence[int], _now: stamp.Stamp | None) -> list[Any]:
        return [row for some in _parts(ids) for row in declaration.read_rows(some)]

    left, rows = _asked_for(asked, declaration, language, read)
    return (
        (some, _in_time(described(some, declaration, language), left, declaration, language))
        for some in _parts(rows)
    )


def _page_of(
    asked: QueryDict, declaration: type[ListFilter], language: str
) -> tuple[Answer, list[Described]]:
    """The answer, and the rows of its page."""

    def read(ids: Sequence[int], now: stamp.Stamp | None) -> list[Described]:
        return rows_of(ids, declaration, language, now)

    return _asked_for(asked, declaration, language, read, PAGE_LENGTH)


def _asked_for(
    asked: QueryDict,
    declaration: type[ListFilter],
    language: str,
    read: Callable[[Sequence[int], stamp.Stamp | None], list[R]],
    length: int | None = None,
) -> tuple[Answer, list[R]]:
    """The answer and its rows, all of them or those of its page, which `read` asks the view for as
    of the stamp of the answer.

    When the view holds fewer of them than the index, the index is made anew, once.
    """
    now = stamp.current()
    for _attempt in range(2):
        found = answer(asked, declaration, language, now)
        start = (found.query.page - 1) * length if length else 0
        ids = found.index.page(found.found, found.query.sort, start, length)
        rows = read(ids, now)
        if len(rows) == len(ids):
            break
        index.forget()
        search.WORDS.forget()
    return found, rows


def _parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows in parts that one query can hold."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _in_time(
    rows: list[Described], left: Answer, declaration: type[ListFilter], language: str
) -> list[Described]:
    """The rows with what depends on the time that is asked for."""
    days = left.query.days()
    if any(days):
        within = (overlaps(parse(row["when"]), *days) for row in rows)
        rows = [
            row.and_more({"falls_within": each}, prints_alike=each != POSSIBLE)
            for row, each in zip(rows, within, strict=True)
        ]
    if declaration.standing:
        day = left.query.day()
        where = standings([row.id for row in rows], day, language)
        rows = [row.and_more({"as_of": day.isoformat(), "states": where[row.id]}) for row in rows]
    return rows
