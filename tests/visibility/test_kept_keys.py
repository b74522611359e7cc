"""The kept keys of PostgreSQL: valid for one state, until the next day that changes something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from archive import models as records
from archive.public.models import PublicIncident, PublicSource
from archive.visibility import install, kept, rules
from archive.visibility.clauses import Reached, Today
from archive.vocabularies import State
from tests import factories
from tests.visibility.oracle import today

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no keys"),
]


def asked(question: str) -> object:
    """The database's one answer to a question."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def valid() -> bool:
    return bool(asked("SELECT published.is_kept()"))


def next_day() -> date | None:
    """The day until which the kept keys are valid."""
    found = asked("SELECT until FROM kept.mark")
    assert found is None or isinstance(found, date)
    return found


def keys() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id FROM kept.entry")
        return {key for (key,) in cursor.fetchall()}


@pytest.fixture
def story() -> factories.Story:
    made = factories.story()
    kept.keep(connection)
    return made


def test_a_change_of_anything_that_a_view_can_read_ends_their_validity(
    story: factories.Story,
) -> None:
    for table in deciding_tables():
        assert valid(), table
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET id = id WHERE false")
            assert not valid(), table
            transaction.set_rollback(True)


def deciding_tables() -> Iterator[str]:
    """Tables of which a change decides about records of other tables."""
    yield from ("archive_citation", "archive_consent", "archive_passage", "archive_text")


def test_the_end_of_a_transaction_makes_them_valid_again(story: factories.Story) -> None:
    records.Incident.objects.filter(pk=story.fire.pk).update(state=State.DRAFT)
    assert not valid()
    assert story.fire.pk in keys()
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself when a transaction ends.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert valid()
    assert story.fire.pk not in keys()


def test_without_a_stamp_none_are_valid_and_the_rules_answer(story: factories.Story) -> None:
    with transaction.atomic():
        records.Stamp.objects.all().delete()
        kept.keep(connection)
        assert not valid()
        assert PublicIncident.objects.filter(pk=story.fire.pk).exists()
        transaction.set_rollback(True)
    assert valid()


def test_they_are_the_keys_of_every_record_that_is_shown(story: factories.Story) -> None:
    views = [make() for make in rules.RULES]
    shown = {
        pk
        for rule in views
        if kept.is_record(rule)
        for pk in rule.view.objects.values_list("pk", flat=True)
    }
    assert keys() == shown


def test_what_is_hidden_is_gone_before_the_transaction_ends(story: factories.Story) -> None:
    records.Source.objects.filter(pk=story.report_source.pk).update(state=State.WITHDRAWN)
    assert story.report_source.pk in keys()
    assert not PublicSource.objects.filter(pk=story.report_source.pk).exists()


def test_a_key_that_is_wrongly_kept_opens_no_record_that_is_not_published(
    story: factories.Story,
) -> None:
    draft = factories.incident(state=State.DRAFT)
    kept.keep(connection)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kept.entry VALUES (%s, 'incident')", [draft.pk])
    assert valid()
    assert not PublicIncident.objects.filter(pk=draft.pk).exists()


def test_they_are_valid_until_the_next_embargo_or_consent_ends(story: factories.Story) -> None:
    assert next_day() is None
    in_a_week, in_a_month = today() + timedelta(7), today() + timedelta(30)
    records.Consent.objects.update(given_on=None, until=in_a_month)
    kept.keep(connection)
    # A consent holds on its last day; the keys are worked out on that day and on the next.
    assert next_day() == in_a_month
    records.Place.objects.filter(pk=story.village.pk).update(embargo_until=in_a_week)
    kept.keep(connection)
    assert next_day() == in_a_week


def test_after_that_day_the_rules_are_worked_out_anew(story: factories.Story) -> None:
    yesterday = today() - timedelta(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kept.mark SET since = %s, until = %s", [yesterday, today()])
        cursor.execute("DELETE FROM kept.entry")
    assert not valid()
    assert PublicIncident.objects.filter(pk=story.fire.pk).exists()
    kept.keep(connection)
    assert valid()
    assert story.fire.pk in keys()


def test_every_day_that_a_rule_compares_with_today_is_known() -> None:
    for make in rules.RULES:
        rule = make()
        told = install.select_keys(rule, connection)
        nodes = list(kept._nodes(rule.rows.query))
        compared = [node for node in nodes if isinstance(node, Reached)]
        assert told.count("AT TIME ZONE") == len(compared)
        assert len([node for node in nodes if isinstance(node, Today)]) == len(compared)
        assert bool(kept.days(rule)) == bool(compared)


def test_the_first_request_of_a_day_makes_them_valid(
    story: factories.Story, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[object] = []

    def noted(one: object) -> date:
        asked_for.append(one)
        return today()

    monkeypatch.setattr(kept, "_checked", None)
    monkeypatch.setattr(kept, "keep", noted)
    client.get("/healthz")
    client.get("/healthz")
    # The other two calls are those of the tests themselves, before each request.
    assert len(asked_for) == 3


def test_a_server_that_cannot_write_goes_on_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(_connection: object) -> date:
        raise DatabaseError("cannot execute UPDATE in a read-only transaction")

    monkeypatch.setattr(kept, "_checked", None)
    monkeypatch.setattr(kept, "keep", read_only)
    kept.keep_daily()
    assert kept._checked == today()
