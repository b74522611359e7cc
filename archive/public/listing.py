"""Answers a list: which rows, which counts, and the address of everything that can be clicked.

Every list page, its JSON and its CSV come from here. It knows no noun: what a list holds is
declared in `filters/`, how counts are made stands in `facets`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from archive.dates import overlaps, parse
from archive.public import index, search, stamp
from archive.public.addresses import cited_address, list_address, table_address
from archive.public.facets import NONE, Bits, Choice
from archive.public.filters.base import SORTS, FacetFilter, ListFilter
from archive.public.index import AT_ONCE, INDEXES, ListIndex
from archive.public.query import BadQuery, FacetAddresses, Query, read
from archive.public.standings import standings

__all__ = ["Answer", "BadQuery", "Chip", "ListPage", "answer", "chips", "list_page", "whole_list"]

PAGE_LENGTH = 25
ASKED_ANEW = ("q", "from", "to", "as_of", "page")
"""The parts of a query for which the form of a list has a field."""
SHOWN_VALUES = 12
"""How many values of a facet a page shows before "all values"."""


@dataclass(frozen=True)
class FacetValue:
    """A value to choose. `count` is the exact length of the list at `url`, which is the present
    list with this value alone in its facet.

    `url_with` adds the value to those that are chosen in the facet (any of them); it is empty when
    none is chosen or this one already is. `url_without` is empty unless the value is chosen.
    `url_both` asks for rows that have this value and the chosen ones, where there are any:
    `both` of them.
    """

    value: str
    label: str
    count: int
    selected: bool
    url: str
    url_with: str = ""
    url_without: str = ""
    url_both: str = ""
    both: int = 0


@dataclass(frozen=True)
class FacetView:
    """A facet with all values that lead somewhere; `more` when a page should fold some away."""

    name: str
    label: str
    values: list[FacetValue]
    more: bool
    selected: bool


@dataclass(frozen=True)
class Chip:
    """A part of the query that is in force, and the list without it."""

    label: str
    value_label: str
    url_without: str


@dataclass(frozen=True)
class Sort:
    """An order that can be chosen."""

    name: str
    label: str
    url: str
    selected: bool


@dataclass(frozen=True)
class ListUrls:
    """Addresses of this list; `next` and `previous` are empty at its ends."""

    canonical: str
    json: str
    csv: str
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
    results: list[dict[str, Any]]
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
class Answer:
    """What a query leaves of a list: the bits of the rows, and the count of each value."""

    query: Query
    index: ListIndex
    found: Bits
    counts: dict[str, dict[str, int]]


def list_page(request: HttpRequest, declaration: type[ListFilter]) -> ListPage:
    """The page of the list that the request asks for. Raises BadQuery."""
    language = get_language() or settings.LANGUAGE_CODE
    left, rows = _rows(request.GET, declaration, language, whole=False)
    query, count = left.query, len(left.found)
    pages = max(1, -(-count // PAGE_LENGTH))
    if query.page > pages:
        problem = ngettext(
            "There is no page %(page)s: this list has %(pages)s page.",
            "There is no page %(page)s: this list has %(pages)s pages.",
            pages,
        )
        asked = {"page": query.page, "pages": pages}
        raise BadQuery(problem % asked, replace(query, page=1).address())
    next_page = replace(query, page=query.page + 1).address() if query.page < pages else ""
    previous = replace(query, page=query.page - 1).address() if query.page > 1 else ""
    carried = [pair for pair in query.pairs() if pair[0] not in ASKED_ANEW]
    return ListPage(
        noun=declaration.noun,
        title=str(declaration.title),
        count=count,
        page=query.page,
        pages=pages,
        facets=_facets(left, declaration),
        chips=chips(left, declaration),
        results=_described(rows, left, declaration, language),
        sorts=_sorts(query, declaration),
        q=query.q,
        urls=ListUrls(
            canonical=query.address(),
            json=query.address("json"),
            csv=query.address("csv"),
            reset=list_address(declaration.noun),
            table=table_address(query.noun, urlencode(query.unordered().pairs())),
            cite=cited_address(query.noun, urlencode(query.unordered().pairs())),
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


def whole_list(
    asked: QueryDict, declaration: type[ListFilter]
) -> Iterator[tuple[Sequence[Any], list[dict[str, Any]]]]:
    """All rows that a query asks for, in parts, with what JSON prints of each.

    Raises BadQuery, before the first part.
    """
    language = get_language() or settings.LANGUAGE_CODE
    left, rows = _rows(asked, declaration, language, whole=True)
    return ((some, _described(some, left, declaration, language)) for some in _parts(rows))


def _rows(
    asked: QueryDict, declaration: type[ListFilter], language: str, *, whole: bool
) -> tuple[Answer, list[Any]]:
    """The answer and its rows, read through the public view once more.

    When the view holds fewer of them than the index, the index is made anew, once.
    """
    now = stamp.current()
    for _attempt in range(2):
        found = answer(asked, declaration, language, now)
        start = 0 if whole else (found.query.page - 1) * PAGE_LENGTH
        length = None if whole else PAGE_LENGTH
        ids = found.index.page(found.found, found.query.sort, start, length)
        rows = [row for some in _parts(ids) for row in declaration.read_rows(some)]
        if len(rows) == len(ids):
            break
        index.forget()
        search.WORDS.forget()
    return found, rows


def _parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows in parts that one query can hold."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def answer(
    data: QueryDict,
    declaration: type[ListFilter],
    language: str,
    now: stamp.Stamp | None,
) -> Answer:
    """What a query leaves of a list, as of the stamp `now`. Raises BadQuery."""
    whole = INDEXES.get((declaration, language), now)
    query = read(data, declaration, whole)
    within = whole.all()
    if query.start or query.end:
        within &= whole.within(*query.days())
    if query.q:
        within &= HOLDING_WORDS.get((declaration, language, query.q), now)
    found, counts = whole.facets.answer(query.choices, within)
    return Answer(query, whole, found, counts)


def _holding_words(key: tuple[type[ListFilter], str, str], now: stamp.Stamp | None) -> Bits:
    """The rows of a list in which words are found."""
    declaration, language, q = key
    return INDEXES.get((declaration, language), now).among(search.entries(q, now))


HOLDING_WORDS = stamp.Kept(_holding_words, most=64)
"""What was found last: a reader who looks for words goes on with facets."""


def _described(
    rows: Sequence[Any], left: Answer, declaration: type[ListFilter], language: str
) -> list[dict[str, Any]]:
    results = declaration.describe(rows, language)
    days = left.query.days()
    if any(days):
        for row, result in zip(rows, results, strict=True):
            result["falls_within"] = overlaps(parse(row.when), *days)
    if declaration.standing:
        day = left.query.day()
        where = standings([row.pk for row in rows], day, language)
        for row, result in zip(rows, results, strict=True):
            result |= {"as_of": day.isoformat(), "states": where[row.pk]}
    return results


# What can be clicked


def _facets(left: Answer, declaration: type[ListFilter]) -> list[FacetView]:
    return [_facet(left, name, facet) for name, facet in declaration.facets().items()]


def _facet(left: Answer, name: str, facet: FacetFilter) -> FacetView:
    choice, counts = left.query.choices[name], left.counts[name]
    labels = _labels(left, name, facet)
    chosen = {*choice.any_of, *choice.all_of}
    values = [value for value in labels if value in counts or value in chosen]
    if facet.values.by_count:
        values.sort(key=lambda value: (value not in chosen, -counts.get(value, 0)))
    values.sort(key=NONE.__eq__)
    addresses = FacetAddresses.of(left.query, name)
    return FacetView(
        name=name,
        label=str(facet.label),
        values=[
            FacetValue(
                value=value,
                label=labels[value],
                count=counts.get(value, 0),
                selected=value in chosen,
                url=addresses.to(Choice((value,))),
                url_with=_with(addresses, choice, value),
                url_without=_without(addresses, choice, value),
                both=(both := _both(left, name, value)),
                url_both=addresses.to(_all_of(choice, value)) if both else "",
            )
            for value in values
        ],
        more=len(values) > SHOWN_VALUES,
        selected=bool(choice),
    )


def _labels(left: Answer, name: str, facet: FacetFilter) -> dict[str, str]:
    """What the values of a facet are called, in alphabetical order or their own.

    A value that was chosen although no row has it stands first.
    """
    known = left.index.labels[name]
    choice = left.query.choices[name]
    asked = (*choice.any_of, *choice.all_of, *choice.none_of)
    rare = {value for value in asked if value not in known} - {NONE}
    found: dict[str, str] = {}
    if rare:
        language = get_language() or settings.LANGUAGE_CODE
        found = {value: value for value in sorted(rare)} | facet.values.labels(rare, language)
    return found | dict(known) | {NONE: _("not recorded")}


def _with(addresses: FacetAddresses, choice: Choice, value: str) -> str:
    if not choice.any_of or choice.all_of or value in choice.any_of:
        return ""
    rest = tuple(each for each in choice.none_of if each != value)
    return addresses.to(Choice(tuple(sorted({*choice.any_of, value})), rest))


def _without(addresses: FacetAddresses, choice: Choice, value: str) -> str:
    if value not in choice.any_of and value not in choice.all_of:
        return ""
    return addresses.to(choice.without(value))


def _both(left: Answer, name: str, value: str) -> int:
    """How many rows have a value and the one that is chosen, or all that are."""
    choice = left.query.choices[name]
    chosen = choice.all_of or choice.any_of
    is_one = len(choice.any_of) == (0 if choice.all_of else 1)
    if not is_one or value in chosen or NONE in (value, *chosen):
        return 0
    return left.found.intersection_cardinality(left.index.facets.having(name, value))


def _all_of(choice: Choice, value: str) -> Choice:
    return Choice((), choice.none_of, tuple(sorted({*choice.any_of, *choice.all_of, value})))


def _less(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)


def chips(left: Answer, declaration: type[ListFilter]) -> list[Chip]:
    """What is chosen, in canonical order, each part with the list without it."""
    query = left.query
    first = replace(query, page=1)
    found: list[Chip] = []
    for name, facet in declaration.facets().items():
        choice = query.choices[name]
        if not choice:
            continue
        labels, addresses = _labels(left, name, facet), FacetAddresses.of(query, name)
        wanted = [(value, labels[value]) for value in choice.any_of]
        wanted += [(value, _("also: %s") % labels[value]) for value in choice.all_of]
        found += [
            Chip(str(facet.label), label, addresses.to(choice.without(value)))
            for value, label in wanted
        ]
        for value in choice.none_of:
            without = replace(choice, none_of=_less(choice.none_of, value))
            label = _("not: %(value)s") % {"value": labels[value]}
            found.append(Chip(str(facet.label), label, addresses.to(without)))
    if query.start:
        found.append(Chip(_("From"), query.start, replace(first, start="").address()))
    if query.end:
        found.append(Chip(_("To"), query.end, replace(first, end="").address()))
    if query.as_of:
        found.append(Chip(_("As of"), query.as_of, replace(first, as_of="").address()))
    if query.q:
        found.append(Chip(_("Words"), query.q, replace(first, q="").address()))
    return found


def _sorts(query: Query, declaration: type[ListFilter]) -> list[Sort]:
    default = declaration.sorts[0]
    sorts: list[Sort] = []
    for name in declaration.sorts:
        asked = "" if name == default else name
        address = replace(query, sort=asked, page=1).address()
        sorts.append(Sort(name, str(SORTS[name]), address, asked == query.sort))
    return sorts
