"""What takes things from readers for good: redaction, falling back to a pseudonym, consents.

Owns how the protected tables are written. Each act is one transaction after which no public
version holds what was taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import (
    Actor,
    Citation,
    Consent,
    Entry,
    Identity,
    Passage,
    PassageOriginal,
    PublicVersion,
    Record,
    Redaction,
    Redirect,
    Revision,
    Source,
    Text,
    Tombstone,
)
from archive.models.base import new_slug
from archive.models.triggers import record_models
from archive.vocabularies import ActorKind, DecisionKind, Naming, State, TextPart
from archive.workflow import publishing, revisions, roles, versions
from archive.workflow.principals import Principal
from archive.workflow.readiness import SECOND_PERSON, Reason, public_words
from archive.workflow.roles import Action
from archive.workflow.scanning import ProtectedName, betrayed, folded_words, protected_names
from archive.workflow.snapshots import Body, canonical, record_of

GAP = "[…]"
"""What stands in the public text where something was taken out; it tells no length."""


@dataclass(frozen=True)
class Range:
    """Characters `start` up to `end` (not included) of the unredacted text, and why they go."""

    start: int
    end: int
    reason: str


# Redaction


@transaction.atomic
def redact(
    passage: Passage,
    ranges: Sequence[Range],
    *,
    by: Principal,
    reason: str,
    second: Principal | None = None,
) -> Passage:
    """Take ranges out of a passage, in addition to those taken out before.

    With a second person readers see the rest at once. Without one the whole passage is withheld
    until somebody else confirms (`confirm_redaction`): hiding is for one, showing for two.
    Quotations that no longer stand in the passage are taken from their citations; what quoted or
    held the old text is forgotten. Raises ValueError for a range outside the text.
    """
    roles.require(by.user, Action.PROTECT)
    _refuse_same_person(by, second)
    source = Source.objects.get(pk=passage.source_id)
    original, _new = PassageOriginal.objects.get_or_create(
        passage=passage, defaults={"text": passage.text}
    )
    for one in ranges:
        if not 0 <= one.start < one.end <= len(original.text):
            raise ValueError(
                _("Characters %(start)s to %(end)s do not lie in a text of %(length)s.")
                % {"start": one.start, "end": one.end, "length": len(original.text)}
            )
        Redaction.objects.create(
            original=original,
            start=one.start,
            end=one.end,
            reason=revisions.checked_reason(one.reason),
        )
    _show(passage, remaining(original) if second else "")
    _forget_text(passage, by, reason)
    _note(source, DecisionKind.REDACT, by, reason, second)
    _keep_what_holds(passage)
    return passage


@transaction.atomic
def confirm_redaction(passage: Passage, *, by: Principal, reason: str) -> Passage:
    """Show what a redaction left of a withheld passage. Another person redacted it.

    Raises NotReady when it is the same person, or when nobody redacted the passage.
    """
    roles.require(by.user, Action.PROTECT)
    source = Source.objects.get(pk=passage.source_id)
    proposed = source.decisions.filter(kind=DecisionKind.REDACT).order_by("-pk").first()
    original = PassageOriginal.objects.filter(passage=passage).first()
    if proposed is None or original is None or not original.redactions.exists():
        raise publishing.NotReady([Reason("not_redacted", _("Nobody redacted this passage."))])
    first = Principal(proposed.principal)
    _refuse_same_person(by, first)
    _show(passage, remaining(original))
    versions.take_out(passage)
    _note(source, DecisionKind.REDACT, by, reason, first)
    _keep_what_holds(passage)
    return passage


def _keep_what_holds(passage: Passage) -> None:
    """Keep how readers see the source of a passage from now on, and all that cites it."""
    citing = Entry.objects.filter(citations__passage=passage).distinct()
    source = Source.objects.get(pk=passage.source_id)
    versions.keep_versions([source, *(record_of(entry) for entry in citing)])


def remaining(original: PassageOriginal) -> str:
    """What the redactions leave of a text, with one gap where ranges touch; empty when nothing."""
    kept, place = [], 0
    for one in original.redactions.order_by("start", "end"):
        if one.start >= place:
            kept.append(original.text[place : one.start])
        place = max(place, one.end)
    kept.append(original.text[place:])
    if not "".join(kept).strip():
        return ""
    return GAP.join(kept)


def _show(passage: Passage, text: str) -> None:
    """Give a passage its public text; without one it is withheld."""
    for citation in Citation.objects.filter(passage=passage).exclude(quotation=""):
        if citation.quotation not in text:
            _unquote(citation)
    passage.text, passage.withheld = text, not text
    passage.save(update_fields=["text", "withheld", "digest"])


def _unquote(citation: Citation) -> None:
    plain = Citation.objects.filter(
        entry_id=citation.entry_id, passage_id=citation.passage_id, quotation=""
    )
    if plain.exists():
        citation.delete()
        return
    citation.quotation, citation.evaluative = "", False
    citation.save(update_fields=["quotation", "evaluative"])


def _forget_text(passage: Passage, by: Principal, reason: str) -> None:
    """Erase a passage's old words from the history and public versions of all that held them."""
    source = Entry.objects.get(pk=passage.source_id)
    citing = list(Entry.objects.filter(citations__passage=passage).distinct())
    ref, number = source.ref, passage.number

    def of_the_source(body: Body) -> None:
        for part in body.get("passages", []):
            if part["number"] == number:
                part["text"] = ""

    def of_what_cites(body: Body) -> None:
        for part in body["citations"]:
            if (part["source"], part["number"]) == (ref, number):
                part["quotation"] = ""

    versions.take_out(passage)
    _erase(source, of_the_source)
    for entry in citing:
        _erase(entry, of_what_cites)
        revisions.keep(record_of(entry), by=by, reason=reason)


