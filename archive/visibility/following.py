"""How the kept keys follow a change: only what it touched, and what hangs on that, is asked again.

PostgreSQL only. The database says which entries were touched (`archive.models.stamping`). From
them a walk goes through the rules in their order, plain ones first: the keys of each are worked
out anew among the records that are *asked*, and where one has come or gone, the records that point
at it are asked too, of the rules further on. Owns the SQL of that walk, and what hangs on what. It
decides nothing: the rules are those of `rules`, read from the compiled keys, and the tests hold
every walk against working all of them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.db import models

from archive.models import Claim, Record, Report, Source, Step
from archive.models.stamping import stamped_tables
from archive.visibility.clauses import KEPT, Rule

MOST = 5000
"""So many records are asked at most; beyond that all are, which is as quick."""

Kept = Sequence[tuple[Rule, str]]
"""Each rule about records, with the SQL of its keys where the kept ones are valid."""

DECLARED = "asked bigint[]; shown bigint[]; gone bigint[]; come bigint[]; moved bigint[];"
"""The variables of the walk."""


def walk(kept: Kept) -> str:
    """PL/pgSQL that brings the kept keys up to date from `asked`, which holds what was touched."""
    rest = [kept[place:] for place in range(len(kept) + 1)]
    steps = [_step(here[0], after) for here, after in pairwise(rest)]
    return " ".join([_asks(_citing("asked")), *steps])


def _step(here: tuple[Rule, str], after: Kept) -> str:
    rule, keys = here
    model = rule.rows.model
    kind = kind_of(rule)
    asks = " ".join(_asks(sql) for sql in (*_asked_before(model),))
    moves = " ".join(_asks(sql) for sql in _hanging_on(model, after))
    return (
        f"{asks} IF cardinality(asked) > {MOST} THEN {brought_up_to_date(rule, keys)}; ELSE "
        f"shown := ARRAY(SELECT found.id FROM ({keys}) AS found (id) WHERE found.id = ANY (asked));"
        f" WITH left_out AS (DELETE FROM {KEPT}.entry k WHERE k.record_type = {kind} "
        "AND k.entry_id = ANY (asked) AND k.entry_id <> ALL (shown) RETURNING k.entry_id) "
        "SELECT coalesce(array_agg(entry_id), '{}') INTO gone FROM left_out; "
        f"WITH let_in AS (INSERT INTO {KEPT}.entry SELECT one.id, {kind} "
        "FROM unnest(shown) AS one (id) ON CONFLICT DO NOTHING RETURNING entry_id) "
        "SELECT coalesce(array_agg(entry_id), '{}') INTO come FROM let_in; "
        f"moved := gone || come; IF cardinality(moved) > 0 THEN {moves or 'NULL;'} END IF; END IF;"
    )


def _asks(found: str) -> str:
    """Ask what a SELECT finds, besides what is asked already."""
    return (
        f"asked := asked || ARRAY(SELECT DISTINCT more.id FROM ({found}) AS more (id) "
        "WHERE more.id IS NOT NULL AND more.id <> ALL (asked));"
    )


def _asked_before(model: type[Record]) -> Iterator[str]:
    """What hangs on what is asked, whether or not that has come or gone."""
    if model is Step:
        # Seen while a report tells of it that is public as far as it goes by itself.
        yield f"SELECT step_id FROM {_table(Report)} WHERE entry_id = ANY (asked)"
    if model is Claim:
        # Hidden with the claim that it answers, however that one is hidden.
        yield f"SELECT entry_id FROM {_table(Claim)} WHERE answers_id = ANY (asked)"


def _hanging_on(model: type[Record], after: Kept) -> Iterator[str]:
    """What hangs on records that have come or gone: what points at them, what cites them."""
    if model is Source:
        yield _citing("moved")
    for rule, keys in after:
        for column in _columns_to(model, rule.rows.model):
            if f'."{column}"' in keys:
                table = _table(rule.rows.model)
                yield f'SELECT entry_id FROM {table} WHERE "{column}" = ANY (moved)'
    if any(rule.rows.model is Step for rule, _keys in after):
        for column in _columns_to(model, Report):
            yield f'SELECT step_id FROM {_table(Report)} WHERE "{column}" = ANY (moved)'


def _columns_to(target: type[Record], model: type[Record]) -> Iterator[str]:
    """The columns in which records of `model` point at those of `target`, or at any entry."""
    for column in model._meta.local_concrete_fields:
        if isinstance(column, models.ForeignKey) and not column.primary_key:
            related: Any = column.related_model
            if issubclass(target, related):
                yield str(column.column)


def _citing(sources: str) -> str:
    """What rests on passages of the sources among these entries."""
    return (
        "SELECT c.entry_id FROM archive_citation c JOIN archive_passage p ON p.id = c.passage_id "
        f"WHERE p.source_id = ANY ({sources})"
    )


def next_day(columns: Sequence[tuple[str, str]], today: str, touched: str | None = None) -> str:
    """SQL for the next day on which another key may be shown, or one no longer.

    With `touched`, only by the days of these entries.
    """
    each = " UNION ALL ".join(
        f"SELECT {column} + {later} AS day FROM {table}"
        + (f" WHERE {stamped_tables()[table][0]} = ANY ({touched})" if touched else "")
        for table, column in columns
        for later in (0, 1)
    )
    return f"SELECT min(day) FROM ({each}) AS days WHERE day > {today}"


def kind_of(rule: Rule) -> str:
    """The type of the rule's records, as SQL."""
    return f"'{rule.rows.model.TYPE.value}'"


def brought_up_to_date(rule: Rule, keys: str) -> str:
    """SQL that takes away the keys of a rule that are no longer shown, and adds the new ones."""
    kind = kind_of(rule)
    return (
        f"WITH shown (id) AS MATERIALIZED ({keys}), gone AS ("
        f"DELETE FROM {KEPT}.entry k WHERE k.record_type = {kind} "
        "AND NOT EXISTS (SELECT 1 FROM shown WHERE shown.id = k.entry_id)) "
        f"INSERT INTO {KEPT}.entry SELECT shown.id, {kind} FROM shown WHERE NOT EXISTS "
        f"(SELECT 1 FROM {KEPT}.entry k WHERE k.entry_id = shown.id)"
    )


def _table(model: type[Record]) -> str:
    return str(model._meta.db_table)
