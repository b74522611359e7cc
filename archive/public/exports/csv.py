"""Lists as CSV: the whole filter in the order of the page, each row with its citations.

The first columns are those of every list. The last ones say in which version the row's record
stands, the hash of that version, and on what the row rests, as a cite line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse

from archive.public.exports.citations import cite_lines
from archive.public.filters.base import ListFilter
from archive.public.listing import whole_list
from archive.public.versions import latest

FIRST = ("ref", "slug", "url", "title")
LAST = ("version", "version_hash", "citations")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def list_response(request: HttpRequest, declaration: type[ListFilter]) -> HttpResponse:
    """All rows that the request asks for. Raises BadQuery."""
    paths = (*FIRST, *declaration.columns)
    header = [*(path.replace(".", "_") for path in paths), *LAST]
    return table_response(declaration.noun, header, _lines(request, declaration, paths))


def table_response(
    name: str, header: Sequence[str], lines: Iterable[Sequence[Any]]
) -> HttpResponse:
    """A table as CSV, in a file of this name."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in line] for line in lines)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(
    request: HttpRequest, declaration: type[ListFilter], paths: tuple[str, ...]
) -> Iterator[list[Any]]:
    for rows, results in whole_list(request.GET, declaration):
        citations = cite_lines(rows, declaration)
        versions = latest([row.pk for row in rows])
        for row, result in zip(rows, results, strict=True):
            version = versions.get(row.pk)
            told = (version.number, version.content_hash) if version else ("", "")
            yield [*(_at(result, path) for path in paths), *told, citations.get(row.pk, "")]


def _at(result: dict[str, Any], path: str) -> Any:
    name, _dot, rest = path.partition(".")
    value = result[name]
    return _at(value, rest) if rest and value is not None else value


def _cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(each["title"] if isinstance(each, dict) else each for each in value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text
