"""Certain or possible overlap with a range of days, against sets of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.dates import overlaps, parse

FIRST = date(2031, 1, 1)
DAYS = [FIRST + timedelta(days=count) for count in range(60)]
day = st.sampled_from(DAYS)


@given(st.tuples(day, day).map(sorted), st.none() | day, st.none() | day)
def test_the_answer_is_that_of_the_sets_of_days(
    span: list[date], start: date | None, end: date | None
) -> None:
    meant = {each for each in DAYS if span[0] <= each <= span[1]}
    asked = {
        each for each in DAYS if (start is None or each >= start) and (end is None or each <= end)
    }
    expected = "certain" if meant <= asked else "possible" if meant & asked else None
    assert overlaps(parse(f"{span[0]}/{span[1]}"), start, end) == expected


@given(day, day)
def test_an_open_end_reaches_beyond_every_day_that_is_asked_for(known: date, asked: date) -> None:
    since, until = parse(f"{known}/.."), parse(f"../{known}")
    assert overlaps(since, asked, asked) == ("possible" if asked >= known else None)
    assert overlaps(until, asked, asked) == ("possible" if asked <= known else None)
    assert overlaps(since, known, None) == "certain"
    assert overlaps(until, None, known) == "certain"


@given(st.sampled_from(["2031?", "2031~", "2031%", "2031/2032?"]))
def test_a_date_that_its_source_qualifies_is_never_certain(text: str) -> None:
    assert overlaps(parse(text), None, None) == "possible"


def test_a_range_that_runs_backwards_holds_no_day() -> None:
    assert overlaps(parse("2031"), date(2031, 8, 1), date(2031, 2, 1)) is None
