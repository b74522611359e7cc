"""Which incidents a timeline of a place takes in, and why.

What happened there, or in a place within it. The larger incidents that this is part of, with those
of their parts that are filed at no place, or at one that lies around this place; the parts that are
filed elsewhere stay away. And what is filed at a place that this one lies in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from archive.public import models as public
from archive.public import stamp
from archive.public.filters.tables import INCIDENTS, PLACES
from archive.public.index import TABLES

UP = 6
"""How far up the places around are told."""


@dataclass(frozen=True)
class Reach:
    """The ids of the place and of all places within it; of the incidents; of the larger ones among
    them, and of the places around, the nearest first."""

    places: set[int]
    incidents: set[int]
    larger: set[int]
    around: list[int]


def reach(place: public.PublicPlace) -> Reach:
    """What belongs to a place; found in the rows that are kept for lists."""
    tables = TABLES.get(None, stamp.current())
    within = {row.id: row.within_id for row in tables.rows(PLACES)}
    incidents = {row.id: row for row in tables.rows(INCIDENTS)}
    around = _around(place.pk, within)
    own = _with_places_within(place.pk, within)
    near = own | set(around)
    filed = {key for key, row in incidents.items() if row.place_id in near}
    here = {key for key in filed if incidents[key].place_id in own}
    larger = _wholes(here, incidents) - here
    parts = _parts(here | larger, near, incidents)
    return Reach(own, filed | larger | parts, larger, around)


def _around(place: int, within: Mapping[int, int | None]) -> list[int]:
    found: list[int] = []
    step = within.get(place)
    while step is not None and len(found) < UP and step not in found:
        found.append(step)
        step = within.get(step)
    return found


def _with_places_within(place: int, within: Mapping[int, int | None]) -> set[int]:
    found = newest = {place}
    while newest:
        newest = {inside for inside, whole in within.items() if whole in newest} - found
        found = found | newest
    return found


def _wholes(start: Collection[int], incidents: Mapping[int, Any]) -> set[int]:
    """The incidents that some incidents are part of, and those that these are part of."""
    found: set[int] = set()
    newest = set(start)
    while newest:
        wholes = {incidents[key].part_of_id for key in newest}
        newest = (wholes & incidents.keys()) - found - set(start)
        found |= newest
    return found


def _parts(start: Collection[int], near: Collection[int], incidents: Mapping[int, Any]) -> set[int]:
    """The parts of some incidents, and theirs, that are filed at no place or at one near."""
    found: set[int] = set()
    newest = set(start)
    while newest:
        newest = {
            key
            for key, row in incidents.items()
            if row.part_of_id in newest and (row.place_id is None or row.place_id in near)
        }
        newest -= found | set(start)
        found |= newest
    return found
