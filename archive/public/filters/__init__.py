"""What each list holds: its rows, facets and orders, one module for each noun."""

from archive.public.filters.base import ListFilter
from archive.public.filters.claims import Claims
from archive.public.filters.events import Incidents
from archive.public.filters.justice import Defendants, Trials
from archive.public.filters.people import Bodies, Groups, People
from archive.public.filters.places import Villages
from archive.public.filters.sources import Sources
from archive.public.filters.testimony import Testimony

LISTS: dict[str, type[ListFilter]] = {
    each.noun: each
    for each in (
        Incidents,
        Villages,
        People,
        Bodies,
        Groups,
        Trials,
        Defendants,
        Testimony,
        Sources,
        Claims,
    )
}
"""Every list by the first part of its address, in the order of the site."""

__all__ = ["LISTS"]
