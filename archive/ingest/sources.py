"""What becomes of a source's text: which passages are kept, moved, changed, and what forbids it.

An editor's change of a passage is a difference like that of any field. What an editor redacted is
never touched, and a text that would bring redacted words back is left alone as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from archive.ingest.documents import NewPassage
from archive.ingest.passages import OldPassage, match
from archive.ingest.plans import Difference, TextPlan
from archive.ingest.records import Reference
from archive.workflow.snapshots import Body

HIDDEN = "(withheld)"
FILE_TEXT = "(its text)"

VoiceOf = Callable[[Reference], int | None]
"""The primary key of a voice, None while it has none."""


def plan_text(olds: Sequence[OldPassage], news: Sequence[NewPassage]) -> TextPlan:
    """How the passages of a source become those of its file."""
    return TextPlan(olds, news, match(olds, news))


def is_same(plan: TextPlan, voice_of: VoiceOf) -> bool:
    """Whether the file says what the archive has, up to what editors redacted."""
    return len(plan.olds) == len(plan.news) and all(
        plan.matching.number_of.get(old.pk) == old.number and _says_same(old, new, voice_of)
        for old, new in zip(plan.olds, plan.news, strict=True)
    )


def _says_same(old: OldPassage, new: NewPassage, voice_of: VoiceOf) -> bool:
    """A file that names no voice leaves it to the editors. One that has the words which editors
    left of a passage says the same as they do."""
    words = {old.words, old.text} if old.redacted else {old.text}
    return (
        new.text in words
        and (old.locator, old.fidelity) == (new.locator, new.fidelity)
        and (new.voice is None or voice_of(new.voice) == old.voice)
    )


def redactions_at_risk(plan: TextPlan) -> Difference | None:
    """That the file would bring back words which editors redacted, or has no place for them.

    A redacted passage is safe where the file has exactly its words from before the redaction, or
    those that are left of it, and no passage that is new or changed holds them as well.
    """
    fresh = [new for new in plan.news if _is_fresh(plan, new)]
    at_risk = [
        str(old.number)
        for old in plan.olds
        if old.redacted and (not _has_its_place(plan, old) or _is_told(old, fresh))
    ]
    if not at_risk:
        return None
    told = f"(redacted: {', '.join(at_risk)})"
    return Difference("text", None, told, "(a text that does not keep these redactions)")


def _is_fresh(plan: TextPlan, new: NewPassage) -> bool:
    old = plan.matching.old_at.get(new.number)
    return old is None or (not old.redacted and old.text != new.text)


def _has_its_place(plan: TextPlan, old: OldPassage) -> bool:
    new = plan.new_passage(old)
    return new is not None and new.text in (old.words, old.text)


def _is_told(old: OldPassage, fresh: Sequence[NewPassage]) -> bool:
    return bool(old.words) and any(old.words in new.text for new in fresh)


def redacted(plan: TextPlan) -> Iterator[Difference]:
    """A difference for each passage that editors redacted, unless the file has what they left of
    it; its words are not repeated."""
    for old in plan.olds:
        new = plan.new_passage(old)
        if old.redacted and (new is None or new.text != old.text):
            yield Difference(f"passage {old.number}", FILE_TEXT, HIDDEN, FILE_TEXT)


def edited(
    plan: TextPlan, imported: Body | None, refs: Mapping[int, str], voice_of: VoiceOf
) -> Iterator[Difference]:
    """A difference for each passage that somebody changed, took out or added since the import.

    `refs` names actors. Without a body nothing was imported: then every passage that the file would
    change is the editors' own.
    """
    before = {part["number"]: part for part in (imported or {}).get("passages", [])}
    for old in plan.olds:
        was = before.pop(old.number, None)
        if old.redacted or (was is not None and _is_as_imported(was, old, refs)):
            continue
        new = plan.new_passage(old)
        if new is None or not _says_same(old, new, voice_of):
            told = _told(was["locator"], was["text"]) if was else None
            then = _told(new.locator, new.text) if new else None
            yield Difference(f"passage {old.number}", told, _told(old.locator, old.text), then)
    for number, was in before.items():
        new = plan.at(number)
        if new is not None:
            told, then = _told(was["locator"], was["text"]), _told(new.locator, new.text)
            yield Difference(f"passage {number}", told, None, then)


def _is_as_imported(was: Mapping[str, Any], old: OldPassage, refs: Mapping[int, str]) -> bool:
    voice = refs.get(old.voice) if old.voice else None
    parts = ("text", "locator", "fidelity", "voice")
    return tuple(was[part] for part in parts) == (old.text, old.locator, old.fidelity, voice)


def _told(locator: str, text: str) -> str:
    return f"[{locator}] {text}" if locator else text
