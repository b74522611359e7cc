"""Dates as people read them, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import display
from tests.dates.texts import open_intervals, points

LANGUAGES = ("en", "ru", "kk", "ky")


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("2031-05-04", "4 May 2031", "4 мая 2031 года"),
        ("2031-05", "May 2031", "май 2031 года"),
        ("2031", "2031", "2031 год"),
        ("2031-05-04/2031-05-05", "4–5 May 2031", "4–5 мая 2031 года"),
        ("2031-05-30/2031-06-02", "30 May – 2 June 2031", "30 мая – 2 июня 2031 года"),
        ("2031-05/2031-08", "May – August 2031", "май – август 2031 года"),
        ("2031/2033", "2031–2033", "2031–2033 годы"),
        ("2031-05-04/2031-05-04", "4 May 2031", "4 мая 2031 года"),
        (
            "2031-12-30/2032-01-02",
            "30 December 2031 – 2 January 2032",
            "30 декабря 2031 года – 2 января 2032 года",
        ),
        ("2031-05-04/..", "from 4 May 2031 on", "с 4 мая 2031 года"),
        ("../2031-05", "until May 2031", "по май 2031 года"),
        ("2031~", "about 2031", "около 2031 года"),
        ("2031-05~", "about May 2031", "около мая 2031 года"),
        ("2031-05-04?", "possibly 4 May 2031", "возможно, 4 мая 2031 года"),
        ("2031%", "possibly about 2031", "возможно, около 2031 года"),
        ("2031-05~/..", "roughly from May 2031 on", "примерно с мая 2031 года"),
        (
            "2031~/2032-05?",
            "about 2031 – possibly May 2032",
            "около 2031 года – возможно, май 2032 года",
        ),
        ("2031-05-XX", "May 2031 (day unknown)", "май 2031 года (день неизвестен)"),
        ("2031-XX", "2031 (month unknown)", "2031 год (месяц неизвестен)"),
        ("2031-XX-XX", "2031 (day unknown)", "2031 год (день неизвестен)"),
        ("203X", "2030–2039 (year unknown)", "2030–2039 годы (год неизвестен)"),
    ],
)
def test_dates_in_english_and_russian(text: str, english: str, russian: str) -> None:
    assert display(text, "en") == english
    assert display(text, "ru") == russian


@pytest.mark.parametrize(
    ("text", "kazakh", "kyrgyz"),
    [
        ("2031-02-07/2031-02-08", "2031 жылғы 7–8 ақпан", "2031-ж., 7–8-февраль"),
        ("2031-02", "2031 жылғы ақпан", "2031-ж., февраль"),
        ("2031~", "шамамен 2031 жыл", "болжол менен 2031-жыл"),
        ("2031-08-15/..", "2031 жылғы 15 тамыздан бастап", "2031-ж., 15-августтан баштап"),
        ("../2031", "2031 жылға дейін", "2031-жылга чейин"),
    ],
)
def test_dates_in_kazakh_and_kyrgyz(text: str, kazakh: str, kyrgyz: str) -> None:
    assert display(text, "kk") == kazakh
    assert display(text, "ky") == kyrgyz


@given(st.one_of(points, open_intervals(points)), st.sampled_from(LANGUAGES))
def test_every_date_is_said_with_its_year_and_its_doubt(text: str, language: str) -> None:
    said = display(text, language)
    assert said == said.strip()
    assert "{" not in said
    bare = text.strip("./?~%")
    assert bare[:4].replace("X", "0") in said
    if bare != text:
        assert said != display(bare, language)


@given(points)
def test_another_language_gets_english_and_a_script_or_region_changes_nothing(text: str) -> None:
    assert display(text, "dng") == display(text, "en-GB") == display(text, "en")
    assert display(text, "kk-Cyrl") == display(text, "kk_KZ") == display(text, "kk")
