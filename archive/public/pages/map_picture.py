"""The map as a picture: where each located place lies within the area, north above.

Plain equirectangular projection, narrowed by the cosine of the middle latitude, which is true
enough for a district. Drawn are the places, and the lines that the archive was given as ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin

from django.utils.translation import gettext as _

from archive.public.pages.map import GroundLine, Map, Spot
from archive.vocabularies import Precision

WIDTH = 640.0
MARGIN = 16.0
TALLEST, FLATTEST = 460.0, 240.0
KM_PER_DEGREE = 111.32
_LETTER, _LINE = 8.2, 20.0
_NAME_OFF, _NAME_LETTER, _STEP = 13.0, 7.4, 8.0
_LEAST, _ENOUGH = 14.0, 40.0
"""How far from places and other names a name has to be at least, and how far is far enough."""

_BEGINNINGS = 60
"""At how many points of a stroke its name may begin."""

Drawn = tuple[float, float]
"""A point of the picture: to the right, and down."""

Cell = tuple[int, int]
"""A square of the picture as wide as a step: column and row."""


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
class Name:
    """What a line is called, written along it: where it begins, and how it is turned."""

    x: float
    y: float
    turn: float
    text: str


@dataclass(frozen=True)
class Stroke:
    """A line of the ground as the path of an SVG."""

    kind: str
    path: str


@dataclass(frozen=True)
class Picture:
    """What the picture is made of, in units of its own."""

    width: float
    height: float
    marks: list[Mark]
    bar: float
    bar_label: str
    strokes: list[Stroke] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

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

    def drawn(longitude: float, latitude: float) -> Drawn:
        return (
            WIDTH / 2 + (longitude - (west + east) / 2) * narrowed * scale,
            height / 2 - (latitude - (south + north) / 2) * scale,
        )

    points = [
        (spot, *drawn(float(spot.location.longitude), float(spot.location.latitude)))
        for spot in places.located
    ]
    inside = [point for point in points if 0 <= point[1] <= WIDTH and 0 <= point[2] <= height]
    marks = list(_marks(inside))
    strokes = [
        (line, [drawn(*point) for point in stroke])
        for line in places.ground.lines
        for stroke in line.strokes
    ]
    length = _bar(across * KM_PER_DEGREE)
    return Picture(
        width=WIDTH,
        height=round(height, 1),
        marks=marks,
        bar=round(length / KM_PER_DEGREE * scale, 1),
        bar_label=_("%(length)s km") % {"length": length},
        strokes=[Stroke(line.kind, _path(stroke)) for line, stroke in strokes],
        names=list(_names(strokes, marks, height)),
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


def _path(stroke: list[Drawn]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in stroke)


# The names of lines


def _names(
    strokes: list[tuple[GroundLine, list[Drawn]]], marks: list[Mark], height: float
) -> Iterator[Name]:
    """Each line's name once, clear of all lines, away from places and other names, near the middle.

    A line beside which there is no such room has no name.
    """
    lines = {_cell(point) for _line, stroke in strokes for point in _close(stroke, height)}
    taken = [point for mark in marks for point in _along_label(mark)]
    middle = WIDTH / 2, height / 2
    named: set[str] = set()
    # A short name finds room where a long one has left some.
    for line, stroke in sorted(strokes, key=lambda each: len(each[0].name), reverse=True):
        if not line.name or line.name in named:
            continue
        length = len(line.name) * _NAME_LETTER
        found = [
            (min(_room(along, taken), _ENOUGH) - _room(along, [middle]) / 10, name, along)
            for name in _possible(line.name, stroke, length)
            if _fits(along := _along(name, length), lines, height) and _room(along, taken) >= _LEAST
        ]
        if not found:
            continue
        _best, name, along = max(found, key=lambda each: each[0])
        named.add(line.name)
        taken += along
        yield name


def _room(along: list[Drawn], points: list[Drawn]) -> float:
    """How near any of the points comes."""
    return min((hypot(x - a, y - b) for x, y in along for a, b in points), default=WIDTH)


def _close(stroke: list[Drawn], height: float) -> Iterator[Drawn]:
    """Points of a stroke in the picture, close enough to keep names away from all of it."""
    for first, second in pairwise(stroke):
        across, down = _between(first, second)
        begin, end = _seen(first, (across, down), height)
        steps = int(hypot(across, down) * max(0.0, end - begin) // _STEP) + 1
        for step in range(steps if begin <= end else 0):
            part = begin + (end - begin) * step / steps
            yield first[0] + across * part, first[1] + down * part


def _seen(first: Drawn, way: Drawn, height: float) -> tuple[float, float]:
    """From which to which part of its way a line from a point lies in the picture.

    The end comes before the beginning when none of it does: Liang and Barsky's clipping.
    """
    begin, end = 0.0, 1.0
    for start, length, most in zip(first, way, (WIDTH, height), strict=True):
        if not length:
            end = end if 0 <= start <= most else -1.0
            continue
        low, high = sorted((-start / length, (most - start) / length))
        begin, end = max(begin, low), min(end, high)
    return begin, end


def _possible(text: str, stroke: list[Drawn], length: float) -> Iterator[Name]:
    """The name on either side of each part of a line that is about as long."""
    for start in range(0, len(stroke) - 1, len(stroke) // _BEGINNINGS + 1):
        end = start + 1
        while end < len(stroke) - 1 and hypot(*_between(stroke[start], stroke[end])) < length:
            end += 1
        x, y = stroke[start]
        across, down = _between(stroke[start], stroke[end])
        if hypot(across, down) < length:
            continue
        if across < 0:
            (x, y), across, down = stroke[end], -across, -down
        turn = atan2(down, across)
        for off in (-_NAME_OFF, _NAME_OFF + 10):
            clear = off + _bulge(stroke[start : end + 1], (x, y), turn, off)
            yield Name(
                x=round(x - clear * sin(turn), 1),
                y=round(y + clear * cos(turn), 1),
                turn=round(degrees(turn), 1),
                text=text,
            )


def _bulge(part: list[Drawn], origin: Drawn, turn: float, side: float) -> float:
    """How far a part of a line reaches out to that side of the straight between its ends."""
    out = [(y - origin[1]) * cos(turn) - (x - origin[0]) * sin(turn) for x, y in part]
    return min(0.0, *out) if side < 0 else max(0.0, *out)


def _between(first: Drawn, second: Drawn) -> Drawn:
    return second[0] - first[0], second[1] - first[1]


def _along(name: Name, length: float) -> list[Drawn]:
    """Points through the middle of a name's letters."""
    turn = radians(name.turn)
    steps = range(int(length // _STEP) + 1)
    return [
        (
            name.x + step * _STEP * cos(turn) + 5 * sin(turn),
            name.y + step * _STEP * sin(turn) - 5 * cos(turn),
        )
        for step in steps
    ]


def _along_label(mark: Mark) -> list[Drawn]:
    """A place's point, and points under its label."""
    length = len(mark.title) * _LETTER
    left = mark.label_x - length if mark.anchor == "end" else mark.label_x
    steps = range(int(length // _STEP) + 1)
    return [(mark.x, mark.y), *((left + step * _STEP, mark.label_y - 5) for step in steps)]


def _fits(along: list[Drawn], lines: set[Cell], height: float) -> bool:
    """Whether a name lies in the picture and on no line."""
    right, foot = WIDTH - MARGIN, height - MARGIN
    inside = all(MARGIN <= x <= right and MARGIN <= y <= foot for x, y in along)
    return inside and not any(_around(point) & lines for point in along)


def _cell(point: Drawn) -> Cell:
    return int(point[0] // _STEP), int(point[1] // _STEP)


def _around(point: Drawn) -> set[Cell]:
    """The cell of a point and those that touch it."""
    column, row = _cell(point)
    return {(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)}
