"""Two facets of a list against each other: how many rows have each pair of values.

Each cell is the length of the list that it leads to, and nothing else: the table says what the
list says, cell for cell. Knows no noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.public import stamp
from archive.public.addresses import table_address
from archive.public.answering import Answer, answer
from archive.public.facets import NO_ROWS, NONE, Bits, Choice, union
from archive.public.filters.base import ALL, NOT, ListFilter, shown
from archive.public.pages.groups import Basis
from archive.public.query import BadQuery, Query

SIDES = ("rows", "columns")
MOST = 40
"""How many values of a facet a table shows: the most frequent."""


@dataclass(frozen=True)
class Cell:
    """How many rows have both values, and the list of them."""

    count: int
    url: str


@dataclass(frozen=True)
class Head:
    """A value of a facet, with all rows that have it."""

    value: str
    label: str
    total: Cell


@dataclass(frozen=True)
class Line:
    """A row of the table: a value of the first facet with each value of the second."""

    head: Head
    cells: list[Cell]


@dataclass(frozen=True)
class Side:
    """The facet on one side. `left_out` values are rarer than those that are shown.

    `repeats` says that rows of the list have several values, and are counted under each.
    """

    name: str
    label: str
    left_out: int
    repeats: bool


@dataclass(frozen=True)
class Facet:
    """A facet that can stand on a side."""

    name: str
    label: str


@dataclass(frozen=True)
class CrossTable:
    """A table, ready to be printed.

    `hidden` is what the form has to carry along, `basis` what is said of the groups in the table,
    where the list is divided into groups of people.
    """

    noun: str
    title: str
    rows: Side
    columns: Side
    heads: list[Head]
    lines: list[Line]
    total: Cell
    facets: list[Facet]
    hidden: list[tuple[str, str]]
    base: str
    url: str
    urls: dict[str, str]
    basis: Basis | None = None


def cross_table(request: HttpRequest, declaration: type[ListFilter]) -> CrossTable:
    """The table that a request asks for. Raises BadQuery."""
    facets = declaration.facets()
    across, down = _sides(request.GET, declaration)
    data = request.GET.copy()
    asked = {*SIDES, *(f"{name}{end}" for name in (across, down) for end in ("", NOT, ALL))}
    for name in asked & set(data):
        del data[name]
    language = get_language() or settings.LANGUAGE_CODE
    try:
        left = answer(data, declaration, language, stamp.current())
    except BadQuery as problem:
        raise BadQuery(problem.problem, table_address(declaration.noun)) from problem
    query = left.query.unordered()
    bits = {name: _bits(left, name) for name in (across, down)}
    values = {name: _shown(bits[name]) for name in (across, down)}
    carried = query.pairs()
    chosen = list(zip(SIDES, (across, down), strict=True))
    if [across, down] == _first(declaration):
        chosen = []
    asked_for = urlencode([*chosen, *carried])
    urls = {
        form: table_address(declaration.noun, asked_for, form) for form in ("html", "json", "csv")
    }
    heads = [_head(left, query, down, value, bits[down][value]) for value in values[down]]
    return CrossTable(
        noun=declaration.noun,
        title=str(declaration.title),
        rows=_side(across, str(facets[across].label), bits[across]),
        columns=_side(down, str(facets[down].label), bits[down]),
        heads=heads,
        lines=[
            Line(
                _head(left, query, across, value, bits[across][value]),
                [
                    Cell(
                        bits[across][value].intersection_cardinality(bits[down][other]),
                        _pair(query, across, value).with_choice(down, Choice((other,))).address(),
                    )
                    for other in values[down]
                ],
            )
            for value in values[across]
        ],
        total=Cell(len(left.found), query.address()),
        facets=[Facet(name, str(facet.label)) for name, facet in facets.items()],
        hidden=carried,
        base=table_address(declaration.noun),
        url=urls["html"],
        urls=urls,
    )


def _first(declaration: type[ListFilter]) -> list[str]:
    """The facets of a table for which none is asked."""
    return list(declaration.facets())[:2]


def _sides(data: QueryDict, declaration: type[ListFilter]) -> tuple[str, str]:
    """The facets of rows and columns: as asked, or the first two of the list."""
    facets = list(declaration.facets())
    chosen: list[str] = []
    for side in SIDES:
        given = [value for value in data.getlist(side) if value.strip()]
        if len(given) > 1 or any(name not in facets for name in given):
            problem = _("“%(name)s” does not take the value “%(value)s”.")
            told = {"name": side, "value": shown(given[-1])}
            raise BadQuery(problem % told, table_address(declaration.noun))
        chosen += given or [next(name for name in facets if name not in chosen)]
    if chosen[0] == chosen[1]:
        problem = _("Rows and columns must be two different facets.")
        raise BadQuery(problem, table_address(declaration.noun))
    return chosen[0], chosen[1]


def _bits(left: Answer, name: str) -> dict[str, Bits]:
    """The rows that have each value of a facet; "not recorded" is there in any case."""
    values = left.index.facets.bits[name]
    found = {value: bits & left.found for value, bits in values.items()}
    return {value: bits for value, bits in found.items() if bits and value != NONE} | {
        NONE: found.get(NONE, NO_ROWS)
    }


def _shown(bits: Mapping[str, Bits]) -> list[str]:
    """The values that a table shows, the most frequent first, and at last "not recorded"."""
    named = sorted((value for value in bits if value != NONE), key=lambda one: _rank(bits, one))
    return [*named[:MOST], NONE]


def _rank(bits: Mapping[str, Bits], value: str) -> tuple[int, str]:
    return -len(bits[value]), value


def _side(name: str, label: str, bits: Mapping[str, Bits]) -> Side:
    named = [rows for value, rows in bits.items() if value != NONE]
    several = sum(map(len, named)) > len(union(named))
    return Side(name, label, max(0, len(named) - MOST), several)


def _pair(query: Query, name: str, value: str) -> Query:
    return query.with_choice(name, Choice((value,)))


def _head(left: Answer, query: Query, name: str, value: str, bits: Bits) -> Head:
    label = _("not recorded") if value == NONE else left.index.labels[name].get(value, value)
    return Head(value, label, Cell(len(bits), _pair(query, name, value).address()))


def header(table: CrossTable) -> Sequence[str]:
    """The first line of the table as CSV."""
    return [table.rows.name, *(head.value for head in table.heads), "total"]


def lines(table: CrossTable) -> list[list[str | int]]:
    """The lines of the table as CSV, totals last."""
    body: list[list[str | int]] = [
        [line.head.value, *(cell.count for cell in line.cells), line.head.total.count]
        for line in table.lines
    ]
    return [*body, ["total", *(head.total.count for head in table.heads), table.total.count]]
