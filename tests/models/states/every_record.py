"""Illegal states that every record, every dated record, every fact and every closed list knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from archive.models import Dated, Entry, Fact, Place, Record, triggers
from archive.vocabularies import RecordType
from tests.models.examples import EXAMPLES
from tests.models.refusals import INSERT, Case, Row, archive_models

UNHEARD = "unheard"

WATCHED_BEFORE = {
    "report_outcome_is_known": "report_outcome_fits_its_step",
    "involvement_role_is_known": "involvement_role_fits",
    "source_kind_is_known": "source_with_a_consent_is_a_testimony",
}
"""Closed lists that another rule looks at too: a value out of the list breaks both."""

NEVER_CHANGED = {"entry_record_type_is_known", "decision_kind_is_known"}
"""Closed lists of columns that a trigger refuses to change at all."""


def an_entry_of_another_type(row: Row) -> dict[str, Any]:
    """A new entry that says of itself that it is something else."""
    assert isinstance(row, Record)
    other = RecordType.TERM if row.TYPE == RecordType.PLACE else RecordType.PLACE
    return {"entry": Entry.objects.create(record_type=other)}


def in_words(model: type[Row]) -> str:
    """The model's name within a sentence: `a law article`."""
    name = str(model._meta.verbose_name)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def of_closed_lists() -> Iterator[Case]:
    for model in archive_models():
        for field in model._meta.local_fields:
            if not field.choices:
                continue
            rule = f"{model._meta.model_name}_{field.name}_is_known"
            yield Case(
                f"{in_words(model)} whose {field.name.replace('_', ' ')} is not in the list",
                rule,
                EXAMPLES[model],
                {field.name: UNHEARD},
                events=frozenset({INSERT}) if rule in NEVER_CHANGED else None,
                also=frozenset({WATCHED_BEFORE[rule]} if rule in WATCHED_BEFORE else ()),
            )


def of_records() -> Iterator[Case]:
    for model in triggers.record_models():
        name, words, example = model._meta.model_name, in_words(model), EXAMPLES[model]
        yield Case(f"{words} at an address of two words", f"{name}_slug_is_plain", example,
                   {"slug": "Two Words"})  # fmt: skip
        yield Case(f"{words} on the entry of another type", f"{name}_entry_is_of_its_type",
                   example, an_entry_of_another_type)  # fmt: skip


def of_dated() -> Iterator[Case]:
    for model in triggers.record_models():
        if not issubclass(model, Dated):
            continue
        name, words, example = model._meta.model_name, in_words(model), EXAMPLES[model]
        late, early = date(2031, 5, 4), date(2031, 5, 3)
        without_a_date: dict[str, dict[str, Any]] = {
            "without a date and with a first day": {"when": "", "earliest": early, "latest": None},
            "without a date and with a last day": {"when": "", "earliest": None, "latest": late},
        }
        for state, bounds in without_a_date.items():
            yield Case(
                f"{words} {state}", f"{name}_bounds_need_a_date", example, bounds, heals=True
            )
        yield Case(
            f"{words} that ends before it begins",
            f"{name}_dates_in_order",
            example,
            {"when": "2031-05", "earliest": late, "latest": early},
            heals=True,
        )


def of_facts() -> Iterator[Case]:
    for model in triggers.record_models():
        if issubclass(model, Fact):
            yield Case(
                f"{in_words(model)} that its own speaker relays",
                f"{model._meta.model_name}_relayed_by_another",
                EXAMPLES[model],
                lambda row: {"relayed_by": row.asserted_by},
            )


def of_addresses() -> Iterator[Case]:
    for slug in ("", "-orlen", "orlen-", "orlen--mill", "Orlen", "орлен", "orlen/mill", "orlen\n"):
        yield Case(f"a place at the address “{slug}”", "place_slug_is_plain", EXAMPLES[Place],
                   {"slug": slug})  # fmt: skip


CASES = [
    *of_closed_lists(),
    *of_addresses(),
    *of_records(),
    *of_dated(),
    *of_facts(),
    Case(
        "a ref with a letter that Crockford left out",
        "entry_ref_is_crockford",
        EXAMPLES[Entry],
        {"ref": "0000000u"},
        events=frozenset({INSERT}),
    ),
    Case(
        "a ref of seven digits",
        "entry_ref_is_crockford",
        EXAMPLES[Entry],
        {"ref": "0000000"},
        events=frozenset({INSERT}),
    ),
    Case(
        "an entry under another ref than before",
        "entry_keeps_its_ref_and_type",
        EXAMPLES[Entry],
        {"ref": "00000000"},
    ),
    Case(
        "an entry that has become something else",
        "entry_keeps_its_ref_and_type",
        EXAMPLES[Entry],
        {"record_type": RecordType.TERM},
    ),
]
