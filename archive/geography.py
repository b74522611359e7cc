"""The lines that an archive's map is drawn on: borders, rivers and shores, as GeoJSON.

Owns what such a collection may hold and how it is read. The lines are material that the archive
was given, with who drew them; nothing is fetched, and nothing is worked out from them. Knows
nothing of places, records or requests. The form is that of RFC 7946.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

BORDER, RIVER, SHORE = "border", "river", "shore"
KINDS = (BORDER, RIVER, SHORE)

MOST_POINTS = 20_000
"""More would make the picture of the map heavier than the page around it."""

_FORM = gettext_noop(
    "Lines of a map are a GeoJSON FeatureCollection of LineString and MultiLineString features."
)
_KIND = gettext_noop("A line of a map has a kind among its properties: border, river or shore.")
_NAME = gettext_noop("The name of a line is an object of texts by language, or is left out.")
_DEGREES = gettext_noop("A point of a line is its longitude and its latitude, in degrees.")
_MANY = gettext_noop("Lines of a map have at most 20,000 points.")


@dataclass(frozen=True)
class Line:
    """A line of the map in one or more strokes, and what it is called in which language."""

    kind: str
    names: Mapping[str, str]
    strokes: list[list[Point]]


def lines_of(collection: Any) -> list[Line]:
    """The lines of a collection; of an empty object none. Raises ValueError with a sentence."""
    if collection in ({}, None):
        return []
    if not isinstance(collection, Mapping) or collection.get("type") != "FeatureCollection":
        _refuse(_FORM)
    features = collection.get("features")
    if not isinstance(features, list):
        _refuse(_FORM)
    lines = [_line(feature) for feature in features]
    if sum(len(stroke) for line in lines for stroke in line.strokes) > MOST_POINTS:
        _refuse(_MANY)
    return lines


def attribution_of(collection: Any) -> str:
    """Who drew the lines, and what may be done with them, in the collection's own words."""
    told = collection.get("attribution", "") if isinstance(collection, Mapping) else ""
    return told if isinstance(told, str) else ""


def canonical(collection: Any) -> dict[str, Any]:
    """The same lines with nothing beside them, as an archive keeps them. Raises ValueError."""
    lines = lines_of(collection)
    if not lines:
        return {}
    features = [
        {
            "type": "Feature",
            "properties": {"kind": line.kind, "name": dict(line.names)},
            "geometry": {
                "type": "MultiLineString",
                "coordinates": [[list(point) for point in stroke] for stroke in line.strokes],
            },
        }
        for line in lines
    ]
    told = attribution_of(collection)
    return {"type": "FeatureCollection", "attribution": told, "features": features}


def names_in(collection: Any) -> list[str]:
    """Every text of a collection: what its lines are called in which language, who drew them."""
    names = [text for line in lines_of(collection) for pair in line.names.items() for text in pair]
    return [*names, attribution_of(collection)]


def geography_rule(value: Any) -> None:
    """Refuse what is no collection of lines. Raises ValidationError."""
    try:
        lines_of(value)
    except ValueError as problem:
        raise ValidationError(str(problem)) from None


def _refuse(words: str) -> NoReturn:
    raise ValueError(_(words))


def _line(feature: Any) -> Line:
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    told = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(geometry, Mapping) or not isinstance(told, Mapping):
        _refuse(_FORM)
    kind, names = told.get("kind"), told.get("name", {})
    if kind not in KINDS:
        _refuse(_KIND)
    if not isinstance(names, Mapping) or not all(isinstance(name, str) for name in names.values()):
        _refuse(_NAME)
    return Line(str(kind), names, list(_strokes(geometry)))


def _strokes(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    coordinates = geometry.get("coordinates")
    strokes = coordinates if geometry.get("type") == "MultiLineString" else [coordinates]
    if geometry.get("type") not in ("LineString", "MultiLineString"):
        _refuse(_FORM)
    if not isinstance(strokes, list) or not all(isinstance(stroke, list) for stroke in strokes):
        _refuse(_FORM)
    for stroke in strokes:
        if len(stroke) < 2:
            _refuse(_FORM)
        yield [_point(point) for point in stroke]


def _point(point: Any) -> Point:
    if not isinstance(point, list) or len(point) != 2 or not all(map(_is_number, point)):
        _refuse(_DEGREES)
    longitude, latitude = float(point[0]), float(point[1])
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        _refuse(_DEGREES)
    return longitude, latitude


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return isfinite(value)
