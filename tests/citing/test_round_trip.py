"""Any citations survive being written on a line and read back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import citing
from archive.citing import CitationItem

LINE_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
numbers = st.integers(min_value=1, max_value=2_147_483_647)
keys = st.from_regex(r'[^\s#;"]+', fullmatch=True)
quotations = st.text(
    alphabet=st.one_of(
        st.sampled_from('"; #-'), st.characters(codec="utf-8", exclude_characters=LINE_BREAKS)
    )
).filter(lambda text: text == "" or text.strip() != "")
items = st.builds(
    lambda key, ends, quotation: CitationItem(key, ends[0], ends[1], quotation),
    keys,
    st.tuples(numbers, numbers).map(sorted),
    quotations,
)


@given(st.lists(items, min_size=1, max_size=5))
def test_what_is_written_is_read_back_without_repeats(cited: list[CitationItem]) -> None:
    assert citing.parse(citing.format(cited)) == list(dict.fromkeys(cited))


@given(
    st.one_of(
        st.text(),
        st.text(alphabet='ab#;" 12-0"'),
        st.lists(st.sampled_from(["a", "#", "1", "-", "2", ' "', '"', "; ", ";", " "])).map(
            "".join
        ),
    )
)
def test_any_line_is_read_or_refused_with_a_column_inside_it(line: str) -> None:
    try:
        cited = citing.parse(line)
    except ValueError as problem:
        column = re.match(r"Column (\d+) of the citations: .*\.\Z", str(problem))
        if column is None or not 1 <= int(column[1]) <= len(line) + 1:
            pytest.fail(f"{problem!r} names no column of {line!r}")
    else:
        assert citing.parse(citing.format(cited)) == cited
