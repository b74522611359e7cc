"""Several querysets that are read in one statement find what each finds alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Model, QuerySet
from django.test.utils import CaptureQueriesContext

from archive.public import models as public
from archive.public.at_once import at_once
from tests.factories import Story

pytestmark = pytest.mark.django_db


def several() -> list[QuerySet[Any]]:
    """Of every kind: columns of all types, relations selected along, values, a limit, nothing."""
    return [
        public.PublicReport.objects.select_related("asserted_by").order_by("earliest", "ref"),
        public.PublicStep.objects.order_by("-ref"),
        public.PublicPlace.objects.order_by("slug"),
        public.PublicClaim.objects.select_related("asserted_by", "about").order_by("text", "ref"),
        public.PublicSource.objects.order_by("earliest", "slug")[:2],
        public.PublicClaim.objects.none(),
        public.PublicPassage.objects.order_by("source__slug", "number"),
        public.PublicPassage.objects.order_by("source").values_list("source").annotate(Count("pk")),
        public.PublicArchive.objects.order_by("ref"),
        public.PublicFile.objects.order_by("sha256"),
    ]


def content(row: Any) -> Any:
    """All that a row holds, and what was selected along with it."""
    if not isinstance(row, Model):
        return row
    along = {name: content(each) for name, each in row._state.fields_cache.items() if each}
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields} | along


def test_each_finds_what_it_finds_alone(story: Story) -> None:
    together = [[content(row) for row in rows] for rows in at_once(*several())]
    assert together == [[content(row) for row in rows] for rows in several()]
    assert sum(map(bool, together)) > 6


@pytest.mark.parametrize("first", range(10))
def test_whichever_comes_first(story: Story, first: int) -> None:
    turned = [*several()[first:], *several()[:first]]
    together = [[content(row) for row in rows] for rows in at_once(*turned)]
    assert together == [[content(row) for row in rows] for rows in turned]


def test_it_is_one_statement_and_none_where_nothing_can_be_meant(story: Story) -> None:
    with CaptureQueriesContext(connection) as captured:
        at_once(*several())
    assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured:
        assert at_once(public.PublicClaim.objects.none(), public.PublicClaim.objects.none()) == [
            [],
            [],
        ]
    assert len(captured) == 0
