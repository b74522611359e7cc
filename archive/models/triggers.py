"""The rules between tables, as triggers compiled from Python for both databases.

Owns what CHECK, unique and foreign keys cannot say. A rule names a table and a condition, in SQL
that SQLite and PostgreSQL read alike, under which a row is *refused*. `install` puts every trigger
of this module in place; it is run after each migration, since SQLite loses the triggers of a table
that it rebuilds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.models import stamping
from archive.models.base import Record
from archive.models.claims import SUBJECT_TYPES
from archive.models.sources import WORDS_LIMIT
from archive.vocabularies import (
    OUTCOMES_OF,
    ActorKind,
    Fidelity,
    Naming,
    Outcome,
    SourceKind,
    TextPart,
)


@dataclass(frozen=True)
class Refusal:
    """A row of `table` is refused by `name` when `condition` (SQL over NEW and OLD) holds."""

    name: str
    table: str
    condition: str
    events: tuple[str, ...] = ("INSERT", "UPDATE")


def _quoted(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _outcome_misfit() -> str:
    """SQL that holds when an outcome does not fit the kind of its step."""
    fits = " OR ".join(
        f"(s.kind = '{kind.value}' AND NEW.outcome IN ({_quoted([o.value for o in outcomes])}))"
        for kind, outcomes in OUTCOMES_OF.items()
    )
    return (
        f"NEW.outcome <> '{Outcome.NOT_STATED.value}' AND NOT EXISTS (SELECT 1 FROM archive_step s "
        f"WHERE s.entry_id = NEW.step_id AND ({fits}))"
    )


def _step_kind_misfit() -> str:
    """SQL that holds when a step's new kind no longer fits a report of it."""
    misfits = " OR ".join(
        f"(NEW.kind = '{kind.value}' AND r.outcome NOT IN "
        f"({_quoted([Outcome.NOT_STATED.value, *[o.value for o in outcomes]])}))"
        for kind, outcomes in OUTCOMES_OF.items()
    )
    return f"EXISTS (SELECT 1 FROM archive_report r WHERE r.step_id = NEW.entry_id AND ({misfits}))"


def _contains(text: str, words: str) -> str:
    """SQL that holds when `text` contains `words`, as replace() tells on both databases alike."""
    return f"replace({text}, {words}, '') <> {text}"