def _erase(entry: Entry, change: Callable[[Body], None]) -> None:
    """Take something out of every body of a record's history; the digests stay as witnesses."""
    for revision in Revision.objects.filter(entry=entry):
        change(revision.body)
        revision.save(update_fields=["body"])


# Names


@transaction.atomic
def fall_back_to_pseudonym(
    person: Actor, *, label: str, by: Principal, reason: str, public_reason: str = ""
) -> list[Entry]:
    """Show a named person under a label from now on, at a new random address.

    The name goes to the protected tables; its texts, old addresses and public versions that hold it
    are deleted, and the old address answers with a notice that points nowhere. Passages that hold
    the name are withheld and other records withdrawn in silence, until somebody has redacted or
    reworded them: these are returned. Raises ValueError for an actor that is no person, or for a
    label that holds the name.
    """
    roles.require(by.user, Action.PROTECT)
    if person.kind != ActorKind.PERSON:
        raise ValueError(_("Only a person is shown under a pseudonym."))
    known = _names_of(person)
    if betrayed(label, [ProtectedName(person.pk, folded_words(name)) for name in known]):
        raise ValueError(_("The label holds the name."))
    path = versions.public_path(person)
    Text.objects.filter(entry_id=person.pk, part__in=NAMES).delete()
    Redirect.objects.filter(entry_id=person.pk).delete()
    person.naming, person.public_name, person.slug = Naming.PSEUDONYM, label, new_slug()
    person.full_clean()
    person.save(update_fields=["naming", "public_name", "slug"])
    _protect(person, known)
    if path:
        notice = public_reason.strip() or _("The name of a person was taken back.")
        Tombstone.objects.update_or_create(
            path=path, defaults={"reason": notice, "made_on": timezone.now().date()}
        )
    _erase(Entry.objects.get(pk=person.pk), _without_names)
    versions.forget([person])
    _note(person, DecisionKind.NAMING, by, reason, None)
    versions.keep_versions([person])
    return _hide_what_betrays(person, by, reason)


NAMES = (TextPart.NAME, TextPart.TITLE)


def _names_of(person: Actor) -> list[str]:
    texts = Text.objects.filter(entry_id=person.pk, part__in=NAMES).order_by("pk")
    return list(dict.fromkeys([person.public_name, *texts.values_list("text", flat=True)]))


