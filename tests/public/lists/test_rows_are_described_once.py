"""What rows say is worked out once for a state of the public rows, and printed by no other page."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet
from django.template import Context, Template
from django.test import Client
from django.urls import set_script_prefix

from archive.models import Incident, Stamp
from archive.public.described import rows_of
from archive.public.filters import LISTS
from archive.public.stamp import current
from archive.vocabularies import State
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.asking import listed

pytestmark = pytest.mark.django_db

POSSIBLY = "possibly within these dates"


def page(address: str) -> str:
    return Client().get(address).content.decode()


@pytest.mark.parametrize("noun", LISTS)
def test_a_page_says_the_same_when_its_rows_are_remembered(noun: str) -> None:
    random_archive.build(seed=3, size=20)
    for before in ("/", "/ru/"):
        address = f"{before}{noun}/"
        first = page(address)
        assert page(address) == first
        Stamp.objects.update(value="another")  # so that nothing of before is believed
        assert page(address) == first


def test_each_language_has_its_own_rows() -> None:
    slug = factories.story().fire.slug
    english, russian = page("/incidents/"), page("/ru/incidents/")
    assert f'<a href="/incidents/{slug}/">' in english
    assert f'<a href="/incidents/{slug}/">' not in russian
    assert f'<a href="/ru/incidents/{slug}/">' in russian


def test_a_remembered_row_that_the_view_no_longer_holds_is_not_printed() -> None:
    story = factories.story()
    ids = [story.fire.pk, story.arrests.pk]
    now = current()
    assert now is not None
    assert len(rows_of(ids, LISTS["incidents"], "en", now)) == 2
    Incident.objects.filter(pk=story.arrests.pk).update(state=State.DRAFT)
    assert [row.id for row in rows_of(ids, LISTS["incidents"], "en", now)] == [story.fire.pk]


def test_a_remembered_row_is_not_described_again(monkeypatch: pytest.MonkeyPatch) -> None:
    story = factories.story()
    ids, now = [story.fire.pk, story.arrests.pk], current()
    first = rows_of(ids, LISTS["incidents"], "en", now)
    monkeypatch.setattr(QuerySet, "__iter__", None)  # no row is read
    again = rows_of(ids[::-1], LISTS["incidents"], "en", now)
    assert [row.id for row in again] == ids[::-1]
    assert {id(row) for row in again} == {id(row) for row in first}


def test_what_depends_on_the_days_that_are_asked_for_is_not_remembered() -> None:
    story = factories.story()
    story.fire.when = "2031-05"
    story.fire.save()
    assert POSSIBLY not in page("/incidents/")
    assert POSSIBLY in page("/incidents/?from=2031-05-30")
    assert POSSIBLY not in page("/incidents/")
    assert all("falls_within" not in row for row in listed("/incidents/").results)


def test_where_defendants_stood_is_that_of_the_day_that_is_asked_for() -> None:
    factories.story()
    days = ("2031-05-03", "2040-01-01", "2031-05-03")
    told = [[row["as_of"] for row in listed(f"/defendants/?as_of={day}").results] for day in days]
    assert [set(each) for each in told] == [{day} for day in days]


def test_addresses_are_those_of_where_the_site_stands() -> None:
    factories.story()
    assert listed("/incidents/").results[0]["url"].startswith("/incidents/")
    set_script_prefix("/archive/")
    try:
        assert listed("/incidents/").results[0]["url"].startswith("/archive/incidents/")
    finally:
        set_script_prefix("/")


def test_what_is_told_of_a_row_stands_between_commas_and_nothing_of_what_is_empty() -> None:
    body = Template("{% load rows %}{% facts link none word date|day other|day %}")
    told = {
        "link": {"url": "/people/a/?x=1&y", "title": "A <b>"},
        "none": None,
        "word": "5 < 6",
        "date": "3 May 2031",
        "other": "",
    }
    assert body.render(Context(told)) == (
        '<a href="/people/a/?x=1&amp;y">A &lt;b&gt;</a>, 5 &lt; 6, '
        '<span class="when">3 May 2031</span>'
    )
