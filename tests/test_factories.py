"""The story of the tests is told in full: readers see every part of it."""

from dataclasses import fields

import pytest

from archive.models import Entry, Record
from archive.visibility.views import ENTRY_VIEWS
from archive.vocabularies import RecordType
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_part_of_the_story_is_public() -> None:
    story = factories.story()
    hidden = [
        field.name
        for field in fields(story)
        if isinstance(record := getattr(story, field.name), Record)
        and not ENTRY_VIEWS[RecordType(record.record_type)].objects.filter(pk=record.pk).exists()
    ]
    assert hidden == []
    assert {entry.record_type for entry in Entry.objects.all()} == set(RecordType.values)
