"""Cross-tables of lists: any two facets against each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase

from archive.public import crossing
from archive.public.exports.csv import table_response
from archive.public.filters.base import ListFilter
from archive.public.pages.groups import basis
from archive.public.query import BadQuery
from archive.public.views.answers import answer, bad_query
from archive.public.wording import reader_language

GROUP = "group"
"""The facet of the groups of people that a record belongs to."""


def of(declaration: type[ListFilter]) -> Callable[..., HttpResponseBase]:
    """The view of the cross-tables of a list."""

    def view(request: HttpRequest, form: str = "html") -> HttpResponseBase:
        """A table in a form."""
        try:
            table = crossing.cross_table(request, declaration)
        except BadQuery as problem:
            return bad_query(request, problem, form)
        if form == "csv":
            name = f"{table.noun}-{table.rows.name}-{table.columns.name}"
            return table_response(name, crossing.header(table), crossing.lines(table))
        if groups := _groups(table) if declaration.standing else ():
            table = replace(table, basis=basis(groups, reader_language()))
        return answer(request, "public/table.html", table, form, urls=table.urls)

    return view


def _groups(table: crossing.CrossTable) -> list[str]:
    """The groups of people that stand in a table, by their slugs."""
    rows, columns = [line.head for line in table.lines], table.heads
    sides = ((table.rows, rows), (table.columns, columns))
    return [head.value for side, heads in sides if side.name == GROUP for head in heads]
