"""The map is drawn on the lines that the archive was given, and their names lie on nothing."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, pi, radians, sin
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from archive.public.pages import map_picture as drawing
from archive.public.pages import parts
from archive.public.pages.map import Ground, GroundLine, Map, Spot
from archive.public.pages.map_picture import Name, Picture, picture
from archive.public.pages.places import Location
from archive.vocabularies import Precision
from tests import factories

AREA = [40.0, 50.0, 42.0, 51.0]
RIVER = [[40.0 + 0.1 * step, 50.5 + 0.05 * sin(step)] for step in range(21)]
BORDER = [[40.0, 50.1], [41.0, 50.25], [42.0, 50.2]]
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
NEAR = st.tuples(st.floats(39.5, 42.5), st.floats(49.5, 51.5))


def geography(**more: Any) -> dict[str, Any]:
    lines = (("river", {"en": "Orl", "ru": "Орл"}, RIVER), ("border", {"en": "Border"}, BORDER))
    features = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "name": name},
            "geometry": {"type": "LineString", "coordinates": stroke},
        }
        for kind, name, stroke in lines
    ]
    return {"type": "FeatureCollection", "features": features, **more}


def drawn_with(*strokes: list[tuple[float, float]], name: str = "The river Orl") -> Picture:
    ground = Ground([GroundLine("river", name, list(strokes))], "")
    found = picture(Map(located=[], not_located=[], area=AREA, ground=ground))
    assert found
    return found


def letters(name: Name) -> list[tuple[float, float]]:
    """Points through the middle of a name's letters, told from how SVG turns a text."""
    turn, length = radians(name.turn), len(name.text) * 7.4
    return [
        (
            name.x + part * length * cos(turn) + 5 * sin(turn),
            name.y + part * length * sin(turn) - 5 * cos(turn),
        )
        for part in (0, 0.25, 0.5, 0.75, 1)
    ]


def distance(point: tuple[float, float], path: str) -> float:
    """How far a point is from a path of straight parts, by the formula of a segment."""
    points = [tuple(map(float, each.split())) for each in path.removeprefix("M").split("L")]
    found = []
    for (a, b), (c, d) in pairwise(points):
        length = (c - a) ** 2 + (d - b) ** 2
        part = ((point[0] - a) * (c - a) + (point[1] - b) * (d - b)) / length if length else 0
        part = min(1, max(0, part))
        found.append(hypot(a + part * (c - a) - point[0], b + part * (d - b) - point[1]))
    return min(found)


@pytest.mark.django_db
def test_borders_and_rivers_are_drawn_with_their_names_in_the_language_of_the_page(
    client: Client,
) -> None:
    factories.archive(geography=geography(attribution="Drawn by the Orlen surveyors."))
    factories.place(latitude=50.7, longitude=41.2, precision=Precision.SETTLEMENT)
    for prefix, name in (("", "Orl"), ("/ru", "Орл")):
        answer = client.get(f"{prefix}/map.svg")
        svg = ElementTree.fromstring(answer.content)
        texts = [each.text for each in svg.iter("{http://www.w3.org/2000/svg}text")]
        assert {name, "Border", "Orlen"} <= set(texts)
        assert len(list(svg.iter("{http://www.w3.org/2000/svg}path"))) == 3
    assert "Drawn by the Orlen surveyors." in client.get("/map/").content.decode()


@pytest.mark.django_db
def test_the_first_page_shows_the_map_of_an_archive_that_names_its_area(client: Client) -> None:
    archive = factories.archive()
    assert 'src="/map.svg"' in client.get("/").content.decode()
    archive.map_area = []
    archive.save()
    assert "map.svg" not in client.get("/").content.decode()


def test_a_name_lies_along_its_line_and_on_no_line() -> None:
    found = drawn_with([(x, y) for x, y in RIVER])
    (name,) = found.names
    near = [distance(point, found.strokes[0].path) for point in letters(name)]
    assert min(near) >= drawing._STEP / 2
    assert max(near) < 60


@given(st.lists(st.lists(NEAR | DEGREES, min_size=2, max_size=12), min_size=1, max_size=4))
def test_names_stay_in_the_picture_and_off_every_line(strokes: list[Any]) -> None:
    found = drawn_with(*strokes)
    assert len(found.names) <= 1
    for name in found.names:
        for point in letters(name):
            assert -1 <= point[0] <= found.width + 1
            assert -1 <= point[1] <= found.height + 1
            assert min(distance(point, stroke.path) for stroke in found.strokes) > 1
        assert abs(radians(name.turn)) <= pi / 2 + 0.01


@given(st.lists(NEAR, min_size=2, max_size=6), st.lists(NEAR, max_size=5))
def test_names_of_lines_lie_on_no_place_and_no_place_s_name(
    stroke: list[Any], places: list[Any]
) -> None:
    spots = [
        Spot(
            parts.Link("Orlen on the Orl", "/villages/orlen/"),
            parts.Code("village", "Village"),
            Location(str(latitude), str(longitude), parts.Code("settlement", "Settlement")),
            0,
            "",
        )
        for longitude, latitude in places
    ]
    ground = Ground([GroundLine("river", "The river Orl", [stroke])], "")
    found = picture(Map(located=spots, not_located=[], area=AREA, ground=ground))
    assert found
    for name in found.names:
        for point in letters(name):
            for mark in found.marks:
                assert hypot(point[0] - mark.x, point[1] - mark.y) > 8
                length = len(mark.title) * drawing._LETTER
                left = mark.label_x - (length if mark.anchor == "end" else 0)
                nearest = min(max(point[0], left), left + length)
                assert hypot(point[0] - nearest, point[1] - mark.label_y + 5) > 8


def test_a_line_beside_which_no_name_fits_has_none() -> None:
    assert not drawn_with([(40.9, 50.5), (41.0, 50.5)]).names
    assert not drawn_with([(10.0, 10.0), (20.0, 20.0)]).names
