"""Texts that come cut already, with or without locators of their own."""

import pytest

from archive.ingest.segments import Segment, split


def test_each_line_is_a_passage() -> None:
    assert split("[P2S5] The mill burned. Twice.\nNobody came.\n", "given") == [
        Segment(1, "P2S5", "The mill burned. Twice."),
        Segment(2, "P2", "Nobody came."),
    ]


def test_where_there_are_blank_lines_each_block_is_a_passage() -> None:
    assert split("The mill\nburned.\n\n[00:01:20] Nobody\ncame.", "given") == [
        Segment(1, "P1", "The mill burned."),
        Segment(2, "00:01:20", "Nobody came."),
    ]


def test_a_locator_begins_a_passage_inside_a_block_too() -> None:
    text = "[P1S1] The mill.\n[P1S2] It\nburned.\n\n[P2S1] Nobody came."
    assert [(segment.locator, segment.text) for segment in split(text, "given")] == [
        ("P1S1", "The mill."),
        ("P1S2", "It burned."),
        ("P2S1", "Nobody came."),
    ]


def test_what_is_no_locator_stays_in_the_text() -> None:
    lines = ["[sic] one", "[p 5] two", "[p12]three", "[] four"]
    assert [segment.text for segment in split("\n".join(lines), "given")] == lines


@pytest.mark.parametrize("text", ["[S1] one\n[S2] two\n[S1] three", "one\n[P1] two\n[P1] three"])
def test_a_locator_that_stands_twice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"The locator “\w1” stands twice, at passages 1 and"):
        split(text, "given")


def test_another_way_of_cutting_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"“word” is no way to cut .* sentence, paragraph, turn"):
        split("The mill burned.", "word")
