"""Pairs of what is asked for and the name as it is written, and whether one finds the other.

The pairs are curated by hand; `pairs.json` has invented people and the places and given names of
everyday life, under the manner in which the first of the two is written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from archive.spellings import finds


class Pair(NamedTuple):
    """A name as somebody asks for it, and as it is written in the archive."""

    query: str
    written: str


def read(path: Path) -> list[Pair]:
    """All pairs of a file, whatever they stand under."""
    groups: dict[str, list[list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return [Pair(query, written) for group in groups.values() for query, written in group]


def missed(pairs: list[Pair]) -> list[Pair]:
    """The pairs of which the query does not find the name."""
    return [pair for pair in pairs if not finds(*pair)]


def recall(pairs: list[Pair]) -> float:
    """The share of the pairs of which the query finds the name."""
    return 1 - len(missed(pairs)) / len(pairs)


PAIRS = read(Path(__file__).with_name("pairs.json"))
