"""Triggers that replace the stamp with each change that readers could notice, and say which
entries it touched.

Owns which tables can move what is public, and whose public rows a change of a row can move of
itself; what follows from that (a hidden speaker hides what they say) is no matter of this module.
`triggers` puts them in place.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from archive.models.base import Entry, Record
from archive.models.justice import Report, Trial
from archive.models.protected import Consent
from archive.models.sources import Citation, Passage
from archive.models.texts import Text

PRIVATE = frozenset(
    {"identity", "passageoriginal", "redaction", "revision", "decision", "reply", "stamp", "touch"}
)
"""The models whose changes no reader could notice."""

TOUCHES_KEPT = 5000
"""How many of the latest touches stay."""

TOO_MANY = 1000
"""Of how many entries at once it is only said that they were many."""


def stamped_tables() -> dict[str, tuple[str, ...]]:
    """The tables whose every change replaces the stamp: all that a public view can read.

    With each go its columns with the entries whose own public rows the change of a row can move.
    """
    tables: dict[str, tuple[str, ...]] = {}
    for model in apps.get_app_config("archive").get_models(include_auto_created=True):
        if not model._meta.proxy and model._meta.model_name not in PRIVATE:
            tables[model._meta.db_table] = _touched(model)
    return dict(sorted(tables.items()))


def _touched(model: type[models.Model]) -> tuple[str, ...]:
    if model is Report:
        # A step is seen when a report tells of it.
        return ("entry_id", "step_id")
    if issubclass(model, Record | Text | Citation):
        return ("entry_id",)
    if issubclass(model, Passage | Consent):
        return ("source_id",)
    if issubclass(model, Entry):
        return ("id",)
    return ("trial_id", "incident_id") if model is Trial.incidents.through else ()


SIDES = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
"""What each kind of change knows of the rows: as they were, as they are."""

FORGOTTEN_EACH = 100
"""On PostgreSQL older touches are let go each time that so many have come."""

_FORGET_ON_SQLITE = (
    f"DELETE FROM archive_touch WHERE id <= (SELECT max(id) FROM archive_touch) - {TOUCHES_KEPT};"
)

# There each look for old ones goes past all that were let go and not yet swept.
_FORGET_ON_POSTGRESQL = (
    f"IF many > 0 THEN last := currval('archive_touch_id_seq'); "
    f"IF last / {FORGOTTEN_EACH} > (last - many) / {FORGOTTEN_EACH} THEN "
    f"DELETE FROM archive_touch WHERE id <= last - {TOUCHES_KEPT}; END IF; END IF;"
)


def statements(vendor: str) -> Iterator[str]:
    """The SQL that creates the triggers, for `sqlite` or `postgresql`."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    for table, columns in stamped_tables().items():
        for event, sides in SIDES.items():
            yield from make(table, columns, event, sides)


def _sqlite(
    table: str, columns: tuple[str, ...], event: str, sides: tuple[str, ...]
) -> Iterator[str]:
    touched = [f"{side}.{column}" for side in sides for column in columns]
    touches = [f"INSERT INTO archive_touch (entry) VALUES ({entry});" for entry in touched]
    work = " ".join([*touches, _FORGET_ON_SQLITE] if touches else [])
    yield (
        f"CREATE TRIGGER stamp_{table}_on_{event.lower()} AFTER {event} ON {table} "
        f"BEGIN UPDATE archive_stamp SET value = lower(hex(randomblob(16))); {work} END"
    )


def _postgresql(
    table: str, columns: tuple[str, ...], event: str, sides: tuple[str, ...]
) -> Iterator[str]:
    touched = " UNION ".join(
        f"SELECT {column} AS entry FROM {side.lower()}_rows" for side in sides for column in columns
    )
    # The touches come behind the stamp, whose row is locked then: in the order of the commits.
    touches = (
        f"INSERT INTO archive_touch (entry) SELECT entry FROM ({touched}) AS touched "
        f"LIMIT {TOO_MANY + 1}; GET DIAGNOSTICS many = ROW_COUNT; IF many > {TOO_MANY} THEN "
        f"INSERT INTO archive_touch (entry) VALUES (NULL); END IF; {_FORGET_ON_POSTGRESQL}"
    )
    name = f"stamp_{table}_on_{event.lower()}"
    rows = " ".join(f"{side} TABLE AS {side.lower()}_rows" for side in sides)
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE many bigint; last bigint; "
        "BEGIN UPDATE archive_stamp SET value = replace(gen_random_uuid()::text, '-', ''); "
        f"{touches if columns else ''} RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
