"""Flat tables of the public rows, made by SQL for SQL to be measured with.

Database views of views would make SQL look slower than it can be, so the SQL that is compared with
gets plain tables: one row for each testimony with its single values as columns, one row for each
further value, and a full-text index of the words. On SQLite they stand in a file of their own, on
PostgreSQL in the schema `benchmark` of the scratch database. How they are made shares nothing with
the counting: facets are joined by the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, connections

from archive.public.router import public_alias

SINGLE = ("setting", "language", "speaker")
"""Facets with one value, which are columns."""

MANY = ("village", "incident", "trial", "year", "topic")
"""Facets with any number of values."""

SCHEMA = "benchmark"
"""Where they stand on PostgreSQL."""

_STAGED: dict[str, str] = {
    "place": "SELECT id, slug FROM public_place",
    "actor": "SELECT id, slug FROM public_actor",
    "incident": "SELECT id, slug, place_id FROM public_incident",
    "trial": "SELECT id, slug FROM public_trial",
    "trial_incident": "SELECT id, trial_id, incident_id FROM public_trialincident",
    "claim": "SELECT id, subject_id, topic FROM public_claim",
    "citation": "SELECT id, entry_id, passage_id FROM public_citation",
    "passage": "SELECT id, source_id, number, text FROM public_passage",
    "testimony": (
        'SELECT id, ref, slug, title, language, setting, speaker_id, "when", earliest, latest '
        "FROM public_source WHERE kind = 'testimony'"
    ),
}
"""What is read of the public views, each once."""

_KEYS = {"citation": "passage_id", "passage": "source_id", "trial_incident": "trial_id"}

_FLAT = """
CREATE TABLE testimony_flat AS SELECT t.id, t.ref, t.slug, t.title, t.setting, t.language,
  coalesce(a.slug, '_none') AS speaker, t."when", t.earliest, t.latest,
  ROW_NUMBER() OVER (ORDER BY
    CASE WHEN coalesce(t.earliest, t.latest) IS NULL THEN 1 ELSE 0 END,
    coalesce(t.earliest, t.latest), coalesce(t.latest, t.earliest), t.title, t.slug) - 1 AS position
FROM s_testimony t LEFT JOIN s_actor a ON a.id = t.speaker_id;
CREATE UNIQUE INDEX flat_id ON testimony_flat (id);
CREATE UNIQUE INDEX flat_position ON testimony_flat (position);
CREATE INDEX flat_setting ON testimony_flat (setting, id);
CREATE INDEX flat_language ON testimony_flat (language, id);
CREATE INDEX flat_speaker ON testimony_flat (speaker, id);
CREATE INDEX flat_earliest ON testimony_flat (earliest, latest, id);
CREATE TABLE s_cited AS SELECT DISTINCT p.source_id AS row_id, c.entry_id
  FROM s_passage p JOIN s_citation c ON c.passage_id = p.id
  WHERE p.source_id IN (SELECT id FROM s_testimony);
CREATE TABLE s_told AS SELECT row_id, entry_id FROM s_cited
  UNION SELECT s.row_id, c.subject_id FROM s_cited s JOIN s_claim c ON c.id = s.entry_id;
CREATE TABLE s_happened AS SELECT t.row_id, i.id AS incident_id FROM s_told t
  JOIN s_incident i ON i.id = t.entry_id
  UNION SELECT t.row_id, d.incident_id FROM s_told t
  JOIN s_trial_incident d ON d.trial_id = t.entry_id;
CREATE TABLE s_values AS
  SELECT 'incident' AS facet, i.slug AS value, h.row_id FROM s_happened h
  JOIN s_incident i ON i.id = h.incident_id
  UNION SELECT 'trial', x.slug, t.row_id FROM s_told t JOIN s_trial x ON x.id = t.entry_id
  UNION SELECT 'village', p.slug, t.row_id FROM s_told t JOIN s_place p ON p.id = t.entry_id
  UNION SELECT 'village', p.slug, h.row_id FROM s_happened h
  JOIN s_incident i ON i.id = h.incident_id JOIN s_place p ON p.id = i.place_id
  UNION SELECT 'topic', c.topic, s.row_id FROM s_cited s JOIN s_claim c ON c.id = s.entry_id
  UNION SELECT 'year', y.year, t.id FROM s_testimony t JOIN s_year y
  ON coalesce(t.earliest, t.latest) <= y.last AND coalesce(t.latest, t.earliest) >= y.first
"""

_VALUES = """
INSERT INTO testimony_value SELECT facet, value, row_id FROM s_values;
DELETE FROM testimony_value WHERE facet = 'year' AND row_id IN (SELECT row_id FROM testimony_value
  WHERE facet = 'year' GROUP BY row_id HAVING count(*) >= 10);
INSERT INTO testimony_value SELECT f.facet, '_none', t.id FROM testimony_flat t, s_facet f
  WHERE NOT EXISTS (SELECT 1 FROM s_values v WHERE v.facet = f.facet AND v.row_id = t.id);
