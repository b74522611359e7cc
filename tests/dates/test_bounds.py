"""The first and last day that a date can mean, against every day of the calendar."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import pytest
from hypothesis import given

from archive.dates import parse
from tests.dates.texts import closed_intervals, plain_points, points

CALENDAR = [(date(1800, 1, 1) + timedelta(days=count)).isoformat() for count in range(366 * 300)]


def days_of(text: str) -> tuple[date, date]:
    """The oracle: the days whose ISO form begins as the text does before its first X."""
    known = text.rstrip("?~%").partition("X")[0]
    first, behind = bisect_left(CALENDAR, known), bisect_right(CALENDAR, known + "~")
    return date.fromisoformat(CALENDAR[first]), date.fromisoformat(CALENDAR[behind - 1])


@given(plain_points)
def test_the_bounds_are_the_first_and_last_day_that_fits(text: str) -> None:
    partial = parse(text)
    assert (partial.earliest, partial.latest) == days_of(text)


@given(points)
def test_a_qualifier_moves_no_bound_and_is_told_apart(text: str) -> None:
    partial, plain = parse(text), parse(text.rstrip("?~%"))
    assert (partial.earliest, partial.latest) == (plain.earliest, plain.latest)
    assert partial.uncertain == text.endswith(("?", "%"))
    assert partial.approximate == text.endswith(("~", "%"))


@given(closed_intervals(points))
def test_an_interval_runs_from_its_first_end_to_its_last_or_is_refused_as_reversed(
    text: str,
) -> None:
    first, last = (days_of(end) for end in text.split("/"))
    if first[0] > last[1]:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse(text)
    else:
        partial = parse(text)
        assert (partial.earliest, partial.latest) == (first[0], last[1])
        assert partial.precision == "interval"


@given(points)
def test_an_open_end_has_no_bound(text: str) -> None:
    alone, since, until = parse(text), parse(f"{text}/.."), parse(f"../{text}")
    assert (since.earliest, since.latest) == (alone.earliest, None)
    assert (until.earliest, until.latest) == (None, alone.latest)
    assert since.uncertain == until.uncertain == alone.uncertain
    assert since.approximate == until.approximate == alone.approximate


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2031-05-04", "day"),
        ("2031-05", "month"),
        ("2031-05-XX", "month"),
        ("2031", "year"),
        ("2031-XX", "year"),
        ("2031-XX-XX", "year"),
        ("203X", "interval"),
        ("2031-05-04/2031-05-04", "interval"),
        ("../2031", "interval"),
    ],
)
def test_the_precision_is_the_finest_part_that_is_given(text: str, precision: str) -> None:
    assert parse(text).precision == precision


def test_a_leap_day_exists_in_leap_years_alone() -> None:
    assert parse("2032-02").latest == date(2032, 2, 29)
    assert parse("1900-02").latest == date(1900, 2, 28)
    with pytest.raises(ValueError, match="no day 29 in 2031-02"):
        parse("2031-02-29")


def test_blanks_around_a_date_mean_nothing() -> None:
    assert parse(" 2031-05 \n") == parse("2031-05")
