"""From and to: what certainly or possibly falls within, told for each result."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from django.http import QueryDict

from archive.dates import overlaps, parse
from archive.public.filters import LISTS
from archive.public.models import PublicClaim, PublicIncident, PublicSource, PublicTrial
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.asking import counts, left, listed

pytestmark = pytest.mark.django_db

MODELS: dict[str, Any] = {
    "incidents": PublicIncident,
    "trials": PublicTrial,
    "sources": PublicSource,
    "claims": PublicClaim,
}


def found_on(address: str) -> dict[str, str]:
    return {each["slug"]: each["falls_within"] for each in listed(address).results}


def test_each_result_says_whether_it_certainly_or_possibly_falls_within() -> None:
    for when, slug in {
        "2031-05-03": "inside",
        "2031-05": "wider",
        "2031-05-03~": "about",
        "../2031-05-02": "until",
        "2031-06": "after",
        "": "undated",
    }.items():
        factories.incident(slug=slug, when=when)
    assert found_on("/incidents/?from=2031-05-02&to=2031-05-04") == {
        "inside": "certain",
        "wider": "possible",
        "about": "possible",
        "until": "possible",
    }


def test_a_month_or_year_may_stand_for_its_days() -> None:
    factories.incident(slug="may", when="2031-05-31")
    factories.incident(slug="june", when="2031-06-01")
    assert found_on("/incidents/?to=2031-05") == {"may": "certain"}
    assert found_on("/incidents/?from=2031-06") == {"june": "certain"}
    assert found_on("/incidents/?from=2031&to=2031") == {"may": "certain", "june": "certain"}


def test_without_a_time_no_result_speaks_of_it() -> None:
    factories.story()
    assert all("falls_within" not in each for each in listed("/incidents/").results)


@pytest.mark.parametrize("noun", MODELS)
def test_time_agrees_with_every_row_s_own_date_and_with_sql(noun: str) -> None:
    random_archive.build(11)
    random = Random(noun)
    days = [date(year, month, 3) for year in range(2029, 2033) for month in (1, 2, 5, 12)]
    for _example in range(25):
        start, end = sorted(random.sample(days, 2))
        query = random.choice((f"from={start}&to={end}", f"from={start}", f"to={end}"))
        first = start if "from" in query else None
        last = end if "to" in query else None
        expected = {
            row.pk
            for row in MODELS[noun].objects.all()
            if row.when and overlaps(parse(row.when), first, last)
        }
        assert len(left(f"/{noun}/?{query}").found) == len(expected)
        in_sql = LISTS[noun](QueryDict(query)).qs
        assert set(in_sql.values_list("pk", flat=True)) == expected


def test_a_year_or_month_is_a_value_when_the_date_says_something_of_it() -> None:
    for number, when in enumerate(
        ("2031-05-03", "2030-12/2031-01", "2031", "202X", "2031-07/..", "../2029-02", "")
    ):
        factories.incident(slug=f"incident-{number}", when=when)
    assert counts("/incidents/", "year") == {
        "2031": 4,
        "2030": 1,
        "2029": 1,
        "_none": 2,
    }
    assert counts("/incidents/", "month") == {
        "2031-07": 1,
        "2031-05": 1,
        "2031-01": 1,
        "2030-12": 1,
        "2029-02": 1,
        "_none": 3,
    }
    (year,) = (facet for facet in listed("/incidents/").facets if facet.name == "year")
    assert [value.value for value in year.values] == ["2031", "2030", "2029", "_none"]