CREATE INDEX value_row ON testimony_value (row_id, facet, value)
"""


class Flat:
    """A connection to the flat tables."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        """Open them; `path` is where the file of SQLite is."""
        self.on_sqlite = connection.vendor == "sqlite"
        self.path = str(path)
        if self.on_sqlite:
            self._file = sqlite3.connect(self.path, cached_statements=1024)
        else:
            self.ask(f"SET search_path = {SCHEMA}, public, published")

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement gives."""
        if self.on_sqlite:
            return self._file.execute(sql.replace("%s", "?"), parameters).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def _do(self, script: str) -> None:
        for statement in filter(str.strip, script.split(";")):
            self.ask(statement)

    def is_of(self, state: str) -> bool:
        """Whether the tables are there and were made of this state of the archive."""
        catalogue = "sqlite_master WHERE name" if self.on_sqlite else "pg_tables WHERE tablename"
        made = self.ask(f"SELECT 1 FROM {catalogue} = 'made_of'")
        return bool(made) and self.ask("SELECT state FROM made_of") == [(state,)]

    def make(self, state: str = "") -> None:
        """Make the tables anew from the public views; `state` is what `is_of` will know."""
        if self.on_sqlite:
            self._drop_in_file()
        else:
            self._do(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        for name, select in _STAGED.items():
            self._stage(name, select)
            key = _KEYS.get(name, "id")
            self.ask(f"CREATE INDEX staged_{name} ON s_{name} ({key})")
        self._tables_of_constants()
        if not self.on_sqlite:
            self.ask("ANALYZE")
        # Both databases are to sort by the bytes of a title.
        title = "t.title" if self.on_sqlite else 't.title COLLATE "C"'
        self._do(_FLAT.replace("t.title, t.slug)", f"{title}, t.slug)"))
        self.ask("CREATE INDEX staged_values ON s_values (row_id, facet)")
        rowless = " WITHOUT ROWID" if self.on_sqlite else ""
        self.ask(
            "CREATE TABLE testimony_value (facet varchar(20), value varchar(80), row_id bigint, "
            f"PRIMARY KEY (facet, value, row_id)){rowless}"
        )
        self._do(_VALUES)
        self._make_words()
        staged = (*_STAGED, "cited", "told", "happened", "values", "year", "facet")
        for name in staged:
            self.ask(f"DROP TABLE s_{name}")
        self.ask("CREATE TABLE made_of AS SELECT CAST(%s AS varchar(40)) AS state", (state,))
        self.ask("VACUUM ANALYZE" if self._may_sweep() else "ANALYZE")
        if self.on_sqlite:
            self._file.commit()

    def _may_sweep(self) -> bool:
        return not self.on_sqlite and not connection.in_atomic_block

    def _drop_in_file(self) -> None:
        self._file.close()
        if self.path != ":memory:":
            Path(self.path).unlink(missing_ok=True)
        self._file = sqlite3.connect(self.path, cached_statements=1024)

    def _stage(self, name: str, select: str) -> None:
        if not self.on_sqlite:
            self.ask(f"CREATE TABLE s_{name} AS {select}")
            return
        with connections[public_alias()].cursor() as cursor:
            cursor.execute(select)
            columns = [f'"{column[0]}"' for column in cursor.description]
            self.ask(f"CREATE TABLE s_{name} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            while rows := cursor.fetchmany(10_000):
                plain = ([_plain(value) for value in row] for row in rows)
                self._file.executemany(f"INSERT INTO s_{name} VALUES ({marks})", plain)

    def _tables_of_constants(self) -> None:
        kind = "varchar(10)" if self.on_sqlite else "date"
        self.ask(f"CREATE TABLE s_year (year varchar(4), first {kind}, last {kind})")
        for year in range(2015, 2045):
            row = (str(year), f"{year}-01-01", f"{year}-12-31")
            self.ask("INSERT INTO s_year VALUES (%s, %s, %s)", row)
        self.ask("CREATE TABLE s_facet (facet varchar(20))")
        for name in MANY:
            self.ask("INSERT INTO s_facet VALUES (%s)", (name,))

    def _make_words(self) -> None:
        """The words of titles and passages: on SQLite the row of a text is its number over 8."""
        texts = (
            "SELECT id * 8 AS number, id AS row_id, title AS text FROM s_testimony UNION ALL "
            "SELECT source_id * 8 + number, source_id, text FROM s_passage "
            "WHERE source_id IN (SELECT id FROM s_testimony)"
        )
        if self.on_sqlite:
            self.ask(
                "CREATE VIRTUAL TABLE testimony_words USING fts5(text, content='', "
                "tokenize='unicode61 remove_diacritics 0')"
            )
            self.ask(
                f"INSERT INTO testimony_words (rowid, text) SELECT number, text FROM ({texts}) t"
            )
            return
        self.ask(
            "CREATE TABLE testimony_words AS SELECT row_id, to_tsvector('simple', text) AS words "
            f"FROM ({texts}) t"
        )
        self.ask("CREATE INDEX words_gin ON testimony_words USING gin (words)")

    def rows_with_words(self, words: Iterable[str]) -> tuple[str, str]:
        """SQL for the ids of the rows with a text that has all of the words, and its parameter."""
        if self.on_sqlite:
            return (
                "SELECT rowid / 8 FROM testimony_words WHERE testimony_words MATCH %s",
                " ".join(f'"{word}"' for word in words),
            )
        return (
            "SELECT row_id FROM testimony_words WHERE words @@ to_tsquery('simple', %s)",
            " & ".join(words),
        )

    def close(self) -> None:
        """Let go of the file."""
        if self.on_sqlite:
            self._file.close()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
