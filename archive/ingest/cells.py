"""How the cells of a table are read, so that a table says exactly what a manifest would.

Each cell becomes the value that the field has in a manifest: a number, true or false, a list (its
items parted by semicolons), a text. A column `name.en`, `voices.Judge` or `consent.scope` is one
part of an object; `name.en.status` says something of `name.en`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from archive.ingest.problems import Problem, shown
from archive.ingest.rows import Row
from archive.ingest.shapes import CONSENT, Field, Kind

_OBJECTS = {Kind.WORDINGS, Kind.VOICES, Kind.CONSENTS}
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")


def values_of(row: Row, fields: Mapping[str, Field]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a row from a table as a manifest would give them, and what cannot be read.

    Unknown columns pass unchanged: whoever checks the record names them.
    """
    values: dict[str, Any] = {}
    problems = []
    for column, cell in row.values.items():
        name, *path = column.split(".")
        field = fields.get(name)
        try:
            if field is None:
                values[column] = cell
            elif path or field.kind in _OBJECTS:
                _put(values, field, path, cell)
            else:
                values[name] = _value(field.kind, cell.strip())
        except ValueError as error:
            problems.append(row.problem(column, str(error)))
    return values, problems


def _put(values: dict[str, Any], field: Field, path: list[str], cell: str) -> None:
    """Set one part of an object: `name.en` or `name.en.status`."""
    if field.kind not in _OBJECTS:
        raise ValueError(f"{shown(field.name)} has no parts.")
    if not path or len(path) > 2 or (len(path) == 2 and field.kind is not Kind.WORDINGS):
        raise ValueError(f"A column of {shown(field.name)} names one part, like “{field.name}.…”.")
    found = values.setdefault(field.name, {})
    cell = cell.strip()
    if field.kind is Kind.CONSENTS and path[0] in CONSENT:
        found[path[0]] = _value(CONSENT[path[0]].kind, cell)
    elif len(path) == 1 and field.kind is not Kind.WORDINGS:
        found[path[0]] = cell
    else:
        about = path[1] if len(path) == 2 else "text"
        found.setdefault(path[0], {})[about] = cell


def _value(kind: Kind, cell: str) -> Any:
    if kind is Kind.BOOLEAN:
        if cell.lower() not in ("true", "false"):
            raise ValueError(f"It is true or false, not {shown(cell)}.")
        return cell.lower() == "true"
    if kind is Kind.INTEGER:
        return int(_number(_INTEGER, cell))
    if kind is Kind.DECIMAL:
        return Decimal(_number(_NUMBER, cell))
    if kind in (Kind.REFERENCES, Kind.LANGUAGES):
        return [item.strip() for item in cell.split(";") if item.strip()]
    if kind is Kind.AREA:
        return [Decimal(_number(_NUMBER, item.strip())) for item in cell.split(";")]
    if kind is Kind.GEOGRAPHY:
        raise ValueError("Lines of a map cannot stand in a table: give them in a manifest.")
    if kind is Kind.FILES:
        raise ValueError("Files cannot stand in a table: name them in a manifest or JSON list.")
    return cell


def _number(form: re.Pattern[str], cell: str) -> str:
    if not form.fullmatch(cell):
        raise ValueError(
            f"{shown(cell)} is not a number such as 12{'.5' if form is _NUMBER else ''}."
        )
    return cell
