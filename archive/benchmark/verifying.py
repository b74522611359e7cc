"""Holds every count, total and page of a list against SQL and a plain loop, at random."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction
from django.http import QueryDict

from archive.benchmark import ours, sql, writing
from archive.benchmark.cases import Answer, Case, Chance, difference
from archive.benchmark.flat import Flat
from archive.benchmark.plain import PlainList, read_testimony
from archive.public import answering, index, stamp
from archive.public.filters.base import ListFilter
from archive.public.query import BadQuery
from archive.public.router import public_alias

FEW_ROWS = 3000
"""Up to here the filters themselves are asked too: they put ids into their SQL."""


class Differs(AssertionError):  # noqa: N818 - what was found, not what broke
    """Two ways of answering do not agree; the message holds the query string."""


def verify(
    declaration: type[ListFilter],
    cases: int,
    seed: int,
    flat: Flat,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> int:
    """Ask `cases` random questions in three ways; return how many were asked. Raises Differs."""
    plain = read_testimony()
    answer = ours.answers(declaration)
    few = len(plain.rows) <= FEW_ROWS
    questions = [*_on_the_edge(plain), *_random(plain, cases, seed)]
    for number, case in enumerate(questions, start=1):
        expected = plain.answer(case)
        _same(case, "the list", answer(case), "a plain loop", expected)
        _same(case, "SQL", sql.careful(flat, case), "a plain loop", expected)
        if few:
            _same_by_filters(declaration, case, expected)
        tell(number, len(questions))
    _refuses_what_is_unknown(declaration)
    return len(questions)


def verify_while_writing(
    declaration: type[ListFilter],
    cases: int,
    seed: int,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> int:
    """The same while another process publishes and withdraws; return how many states were seen.

    Each question is asked in one transaction, in which all rows are read anew. Raises Differs.
    """
    questions = _random(read_testimony(), cases, seed)
    states = set()
    with _writer():
        for number, case in enumerate(questions, start=1):
            with transaction.atomic(using=public_alias()), stamp.read_once():
                now = stamp.current()
                states.add(now)
                expected = read_testimony().answer(case)
                found = ours.answer_as_of(declaration, case, now)
                _same(case, "the list", found, "a plain loop", expected)
                _same_by_filters(declaration, case, expected)
            tell(number, cases)
    return len(states)


def _random(plain: PlainList, cases: int, seed: int) -> list[Case]:
    chance = Chance(plain, seed)
    return [chance.case() for _case in range(cases)]


def _on_the_edge(plain: PlainList) -> list[Case]:
    """Nothing asked, a far page, a word that no text has, days before everything."""
    pages = max(1, len(plain.rows) // 50)
    return [Case(), Case(page=pages), Case(words=("qqqqq",)), Case(end="1901"), Case(start="2999")]


def _same(case: Case, who: str, found: Answer, whom: str, expected: Answer) -> None:
    differs = difference(found, expected)
    if differs:
        raise Differs(f"?{case.query}\n{who} and {whom} differ: {differs}")


def _same_by_filters(declaration: type[ListFilter], case: Case, expected: Answer) -> None:
    """Ask the list's own filters in SQL, which know no words, for the total."""
    if case.words:
        return
    kept = index.INDEXES.get((declaration, ours.LANGUAGE), stamp.current())
    with _date_functions():
        total = declaration(case.data(), present=kept.labels).qs.count()
    if total != expected.total:
        told = f"?{case.query}\nthe filters and a plain loop differ: {total} and {expected.total}"
        raise Differs(told)


@contextmanager
def _date_functions() -> Iterator[None]:
    """Let statements on SQLite name Django's functions of dates.

    The belt of the readers' connection looks for names of tables in the text of a statement, and
    takes `django_date_extract` for one. The filters' SQL is nowhere asked but in checks.
    """
    wrappers = connections[public_alias()].execute_wrappers
    kept = list(wrappers)
    wrappers.clear()
    try:
        yield
    finally:
        wrappers.extend(kept)


def _refuses_what_is_unknown(declaration: type[ListFilter]) -> None:
    name = next(iter(declaration.facets()))
    for query in (f"{name}=no-such-value", "no-such-facet=1"):
        try:
            answering.answer(QueryDict(query), declaration, ours.LANGUAGE, stamp.current())
        except BadQuery:
            continue
        raise Differs(f"?{query}\nis answered, although nothing is called so")


@contextmanager
def _writer() -> Iterator[None]:
    """Another process that publishes and withdraws as long as the block lasts."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "benchmark", "write"]
    process = subprocess.Popen(  # noqa: S603 - ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        while writing.BEGUN not in (line := process.stdout.readline()):
            if not line:
                raise RuntimeError("The process that was to write has ended by itself.")
        yield
        if process.poll() is not None:
            raise RuntimeError("The process that was to write has ended by itself.")
    finally:
        process.terminate()
        process.wait(30)
