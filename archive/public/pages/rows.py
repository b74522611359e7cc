"""The rows that pages load, in their order.

A queryset here selects along only what every row of it has and its order needs; whatever else a row
points at, the apparatus sets on it. Orders follow from the contents, never from when a row was
made. `at_once` reads several of them in one statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from archive.public import models as public
from archive.public.entries import few_lengths
from archive.public.pages import parts
from archive.public.pages.apparatus import Apparatus, code
from archive.public.wording import NAMES, doubt, language_order, language_rank

CLAIM_ORDER = ("earliest", "latest", "as_of", "text", "ref")
"""Claims in order of time."""

MANY = 200
"""How many statements of one kind a page shows before it leads to the list of all."""


def claims(where: Q) -> QuerySet[public.PublicClaim]:
    """Claims in order of time."""
    rows = public.PublicClaim.objects.filter(where).select_related("asserted_by")
    return rows.order_by(*CLAIM_ORDER)


def some_claims(ids: Collection[int]) -> list[public.PublicClaim]:
    """The claims with these ids; without any, nothing is asked."""
    return list(claims(Q(pk__in=few_lengths(ids)))) if ids else []


def texts(ids: Iterable[int]) -> QuerySet[public.PublicText]:
    """Every text of some records, of whatever part and language."""
    return public.PublicText.objects.filter(entry_id__in=few_lengths(ids))


def involvements(where: Q) -> QuerySet[public.PublicInvolvement]:
    """Involvements by role."""
    rows = public.PublicInvolvement.objects.filter(where).select_related("actor")
    return rows.order_by("role", "actor__slug", "ref")


def steps(where: Q) -> QuerySet[public.PublicStep]:
    """Steps; whoever prints them puts them in order."""
    return public.PublicStep.objects.filter(where).order_by("ref")


def reports(where: Q) -> QuerySet[public.PublicReport]:
    """Reports in order of time."""
    rows = public.PublicReport.objects.filter(where)
    return rows.order_by("earliest", "latest", "words", "ref")


def exhibits(where: Q) -> QuerySet[public.PublicExhibit]:
    """Exhibits by kind."""
    rows = public.PublicExhibit.objects.filter(where)
    return rows.order_by("kind", "used_to_prove", "ref")


def memberships(where: Q) -> QuerySet[public.PublicMembership]:
    """Memberships by member."""
    rows = public.PublicMembership.objects.filter(where).select_related("member")
    return rows.order_by("member__slug", "ref")


def incidents(where: Q) -> QuerySet[public.PublicIncident]:
    """Incidents in order of time, a larger one before those that are part of it."""
    rows = public.PublicIncident.objects.filter(where)
    smaller = ExpressionWrapper(Q(part_of__isnull=False), output_field=BooleanField())
    return rows.order_by("earliest", "latest", smaller, "slug")


def trials(where: Q) -> QuerySet[public.PublicTrial]:
    """Trials in order of time."""
    rows = public.PublicTrial.objects.filter(where)
    return rows.order_by("earliest", "latest", "slug").distinct()


def sources(where: Q) -> QuerySet[public.PublicSource]:
    """Sources in order of time."""
    rows = public.PublicSource.objects.filter(where)
    return rows.order_by("earliest", "latest", "slug")


def sentences(subject_id: int) -> QuerySet[public.PublicSentence]:
    """All sentences on a subject."""
    return public.PublicSentence.objects.filter(subject_id=subject_id).order_by("number")


def summary(told: Sequence[public.PublicSentence], language: str) -> list[public.PublicSentence]:
    """Of all sentences those in the first language, of the reader's order, that has any."""
    if not told:
        return []
    order = language_order(language)
    best = min((row.language for row in told), key=lambda tag: (language_rank(tag, order), tag))
    return [row for row in told if row.language == best]


def names(texts: Iterable[public.PublicText], apparatus: Apparatus) -> dict[int, list[parts.Form]]:
    """All forms of the names of records, by entry id, the reader's language first.

    The apparatus must have been given the texts as its `users`.
    """
    order = language_order(apparatus.language)
    ordered = sorted(
        (row for row in texts if row.part in NAMES),
        key=lambda row: (language_rank(row.language, order), row.language, row.kind, row.text),
    )
    found: dict[int, list[parts.Form]] = defaultdict(list)
    for row in ordered:
        form = parts.Form(
            text=row.text,
            language=row.language,
            kind=code(row, "kind"),
            used_by=apparatus.maybe(apparatus.pointed.get(row.used_by_id or 0)),
            status=doubt(row.status),
        )
        found[row.entry_id].append(form)
    return found


def first_claims(where: Q, many: int = MANY) -> QuerySet[public.PublicClaim]:
    """The first of many claims, and one more where there are more.

    Which they are is found before they are read with whoever speaks: databases plan an order with
    a limit over joined views badly.
    """
    found = public.PublicClaim.objects.filter(where).order_by(*CLAIM_ORDER).values("pk")
    return claims(Q(pk__in=found[: many + 1]))


def more(
    claims_found: Iterable[public.PublicClaim], everything: str, many: int = MANY
) -> tuple[list[public.PublicClaim], parts.More | None]:
    """The claims that a page shows of these and, where there are more, where to look on."""
    found = list(claims_found)
    return found[:many], parts.More(many, everything) if len(found) > many else None


def keys(records: Collection[public.PublicRecord]) -> list[int]:
    """The ids by which other rows point at records, and fillers to one of a few lengths."""
    return few_lengths(record.pk for record in records)
