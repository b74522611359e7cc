"""Text that is no date is refused in one sentence that quotes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import display, parse


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a date in one of these forms"),
        ("7 May 2031", "not a date in one of these forms"),
        ("2031-5-4", "not a date in one of these forms"),
        ("2031-05-04 10:00:00", "not a date in one of these forms"),
        ("2031-05-04t10:00:00", "not a date in one of these forms"),
        ("203x", "not a date in one of these forms"),
        ("2X31", "not a date in one of these forms"),
        ("?2031", "not a date in one of these forms"),
        ("٢٠٣١", "not a date in one of these forms"),
        ("2031-13", "no month 13"),
        ("2031-00", "no month 00"),
        ("2031-04-31", "no day 31 in 2031-04"),
        ("2031-04-00", "no day 00 in 2031-04"),
        ("203X-04", "a month of an unspecified year"),
        ("2031-XX-04", "a day of an unspecified month"),
        ("0000", "years are counted from 0001"),
        ("00XX", "years are counted from 0001"),
        ("2032/2031", "ends before it begins"),
        ("2031-05-04/2031-05-03", "ends before it begins"),
        ("2031/", "lacks an end"),
        ("/2031", "lacks an end"),
        ("/", "lacks an end"),
        ("../..", "one of its ends must be a date"),
        ("..", "not a date in one of these forms"),
        ("2031/2032/2033", "more than two ends"),
        ("2031-05-04T10:00", "hours, minutes and seconds"),
        ("2031-05-04T10", "hours, minutes and seconds"),
        ("2031-05-04T", "hours, minutes and seconds"),
        ("2031-05-04T10:00:00.5", "hours, minutes and seconds"),
        ("2031-05-04T1:00:00", "hours, minutes and seconds"),
        ("2031-05-04T24:00:00", "from 00:00:00 to 23:59:59"),
        ("2031-05-04T10:60:00", "from 00:00:00 to 23:59:59"),
        ("2031-05-04T23:59:60", "from 00:00:00 to 23:59:59"),
        ("2031-05-04T10:00:00Z", "names a time zone"),
        ("2031-05-04T10:00:00+06:00", "names a time zone"),
        ("2031-05T10:00:00", "a time of an unspecified day"),
        ("2031T10:00:00", "a time of an unspecified day"),
        ("2031-05-XXT10:00:00", "a time of an unspecified day"),
        ("2031-05-04T10:00:00/2031-05-04T09:59:59", "ends before it begins"),
        ("2031-05-04T10:00:00/2031-05-03", "ends before it begins"),
    ],
)
def test_the_sentence_quotes_the_text_and_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        parse(text)
    assert f"“{text}”" in str(refused.value)


def test_the_sentence_quotes_no_more_than_a_line_of_a_long_text() -> None:
    with pytest.raises(ValueError, match="…”") as refused:
        parse("2" * 100_000)
    assert len(str(refused.value)) < 400


@given(st.text() | st.from_regex(r"[0-9XTZ:+?~%/.-]{1,45}", fullmatch=True))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    try:
        partial = parse(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"“.*\.\Z"):
            display(text, "en")
    else:
        assert display(text, "ru")
        assert parse(partial.text) == partial
