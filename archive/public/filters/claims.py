"""The list of claims, and which of them are disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive.public import entries
from archive.public.columns import places_of
from archive.public.filters.base import (
    FacetFilter,
    ListFilter,
    Titles,
    coded,
    head,
    pointed_at,
    when,
)
from archive.public.filters.justice import ALLEGED, BY_TRIAL
from archive.public.filters.people import BY_ACTOR
from archive.public.filters.places import VILLAGES
from archive.public.filters.tables import (
    ACTOR_SLUG,
    ACTORS,
    CITED,
    CLAIMS,
    EXHIBITS,
    INCIDENTS,
    INVOLVEMENTS,
    PLACES,
    SOURCES,
    STEPS,
    SUBJECT,
    TO_TRIAL,
    TO_VILLAGE,
    TRIALS,
)
from archive.public.filters.values import Calendar, Codes, Languages, Named, Spread
from archive.public.pairs import Column, Delta, Tables, Values, gathered
from archive.public.positions import AFFIRMS, Matter, by_matter, contradicted, matter
from archive.public.wording import titles_of
from archive.vocabularies import ClaimTopic, RecordType, SourceKind, Stance, Standpoint, Unit

SUBJECTS: dict[RecordType, QuerySet[Any]] = {
    RecordType.INCIDENT: INCIDENTS,
    RecordType.TRIAL: TRIALS,
    RecordType.PLACE: PLACES,
    RecordType.ACTOR: ACTORS,
    RecordType.INVOLVEMENT: INVOLVEMENTS,
    RecordType.STEP: STEPS,
    RecordType.EXHIBIT: EXHIBITS,
}
"""What a claim may speak of."""

UNDATED = CLAIMS.filter(earliest=None, latest=None)
"""Claims without a day of their own: they speak of the day of their incident."""


@dataclass(frozen=True, eq=False)
class Disputed:
    """Pairs of each claim and whether it contradicts another, or is contradicted by one.

    It denies a claim or is denied; or another speaker denies on the same topic of the same subject
    (and about the same actor) where it affirms, or gives a number in the same unit there that
    cannot be the same number.
    """

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Values:
        """Every pair; those of some claims from the claims in their matters alone."""
        if only is None:
            claims = tables.rows(CLAIMS)
            denied = {row.answers_id for row in claims if row.stance == Stance.DENIES}
            return gathered(_disputed(claims, denied))
        matters = {matter(row) for row in tables.some(CLAIMS, only).values()}
        found = _disputed(_on_matters(tables, matters), _denied(tables, only))
        return gathered(found, only)

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The claims that were changed, what they answer, and all claims in the same matters."""
        claims = delta.rows(CLAIMS)
        same = {row.id for row in _on_matters(tables, {matter(row) for row in claims})}
        return same | {row.id for row in claims} | {row.answers_id for row in claims} - {None}

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids."""
        compared = CLAIMS.annotate(of=Coalesce("about_id", Value(0)))
        others = compared.filter(
            subject_id=OuterRef("subject_id"), topic=OuterRef("topic"), of=OuterRef("of")
        ).exclude(asserted_by=OuterRef("asserted_by"))
        counted = others.exclude(unit="").filter(unit=OuterRef("unit"))
        found = set(
            compared.filter(
                Q(stance=Stance.DENIES)
                | Q(Exists(CLAIMS.filter(answers=OuterRef("pk"), stance=Stance.DENIES)))
                | Q(Exists(others.filter(stance=Stance.DENIES)), stance__in=AFFIRMS)
                | Q(Exists(counted.filter(low__gt=OuterRef("high"))))
                | Q(Exists(counted.filter(high__lt=OuterRef("low"))))
            ).values_list("id", flat=True)
        )
        rest = set(CLAIMS.values_list("id", flat=True)) - found
        wanted = {"yes", "no"} if values is None else set(values)
        return (found if "yes" in wanted else set()) | (rest if "no" in wanted else set())


def _disputed(claims: Iterable[Any], denied: Collection[int | None]) -> Iterator[tuple[int, str]]:
    """Whether each claim is disputed; among them are all on the same matters."""
    for same in by_matter(claims):
        found = {row.id for row in contradicted(same)}
        for row in same:
            disputed = row.id in found or row.id in denied or row.stance == Stance.DENIES
            yield row.id, "yes" if disputed else "no"


def disputed_among(tables: Tables, claims: Sequence[Any]) -> set[int]:
    """Which of the claims on one subject, which all of them are, are disputed."""
    found = _disputed(claims, _denied(tables, {row.id for row in claims}))
    return {claim for claim, disputed in found if disputed == "yes"}


def _denied(tables: Tables, claims: Collection[int]) -> set[int]:
    """Which of these claims another denies."""
    answers = tables.having(CLAIMS, "answers_id", claims)
    return {row.answers_id for row in answers if row.stance == Stance.DENIES}


def _on_matters(tables: Tables, matters: Collection[Matter]) -> list[Any]:
    """All claims on some matters."""
    subjects = {subject for subject, _topic, _about in matters}
    columns = (tables.column(CLAIMS, name) for name in ("subject_id", "topic", "about_id"))
    subject, topic, about = columns
    places = places_of(subject, subjects) if subjects else ()
    on = [each for each in places if (subject[each], topic[each], about[each]) in matters]
    return list(tables.rows(CLAIMS).at(on))


ANSWERED, LOOKED_FOR, NOBODY_LOOKED = STATES = ("answered", "looked_for", "nobody_looked")
"""Somebody answers; or an answer was looked for in vain; or no search for one is recorded."""


@dataclass(frozen=True, eq=False)
class Alleged:
    """Pairs of what is alleged and whether it is answered; other claims have no value.

    Where somebody answers, a search besides does not count.
    """

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Values:
        """Every pair."""
        if only is None:
            return gathered(self._pairs(tables.rows(CLAIMS), tables.rows(ALLEGED)))
        answers = tables.having(CLAIMS, "answers_id", only)
        return gathered(self._pairs(answers, tables.some(ALLEGED, only).values()))

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The claims that were changed, and those that they answer or answered."""
        claims = [*delta.rows(CLAIMS), *delta.rows(ALLEGED)]
        return {row.id for row in claims} | {row.answers_id for row in claims if row.answers_id}

    def _pairs(self, claims: Iterable[Any], alleged: Iterable[Any]) -> Iterator[tuple[int, str]]:
        stances: dict[int, set[str]] = defaultdict(set)
        for row in claims:
            if row.answers_id:
                stances[row.answers_id].add(row.stance)
        for row in alleged:
            given = stances.get(row.id, set())
            state = NOBODY_LOOKED if not given else LOOKED_FOR
            yield row.id, state if given <= {Stance.SILENT} else ANSWERED

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids."""
        answers = CLAIMS.filter(answers=OuterRef("pk"))
        given = Exists(answers.exclude(stance=Stance.SILENT))
        silent = Exists(answers.filter(stance=Stance.SILENT))
        conditions = {
            ANSWERED: Q(given),
            LOOKED_FOR: ~Q(given) & Q(silent),
            NOBODY_LOOKED: ~Q(given) & ~Q(silent),
        }
        wanted = STATES if values is None else set(values)
        chosen = (condition for state, condition in conditions.items() if state in wanted)
        return ALLEGED.filter(reduce(or_, chosen, Q(pk__in=[]))).values_list("pk", flat=True)


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

    topic = FacetFilter(_("Topic"), Column(CLAIMS, "id", "topic"), values=Codes.of(ClaimTopic))
    speaker = FacetFilter(
        _("Speaker"), Column(CLAIMS, "id", "asserted_by_id").to(ACTOR_SLUG), values=BY_ACTOR
    )
    stance = FacetFilter(_("Stance"), Column(CLAIMS, "id", "stance"), values=Codes.of(Stance))
    allegation = FacetFilter(
        _("Alleged, and whether it is answered"),
        Alleged(),
        values=Codes(
            {
                ANSWERED: _("Alleged, and answered"),
                LOOKED_FOR: _("Alleged; an answer was looked for, none known"),
                NOBODY_LOOKED: _("Alleged; no search for an answer recorded"),
            }
        ),
    )
    subject = FacetFilter(
        _("Speaks of"),
        SUBJECT.to(*(Column(rows, "id", "ref") for rows in SUBJECTS.values())),
        values=Named(tuple(SUBJECTS.values()), by="ref"),
    )
    village = FacetFilter(_("Place"), SUBJECT.to(*TO_VILLAGE), values=VILLAGES)
    trial = FacetFilter(_("Trial"), SUBJECT.to(*TO_TRIAL), values=BY_TRIAL)
    year = FacetFilter(_("Year"), Spread(CLAIMS, "year"), values=Calendar())
    day = FacetFilter(
        _("Day"),
        Spread(CLAIMS, "day"),
        Column(UNDATED, "id", "subject_id").to(Spread(INCIDENTS, "day")),
        values=Calendar(),
    )
    disputed = FacetFilter(
        _("Disputed"),
        Disputed(),
        values=Codes.of(yes=_("Disputed"), no=_("Not disputed")),
    )
    about = FacetFilter(
        _("About"), Column(CLAIMS, "id", "about_id").to(ACTOR_SLUG), values=BY_ACTOR
    )
    source = FacetFilter(
        _("Source"), CITED.to(Column(SOURCES, "id", "slug")), values=Named((SOURCES,))
    )
    source_kind = FacetFilter(
        _("Kind of source"), CITED.to(Column(SOURCES, "id", "kind")), values=Codes.of(SourceKind)
    )
    source_language = FacetFilter(
        _("Language of the source"),
        CITED.to(Column(SOURCES, "id", "language")),
        values=Languages(),
    )
    standpoint = FacetFilter(
        _("Standpoint of the source"),
        CITED.to(Column(SOURCES, "id", "standpoint")),
        values=Codes.of(Standpoint),
    )
    subject_type = FacetFilter(
        _("Kind of subject"),
        Column(CLAIMS, "id", "subject_type"),
        values=Codes({each.value: each.label for each in SUBJECTS}),
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Who says it of what, how, and the number if there is one."""
        subjects = entries.pointed_at((row.subject_type, row.subject_id) for row in rows)
        spoken_of = [subjects[row.subject_id] for row in rows if row.subject_id in subjects]
        named = pointed_at(rows, "asserted_by", "relayed_by", "about")
        titles = Titles(titles_of([*named, *spoken_of], language))
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
