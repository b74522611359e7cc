"""What a list does not know is answered with which and why, and with the list without it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.public import stamp
from archive.public.answering import answer
from archive.public.filters import LISTS
from archive.public.query import BadQuery
from tests import factories
from tests.public.lists.asking import listed, noun_of

pytestmark = pytest.mark.django_db

WRONG = {
    "an unknown parameter": ("/incidents/?colour=red", "colour"),
    "a parameter of another list": ("/people/?village=orlen", "village"),
    "a day asked of a list that tells of none": ("/people/?as_of=2032-01-01", "as_of"),
    "a month where one day is asked for": ("/defendants/?as_of=2032-01", "as_of"),
    "a time asked of a list without dates": ("/people/?from=2031", "from"),
    "an unknown code": ("/incidents/?kind=parade", "parade"),
    "an unknown name": ("/incidents/?village=atlantis", "atlantis"),
    "an unknown name to leave out": ("/incidents/?village.not=atlantis", "village.not"),
    "a month that nothing happened in": ("/incidents/?month=1999-01", "1999-01"),
    "a day that is none": ("/incidents/?from=2031-02-30", "2031-02-30"),
    "an interval as a day": ("/incidents/?to=2031/2032", "2031/2032"),
    "a doubtful day": ("/incidents/?to=2031~", "2031~"),
    "days in the wrong order": ("/incidents/?from=2032&to=2031", "from"),
    "an unknown order": ("/incidents/?sort=colour", "colour"),
    "an order of another list": ("/people/?sort=-date", "-date"),
    "page nought": ("/incidents/?page=0", "0"),
    "a page before the first": ("/incidents/?page=-1", "-1"),
    "a page in words": ("/incidents/?page=two", "two"),
    "a page in other digits": ("/incidents/?page=٢", "٢"),
    "a page with an endless number": (f"/incidents/?page={'9' * 5000}", "99999"),
    "a page beyond the end": ("/incidents/?page=2", "2"),
    "a word given twice": ("/incidents/?q=mill&q=fire", "q"),
    "an order given twice": ("/incidents/?sort=name&sort=name", "sort"),
    "a name with a NUL": ("/incidents/?village=a%00b", "a\ufffdb"),
    "words with a NUL": ("/incidents/?q=a%00b", "a\ufffdb"),
    "too many words": (f"/incidents/?q={'a' * 201}", "aaa"),
    "a value of ten thousand letters": (f"/incidents/?village={'a' * 10_000}", "aaa"),
    "a parameter of ten thousand letters": (f"/incidents/?{'a' * 10_000}=1", "aaa"),
    "bytes that are no text": ("/incidents/?village=%ff%fe", "\ufffd"),
}


@pytest.mark.parametrize(("address", "names"), WRONG.values(), ids=WRONG)
def test_a_wrong_query_is_refused_by_naming_what_is_wrong(address: str, names: str) -> None:
    factories.story()
    with pytest.raises(BadQuery) as refusal:
        listed(address)
    assert names in refusal.value.problem
    assert len(refusal.value.problem) < 300
    listed(refusal.value.address_without_it)


@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_every_form_of_a_list_answers_a_wrong_query_with_400(client: Client, form: str) -> None:
    factories.story()
    response = client.get(f"/incidents{form}?colour=red&kind=destruction")
    assert response.status_code == 400
    assert "colour" in response.content.decode()
    assert "kind=destruction" in response.content.decode()


def test_what_is_right_beside_what_is_wrong_is_kept() -> None:
    factories.story()
    with pytest.raises(BadQuery) as refusal:
        listed("/incidents/?colour=red&kind=destruction&kind=parade&month=2031-05&page=2&sort=name")
    assert refusal.value.address_without_it == "/incidents/?month=2031-05&sort=name"


def test_a_value_that_exists_but_that_no_row_has_leaves_an_empty_list() -> None:
    factories.story()
    page = listed("/incidents/?village=velia")
    assert page.count == 0
    (village,) = (facet for facet in page.facets if facet.name == "village")
    assert [(value.label, value.count) for value in village.values if value.selected] == [
        ("Velia", 0)
    ]


def test_a_value_that_is_not_public_is_as_unknown_as_nonsense() -> None:
    story = factories.story()
    factories.place("Hidden", slug="hidden", state="draft")
    assert story.village.slug == "orlen"
    with pytest.raises(BadQuery) as hidden:
        listed("/incidents/?village=hidden")
    with pytest.raises(BadQuery) as nonsense:
        listed("/incidents/?village=nonsen")
    assert hidden.value.problem.replace("hidden", "nonsen") == nonsense.value.problem


def test_what_was_typed_is_repeated_short_and_without_what_no_text_holds() -> None:
    factories.story()
    with pytest.raises(BadQuery) as refusal:
        answer(
            QueryDict("village=x\ud800y\r\n" + "z" * 500),
            LISTS["incidents"],
            "en",
            stamp.current(),
        )
    refusal.value.problem.encode()
    assert "x\ufffdy\ufffd\ufffdz" in refusal.value.problem
    assert "z" * 61 not in refusal.value.problem


NAMES = st.sampled_from(
    sorted({name for each in LISTS.values() for name in each.base_filters} | {"", "page.not", "Q"})
)
VALUES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["orlen", "_none", "2031", "2031-05-03", "1", "2", "yes", "date", "..", "%00"]),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(noun=st.sampled_from(sorted(LISTS)), pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_any_query_at_all_is_answered_or_refused(
    small_story: None, noun: str, pairs: Iterable[tuple[str, str]]
) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    now = stamp.current()
    try:
        found = answer(query, LISTS[noun], "en", now).query.address()
    except BadQuery as refusal:
        refusal.problem.encode()
        found = refusal.address_without_it
    assert noun_of(found) == noun
    again = answer(QueryDict(found.partition("?")[2]), LISTS[noun], "en", now)
    assert again.query.address() == found


@pytest.fixture
def small_story(db: None) -> None:
    """The story, once for all examples."""
    factories.story()