REFUSALS = (
    Refusal(
        "report_outcome_fits_its_step",
        "archive_report",
        _outcome_misfit(),
    ),
    Refusal(
        "step_kind_fits_its_reports",
        "archive_step",
        _step_kind_misfit(),
        ("UPDATE",),
    ),
    Refusal(
        "step_party_of_the_same_trial",
        "archive_step",
        "NEW.party_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM archive_involvement i "
        "WHERE i.entry_id = NEW.party_id AND i.trial_id = NEW.trial_id)",
    ),
    Refusal(
        "step_of_a_step_of_the_same_trial",
        "archive_step",
        "NEW.of_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM archive_step s "
        "WHERE s.entry_id = NEW.of_id AND s.trial_id = NEW.trial_id)",
    ),
    Refusal(
        "step_stays_with_the_steps_that_follow_it_up",
        "archive_step",
        "EXISTS (SELECT 1 FROM archive_step s "
        "WHERE s.of_id = NEW.entry_id AND s.trial_id <> NEW.trial_id)",
        ("UPDATE",),
    ),
    Refusal(
        "exhibit_against_a_party_of_the_same_trial",
        "archive_exhibit",
        "NEW.against_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM archive_involvement i "
        "WHERE i.entry_id = NEW.against_id AND i.trial_id = NEW.trial_id)",
    ),
    Refusal(
        "involvement_acts_for_a_party_of_the_same_matter",
        "archive_involvement",
        "NEW.acts_for_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM archive_involvement i "
        "WHERE i.entry_id = NEW.acts_for_id AND (i.trial_id = NEW.trial_id "
        "OR i.incident_id = NEW.incident_id))",
    ),
    Refusal(
        "involvement_keeps_its_matter",
        "archive_involvement",
        "(NEW.trial_id IS NOT OLD.trial_id OR NEW.incident_id IS NOT OLD.incident_id) "
        "AND (EXISTS (SELECT 1 FROM archive_step s WHERE s.party_id = NEW.entry_id) "
        "OR EXISTS (SELECT 1 FROM archive_exhibit e WHERE e.against_id = NEW.entry_id) "
        "OR EXISTS (SELECT 1 FROM archive_involvement i WHERE i.acts_for_id = NEW.entry_id))",
        ("UPDATE",),
    ),
    Refusal(
        "membership_group_is_no_person",
        "archive_membership",
        "EXISTS (SELECT 1 FROM archive_actor a WHERE a.entry_id = NEW.group_id "
        f"AND a.kind = '{ActorKind.PERSON.value}')",
    ),
    Refusal(
        "actor_with_members_is_no_person",
        "archive_actor",
        f"NEW.kind = '{ActorKind.PERSON.value}' AND EXISTS "
        "(SELECT 1 FROM archive_membership m WHERE m.group_id = NEW.entry_id)",
        ("UPDATE",),
    ),
    Refusal(
        "trial_court_is_a_court",
        "archive_trial",
        "NEW.court_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM archive_actor a "
        f"WHERE a.entry_id = NEW.court_id AND a.kind = '{ActorKind.COURT.value}')",
    ),
    Refusal(
        "actor_with_trials_is_a_court",
        "archive_actor",
        f"NEW.kind <> '{ActorKind.COURT.value}' AND EXISTS "
        "(SELECT 1 FROM archive_trial t WHERE t.court_id = NEW.entry_id)",
        ("UPDATE",),
    ),
    Refusal(
        "claim_subject_can_be_spoken_of",
        "archive_claim",
        "NOT EXISTS (SELECT 1 FROM archive_entry e WHERE e.id = NEW.subject_id "
        f"AND e.record_type IN ({_quoted([t.value for t in SUBJECT_TYPES])}))",
    ),
    Refusal(
        "citation_quotation_is_verbatim",
        "archive_citation",
        "NEW.quotation <> '' AND NOT EXISTS (SELECT 1 FROM archive_passage p "
        f"WHERE p.id = NEW.passage_id AND (p.fidelity = '{Fidelity.VERBATIM.value}' "
        f"OR (NEW.evaluative AND length(NEW.quotation) <= {WORDS_LIMIT})))",
    ),
    Refusal(
        "citation_quotation_stands_in_its_passage",
        "archive_citation",
        "NEW.quotation <> '' AND NOT EXISTS (SELECT 1 FROM archive_passage p "
        f"WHERE p.id = NEW.passage_id AND {_contains('p.text', 'NEW.quotation')})",
    ),
    Refusal(
        "passage_keeps_the_words_that_are_quoted",
        "archive_passage",
        "EXISTS (SELECT 1 FROM archive_citation c WHERE c.passage_id = NEW.id "
        f"AND c.quotation <> '' AND NOT ({_contains('NEW.text', 'c.quotation')}))",
        ("UPDATE",),
    ),
    Refusal(
        "passage_that_is_quoted_is_verbatim",
        "archive_passage",
        f"NEW.fidelity <> '{Fidelity.VERBATIM.value}' AND EXISTS (SELECT 1 FROM archive_citation c "
        "WHERE c.passage_id = NEW.id AND c.quotation <> '' "
        f"AND NOT (c.evaluative AND length(c.quotation) <= {WORDS_LIMIT}))",
        ("UPDATE",),
    ),
    Refusal(
        "text_of_a_pseudonymous_person_is_no_name",
        "archive_text",
        f"NEW.part IN ('{TextPart.NAME.value}', '{TextPart.TITLE.value}') AND EXISTS "
        "(SELECT 1 FROM archive_actor a WHERE a.entry_id = NEW.entry_id "
        f"AND a.naming = '{Naming.PSEUDONYM.value}')",
    ),
    Refusal(
        "actor_pseudonym_has_no_other_names",
        "archive_actor",
        f"NEW.naming = '{Naming.PSEUDONYM.value}' AND EXISTS (SELECT 1 FROM archive_text t "
        "WHERE t.entry_id = NEW.entry_id "
        f"AND t.part IN ('{TextPart.NAME.value}', '{TextPart.TITLE.value}'))",
        ("UPDATE",),
    ),
    Refusal(
        "consent_is_of_a_testimony",
        "archive_consent",
        "NOT EXISTS (SELECT 1 FROM archive_source s WHERE s.entry_id = NEW.source_id "
        f"AND s.kind = '{SourceKind.TESTIMONY.value}')",
    ),
    Refusal(
        "source_with_a_consent_is_a_testimony",
        "archive_source",
        f"NEW.kind <> '{SourceKind.TESTIMONY.value}' AND EXISTS "
        "(SELECT 1 FROM archive_consent c WHERE c.source_id = NEW.entry_id)",
        ("UPDATE",),
    ),
    Refusal("entry_keeps_its_ref_and_type", "archive_entry",
            "NEW.ref <> OLD.ref OR NEW.record_type <> OLD.record_type", ("UPDATE",)),
    Refusal("revision_is_append_only", "archive_revision",
            "NEW.digest <> OLD.digest OR NEW.number <> OLD.number OR NEW.reason <> OLD.reason "
            "OR NEW.entry_id <> OLD.entry_id OR NEW.made_at <> OLD.made_at "
            "OR NEW.principal <> OLD.principal OR NEW.made_by_id IS NOT OLD.made_by_id",
            ("UPDATE",)),
    Refusal("revision_is_never_deleted", "archive_revision", "1 = 1", ("DELETE",)),
    Refusal("decision_is_append_only", "archive_decision", "1 = 1", ("UPDATE", "DELETE")),
    Refusal("publicversion_is_append_only", "archive_publicversion", "1 = 1", ("UPDATE",)),
)  # fmt: skip


