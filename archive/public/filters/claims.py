"""The list of claims, and which of them are disputed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive.public.entries import fetch
from archive.public.facets import Column
from archive.public.filters.base import (
    FacetFilter,
    ListFilter,
    Titles,
    coded,
    head,
    pointed_at,
    when,
)
from archive.public.filters.justice import BY_TRIAL, TRIAL_OF, VILLAGE_OF
from archive.public.filters.people import BY_ACTOR
from archive.public.filters.places import VILLAGES
from archive.public.filters.values import Calendar, Codes, Named, Spread
from archive.public.models import (
    PublicActor,
    PublicClaim,
    PublicExhibit,
    PublicIncident,
    PublicInvolvement,
    PublicPlace,
    PublicStep,
    PublicTrial,
)
from archive.public.wording import titles_of
from archive.vocabularies import ClaimTopic, RecordType, Stance, Unit

CLAIMS = PublicClaim.objects.all()
SUBJECT = Column(CLAIMS, "pk", "subject_id")
SUBJECTS = (
    PublicIncident,
    PublicTrial,
    PublicPlace,
    PublicActor,
    PublicInvolvement,
    PublicStep,
    PublicExhibit,
)
SUBJECT_TYPES = (
    RecordType.INCIDENT,
    RecordType.TRIAL,
    RecordType.PLACE,
    RecordType.ACTOR,
    RecordType.INVOLVEMENT,
    RecordType.STEP,
    RecordType.EXHIBIT,
)
AFFIRMS = (Stance.ASSERTS, Stance.ADMITS, Stance.PRESUPPOSES)
"""Stances that say yes to what is claimed; being silent and promising say neither yes nor no."""


_COMPARED = CLAIMS.annotate(of=Coalesce("about_id", Value(0)))
"""Claims with the actor that they are about; 0 stands for none, since NULL equals nothing."""


def disputed() -> Q:
    """That a public claim contradicts another, or is contradicted by one.

    It denies a claim or is denied; or another speaker denies on the same topic of the same subject
    (and about the same actor) where it affirms, or gives a number in the same unit there that
    cannot be the same number.
    """
    others = _COMPARED.filter(
        subject_id=OuterRef("subject_id"), topic=OuterRef("topic"), of=OuterRef("of")
    ).exclude(asserted_by=OuterRef("asserted_by"))
    counted = others.exclude(unit="").filter(unit=OuterRef("unit"))
    return (
        Q(stance=Stance.DENIES)
        | Q(Exists(CLAIMS.filter(answers=OuterRef("pk"), stance=Stance.DENIES)))
        | Q(Exists(others.filter(stance=Stance.DENIES)), stance__in=AFFIRMS)
        | Q(Exists(counted.filter(low__gt=OuterRef("high"))))
        | Q(Exists(counted.filter(high__lt=OuterRef("low"))))
    )


class Claims(ListFilter):
    """Claims in the order of time, each with its speaker."""

    noun = "claims"
    title = _("Claims")
    all_rows = CLAIMS
    sorts = ("date", "-date", "name")
    key = "ref"
    related = ("asserted_by", "relayed_by", "about")
    columns = (
        *("speaker.slug", "speaker.title", "relayed_by.slug", "topic", "stance"),
        *("subject.url", "subject.title", "about.slug", "about.title"),
        *("low", "high", "unit", "number_words", "when", "when_words", "as_of"),
    )

    topic = FacetFilter(_("Topic"), Column(CLAIMS, "pk", "topic"), values=Codes.of(ClaimTopic))
    speaker = FacetFilter(_("Speaker"), Column(CLAIMS, "pk", "asserted_by__slug"), values=BY_ACTOR)
    stance = FacetFilter(_("Stance"), Column(CLAIMS, "pk", "stance"), values=Codes.of(Stance))
    subject = FacetFilter(
        _("Speaks of"),
        *(SUBJECT.to(Column(model.objects.all(), "pk", "ref")) for model in SUBJECTS),
        values=Named(tuple(model.objects.all() for model in SUBJECTS), by="ref"),
    )
    village = FacetFilter(_("Place"), *(SUBJECT.to(each) for each in VILLAGE_OF), values=VILLAGES)
    trial = FacetFilter(_("Trial"), *(SUBJECT.to(each) for each in TRIAL_OF), values=BY_TRIAL)
    year = FacetFilter(_("Year"), Spread(CLAIMS, "year"), values=Calendar())
    disputed = FacetFilter(
        _("Disputed"),
        Column(
            _COMPARED.annotate(
                contradicted=Case(When(disputed(), then=Value("yes")), default=Value("no"))
            ),
            "pk",
            "contradicted",
        ),
        values=Codes.of(yes=_("Disputed"), no=_("Not disputed")),
    )
    about = FacetFilter(_("About"), Column(CLAIMS, "pk", "about__slug"), values=BY_ACTOR)
    subject_type = FacetFilter(
        _("Kind of subject"),
        Column(CLAIMS, "pk", "subject_type"),
        values=Codes({each.value: each.label for each in SUBJECT_TYPES}),
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Who says it of what, how, and the number if there is one."""
        subjects = fetch((row.subject_type, row.subject_id) for row in rows)
        named = pointed_at(rows, "asserted_by", "relayed_by", "about")
        titles = Titles(titles_of([*named, *subjects.values()], language))
        return [
            {
                **head(row, titles, "ref"),
                "speaker": titles.link(row.asserted_by),
                "relayed_by": titles.link(row.relayed_by),
                **coded("topic", row.topic, ClaimTopic),
                **coded("stance", row.stance, Stance),
                "subject": titles.link(subjects.get(row.subject_id)),
                "subject_type": row.subject_type,
                "about": titles.link(row.about),
                "low": _number(row.low),
                "high": _number(row.high),
                **coded("unit", row.unit, Unit),
                "number_words": row.number_words,
                **when(row, language),
                "as_of": row.as_of,
            }
            for row in rows
        ]


def _number(value: Decimal | None) -> int | str | None:
    """A number as JSON can hold it without rounding."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(value.normalize())