def _protect(person: Actor, names: list[str]) -> None:
    """Keep names in the protected table, beside those that stand there already."""
    identity, _new = Identity.objects.get_or_create(actor=person)
    spellings = identity.spellings.splitlines()
    identity.real_name = identity.real_name or names[0]
    spellings += [name for name in names if name not in (identity.real_name, *spellings)]
    identity.spellings = "\n".join(spellings)
    identity.save()


def _hide_what_betrays(person: Actor, by: Principal, reason: str) -> list[Entry]:
    """Hide what holds a protected name, and forget the public versions that held it."""
    names = protected_names(person)
    hidden = []
    for model in record_models():
        for record in model._base_manager.filter(state=State.PUBLISHED):
            if not betrayed(public_words(record), names):
                continue
            if isinstance(record, Source):
                _withhold_what_betrays(record, names, by, reason)
            if betrayed(public_words(record), names):
                publishing.withdraw(record, by=by, reason=reason)
            hidden.append(Entry.objects.get(pk=record.pk))
    # Last: each withdrawal has kept how readers see what mentions it, in whatever words.
    betraying = PublicVersion.objects.iterator()
    versions.take_back([one for one in betraying if betrayed(canonical(one.content), names)])
    return hidden


def _withhold_what_betrays(
    source: Source, names: Sequence[ProtectedName], by: Principal, reason: str
) -> None:
    for passage in source.passages.filter(withheld=False):
        if betrayed(passage.text, names):
            PassageOriginal.objects.get_or_create(passage=passage, defaults={"text": passage.text})
            _show(passage, "")
            _forget_text(passage, by, reason)
    _note(source, DecisionKind.REDACT, by, reason, None)


def _without_names(body: Body) -> None:
    body["public_name"], body["slug"] = "", ""
    body["texts"] = [text for text in body["texts"] if text["part"] not in NAMES]


# Consents


@transaction.atomic
def record_consent(
    testimony: Source,
    *,
    by: Principal,
    reason: str,
    second: Principal | None = None,
    **terms: Any,
) -> Consent:
    """Write down what a speaker allows; `terms` are the columns of a consent.

    Two persons, or the testimony goes back to review until another one publishes it. Raises
    ValidationError for terms that do not fit.
    """
    roles.require(by.user, Action.PROTECT)
    _refuse_same_person(by, second)
    consent = Consent(source=testimony, **terms)
    consent.full_clean()
    consent.save()
    consent_changed(testimony, by=by, reason=reason, second=second)
    return consent


@transaction.atomic
def end_consent(consent: Consent, *, on: date, by: Principal, reason: str) -> Consent:
    """Note that a consent was taken back on a day. One person is enough to hide."""
    roles.require(by.user, Action.PROTECT)
    consent.withdrawn_on = on
    consent.full_clean()
    consent.save(update_fields=["withdrawn_on"])
    testimony = Source.objects.get(pk=consent.source_id)
    versions.take_back_all([testimony])
    _note(testimony, DecisionKind.CONSENT, by, reason, None)
    return consent


@transaction.atomic
def consent_changed(
    testimony: Source, *, by: Principal, reason: str, second: Principal | None = None
) -> None:
    """Note a changed consent. Without a second person a public testimony goes back to review."""
    _refuse_same_person(by, second)
    if second is None and testimony.state == State.PUBLISHED:
        publishing.send_to_review(testimony, by=by, reason=reason)
    _note(testimony, DecisionKind.CONSENT, by, reason, second)


# What these acts share


def _refuse_same_person(by: Principal, second: Principal | None) -> None:
    if second is not None and second.is_same_as(by):
        raise publishing.NotReady(
            [Reason(SECOND_PERSON, _("The second person must be another one."))]
        )


def _note(
    record: Record, kind: DecisionKind, by: Principal, reason: str, second: Principal | None
) -> None:
    publishing.decide([record], kind, by, reason, second)
    revisions.keep(record, by=by, reason=reason)
