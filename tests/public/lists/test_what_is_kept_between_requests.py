"""Indexes are kept for one state of the public rows, and never answer for another."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.models import Incident, Stamp
from archive.public import stamp
from archive.public.exports.csv import list_response
from archive.public.filters import LISTS
from archive.public.index import INDEXES
from archive.public.listing import list_page
from archive.public.router import pinned
from archive.public.stamp import Kept
from archive.vocabularies import State
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.asking import counts, listed, request, titles

pytestmark = pytest.mark.django_db

FIRE, ARRESTS = "Fire at the mill of Orlen", "Arrests in Orlen"


def test_a_withdrawn_incident_is_gone_from_rows_and_counts_at_the_next_request() -> None:
    story = factories.story()
    assert counts("/incidents/", "kind") == {"destruction": 1, "detention": 1}
    story.arrests.state = State.WITHDRAWN
    story.arrests.save()
    assert titles("/incidents/") == [FIRE]
    assert counts("/incidents/", "kind") == {"destruction": 1}


def test_a_change_of_many_rows_at_once_counts_at_the_next_request() -> None:
    factories.story()
    assert listed("/incidents/").count == 2
    Incident.objects.update(state=State.WITHDRAWN)
    assert listed("/incidents/").count == 0


def test_a_change_by_raw_sql_counts_at_the_next_request() -> None:
    factories.story()
    assert listed("/incidents/?village=orlen").count == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_incident SET place_id = NULL WHERE kind = 'detention'")
    assert listed("/incidents/?village=orlen").count == 1
    assert counts("/incidents/", "village") == {"orlen": 1, "_none": 1}


def test_a_withdrawn_place_leaves_its_incidents_not_recorded() -> None:
    story = factories.story()
    story.village.state = State.WITHDRAWN
    story.village.save()
    assert counts("/incidents/", "village") == {"_none": 2}


def test_a_withdrawn_name_is_no_label_at_the_next_request() -> None:
    story = factories.story()
    (facet,) = (each for each in listed("/incidents/").facets if each.name == "village")
    assert facet.values[0].label == "Orlen"
    story.village.texts.update(text="Orlen on the river")
    (facet,) = (each for each in listed("/incidents/").facets if each.name == "village")
    assert facet.values[0].label == "Orlen on the river"


def test_an_embargo_hides_a_row_at_the_next_request() -> None:
    story = factories.story()
    assert listed("/incidents/").count == 2
    story.arrests.embargo_until = date(2999, 1, 1)
    story.arrests.save()
    assert titles("/incidents/") == [FIRE]


def test_another_day_is_another_state(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.story()
    listed("/incidents/")
    now = stamp.current()
    assert now is not None
    kept = INDEXES.get((LISTS["incidents"], "en"), now)
    assert INDEXES.get((LISTS["incidents"], "en"), now) is kept
    tomorrow = now._replace(day="2999-01-01")
    assert INDEXES.get((LISTS["incidents"], "en"), tomorrow) is not kept


def test_the_day_is_that_of_the_database() -> None:
    now = stamp.current()
    assert now is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_DATE")
        assert now.day == str(cursor.fetchone()[0])


def test_a_preview_sees_what_is_not_public_and_leaves_no_trace_of_it() -> None:
    story = factories.story()
    story.arrests.state = State.DRAFT
    story.arrests.save()
    assert titles("/incidents/") == [FIRE]
    with transaction.atomic():
        Incident.objects.filter(pk=story.arrests.pk).update(state=State.PUBLISHED)
        with pinned("default"):
            assert stamp.current() is None
            assert titles("/incidents/") == [ARRESTS, FIRE]
        transaction.set_rollback(True)
    assert titles("/incidents/") == [FIRE]


def test_a_preview_takes_nothing_from_what_is_kept() -> None:
    story = factories.story()
    assert listed("/incidents/").count == 2
    with pinned("default"), connection.cursor() as cursor:
        cursor.execute("SELECT value FROM archive_stamp")
        before = cursor.fetchone()
        Incident.objects.filter(pk=story.arrests.pk).update(state=State.DRAFT)
        Stamp.objects.update(value=before[0])
        assert titles("/incidents/") == [FIRE]


def test_without_a_stamp_nothing_is_kept_and_everything_is_answered() -> None:
    factories.story()
    Stamp.objects.all().delete()
    assert stamp.current() is None
    assert listed("/incidents/").count == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_incident SET state = 'draft' WHERE kind = 'detention'")
    assert listed("/incidents/").count == 1


def test_an_index_that_knows_more_than_the_view_is_made_anew_within_the_request() -> None:
    story = factories.story()
    assert listed("/incidents/").count == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM archive_stamp")
        before = cursor.fetchone()[0]
    Incident.objects.filter(pk=story.arrests.pk).update(state=State.DRAFT)
    Stamp.objects.update(value=before)  # as if a trigger had been missing
    assert titles("/incidents/") == [FIRE]
    assert listed("/incidents/").count == 1


def test_at_most_so_many_values_are_kept() -> None:
    built: list[int] = []

    def build(key: int, _stamp: stamp.Stamp | None) -> int:
        built.append(key)
        return key

    kept = Kept(build, most=3)
    now = stamp.Stamp("one", "2031-05-03")
    for key in (1, 2, 3, 4, 4, 3, 2):
        assert kept.get(key, now) == key
    assert built == [1, 2, 3, 4]
    kept.get(1, now)
    assert built == [1, 2, 3, 4, 1]
    kept.get(1, now._replace(value="two"))
    kept.get(1, now)
    assert built == [1, 2, 3, 4, 1, 1, 1]


QUERIES = 2
"""The stamp and the rows. What a row points at, and how many there are of what, is kept."""


def test_a_page_takes_a_constant_number_of_queries() -> None:
    for seed, size in ((6, 8), (7, 20)):
        random_archive.build(seed, size)
        for noun in LISTS:
            listed(f"/{noun}/")
            with stamp.read_once(), CaptureQueriesContext(connection) as captured:
                page = list_page(request(f"/{noun}/"), LISTS[noun])
            assert page.results
            assert len(captured) <= QUERIES, noun


def test_counting_itself_asks_the_database_for_the_stamp_alone() -> None:
    factories.story()
    listed("/claims/?q=fire")
    with stamp.read_once(), CaptureQueriesContext(connection) as captured:
        assert listed("/claims/?q=nothing+like+this&topic=killed&disputed=yes").count == 0
    assert len(captured) == 1


def test_csv_takes_a_constant_number_of_queries() -> None:
    numbers = []
    for seed in (8, 9):
        random_archive.build(seed)
        listed("/incidents/")
        with CaptureQueriesContext(connection) as captured:
            list_response(request("/incidents.csv"), LISTS["incidents"])
        numbers.append(len(captured))
    assert max(numbers) <= 7
