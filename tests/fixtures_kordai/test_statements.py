"""How often pages of the shipped archive ask the database: few times, however much is on them.

What is counted is a page that nobody has seen yet, in a process that has answered another page of
its kind since the archive last changed. The store of whole pages is passed by.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.fixtures_kordai.test_weight import crawled, kind_of

pytestmark = pytest.mark.django_db

MOST = 6
"""The stamp counted, the bounds of the transaction not."""

_DOSSIER = (8, "told in the order of its sources' days, so citations come first; files at its end")
MORE: dict[str, tuple[int, str]] = {
    "/trials/…/dossier/": _DOSSIER,
    "/trials/…/dossier.json": _DOSSIER,
    "/ru/trials/…/dossier/": _DOSSIER,
    "/ru/trials/…/dossier.json": _DOSSIER,
}
"""Kinds of pages that need more, each with the reason."""

BOUNDS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


class Counting:
    """A reader who counts the statements of each page."""

    def __init__(self, reader: Client) -> None:
        self._reader = reader
        self.asked: dict[str, list[int]] = defaultdict(list)

    def get(self, path: str) -> Any:
        """Read a page."""
        with CaptureQueriesContext(connection) as captured:
            answer = self._reader.get(path)
        # That the keys are kept at each request is these tests' own doing.
        asked = [query["sql"] for query in captured if "kept.keep" not in query["sql"]]
        number = sum(not sql.startswith(BOUNDS) for sql in asked)
        if answer.status_code == 200 and not path.endswith((".csv", ".bib", ".ris", ".csl.json")):
            self.asked[kind_of(path)].append(number)
        return answer


def too_many(asked: dict[str, list[int]]) -> dict[str, int]:
    """The kinds of pages that need too many statements once one of their kind was seen."""
    later = {kind: max(numbers[1:]) for kind, numbers in asked.items() if len(numbers) > 1}
    return {
        kind: number for kind, number in later.items() if number > MORE.get(kind, (MOST, ""))[0]
    }


@pytest.fixture
def counting(reader: Client) -> Counting:
    """A reader who counts."""
    return Counting(reader)


def test_a_page_of_any_kind_needs_few_statements(counting: Counting) -> None:
    for _page in crawled(counting, ["/"], 6):  # type: ignore[arg-type]
        pass
    assert len(counting.asked) > 60
    assert too_many(counting.asked) == {}


@pytest.mark.prove
def test_so_does_every_page(counting: Counting) -> None:
    for _page in crawled(counting, ["/"], None):  # type: ignore[arg-type]
        pass
    assert too_many(counting.asked) == {}


SINGLE = (
    "/timeline/",
    "/timeline/?village=sortobe",
    "/timeline/?from=2020-02-07&to=2020-02-08",
    "/allegations/",
    "/glossary/",
    "/map/",
    "/limits/",
    "/coverage/",
    "/about/",
)


@pytest.mark.parametrize("path", SINGLE)
def test_so_does_a_page_that_is_the_only_one_of_its_kind(counting: Counting, path: str) -> None:
    for _time in range(2):
        counting.get(path)
    assert too_many(counting.asked) == {}


def test_the_first_page_needs_three_at_most(counting: Counting) -> None:
    for path in ("/ru/", "/"):
        counting.get(path)
    counting.get("/")
    assert counting.asked["/"][-1] <= 3
