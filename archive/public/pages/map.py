"""What the map says: which places are located, which are not, and the lines that it is drawn on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from archive.geography import Point, attribution_of, lines_of
from archive.public import models as public
from archive.public.addresses import list_address
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, code
from archive.public.pages.places import Location, location
from archive.public.wording import language_order


@dataclass(frozen=True)
class Spot:
    """A place as a line of another page: how many incidents are filed there, and their list."""

    place: parts.Link
    kind: parts.Code
    location: Location
    incidents: int
    list: str


@dataclass(frozen=True)
class Map:
    """All places: those with coordinates and those that are not located.

    `area` is west, south, east, north in degrees, or empty when nothing is located.
    """

    located: list[Spot]
    not_located: list[Spot]
    area: list[float]
    ground: Ground


@dataclass(frozen=True)
class GroundLine:
    """A border, river or shore that the map is drawn on, in strokes of longitude and latitude."""

    kind: str
    name: str
    strokes: list[list[Point]]


@dataclass(frozen=True)
class Ground:
    """The lines that the map is drawn on, and who drew them."""

    lines: list[GroundLine]
    attribution: str


def map_of_places(language: str) -> Map:
    """Gather all places for the map and the table beneath it."""
    places = list(public.PublicPlace.objects.order_by("slug")[: rows.MANY * 10])
    filed = Counter(public.PublicIncident.objects.order_by().values_list("place_id", flat=True))
    apparatus = Apparatus(language, named=places)
    spots = [
        Spot(
            place=apparatus.link(row),
            kind=code(row, "kind"),
            location=location(row),
            incidents=filed[row.pk],
            list=f"{list_address('incidents')}?village={row.slug}",
        )
        for row in places
    ]
    located = [spot for spot in spots if spot.location.latitude]
    archive = public.PublicArchive.objects.first()
    return Map(
        located=located,
        not_located=[spot for spot in spots if not spot.location.latitude],
        area=area_of(located, archive.map_area if archive else []),
        ground=ground_of(archive.geography if archive else {}, language),
    )


def ground_of(geography: Any, language: str) -> Ground:
    """The lines of an archive with their names in the language of the reader, or else another."""
    order = language_order(language)
    return Ground(
        lines=[
            GroundLine(
                kind=line.kind,
                name=next((line.names[tag] for tag in order if line.names.get(tag)), ""),
                strokes=line.strokes,
            )
            for line in lines_of(geography)
        ],
        attribution=attribution_of(geography),
    )


def area_of(located: list[Spot], named: list[float]) -> list[float]:
    """The area that the archive names for its map, or else the one that holds all places."""
    if len(named) == 4:
        return [float(edge) for edge in named]
    if not located:
        return []
    across = [float(spot.location.longitude) for spot in located]
    up = [float(spot.location.latitude) for spot in located]
    margin = max(max(across) - min(across), max(up) - min(up), 0.1) * 0.15
    return [min(across) - margin, min(up) - margin, max(across) + margin, max(up) + margin]
