"""Where paragraphs end: blank lines, single lines, lines wrapped by a program."""

from archive.ingest.segments import Segment, paragraphs, split

WRAPPED = """\
The mill by the river burned on the night of the flood, and
nobody in the upper village saw who had been there before the
rain began.
"""


def test_a_blank_line_ends_a_paragraph() -> None:
    assert split("The mill burned.\n\n \nNobody came.", "paragraph") == [
        Segment(1, "P1", "The mill burned."),
        Segment(2, "P2", "Nobody came."),
    ]


def test_a_single_line_break_ends_one_too() -> None:
    assert paragraphs("The mill\nburned.\r\nNobody came.") == [
        "The mill",
        "burned.",
        "Nobody came.",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert paragraphs(WRAPPED + "\n" + WRAPPED) == [" ".join(WRAPPED.split())] * 2


def test_long_lines_that_end_sentences_are_paragraphs() -> None:
    lines = ["The mill by the river burned on the night of the flood."] * 3
    assert paragraphs("\n".join(lines)) == lines


def test_list_items_and_dialogue_are_not_joined() -> None:
    for sign in ("-", "—", "•", "2."):
        lines = [f"{sign} the mill by the river and the bridge behind it"] * 2
        assert paragraphs("\n".join(lines)) == lines


def test_blanks_within_a_line_become_one() -> None:
    assert paragraphs("The \u00a0 mill\t burned.") == ["The mill burned."]
