"""Lines of the map come in a bundle as GeoJSON, are kept with nothing beside them, and go out."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from archive.geography import canonical, geography_rule, lines_of
from archive.models import Archive
from tests.ingest.bundles import Bundle, counts, reasons

GIVEN: dict[str, Any] = {
    "type": "FeatureCollection",
    "attribution": "The Orlen surveyors.",
    "bbox": [40, 50, 42, 51],
    "features": [
        {
            "type": "Feature",
            "id": "a secret note",
            "properties": {"kind": "river", "name": {"en": "Orl"}, "note": "a secret note"},
            "geometry": {"type": "LineString", "coordinates": [[40, 50.5], [41.25, 50.75]]},
        }
    ],
}

KEPT = {
    "type": "FeatureCollection",
    "attribution": "The Orlen surveyors.",
    "features": [
        {
            "type": "Feature",
            "properties": {"kind": "river", "name": {"en": "Orl"}},
            "geometry": {
                "type": "MultiLineString",
                "coordinates": [[[40.0, 50.5], [41.25, 50.75]]],
            },
        }
    ],
}
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
STROKES = st.lists(st.lists(DEGREES, min_size=2, max_size=5), min_size=1, max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("type", "features", "geometry", "properties", "kind", "coordinates")),
            inner | st.sampled_from(("FeatureCollection", "LineString", "river")),
        )
    ),
    max_leaves=12,
)


def feature(**other: Any) -> dict[str, Any]:
    """The river, but for some of its members."""
    return {"type": "FeatureCollection", "features": [GIVEN["features"][0] | other]}


REFUSED: dict[str, tuple[Any, str]] = {
    "no collection": ({"type": "Feature"}, "a GeoJSON FeatureCollection"),
    "no features": ({"type": "FeatureCollection"}, "a GeoJSON FeatureCollection"),
    "a point": (
        feature(geometry={"type": "Point", "coordinates": [40, 50]}),
        "a GeoJSON FeatureCollection",
    ),
    "a line of one point": (
        feature(geometry={"type": "LineString", "coordinates": [[40, 50]]}),
        "a GeoJSON FeatureCollection",
    ),
    "degrees as texts": (
        feature(geometry={"type": "LineString", "coordinates": [["40", "50"], ["41", "50"]]}),
        "its longitude and its latitude",
    ),
    "a latitude beyond the pole": (
        feature(geometry={"type": "LineString", "coordinates": [[40, 50], [40, 91]]}),
        "its longitude and its latitude",
    ),
    "another kind": (feature(properties={"kind": "road"}), "border, river or shore"),
    "a name that is none": (feature(properties={"kind": "river", "name": "Orl"}), "by language"),
    "too many points": (
        feature(geometry={"type": "LineString", "coordinates": [[40, 50]] * 20_001}),
        "at most 20,000 points",
    ),
}


def with_lines(bundle: Bundle, lines: Any) -> None:
    bundle.manifest["archive"] = {
        "slug": "orlen", "languages": ["en"], "title": {"en": "Orlen"}, "geography": lines
    }  # fmt: skip


@pytest.mark.django_db
def test_lines_are_kept_without_what_stands_beside_them(bundle: Bundle) -> None:
    with_lines(bundle, GIVEN)
    assert reasons(bundle.apply()) == []
    assert Archive.objects.get().geography == KEPT
    assert counts(bundle.apply())["update"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_line_is_refused_in_a_sentence(bundle: Bundle, name: str) -> None:
    lines, words = REFUSED[name]
    with_lines(bundle, lines)
    (reason,) = reasons(bundle.apply())
    assert words in reason
    assert not Archive.objects.exists()
    with pytest.raises(ValidationError, match=words):
        geography_rule(lines)


@pytest.mark.django_db
def test_a_name_that_turns_the_words_around_it_is_refused(bundle: Bundle) -> None:
    with_lines(bundle, feature(properties={"kind": "river", "name": {"en": "Orl\u202e"}}))
    assert len(reasons(bundle.apply())) == 1


@given(STROKES)
def test_what_is_kept_is_kept_as_it_is(strokes: list[Any]) -> None:
    told = feature(geometry={"type": "MultiLineString", "coordinates": strokes})
    kept = canonical(told)
    assert canonical(kept) == kept
    assert [[list(point) for point in each] for each in lines_of(kept)[0].strokes] == strokes


@given(JSON)
def test_anything_else_is_refused_and_nothing_breaks(value: Any) -> None:
    with suppress(ValueError):
        assert canonical(canonical(value)) == canonical(value)
