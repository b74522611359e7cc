"""The kept keys follow what a transaction touched, and are then the same as all worked out anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import ProtectedError

from archive import models as records
from archive.models.stamping import TOO_MANY, stamped_tables
from archive.models.triggers import record_models
from archive.visibility import following, install, kept, rules
from archive.vocabularies import State
from tests import factories
from tests.visibility.oracle import today

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no keys"),
]

ROUNDS = 40
CHANGES_IN_A_ROUND = 12


def keys() -> set[tuple[int, str]]:
    """The kept keys, each with its type."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id, record_type FROM kept.entry")
        return set(cursor.fetchall())


def until() -> object:
    """The day until which they are valid."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT until FROM kept.mark")
        return cursor.fetchone()[0]


def all_worked_out() -> tuple[set[tuple[int, str]], object]:
    """What the kept keys are when nothing is known of them; they stay as they were."""
    with transaction.atomic():
        execute("DELETE FROM kept.entry")
        execute("SELECT kept.keep_all()")
        found = keys(), until()
        transaction.set_rollback(True)
    return found


def execute(sql: str, *parameters: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def keep_by_following() -> None:
    """Make the keys valid; that all are worked out is refused."""
    with transaction.atomic():
        execute(
            "CREATE OR REPLACE FUNCTION kept.keep_all() RETURNS void LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'all are worked out'; END $$"
        )
        kept.keep(connection)
        found = keys(), until()
        transaction.set_rollback(True)
    kept.keep(connection)
    assert (keys(), until()) == found


def any_of(dice: random.Random, model: type[Any]) -> Any:
    return dice.choice(list(model._base_manager.order_by("pk")))


def any_record(dice: random.Random) -> Any:
    return any_of(dice, dice.choice(record_models()))


def turn_state(dice: random.Random) -> None:
    record = any_record(dice)
    state = State.PUBLISHED if record.state != State.PUBLISHED else dice.choice(State.values)
    type(record)._base_manager.filter(pk=record.pk).update(state=state)


def turn_embargo(dice: random.Random) -> None:
    record = any_record(dice)
    day = today() + timedelta(days=dice.choice([-1, 0, 1, 9]))
    type(record)._base_manager.filter(pk=record.pk).update(embargo_until=dice.choice([None, day]))


def turn_consent(dice: random.Random) -> None:
    day = dice.choice([None, today() - timedelta(1), today(), today() + timedelta(3)])
    records.Consent.objects.update(given_on=None, until=day)


def move_relation(dice: random.Random) -> None:
    """Point a relation of a record at another record of the same kind."""
    record = any_record(dice)
    relations = [
        field
        for field in record._meta.local_concrete_fields
        if field.is_relation and not field.primary_key
    ]
    if relations:
        field = dice.choice(relations)
        target = any_of(dice, field.related_model)
        type(record)._base_manager.filter(pk=record.pk).update(**{field.name: target.pk})


def withhold_passage(dice: random.Random) -> None:
    passage = any_of(dice, records.Passage)
    records.Citation.objects.filter(passage=passage).update(quotation="", evaluative=False)
    records.Passage.objects.filter(pk=passage.pk).update(withheld=True, text="")


def change_passage(dice: random.Random) -> None:
    passage = any_of(dice, records.Passage)
    if not passage.withheld:
        passage.text += " And more."
        passage.save()


def move_citation(dice: random.Random) -> None:
    citation = any_of(dice, records.Citation)
    passage = any_of(dice, records.Passage)
    records.Citation.objects.filter(pk=citation.pk).update(
        passage=passage, quotation="", evaluative=False
    )


def remove_citation(dice: random.Random) -> None:
    any_of(dice, records.Citation).delete()


def remove_record(dice: random.Random) -> None:
    any_record(dice).delete()


def add_report(dice: random.Random) -> None:
    factories.report(any_of(dice, records.Step), asserted_by=any_of(dice, records.Actor))


def add_claim(dice: random.Random) -> None:
    factories.claim(
        any_of(dice, records.Incident),
        asserted_by=any_of(dice, records.Actor),
        answers=dice.choice([None, any_of(dice, records.Claim)]),
        stance="",
    )


CHANGES: tuple[Callable[[random.Random], None], ...] = (
    turn_state,
    turn_state,
    turn_embargo,
    turn_consent,
    move_relation,
    move_relation,
    withhold_passage,
    change_passage,
    move_citation,
    remove_citation,
    remove_record,
    add_report,
    add_claim,
)


def change(dice: random.Random) -> None:
    """Change something at random, unless the rules of the records refuse it."""
    try:
        with transaction.atomic():
            dice.choice(CHANGES)(dice)
    except (IntegrityError, InternalError, ProtectedError, IndexError):
        return


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_after_random_changes_they_are_those_of_all_rules_worked_out(seed: int) -> None:
    factories.story()
    kept.keep(connection)
    dice = random.Random(seed)
    for _ in range(CHANGES_IN_A_ROUND):
        for _together in range(dice.choice([1, 1, 1, 2, 4])):
            change(dice)
        keep_by_following()
        all_keys, all_until = all_worked_out()
        assert keys() == all_keys
        # A day that no longer counts ends their validity earlier than need be, never later.
        assert all_until is None or until() <= all_until  # type: ignore[operator]


def test_hiding_and_opening_any_one_record_is_followed() -> None:
    factories.story()
    kept.keep(connection)
    for entry in records.Entry.objects.order_by("pk"):
        model = next(m for m in record_models() if entry.record_type == m.TYPE)
        for state in (State.WITHDRAWN, State.PUBLISHED):
            model._base_manager.filter(pk=entry.pk).update(state=state)
            keep_by_following()
            assert keys() == all_worked_out()[0], entry


def test_what_nothing_has_touched_is_not_asked_again() -> None:
    story = factories.story()
    draft = factories.incident("Another", state=State.DRAFT)
    kept.keep(connection)
    execute("INSERT INTO kept.entry VALUES (%s, 'incident')", draft.pk)
    records.Claim.objects.filter(pk=story.denial.pk).update(state=State.DRAFT)
    kept.keep(connection)
    assert (story.denial.pk, "claim") not in keys()
    assert (draft.pk, "incident") in keys()


@pytest.mark.parametrize(
    "forgotten",
    [
        "DELETE FROM archive_touch",
        "UPDATE kept.mark SET touch = 0",
        "UPDATE kept.mark SET since = since - 2, until = since",
        "DELETE FROM kept.mark",
        "INSERT INTO archive_touch (entry) VALUES (NULL)",
    ],
)
def test_all_are_worked_out_where_it_is_not_known_what_was_touched(forgotten: str) -> None:
    story = factories.story()
    kept.keep(connection)
    before = keys()
    execute("DELETE FROM kept.entry WHERE entry_id = %s", story.village.pk)
    records.Claim.objects.filter(pk=story.denial.pk).update(text="Another.")
    execute(forgotten)
    kept.keep(connection)
    assert keys() == before


def test_very_many_changes_are_followed_too() -> None:
    factories.story()
    kept.keep(connection)
    records.Entry.objects.bulk_create(
        records.Entry(ref=f"{number:08d}", record_type="term") for number in range(TOO_MANY + 1)
    )
    records.Term.objects.update(state=State.DRAFT)
    kept.keep(connection)
    assert keys() == all_worked_out()[0]


def test_where_more_hangs_on_it_than_is_asked_the_rest_is_worked_out_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(following, "MOST", 3)
    install.install(connection)
    story = factories.story()
    for source in (story.report_source, story.ministry_source, story.last_word):
        for state in (State.WITHDRAWN, State.PUBLISHED):
            records.Source.objects.filter(pk=source.pk).update(state=state)
            kept.keep(connection)
            assert keys() == all_worked_out()[0]


def test_every_table_that_a_kept_rule_reads_says_what_was_touched() -> None:
    touching = {table for table, columns in stamped_tables().items() if columns}
    assert set(tables_read()) <= touching


def tables_read() -> Iterator[str]:
    """The tables in the plain SQL of the keys."""
    for make in rules.RULES:
        rule = make()
        if kept.is_record(rule):
            words = install.select_keys(rule, connection).replace('"', " ").split()
            yield from (word for word in words if word.startswith("archive_"))
