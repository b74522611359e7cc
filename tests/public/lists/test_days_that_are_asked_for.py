"""Which rows fall within days: those whose date `dates.overlaps` lets in."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from archive.dates import overlaps, parse
from archive.public.facets import FacetIndex, bit_set
from archive.public.ordered import ListIndex, Where

DAYS = st.dates(date(2031, 5, 1), date(2031, 7, 9))
DAY = DAYS.map(date.isoformat)
MONTH = DAY.map(lambda day: day[:7])
WHEN = st.one_of(
    *(DAY, MONTH, DAY.map("{}~".format), DAY.map("../{}".format), DAY.map("{}/..".format)),
    st.tuples(DAY, DAY).map(sorted).map("/".join),
    st.sampled_from(["2031", "2031?", "203X", "../2031-06", "2031-05-XX"]),
)


@given(st.lists(WHEN, max_size=12), st.none() | DAYS, st.none() | DAYS)
def test_they_are_those_whose_date_overlaps(
    whens: list[str], start: date | None, end: date | None
) -> None:
    distinct = [*dict.fromkeys(whens)]
    dates = [
        (parse(when), bit_set(place for place, each in enumerate(whens) if each == when))
        for when in distinct
    ]
    index = ListIndex(
        facets=FacetIndex([], {}), orders={}, dates=dates, labels={}, where=Where.of([])
    )
    expected = [place for place, when in enumerate(whens) if overlaps(parse(when), start, end)]
    assert list(index.within(start, end)) == expected
