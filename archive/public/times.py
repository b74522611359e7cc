"""Times that sources give, compared: computed from what is said, never decided.

Plain functions over rows; no queries, no HTML. Two times exclude each other when the last moment
that one can mean lies before the first that the other can mean. An open end excludes nothing on its
side, and a qualifier widens nothing: "about 11:00" is read as 11:00, as "about 300" is read as 300.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from itertools import combinations
from typing import Any

from archive.dates import PartialDate, parse


def exclude(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates cannot mean one and the same moment."""
    return _before(one.last, other.first) or _before(other.last, one.first)


def _before(end: datetime | None, beginning: datetime | None) -> bool:
    return end is not None and beginning is not None and end < beginning


def apart(told: Iterable[Any], of: Callable[[Any], Hashable]) -> list[Any]:
    """The dated statements whose time excludes that of another speaker on the same thing.

    `of` names the thing whose time a statement tells.
    """
    things: dict[Hashable, list[Any]] = defaultdict(list)
    for each in told:
        things[of(each)].append(each)
    found: dict[int, Any] = {}
    for same in things.values():
        dated = [(each, parse(each.when)) for each in same]
        for (one, when), (other, then) in combinations(dated, 2):
            if one.asserted_by_id != other.asserted_by_id and exclude(when, then):
                found |= {one.pk: one, other.pk: other}
    return list(found.values())
