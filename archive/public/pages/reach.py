"""Which incidents a timeline of a place takes in, and why.

What happened there, or in a place within it. The larger incidents that this is part of, with those
of their parts that are filed at no place, or at one that lies around this place; the parts that are
filed elsewhere stay away. And what is filed at a place that this one lies in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from archive.public import models as public
from archive.public.entries import few_lengths
from archive.public.pages import rows
from archive.public.pages.places import above

Incidents = dict[int, public.PublicIncident]


@dataclass(frozen=True)
class Reach:
    """The ids of the place and of all places within it; the incidents; which of them are larger
    ones, and the places around."""

    places: list[int]
    incidents: Incidents
    larger: list[public.PublicIncident]
    around: list[public.PublicPlace]


def reach(place: public.PublicPlace) -> Reach:
    """What belongs to a place; in a number of queries that depends on the depth of things alone."""
    around = above(place)
    own, near = _with_places_within(place), {each.pk for each in around}
    filed = {row.pk: row for row in rows.incidents(Q(place_id__in=few_lengths(own | near)))}
    here = {pk: row for pk, row in filed.items() if row.place_id in own}
    larger = _followed(here, lambda found: Q(pk__in=few_lengths(_wholes(found))))
    allowed = few_lengths(own | near)
    parts = _followed(
        here | larger,
        lambda found: (
            Q(part_of_id__in=few_lengths(found)) & (Q(place=None) | Q(place_id__in=allowed))
        ),
    )
    incidents = filed | larger | parts
    ordered = sorted(larger.values(), key=lambda row: (row.earliest is None, row.slug))
    return Reach(sorted(own), incidents, ordered, around)


def _with_places_within(place: public.PublicPlace) -> set[int]:
    found = newest = {place.pk}
    while newest:
        inside = public.PublicPlace.objects.filter(within_id__in=few_lengths(newest))
        newest = set(inside.values_list("pk", flat=True)) - found
        found = found | newest
    return found


def _wholes(incidents: Incidents) -> set[int]:
    return {row.part_of_id for row in incidents.values() if row.part_of_id is not None}


def _followed(start: Incidents, onward: Callable[[Incidents], Q]) -> Incidents:
    """The incidents to which a relation leads from some others, and on from there."""
    seen, newest = set(start), dict(start)
    found: Incidents = {}
    while newest:
        reached = rows.incidents(onward(newest))
        newest = {row.pk: row for row in reached if row.pk not in seen}
        seen |= newest.keys()
        found |= newest
    return found
