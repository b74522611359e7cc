"""Every illegal state of the records, one file for each noun."""

from tests.models.refusals import Case
from tests.models.states import (
    claims,
    events,
    every_record,
    history,
    justice,
    people,
    places,
    protected,
    sources,
    texts,
)

CASES: list[Case] = [
    *every_record.CASES,
    *places.CASES,
    *people.CASES,
    *events.CASES,
    *justice.CASES,
    *sources.CASES,
    *protected.CASES,
    *claims.CASES,
    *texts.CASES,
    *history.CASES,
]
