"""The rows that pages load, each with everything that its part is made of.

A queryset here selects along what `apparatus.linked_in` and titles read, so that no part asks the
database again. Orders follow from the contents, never from when a row was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.entries import few_lengths, pointed_at
from archive.public.models.base import PublicRecord
from archive.public.pages import parts
from archive.public.pages.apparatus import code
from archive.public.presence import CLAIM_ORDER, some
from archive.public.wording import (
    NAMES,
    Wording,
    all_texts,
    doubt,
    language_order,
    language_rank,
    titles_of,
)
from archive.vocabularies import RecordType

MANY = 200
"""How many statements of one kind a page shows before it leads to the list of all."""

_SPOKEN = ("asserted_by", "relayed_by")


def claims(where: Q) -> QuerySet[public.PublicClaim]:
    """Claims in order of time."""
    rows = public.PublicClaim.objects.filter(where).select_related(
        *_SPOKEN, "about", "answers__asserted_by"
    )
    return rows.order_by(*CLAIM_ORDER)


def some_claims(ids: Collection[int]) -> list[public.PublicClaim]:
    """The claims with these ids; without any, nothing is asked."""
    return list(claims(Q(pk__in=few_lengths(ids)))) if ids else []


def involvements(where: Q) -> QuerySet[public.PublicInvolvement]:
    """Involvements by role."""
    rows = public.PublicInvolvement.objects.filter(where).select_related(
        *_SPOKEN, "actor", "incident", "trial", "acts_for__actor"
    )
    return rows.order_by("role", "actor__slug", "ref")


def steps(where: Q) -> QuerySet[public.PublicStep]:
    """Steps, those of the whole trial first."""
    rows = public.PublicStep.objects.filter(where).select_related(
        "trial", "party__actor", "of__trial", "of__party__actor"
    )
    return rows.order_by("party__actor__slug", "ref")


def reports(where: Q) -> QuerySet[public.PublicReport]:
    """Reports in order of time."""
    rows = public.PublicReport.objects.filter(where).select_related(
        *_SPOKEN, "article", "step__trial", "step__party__actor"
    )
    return rows.order_by("earliest", "latest", "words", "ref")


def exhibits(where: Q) -> QuerySet[public.PublicExhibit]:
    """Exhibits by kind."""
    rows = public.PublicExhibit.objects.filter(where).select_related(
        *_SPOKEN, "trial", "against__actor"
    )
    return rows.order_by("kind", "used_to_prove", "ref")


def memberships(where: Q) -> QuerySet[public.PublicMembership]:
    """Memberships by member."""
    rows = public.PublicMembership.objects.filter(where).select_related(*_SPOKEN, "member", "group")
    return rows.order_by("member__slug", "ref")


def incidents(where: Q) -> QuerySet[public.PublicIncident]:
    """Incidents in order of time, a larger one before those that are part of it."""
    rows = public.PublicIncident.objects.filter(where).select_related("place", "part_of")
    smaller = ExpressionWrapper(Q(part_of__isnull=False), output_field=BooleanField())
    return rows.order_by("earliest", "latest", smaller, "slug")


def trials(where: Q) -> QuerySet[public.PublicTrial]:
    """Trials in order of time."""
    rows = public.PublicTrial.objects.filter(where).select_related("court")
    return rows.order_by("earliest", "latest", "slug").distinct()


def sources(where: Q) -> QuerySet[public.PublicSource]:
    """Sources in order of time."""
    rows = public.PublicSource.objects.filter(where).select_related("author", "speaker")
    return rows.order_by("earliest", "latest", "slug")


def summary(subject_id: int, language: str) -> list[public.PublicSentence]:
    """The sentences on a subject in the first language, of the reader's order, that has any."""
    told = public.PublicSentence.objects.filter(subject_id=subject_id).order_by("number")
    rows = some(told, "subject_id", [subject_id])
    if not rows:
        return []
    order = language_order(language)
    best = min((row.language for row in rows), key=lambda tag: (language_rank(tag, order), tag))
    return [row for row in rows if row.language == best]


def name_forms(ids: Collection[int], language: str) -> dict[int, list[parts.Form]]:
    """All forms of the names of records, by entry id, the reader's language first."""
    rows = [row for row in all_texts(ids) if row.part in NAMES]
    order = language_order(language)
    rows.sort(
        key=lambda row: (language_rank(row.language, order), row.language, row.kind, row.text)
    )
    users = pointed_at((RecordType.ACTOR, row.used_by_id) for row in rows if row.used_by_id)
    called = titles_of(users.values(), language) if users else {}
    found: dict[int, list[parts.Form]] = defaultdict(list)
    for row in rows:
        form = parts.Form(
            text=row.text,
            language=row.language,
            kind=code(row, "kind"),
            used_by=_user(users.get(row.used_by_id or 0), called),
            status=doubt(row.status),
        )
        found[row.entry_id].append(form)
    return found


def _user(actor: PublicRecord | None, called: dict[int, Wording]) -> parts.Link | None:
    if actor is None:
        return None
    title = called[actor.pk]
    return parts.Link(title.text, address_of(actor), title.language, title.status)


def first(
    found: Sequence[int], everything: str, many: int = MANY
) -> tuple[list[public.PublicClaim], parts.More | None]:
    """The first of many claims and, where there are more, where to look on.

    Which they are is known before they are read with all that they point at: databases plan an
    order with a limit over joined views badly.
    """
    shown = some_claims(found[:many])
    return shown, parts.More(many, everything) if len(found) > many else None


def keys(records: Collection[public.PublicRecord]) -> list[int]:
    """The ids by which other rows point at records, and fillers to one of a few lengths."""
    return few_lengths(record.pk for record in records)
