"""A citation as text, held against strings that were written by hand from the rules of the styles.

Chicago Manual of Style, 17th edition: 14.207, 13.30, 6.9. Publication Manual of the APA, 7th
edition: 9.12, 10.16. GOST R 7.0.5-2008: 10.4.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.public.exports.styles import apa, chicago, gost, styled
from archive.public.exports.works import Work

READ = date(2033, 3, 5)
WORK = Work(
    key="report-p5-v2",
    title="Report on the fire, passage 5",
    container="Archive of Orlen",
    year="2032",
    day="2032-02-03",
    version="2",
    url="https://orlen.example/sources/report/p5/v2/",
)
AS_LIST = replace(WORK, title="Claims", version="", url="https://orlen.example/lists/claims/")

CHICAGO = (
    "“Report on the fire, passage 5,” Archive of Orlen, version 2, February 3, 2032, "
    "https://orlen.example/sources/report/p5/v2/."
)
APA = (
    "Report on the fire, passage 5 (Version 2). (2032, February 3). Archive of Orlen. "
    "https://orlen.example/sources/report/p5/v2/"
)
GOST = (
    "Report on the fire, passage 5 // Archive of Orlen. 2032. Версия 2 от 03.02.2032. "
    "URL: https://orlen.example/sources/report/p5/v2/ (дата обращения: 05.03.2033)."
)
LIST_GOST = (
    "Claims // Archive of Orlen. 2032. URL: https://orlen.example/lists/claims/ "
    "(дата обращения: 05.03.2033)."
)


def test_each_style_is_written_by_its_rules() -> None:
    assert [(one.language, one.text) for one in styled(WORK, READ)] == [
        ("en", CHICAGO),
        ("en", APA),
        ("ru", GOST),
    ]


def test_a_list_has_no_version_to_name() -> None:
    assert [one.text for one in styled(AS_LIST, READ)] == [
        "“Claims,” Archive of Orlen, February 3, 2032, https://orlen.example/lists/claims/.",
        "Claims. (2032, February 3). Archive of Orlen. https://orlen.example/lists/claims/",
        LIST_GOST,
    ]


def test_quotation_marks_within_a_title_are_single_ones_in_chicago() -> None:
    quoted = replace(WORK, title="“Nobody came”")
    assert chicago(quoted, READ).startswith("“‘Nobody came,’” Archive of Orlen")


def test_an_archive_without_a_name_leaves_no_gap() -> None:
    nameless = replace(AS_LIST, container="")
    assert chicago(nameless, READ).startswith("“Claims,” February 3, 2032")
    assert apa(nameless, READ).startswith("Claims. (2032, February 3). https://")
    assert gost(nameless, READ).startswith("Claims. 2032. URL:")


@pytest.mark.parametrize("end", ["?", "!", "."])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(end: str) -> None:
    asking = replace(AS_LIST, title=f"Who came{end}")
    assert apa(asking, READ).startswith(f"Who came{end} (2032")
