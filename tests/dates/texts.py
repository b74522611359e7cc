"""EDTF texts for the property tests, made from the grammar and not from the parser."""

from datetime import date, datetime

from hypothesis import strategies as st

days = st.dates(min_value=date(1890, 1, 1), max_value=date(2039, 12, 31))
qualifiers = st.sampled_from(["", "?", "~", "%"])


def _written(day: date, form: str) -> str:
    year = f"{day:%Y}"
    return {
        "day": f"{day:%Y-%m-%d}",
        "month": f"{day:%Y-%m}",
        "year": year,
        "unknown day": f"{day:%Y-%m}-XX",
        "unknown month": f"{year}-XX",
        "unknown month and day": f"{year}-XX-XX",
        "unknown year": f"{year[:3]}X",
        "unknown decade": f"{year[:2]}XX",
    }[form]


FORMS = (
    "day",
    "month",
    "year",
    "unknown day",
    "unknown month",
    "unknown month and day",
    "unknown year",
    "unknown decade",
)
plain_points = st.builds(_written, days, st.sampled_from(FORMS))
points = st.builds(str.__add__, plain_points, qualifiers)
exact_points = st.builds(
    str.__add__, st.builds(_written, days, st.sampled_from(("day", "month", "year"))), qualifiers
)
"""Points without unspecified digits."""
moments = st.builds(
    datetime.combine, days, st.times().map(lambda each: each.replace(microsecond=0))
)
timed_points = st.builds(str.__add__, moments.map(datetime.isoformat), qualifiers)
"""Days with a time of day."""


def closed_intervals(ends: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Two ends in any order, so that some intervals are reversed."""
    return st.tuples(ends, ends).map("/".join)


def open_intervals(ends: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(ends.map("{}/..".format), ends.map("../{}".format))
