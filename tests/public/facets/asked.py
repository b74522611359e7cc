"""What a query asks, and what it leaves by brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from typing import NamedTuple

from tests.public.facets.brute_force import NONE, Values


class Asked(NamedTuple):
    """What is asked of one facet: any of these, none of those, all of these."""

    any_of: Set[str] = frozenset()
    none_of: Set[str] = frozenset()
    all_of: Set[str] = frozenset()


Query = Mapping[str, Asked]
"""What is asked of each facet."""


def fits(values: Mapping[str, set[str]], asked: Query, *, but: str = "") -> bool:
    """Whether a row with these values is left by what is asked in all facets but one."""
    for facet, wanted in asked.items():
        if facet == but:
            continue
        has = values[facet] or {NONE}
        if wanted.any_of and not has & wanted.any_of:
            return False
        if has & wanted.none_of or wanted.all_of - has:
            return False
    return True


def left(rows: Values, asked: Query) -> set[int]:
    """The rows that are left."""
    return {row for row, values in rows.items() if fits(values, asked)}


def counts(rows: Values, asked: Query, facet: str) -> dict[str, int]:
    """For each value of a facet, how many rows have it among those that all other facets leave."""
    counter: Counter[str] = Counter()
    for values in rows.values():
        if fits(values, asked, but=facet):
            counter.update(values[facet] or {NONE})
    return dict(counter)
