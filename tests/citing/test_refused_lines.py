"""A line that breaks the grammar is refused in one sentence with the column."""

import pytest

from archive import citing
from archive.citing import CitationItem


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Column 1 of the citations: the key of a source is expected, not the end"),
        ("#1", "Column 1 of the citations: the key of a source is expected, not “#”"),
        ("a", "Column 2 of the citations: “#” and a passage's number are expected after “a”"),
        ("a #1", "Column 2 of the citations: “#”"),
        ("a#", "Column 3 of the citations: a passage's number is expected, not the end"),
        ("a#x", "Column 3 of the citations: a passage's number is expected, not “x”"),
        ("a#1-", "Column 5 of the citations: a passage's number is expected, not the end"),
        ("a#0", "Column 3 of the citations: no passage has the number 0"),
        ("a#99999999999", "Column 3 of the citations: no passage has the number 99999999999"),
        ("a#2147483648", "Column 3 of the citations: no passage has the number 2147483648"),
        ("a#5-3", "Column 5 of the citations: the range 5-3 runs backwards"),
        ("a#5–7", "Column 4 of the citations: “;” is expected before “–”"),
        ("a#1,b#2", "Column 4 of the citations: “;” is expected before “,”"),
        ("a#1;", "Column 5 of the citations: the key of a source is expected, not the end"),
        ("a#1;;b#1", "Column 5 of the citations: the key of a source is expected, not “;”"),
        ('a#1"x"', "Column 4 of the citations: a blank is expected before the quotation"),
        ('a#1 "x', "Column 5 of the citations: the quotation that begins here has no end"),
        ('a#1 "x"y', "Column 8 of the citations: “;” is expected before “y”"),
        ('a#1 ""', "Column 5 of the citations: the quotation is empty"),
        ('a#1 "  "', "Column 5 of the citations: the quotation is empty"),
        ('a#1 "x\ny"', "Column 7 of the citations: a quotation stands on one line"),
        ("a#1\nb#2", "Column 4 of the citations: “;” is expected before U[+]000A"),
    ],
)
def test_the_sentence_names_the_column_and_what_is_wrong(line: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        citing.parse(line)


@pytest.mark.parametrize(
    ("key", "first", "last", "quotation", "sentence"),
    [
        ("", 1, 1, "", "cannot be the key of a source"),
        ("a b", 1, 1, "", "“a b” cannot be the key of a source"),
        ("a#1", 1, 1, "", "cannot be the key of a source"),
        ("a", 0, 1, "", "0-1 is no range of passages"),
        ("a", 2, 1, "", "2-1 is no range of passages"),
        ("a", 1, 2**31, "", "is no range of passages"),
        ("a", 1, 1, " ", "A quotation has words"),
        ("a", 1, 1, "x\ny", "A quotation stands on one line"),
    ],
)
def test_what_no_line_can_say_cannot_be_built(
    key: str, first: int, last: int, quotation: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        CitationItem(key, first, last, quotation)