def record_models() -> list[type[Record]]:
    """The models that have a table of records, in the order of their names."""
    return sorted(
        (
            model
            for model in apps.get_app_config("archive").get_models()
            if issubclass(model, Record) and not model._meta.proxy
        ),
        key=lambda model: model._meta.model_name or "",
    )


def refusals() -> Iterator[Refusal]:
    """All rules between tables, those that hold for every table of records included."""
    yield from REFUSALS
    for model in record_models():
        yield Refusal(
            f"{model._meta.model_name}_entry_is_of_its_type",
            model._meta.db_table,
            "NOT EXISTS (SELECT 1 FROM archive_entry e WHERE e.id = NEW.entry_id "
            f"AND e.record_type = '{model.TYPE.value}')",
        )


def statements(vendor: str) -> Iterator[str]:
    """The SQL that creates every trigger, for `sqlite` or `postgresql`."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    yield from make()
    yield from stamping.statements(vendor)


def _sqlite() -> Iterator[str]:
    for rule in refusals():
        for event in rule.events:
            name = f"{rule.name}_on_{event.lower()}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {rule.table} FOR EACH ROW "
                f"WHEN {rule.condition} BEGIN SELECT RAISE(ABORT, '{rule.name}'); END"
            )


def _postgresql() -> Iterator[str]:
    for rule in refusals():
        condition = rule.condition.replace("IS NOT OLD.", "IS DISTINCT FROM OLD.")
        result = "OLD" if rule.events == ("DELETE",) else "NEW"
        if "DELETE" in rule.events and len(rule.events) > 1:
            result = "COALESCE(NEW, OLD)"
        yield (
            f"CREATE OR REPLACE FUNCTION {rule.name}_refusal() RETURNS trigger "
            f"LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN RAISE EXCEPTION '{rule.name}' "
            f"USING ERRCODE = 'check_violation', CONSTRAINT = '{rule.name}'; END IF; "
            f"RETURN {result}; END $$"
        )
        events = " OR ".join(rule.events)
        yield (
            f"CREATE TRIGGER {rule.name} BEFORE {events} ON {rule.table} FOR EACH ROW "
            f"EXECUTE FUNCTION {rule.name}_refusal()"
        )


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take away every trigger on the archive's tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' "
                "AND tbl_name LIKE 'archive\\_%' ESCAPE '\\'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
            return
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND n.nspname = current_schema() "
            "AND c.relname LIKE 'archive\\_%%'"
        )
        for name, table in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, in the place of what stood there."""
    drop(connection)
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
        cursor.execute("SELECT count(*) FROM archive_stamp")
        if cursor.fetchone() == (0,):
            cursor.execute("INSERT INTO archive_stamp (id, value) VALUES (1, 'first')")
