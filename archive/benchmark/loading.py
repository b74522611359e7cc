"""Writes an invented archive into a scratch database, and knows such a database again.

Rows go straight into the real tables, many at once; triggers, constraints and views stay in force.
Owns the refusal to write where anything else stands.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from archive.benchmark.generator import COLUMNS, Invention, Row
from archive.models import Archive, Entry, Trial
from archive.vocabularies import State

MARK = "Invented by the benchmark: "
IN_ONE_GO = 20_000
IN_ONE_TRANSACTION = {"sqlite": 400_000, "postgresql": 4_000_000}
"""How many rows. When such a transaction ends PostgreSQL works out all kept keys."""

VERSION = 1
"""Of what is invented. It rises whenever the same size and seed would give other rows."""


class NotScratch(RuntimeError):  # noqa: N818 - a refusal, not a fault
    """The database holds something that the benchmark did not put there."""


@dataclass(frozen=True)
class Data:
    """Which invented archive a database holds; `digest` is that of all rows."""

    size: int
    seed: int
    version: int
    rows: int
    digest: str


def held() -> Data | None:
    """What the database holds; None when it is empty. Raises NotScratch."""
    archive = Archive.objects.first()
    if archive and archive.desk_note.startswith(MARK):
        data = Data(**json.loads(archive.desk_note.removeprefix(MARK)))
        if data.version != VERSION:
            raise NotScratch("This archive was invented by another version: ask for it --anew.")
        return data
    if Entry.objects.exists():
        raise NotScratch("This database holds an archive that the benchmark did not make.")
    return None


def fill(size: int, seed: int = 1) -> Data:
    """Write an invented archive into an empty database. Raises NotScratch where there is one."""
    if held():
        raise NotScratch("This database is filled already.")
    tables = {name: _Table(name) for name in COLUMNS}
    counted = _Counted(Invention(size, seed).rows())
    rows = iter(counted)
    while _write_some(rows, tables):
        pass
    with transaction.atomic():
        _continue_numbers(tables.values())
        data = Data(size, seed, VERSION, counted.rows, counted.digest.hexdigest()[:16])
        Archive._base_manager.create(
            slug="archive",
            state=State.PUBLISHED,
            languages=["en", "ru"],
            desk_note=MARK + json.dumps(asdict(data)),
        )
    return data


class _Counted:
    """Rows that are counted and digested as they go by."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self.rows = 0
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.rows += 1
            self.digest.update(repr(row).encode())
            yield row


class _Table:
    """A table: what is inserted, with what its model says of columns that are not told."""

    def __init__(self, name: str) -> None:
        model: type[models.Model]
        if name == "trial_incidents":
            model = Trial.incidents.through
        else:
            model = apps.get_model("archive", name)
        self.told = COLUMNS[name]
        self.name = model._meta.db_table
        known = {field.attname: field for field in model._meta.local_concrete_fields}
        rest = [field for attname, field in known.items() if attname not in self.told]
        self.constants = tuple(
            field.get_db_prep_save(field.get_default(), connection) for field in rest
        )
        columns = [str(known[each].column) for each in self.told]
        columns += [str(field.column) for field in rest]
        quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
        marks = ", ".join(["%s"] * len(columns))
        self.insert = f"INSERT INTO {self.name} ({quoted}) VALUES ({marks})"
        self.copy = f"COPY {self.name} ({quoted}) FROM STDIN"
        self.key = self.told[0]

    def write(self, cursor: Any, rows: list[tuple[Any, ...]]) -> None:
        """Insert the rows."""
        whole = (row + self.constants for row in rows)
        if connection.vendor == "sqlite":
            cursor.executemany(self.insert, whole)
            return
        with cursor.copy(self.copy) as copy:
            for row in whole:
                copy.write_row(row)


def _write_some(rows: Iterator[Row], tables: dict[str, _Table]) -> bool:
    """Write the rows of one transaction; False when there were none."""
    written, left = 0, IN_ONE_TRANSACTION[connection.vendor]
    with transaction.atomic(), connection.cursor() as cursor:
        while written < left:
            waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
            number = 0
            for table, row in rows:
                waiting[table].append(row)
                number += 1
                if number == IN_ONE_GO:
                    break
            for name in COLUMNS:
                if name in waiting:
                    tables[name].write(cursor, waiting[name])
            written += number
            if number < IN_ONE_GO:
                break
        if written and connection.vendor == "postgresql":
            # The end of this transaction works out all kept keys, and must know how much there is.
            cursor.execute("ANALYZE")
    return written > 0


def _continue_numbers(tables: Any) -> None:
    """Let PostgreSQL number what comes later after what has been written."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in tables:
            if table.key == "id":
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT max(id) FROM {table.name}))"
                )
