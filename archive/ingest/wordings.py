"""Names, titles, summaries and labels of a record held against those that the archive has.

Each language has one preferred form of each part, which is compared as one field; any other form is
compared by its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from archive.ingest.archived import Imported
from archive.ingest.plans import Difference, WordingPlan
from archive.ingest.records import Proposal, Reference, Wording
from archive.vocabularies import TextKind

Slot = tuple[str, str, str]
"""Part, language, and the words unless it is the preferred form."""

KeptAs = Callable[[Reference], Any]
"""How a snapshot names the record of a reference."""


def plan_wordings(
    proposal: Proposal, held: Sequence[Mapping[str, Any]], imported: Imported, kept_as: KeptAs
) -> tuple[WordingPlan, list[Difference]]:
    """What to write and to delete so that the record has the wordings of the file."""
    now = {_slot(text): text for text in held}
    before = {_slot(text): text for text in (imported.body or {}).get("texts", [])}
    wanted = {_slot_of(wording): wording for wording in proposal.wordings}
    plan = WordingPlan()
    differences = []
    for slot, wording in wanted.items():
        as_kept = _as_kept(wording, kept_as)
        there = now.get(slot)
        if there == as_kept:
            continue
        was = before.get(slot)
        free = there is None if imported.body is None else there == was
        if not free:
            differences.append(Difference(wording.field, _words(was), _words(there), wording.text))
        plan.write.append(wording)
        plan.delete += [
            _row(other)
            for other_slot, other in now.items()
            if other_slot != slot and _row(other) == _row(as_kept)
        ]
    if imported.alone and not proposal.partial:
        plan.delete += [_row(text) for slot, text in now.items() if slot not in wanted]
    plan.delete = list(dict.fromkeys(plan.delete))
    return plan, differences


def _slot(text: Mapping[str, Any]) -> Slot:
    preferred = text["kind"] == TextKind.PREFERRED
    return text["part"], text["language"], "" if preferred else text["text"]


def _slot_of(wording: Wording) -> Slot:
    preferred = wording.kind == TextKind.PREFERRED
    return wording.part, wording.language, "" if preferred else wording.text


def _as_kept(wording: Wording, kept_as: KeptAs) -> dict[str, Any]:
    return {
        "part": wording.part,
        "language": wording.language,
        "kind": wording.kind,
        "text": wording.text,
        "status": wording.status,
        "used_by": kept_as(wording.used_by) if wording.used_by else None,
    }


def _row(text: Mapping[str, Any]) -> tuple[str, str, str]:
    """What makes a text one row in the database."""
    return text["part"], text["language"], text["text"]


def _words(text: Mapping[str, Any] | None) -> str | None:
    return text["text"] if text else None


def doubles(proposal: Proposal) -> list[tuple[Wording, str]]:
    """The wordings that stand twice, each with a sentence."""
    found = []
    slots: set[Slot] = set()
    rows: set[tuple[str, str, str]] = set()
    for wording in proposal.wordings:
        slot = _slot_of(wording)
        row = (wording.part, wording.language, wording.text)
        if slot in slots:
            reason = f"There is a preferred {wording.part} in “{wording.language}” already."
            found.append((wording, reason if slot[2] == "" else "This text is given twice."))
        elif row in rows:
            found.append((wording, "This text is given twice."))
        slots.add(slot)
        rows.add(row)
    return found
