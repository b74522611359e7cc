"""The timeline as picture, table, CSV and JSON: one and the same."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read
from tests.public.pages.timelines import (
    DAY,
    address,
    bars,
    four_forms,
    of_title,
    rows,
)

pytestmark = pytest.mark.django_db


# The four forms, and the picture


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"village": "orlen"},
        {"village": "orlen", "from": DAY, "to": "2031-05-04"},
        {"village": "ford", "from": "2031-05"},
        {"village": "tarva-district", "to": "2031-05-04"},
    ],
)
def test_picture_table_csv_and_json_are_one(
    client: Client, night: Story, asked: dict[str, str]
) -> None:
    told, *others = four_forms(client, **asked)
    assert told
    for other in others:
        assert other == told


def test_a_bar_runs_from_the_first_to_the_last_moment(client: Client, night: Story) -> None:
    """The scale is read off the picture itself: its first and its last line."""
    page = read(client, address(village="orlen", from_=DAY, to="2031-05-04"))
    (svg,) = [one for one in page.all("svg") if one["role"] == "img"]
    lines = [float(one["x1"]) for one in svg.all("line")]
    start, length = datetime.fromisoformat(DAY), timedelta(days=2)

    def at(moment: datetime) -> float:
        return min(lines) + (max(lines) - min(lines)) * ((moment - start) / length)

    drawn = 0
    for bar in bars(page):
        first, last = (bar[f"data-{side}"] for side in ("first", "last"))
        rects = list(bar.all("rect"))
        if not rects:
            assert first == last
            continue
        (rect,) = rects
        left = at(max(datetime.fromisoformat(first), start)) if first else min(lines)
        right = at(datetime.fromisoformat(last)) if last else max(lines)
        assert float(rect["x"]) == pytest.approx(left, abs=0.2)
        assert float(rect["x"]) + float(rect["width"]) == pytest.approx(
            min(right, max(lines)), abs=0.2
        )
        drawn += 1
    assert drawn > 5


def test_the_shape_tells_how_well_a_time_is_known(client: Client, night: Story) -> None:
    page = read(client, address(village="orlen", from_=DAY, to="2031-05-04"))

    def shapes(words: str) -> set[str]:
        return {one["class"] for one in of_title(page, words).all("rect", "path")}

    assert shapes("Fire at the mill") == {"sign", "by-day"}
    assert shapes("Calls to come") == {"rough"}
    assert shapes("Roof falls in") == {"sure"}
    assert shapes("Curfew") == {"sure open", "arrow"}
    assert shapes("Rain in Velia") == {"rough", "arrow"}


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        (DAY, DAY, {"3 May 2031", "03", "06", "21"}),
        (DAY, "2031-05-05", {"3 May 2031", "5 May 2031", "06", "12", "18"}),
        ("2031-05-01", "2031-05-20", {"1 May 2031"}),
        ("2031-01", "2031-12", {"January 2031"}),
        ("1901", "2031", {"1901"}),
    ],
)
def test_the_axis_has_hours_days_months_or_years(
    client: Client, night: Story, start: str, end: str, labels: set[str]
) -> None:
    page = read(client, address(village="orlen", from_=start, to=end))
    shown = {one.text for one in page.all("text") if one["class"] == "tick"}
    hours = {one for one in shown if one.isdigit() and len(one) == 2}
    assert bool(hours) == (end in (DAY, "2031-05-05"))
    assert labels <= shown


def test_the_picture_has_a_title_a_description_and_a_region_to_scroll(
    client: Client, night: Story
) -> None:
    page = read(client, address(village="orlen", from_=DAY, to=DAY))
    (svg,) = [one for one in page.all("svg") if one["role"] == "img"]
    names = svg["aria-labelledby"].split()
    labels = [one for one in svg.all("title", "desc") if one["id"] in names]
    assert [bool(one.text) for one in labels] == [True, True]
    regions = [one for one in page.all("div") if one["role"] == "region" and list(one.all("svg"))]
    assert regions
    assert all(one["tabindex"] == "0" for one in regions)


def test_too_much_is_a_table_alone_and_the_page_says_so(client: Client, night: Story) -> None:
    for number in range(80):
        factories.incident(f"Noise {number}", when="2031-05-05", place=night.village)
    page = read(client, address(village="orlen"))
    assert bars(page) == []
    assert len(rows(page)) > 80
    assert "too many to be drawn" in page.text
    assert bars(read(client, address(village="orlen", from_=DAY, to="2031-05-04")))
