"""A raw row: what stands in a file for one record, and where.

Every format reader yields rows; nothing in a row has been checked yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from archive.ingest.bundle import Folder
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, printable

LONGEST_LABEL = 200


@dataclass(frozen=True)
class Row:
    """The values given for one record of `list_name`, from `file` (as shown to people), `line`.

    `textual` rows come from tables: each value is the text of a cell, and a column `name.en` is
    the part `en` of the field `name`. `first_only` names the fields that count when the record is
    made and are left to the editors afterwards. `folder` is where the files lie that it names;
    `document` is the text of a source that is a file alone, read already.
    """

    list_name: str
    values: Mapping[str, Any]
    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    textual: bool = False
    first_only: frozenset[str] = frozenset()
    folder: Folder | None = None
    document: PlainText | None = None

    @property
    def label(self) -> str:
        """The file as the history names it: its own name and its folder's, of no machine."""
        name = PurePath(self.file).name
        folder = self.folder.root.resolve().name if self.folder else ""
        return printable(f"{folder}/{name}" if folder else name)[-LONGEST_LABEL:]

    def problem(self, name: str, reason: str) -> Problem:
        """A problem of this row, at the line of the field where that is known."""
        line = self.lines.get(name) or self.lines.get(name.partition(".")[0]) or self.line
        return Problem(self.file, line, name, reason)
