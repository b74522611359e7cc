"""The places of the map as GeoJSON (RFC 7946).

A place that is not located is a feature without a geometry, as 3.2 of the RFC has it: leaving it
out would say that it is not there, a point would be a guess. How exactly a point is known stands
with it; no digit is added to it.
"""

from __future__ import annotations

import json
from typing import Any

from archive.public.pages.map import Map, Spot

MEDIA_TYPE = "application/geo+json"


def written(places: Map) -> str:
    """All places as a collection of features: the located ones first."""
    spots = [*places.located, *places.not_located]
    collection = {"type": "FeatureCollection", "features": [_feature(spot) for spot in spots]}
    return json.dumps(collection, ensure_ascii=False)


def _feature(spot: Spot) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": spot.place.url,
        "geometry": _point(spot),
        "properties": {
            "title": spot.place.title,
            "language": spot.place.language,
            "url": spot.place.url,
            "kind": spot.kind.code,
            "precision": spot.location.precision.code,
            "precision_label": spot.location.precision.label,
            "incidents": spot.incidents,
            "incidents_url": spot.list,
        },
    }


def _point(spot: Spot) -> dict[str, Any] | None:
    """East before north, as the RFC asks."""
    if not spot.location.latitude:
        return None
    longitude, latitude = float(spot.location.longitude), float(spot.location.latitude)
    return {"type": "Point", "coordinates": [longitude, latitude]}
