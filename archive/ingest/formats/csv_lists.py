"""`claims.csv` and the like: one list in a table of its own, named after the list.

Commas part the columns, the header names the fields, an empty cell is a field that is not given.
A column `name.en` is the part `en` of the field `name`; `records.py` says how a cell is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from archive.ingest.bundle import LIST_LIMIT, TEXT_LIMIT, Origin
from archive.ingest.problems import Problem, Refused, shown
from archive.ingest.rows import Row

COLUMN_LIMIT = 1_000
"""How many columns a table may have: more than any list has fields in all languages."""

csv.field_size_limit(TEXT_LIMIT)


def read(origin: Origin) -> Iterator[Row]:
    """One row for each line of the table that is not blank. Raises Refused."""
    file = origin.shown
    table = csv.reader(io.StringIO(origin.text(LIST_LIMIT), newline=""), strict=True)
    columns: list[str] | None = None
    while True:
        line = table.line_num + 1
        try:
            cells = next(table, None)
        except csv.Error as error:
            raise Refused(Problem(file, table.line_num, "", f"It is not CSV: {error}.")) from None
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _header(cells, file, line)
            continue
        if len(cells) > len(columns):
            reason = f"It has {len(cells)} cells where the header names {len(columns)} columns."
            raise Refused(Problem(file, line, "", reason))
        values = {
            column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()
        }
        yield Row(origin.path.stem, values, file, line, textual=True)
    if columns is None:
        raise Refused(
            Problem(file, 1, "", "The header is missing: name the fields in the first line.")
        )


def _header(cells: list[str], file: str, line: int) -> list[str]:
    columns = [cell.strip() for cell in cells]
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        raise Refused(Problem(file, line, "", "The columns are to be parted by commas."))
    if len(columns) > COLUMN_LIMIT:
        reason = f"It has {len(columns):,} columns; a list has at most {COLUMN_LIMIT:,}."
        raise Refused(Problem(file, line, "", reason))
    seen: set[str] = set()
    for column in columns:
        if not column:
            raise Refused(Problem(file, line, "", "A column has no name."))
        if column in seen:
            raise Refused(Problem(file, line, "", f"The column {shown(column)} stands twice."))
        seen.add(column)
    return columns
