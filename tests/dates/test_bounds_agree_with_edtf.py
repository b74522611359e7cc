"""Our small parser and the package `edtf` read the same bounds out of the same text.

That package reads unspecified digits only in a date that stands alone and without a qualifier.
"""

from datetime import date

import edtf
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import parse
from tests.dates.texts import closed_intervals, exact_points, open_intervals, plain_points

read_by_both = st.one_of(
    plain_points, exact_points, open_intervals(exact_points), closed_intervals(exact_points)
)


def as_date(moment: object) -> date | None:
    """A bound of that package: a time tuple, or an infinity for an open side."""
    return date(*moment[:3]) if isinstance(moment, tuple) else None


@given(read_by_both)
def test_the_bounds_agree(text: str) -> None:
    theirs = edtf.parse_edtf(text)
    earliest, latest = as_date(theirs.lower_strict()), as_date(theirs.upper_strict())
    try:
        partial = parse(text)
    except ValueError:
        assert earliest is not None
        assert latest is not None
        assert earliest > latest
    else:
        assert (partial.earliest, partial.latest) == (earliest, latest)
