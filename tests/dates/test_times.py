"""Times of day: read as EDTF writes them, local, with seconds; moments as their bounds."""

from __future__ import annotations

from datetime import date, datetime

import edtf
import pytest
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import display, overlaps, parse
from tests.dates.texts import closed_intervals, moments, open_intervals, points, timed_points

LANGUAGES = ("en", "ru", "kk", "ky")
DAY_BEGINS, DAY_ENDS = "T00:00:00", "T23:59:59"


def bare(text: str) -> str:
    return text.rstrip("?~%")


@given(timed_points)
def test_a_time_is_one_moment_of_one_day(text: str) -> None:
    partial, moment = parse(text), datetime.fromisoformat(bare(text))
    assert partial.first == partial.last == moment
    assert partial.earliest == partial.latest == moment.date()
    assert partial.precision == "time"
    assert partial.uncertain == text.endswith(("?", "%"))
    assert partial.approximate == text.endswith(("~", "%"))


@given(moments)
def test_what_is_written_is_read_back(moment: datetime) -> None:
    partial = parse(moment.isoformat())
    assert partial.first is not None
    assert partial.first.isoformat() == partial.text == moment.isoformat()


@given(points)
def test_a_date_without_a_time_runs_from_its_first_second_to_its_last(text: str) -> None:
    partial = parse(text)
    assert partial.first is not None
    assert partial.last is not None
    assert partial.first.isoformat() == f"{partial.earliest}{DAY_BEGINS}"
    assert partial.last.isoformat() == f"{partial.latest}{DAY_ENDS}"


@given(closed_intervals(st.one_of(timed_points, points)))
def test_an_interval_runs_from_the_first_moment_of_one_end_to_the_last_of_the_other(
    text: str,
) -> None:
    one, other = (parse(end) for end in text.split("/"))
    assert one.first is not None
    assert other.last is not None
    if one.first > other.last:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse(text)
    else:
        partial = parse(text)
        assert (partial.first, partial.last) == (one.first, other.last)
        assert (partial.earliest, partial.latest) == (one.earliest, other.latest)


@given(timed_points)
def test_an_open_end_has_no_moment(text: str) -> None:
    alone, since, until = parse(text), parse(f"{text}/.."), parse(f"../{text}")
    assert (since.first, since.last) == (alone.first, None)
    assert (until.first, until.last) == (None, alone.last)


@given(moments)
def test_filters_see_the_day_of_a_time_and_no_hour(moment: datetime) -> None:
    day = moment.date()
    timed = parse(moment.isoformat())
    assert overlaps(timed, day, day) == overlaps(parse(day.isoformat()), day, day) == "certain"
    assert overlaps(timed, date(2040, 1, 1), None) is None


@given(moments)
def test_the_package_edtf_reads_the_same_day_and_time(moment: datetime) -> None:
    text = moment.isoformat()
    theirs = edtf.parse_edtf(text)
    partial = parse(text)
    assert date(*theirs.lower_strict()[:3]) == partial.earliest
    assert date(*theirs.upper_strict()[:3]) == partial.latest
    assert partial.first is not None
    assert f"{theirs.date}T{theirs.time}" == partial.first.isoformat()


@pytest.mark.parametrize("text", ["2031-05-04T10:00", "2031-05-04t10:00:00"])
def test_what_the_package_edtf_refuses_is_refused_here(text: str) -> None:
    with pytest.raises(EDTFParseException):
        edtf.parse_edtf(text)
    with pytest.raises(ValueError, match="“"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["2031-05-04T10:00:00~", "2031-05-04T10:00:00/2031-05-04T11:00:00"]
)
def test_two_forms_are_ours_and_not_edtf(text: str) -> None:
    with pytest.raises(EDTFParseException):
        edtf.parse_edtf(text)
    assert parse(text).first == datetime.fromisoformat("2031-05-04T10:00:00")


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("2031-05-04T22:00:00", "22:00 on 4 May 2031", "22:00 4 мая 2031 года"),
        ("2031-05-04T09:05:30", "09:05:30 on 4 May 2031", "09:05:30 4 мая 2031 года"),
        ("2031-05-04T11:00:00~", "about 11:00 on 4 May 2031", "около 11:00 4 мая 2031 года"),
        (
            "2031-05-04T11:00:00?",
            "possibly 11:00 on 4 May 2031",
            "возможно, 11:00 4 мая 2031 года",
        ),
        (
            "2031-05-04T19:00:00/..",
            "from 19:00 on 4 May 2031 onwards",
            "с 19:00 4 мая 2031 года",
        ),
        ("../2031-05-04T19:00:00", "until 19:00 on 4 May 2031", "до 19:00 4 мая 2031 года"),
        (
            "2031-05-04T18:00:00~/2031-05-04T23:59:59~",
            "roughly 18:00–24:00 on 4 May 2031",
            "примерно 18:00–24:00 4 мая 2031 года",
        ),
        (
            "2031-05-04T22:00:00/2031-05-05T06:00:00",
            "22:00 on 4 May 2031 – 06:00 on 5 May 2031",
            "22:00 4 мая 2031 года – 06:00 5 мая 2031 года",
        ),
        (
            "2031-05-04T22:00:00/2031-05-05",
            "22:00 on 4 May 2031 – 5 May 2031",
            "22:00 4 мая 2031 года – 5 мая 2031 года",
        ),
        ("2031-05-04T23:59:59", "23:59:59 on 4 May 2031", "23:59:59 4 мая 2031 года"),
    ],
)
def test_times_in_english_and_russian(text: str, english: str, russian: str) -> None:
    assert display(text, "en") == english
    assert display(text, "ru") == russian


@pytest.mark.parametrize(
    ("text", "kazakh", "kyrgyz"),
    [
        (
            "2031-02-07T22:00:00",
            "2031 жылғы 7 ақпан, сағат 22:00",
            "2031-ж., 7-февраль, саат 22:00",
        ),
        (
            "2031-02-07T22:00:00/..",
            "2031 жылғы 7 ақпан, сағат 22:00 кезінен бастап",
            "2031-ж., 7-февраль, саат 22:00 чагынан баштап",
        ),
        (
            "../2031-02-07T22:00:00",
            "2031 жылғы 7 ақпан, сағат 22:00 кезіне дейін",
            "2031-ж., 7-февраль, саат 22:00 чагына чейин",
        ),
    ],
)
def test_times_in_kazakh_and_kyrgyz(text: str, kazakh: str, kyrgyz: str) -> None:
    assert display(text, "kk") == kazakh
    assert display(text, "ky") == kyrgyz


@given(
    st.one_of(timed_points, open_intervals(timed_points)).filter(lambda text: DAY_ENDS not in text),
    st.sampled_from(LANGUAGES),
)
def test_every_time_is_said_with_its_day_and_its_doubt(text: str, language: str) -> None:
    said, plain = display(text, language), text.strip("./?~%")
    moment = datetime.fromisoformat(plain)
    assert f"{moment:%H:%M}" in said
    assert str(moment.day) in said
    assert str(moment.year) in said
    if plain != text:
        assert said != display(plain, language)
