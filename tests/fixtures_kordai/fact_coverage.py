"""Where each row of the collected facts stands in the archive.

A map in `fixtures/kordai/coverage/` names, for each row of one list of facts, the records that
carry it. This module finds them in the imported archive and writes `docs/coverage.md`:

    python -m tests.fixtures_kordai.fact_coverage > docs/coverage.md

It takes every map of `MAPS` that is there; the statements of the first source have a page of
their own (`coverage.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fixtures_kordai.coverage import (
    Carrier,
    addresses,
    carriers,
    print_from_a_scratch_archive,
)

TITLE = "# Where each collected fact stands"
INTRODUCTION = """\
Before the archive was filled, public facts were collected in lists: sources, places, people, dated
events, figures that disagree, allegations with the answers found, terms of the law. Each row of
each list stands in the archive at an address of its own, and whatever is said there rests on a
passage. The first address is the one that carries the row; the others stand beside it.

Where a row holds several figures, each is a claim of its own. Who says it is who makes the first
statement of the row, and through whom it reaches us. Rows that disagree stand side by side: nothing
was averaged, added up or preferred. Where an answer was looked for and not found, the last address
is what this archive says of its search.

This page is generated (`python -m tests.fixtures_kordai.fact_coverage`), and a test opens every
address on it."""


@dataclass(frozen=True)
class FactList:
    """One list of facts: the stem of its map, its heading, and how many rows it has."""

    stem: str
    heading: str
    size: int


MAPS = (
    FactList("sources", "Sources", 125),
    FactList("places", "Places", 11),
    FactList("people", "People in a public capacity", 26),
    FactList("timeline", "Dated events", 39),
    FactList("figures", "Figures that disagree", 87),
    FactList("allegations", "Allegations, and the answers found", 17),
    FactList("international", "What international and other bodies did", 10),
    FactList("terms", "Terms", 45),
)
"""The lists in the order in which the page tells them."""


@dataclass(frozen=True)
class Fact:
    """One row of a list of facts, and the records that carry it."""

    number: str
    what: str
    carriers: Sequence[Carrier]

    @property
    def speaker(self) -> str:
        """Who makes the first statement among the carriers; "" when none is a statement."""
        return next((carrier.speaker for carrier in self.carriers if carrier.speaker), "")


def maps() -> list[FactList]:
    """Return the lists whose map is in the bundle."""
    from tests.fixtures_kordai.bundle import FOLDER

    return [one for one in MAPS if (FOLDER / "coverage" / f"{one.stem}.json").exists()]


def facts(stem: str) -> list[Fact]:
    """Return the rows of one list with their carriers, from the archive as readers see it."""
    from tests.fixtures_kordai.bundle import loaded

    return [_fact(row) for row in loaded(f"coverage/{stem}.json")]


def _fact(row: Mapping[str, Any]) -> Fact:
    """A row of a map; one that names a source by its key is told by the title of the source."""
    found = carriers(row.get("carried_by") or [f"source:{row['key']}"])
    return Fact(row["id"], row.get("what") or found[0].words, found)


def page() -> str:
    """Return the page in Markdown."""
    found = [(one, facts(one.stem)) for one in maps()]
    counts = [f"| {one.heading} | {len(rows)} of {one.size} |" for one, rows in found]
    parts = [TITLE, "", INTRODUCTION, "", "| list | rows |\n|---|---|", *counts]
    for one, rows in found:
        parts += ["", f"## {one.heading}", "", *_table(rows)]
    return "\n".join([*parts, ""])


def _table(rows: Sequence[Fact]) -> list[str]:
    lines = [
        f"| {row.number} | {row.what} | {row.speaker} | {addresses(row.carriers)} |" for row in rows
    ]
    return ["| row | what | who says it | address |\n|---|---|---|---|", *lines]


if __name__ == "__main__":
    print_from_a_scratch_archive(page)
