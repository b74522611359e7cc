"""What a cite line says, read and written."""

import pytest

from archive import citing
from archive.citing import CitationItem


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("report-2031#5", [CitationItem("report-2031", 5, 5)]),
        ("report-2031#7-8", [CitationItem("report-2031", 7, 8)]),
        ('a#1 "the bridge"', [CitationItem("a", 1, 1, "the bridge")]),
        ('a#1-3 "the bridge"', [CitationItem("a", 1, 3, "the bridge")]),
        ('a#1 "the ""old"" bridge"', [CitationItem("a", 1, 1, 'the "old" bridge')]),
        ('a#1 """"', [CitationItem("a", 1, 1, '"')]),
        ('a#1 "one; b#2, two"', [CitationItem("a", 1, 1, "one; b#2, two")]),
        (
            'a#5 "flood and fire"; b_2:x.y#7-8',
            [CitationItem("a", 5, 5, "flood and fire"), CitationItem("b_2:x.y", 7, 8)],
        ),
    ],
)
def test_the_line_is_read_and_written_back(line: str, items: list[CitationItem]) -> None:
    assert citing.parse(line) == items
    assert citing.format(items) == line


def test_blanks_around_items_and_a_range_of_one_are_written_plainly() -> None:
    assert citing.format(citing.parse('  a#5-5   "x" ;b#1;  c#02 ')) == 'a#5 "x"; b#1; c#2'


def test_repeats_collapse_and_the_first_mention_keeps_its_place() -> None:
    line = 'b#2; a#1 "x"; b#2-2; a#1; a#1 "x"; b#2'
    assert citing.format(citing.parse(line)) == 'b#2; a#1 "x"; a#1'
    again = [CitationItem("a", 1, 1), CitationItem("b", 2, 2), CitationItem("a", 1, 1)]
    assert citing.format(again) == "a#1; b#2"


def test_no_items_make_an_empty_line() -> None:
    assert citing.format([]) == ""
