"""The map as a picture: where each located place lies within the area, north above.

Plain equirectangular projection, narrowed by the cosine of the middle latitude, which is true
enough for a district. Only the places are drawn, because nothing else is known to the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians

from django.utils.translation import gettext as _

from archive.public.pages.places import Map, Spot
from archive.vocabularies import Precision

WIDTH = 900.0
MARGIN = 24.0
TALLEST, FLATTEST = 620.0, 300.0
KM_PER_DEGREE = 111.32
_LETTER, _LINE = 8.2, 20.0


@dataclass(frozen=True)
class Mark:
    """A place in the picture; `rough` when its point stands for an area."""

    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    title: str
    url: str
    rough: bool


@dataclass(frozen=True)
class Picture:
    """What the picture is made of, in units of its own."""

    width: float
    height: float
    marks: list[Mark]
    bar: float
    bar_label: str

    @property
    def foot(self) -> float:
        """Where the scale bar stands."""
        return self.height - MARGIN - 6

    @property
    def foot_label(self) -> float:
        """Where its label stands."""
        return self.foot - 6


def picture(places: Map) -> Picture | None:
    """Draw the located places that lie in the area; None when there is none."""
    if len(places.area) != 4:
        return None
    west, south, east, north = places.area
    narrowed = cos(radians((south + north) / 2))
    across, up = (east - west) * narrowed, north - south
    if across <= 0 or up <= 0:
        return None
    height = min(max(WIDTH * up / across, FLATTEST), TALLEST)
    scale = min((WIDTH - 2 * MARGIN) / across, (height - 2 * MARGIN) / up)
    points = [
        (
            spot,
            WIDTH / 2 + (float(spot.location.longitude) - (west + east) / 2) * narrowed * scale,
            height / 2 - (float(spot.location.latitude) - (south + north) / 2) * scale,
        )
        for spot in places.located
    ]
    inside = [point for point in points if 0 <= point[1] <= WIDTH and 0 <= point[2] <= height]
    length = _bar(across * KM_PER_DEGREE)
    return Picture(
        width=WIDTH,
        height=round(height, 1),
        marks=list(_marks(inside)),
        bar=round(length / KM_PER_DEGREE * scale, 1),
        bar_label=_("%(length)s km") % {"length": length},
    )


def _bar(kilometres: float) -> int:
    """A round length that takes at most a quarter of the width."""
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
    return max((step for step in steps if step <= kilometres / 4), default=1)


def _marks(points: list[tuple[Spot, float, float]]) -> Iterator[Mark]:
    """Marks with labels that do not lie on one another: each moves down until it is free."""
    taken: list[tuple[float, float, float]] = []
    for spot, x, y in sorted(points, key=lambda point: (point[2], point[1])):
        rough = spot.location.precision.code == Precision.AREA
        length, gap = len(spot.place.title) * _LETTER, 24 if rough else 12
        to_the_left = x + gap + length > WIDTH
        left = x - gap - length if to_the_left else x + gap
        label_y = y + 5
        while any(
            abs(label_y - other) < _LINE and left < end and start < left + length
            for start, end, other in taken
        ):
            label_y += 2
        taken.append((left, left + length, label_y))
        yield Mark(
            x=round(x, 1),
            y=round(y, 1),
            label_x=round(x - gap if to_the_left else x + gap, 1),
            label_y=round(label_y, 1),
            anchor="end" if to_the_left else "start",
            title=spot.place.title,
            url=spot.place.url,
            rough=rough,
        )
