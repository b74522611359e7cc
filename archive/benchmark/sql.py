"""The same answers by SQL over the flat tables: as carefully as can be, and as filters write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from archive.benchmark.cases import PAGE_LENGTH, Answer, Case
from archive.benchmark.flat import MANY, SINGLE, Flat
from archive.dates import parse
from archive.public.facets import Choice

Part = tuple[str, list[Any]]
"""A condition on the row `t` with its parameters."""


def careful(flat: Flat, case: Case) -> Answer:
    """One statement for each facet, the total and the page; choices are sub-queries."""
    counts: dict[str, dict[str, int]] = {}
    for name in SINGLE:
        where, parameters = _where(flat, case, but=name)
        sql = f"SELECT {name}, count(*) FROM testimony_flat t{where} GROUP BY {name}"
        counts[name] = dict(flat.ask(sql, parameters))
    for name in MANY:
        where, parameters = _where(flat, case, but=name)
        rows = f" AND v.row_id IN (SELECT t.id FROM testimony_flat t{where})" if where else ""
        counts[name] = dict(
            flat.ask(
                f"SELECT v.value, count(*) FROM testimony_value v WHERE v.facet = %s{rows} "
                "GROUP BY v.value",
                [name, *parameters],
            )
        )
    where, parameters = _where(flat, case)
    total = flat.ask(f"SELECT count(*) FROM testimony_flat t{where}", parameters)[0][0]
    page = flat.ask(
        f"SELECT t.id FROM testimony_flat t{where} ORDER BY t.position LIMIT {PAGE_LENGTH} "
        f"OFFSET {(case.page - 1) * PAGE_LENGTH}",
        parameters,
    )
    return Answer(total, counts, [row[0] for row in page])


def naive(flat: Flat, case: Case) -> Answer:
    """As filters of an object-relational mapper write it: a join for each choice, DISTINCT counts.

    Understands "any of" alone.
    """
    counts: dict[str, dict[str, int]] = {}
    for name in (*SINGLE, *MANY):
        joins, where, parameters = _joined(flat, case, but=name)
        column = f"t.{name}" if name in SINGLE else "v.value"
        own = ""
        if name in MANY:
            own = f" JOIN testimony_value v ON v.row_id = t.id AND v.facet = '{name}'"
        sql = (
            f"SELECT {column}, count(DISTINCT t.id) FROM testimony_flat t{own}{joins}{where} "
            f"GROUP BY {column}"
        )
        counts[name] = dict(flat.ask(sql, parameters))
    joins, where, parameters = _joined(flat, case)
    total = flat.ask(
        f"SELECT count(DISTINCT t.id) FROM testimony_flat t{joins}{where}", parameters
    )[0][0]
    page = flat.ask(
        f"SELECT DISTINCT t.id, t.position FROM testimony_flat t{joins}{where} "
        f"ORDER BY t.position LIMIT {PAGE_LENGTH} OFFSET {(case.page - 1) * PAGE_LENGTH}",
        parameters,
    )
    return Answer(total, counts, [row[0] for row in page])


def _where(flat: Flat, case: Case, *, but: str = "") -> Part:
    """What is asked in all facets but one, as the end of a statement over `testimony_flat t`."""
    parts = list(_conditions(flat, case, but))
    if not parts:
        return "", []
    parameters = [each for _sql, some in parts for each in some]
    return " WHERE " + " AND ".join(sql for sql, _some in parts), parameters


def _conditions(flat: Flat, case: Case, but: str) -> Iterator[Part]:
    if case.start or case.end:
        yield "t.\"when\" <> ''", []
    if case.start:
        day = parse(case.start).earliest
        assert day
        yield "(t.latest IS NULL OR t.latest >= %s)", [day.isoformat()]
    if case.end:
        day = parse(case.end).latest
        assert day
        yield "(t.earliest IS NULL OR t.earliest <= %s)", [day.isoformat()]
    if case.words:
        sql, words = flat.rows_with_words(case.words)
        yield f"t.id IN ({sql})", [words]
    for name, choice in case.choices.items():
        if name != but:
            yield from _chosen(name, choice)


def _chosen(name: str, choice: Choice) -> Iterator[Part]:
    if choice.any_of:
        yield _having(name, choice.any_of)
    for value in choice.all_of:
        yield _having(name, (value,))
    if choice.none_of:
        sql, parameters = _having(name, choice.none_of)
        yield f"NOT {sql}", parameters


def _having(name: str, values: Sequence[str]) -> Part:
    marks = ", ".join(["%s"] * len(values))
    if name in SINGLE:
        return f"(t.{name} IN ({marks}))", list(values)
    sql = f"SELECT row_id FROM testimony_value WHERE facet = '{name}' AND value IN ({marks})"
    return f"(t.id IN ({sql}))", list(values)


def _joined(flat: Flat, case: Case, *, but: str = "") -> tuple[str, str, list[Any]]:
    """Joins, conditions and parameters for what is asked in all facets but one."""
    joins, where = "", []
    parameters: dict[str, list[Any]] = defaultdict(list)
    for number, (name, choice) in enumerate(case.choices.items()):
        if name == but:
            continue
        marks = ", ".join(["%s"] * len(choice.any_of))
        if name in SINGLE:
            where.append(f"t.{name} IN ({marks})")
            parameters["where"] += choice.any_of
        else:
            alias = f"j{number}"
            joins += f" JOIN testimony_value {alias} ON {alias}.row_id = t.id"
            joins += f" AND {alias}.facet = '{name}' AND {alias}.value IN ({marks})"
            parameters["joins"] += choice.any_of
    if case.words:
        sql, words = flat.rows_with_words(case.words)
        where.append(f"t.id IN ({sql})")
        parameters["where"].append(words)
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    return joins, condition, [*parameters["joins"], *parameters["where"]]
