"""Each change that can move public rows says which entries it touched, in the order of commits."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from archive.models import Consent, Entry, Place, Stamp, Touch
from archive.models.stamping import FORGOTTEN_EACH, TOO_MANY, TOUCHES_KEPT, stamped_tables
from archive.vocabularies import RecordType
from tests import factories
from tests.models.examples import EXAMPLES
from tests.models.refusals import Row, archive_models, column_of, execute

pytestmark = pytest.mark.django_db

TOUCHING = [model for model in archive_models() if stamped_tables().get(model._meta.db_table)]


def since(last: int) -> list[int | None]:
    """The entries that were touched since a touch."""
    touches = Touch.objects.filter(pk__gt=last).order_by("pk")
    return list(touches.values_list("entry", flat=True))


def last() -> int:
    """The number of the last touch."""
    return Touch.objects.order_by("-pk").values_list("pk", flat=True)[0]


@pytest.mark.parametrize("model", TOUCHING, ids=lambda model: model.__name__)
def test_each_change_of_a_row_touches_what_it_belongs_to(model: type[Row]) -> None:
    row = EXAMPLES[model]()
    table, key = model._meta.db_table, column_of(model, "pk")
    for column in stamped_tables()[table]:
        entry = getattr(row, column)
        before = last()
        execute(f'UPDATE {table} SET "{column}" = "{column}" WHERE "{key}" = %s', row.pk)
        assert entry in since(before)
        before = last()
        execute(f'DELETE FROM {table} WHERE "{key}" = %s', row.pk)
        assert entry in since(before)
        before = last()
        row.save_base(raw=True, force_insert=True)
        assert entry in since(before)


def test_what_moves_from_one_record_to_another_touches_both() -> None:
    one, other = factories.testimony("One"), factories.testimony("Other")
    consent = Consent.objects.get(source=one)
    before = last()
    Consent.objects.filter(pk=consent.pk).update(source=other)
    assert {one.pk, other.pk} <= set(since(before))


def test_a_change_that_is_taken_back_touches_nothing() -> None:
    place = factories.place()
    before = last()
    with transaction.atomic():
        Place.objects.filter(pk=place.pk).update(official_code="V-1")
        assert since(before) == [place.pk] * len(since(before))
        transaction.set_rollback(True)
    assert since(before) == []


def test_a_change_of_very_many_rows_says_each_of_them_or_that_they_were_many() -> None:
    """PostgreSQL tells of a statement, SQLite of a row: neither leaves any of them out."""
    Entry.objects.bulk_create(
        Entry(ref=f"{number:08d}", record_type=RecordType.TERM) for number in range(TOO_MANY + 1)
    )
    changed = set(Entry.objects.values_list("pk", flat=True))
    before = last()
    execute("UPDATE archive_entry SET record_type = record_type")
    told = since(before)
    assert (None in told) == (connection.vendor == "postgresql")
    assert None in told or changed <= set(told)


def test_only_the_latest_touches_are_kept() -> None:
    place = factories.place()
    first = last()
    Touch.objects.bulk_create(Touch() for _number in range(TOUCHES_KEPT + 20))
    for _change in range(FORGOTTEN_EACH):
        Place.objects.filter(pk=place.pk).update(official_code="V-1")
        assert Touch.objects.filter(pk__gt=last() - TOUCHES_KEPT).count() == TOUCHES_KEPT
    # SQLite lets go of them at each change, of which one touches the same place as it was and is.
    more = 2 if connection.vendor == "sqlite" else FORGOTTEN_EACH - 1
    assert Touch.objects.count() <= TOUCHES_KEPT + more
    assert not Touch.objects.filter(pk__lte=first).exists()


def test_every_table_that_touches_moves_the_stamp_as_well() -> None:
    place = factories.place()
    stamp, before = Stamp.objects.get().value, last()
    Place.objects.filter(pk=place.pk).update(official_code="V-1")
    assert Stamp.objects.get().value != stamp
    assert since(before)
