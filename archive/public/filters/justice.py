"""The lists of trials and of defendants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Value
from django.utils.translation import gettext_lazy as _

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
from archive.public.filters.people import BY_ACTOR, BY_GROUP, IN_GROUP
from archive.public.filters.places import VILLAGES
from archive.public.filters.values import Calendar, Codes, Named, Spread
from archive.public.models import (
    PublicActor,
    PublicClaim,
    PublicExhibit,
    PublicIncident,
    PublicInvolvement,
    PublicLawArticle,
    PublicPlace,
    PublicReport,
    PublicStep,
    PublicTrial,
    PublicTrialIncident,
)
from archive.public.wording import titles_of
from archive.vocabularies import (
    OUTCOMES_OF,
    ActorKind,
    ClaimTopic,
    InvolvementRole,
    Naming,
    Outcome,
    Stance,
    StepKind,
)

TRIALS = PublicTrial.objects.all()
STEPS = PublicStep.objects.all()
INVOLVEMENTS = PublicInvolvement.objects.all()
EXHIBITS = PublicExhibit.objects.all()
REPORTS = PublicReport.objects.all()
INCIDENTS = PublicIncident.objects.all()
PLACES = PublicPlace.objects.all()

BY_TRIAL = Named((TRIALS,))
"""Trials as values of a facet, by their slug."""

BY_ARTICLE = Named((PublicLawArticle.objects.all(),))

TRIAL_OF = (
    Column(TRIALS, "pk", "slug"),
    Column(STEPS, "pk", "trial__slug"),
    Column(INVOLVEMENTS, "pk", "trial__slug"),
    Column(EXHIBITS, "pk", "trial__slug"),
    Column(REPORTS, "pk", "step__trial__slug"),
)
"""From any entry to the trial that it is or belongs to."""

_AT_TRIAL = Column(PublicTrialIncident.objects.all(), "trial_id", "incident__place__slug")

VILLAGE_OF = (
    Column(PLACES, "pk", "slug"),
    Column(INCIDENTS, "pk", "place__slug"),
    Column(INVOLVEMENTS, "pk", "incident__place__slug"),
    _AT_TRIAL,
    Column(INVOLVEMENTS, "pk", "trial_id").to(_AT_TRIAL),
    Column(STEPS, "pk", "trial_id").to(_AT_TRIAL),
    Column(EXHIBITS, "pk", "trial_id").to(_AT_TRIAL),
    Column(REPORTS, "pk", "step__trial_id").to(_AT_TRIAL),
)
"""From any entry to the places that it is, happened at, or goes back to."""


class Trials(ListFilter):
    """Trials in the order of time."""

    noun = "trials"
    title = _("Trials")
    all_rows = TRIALS
    sorts = ("date", "-date", "name")
    related = ("court",)
    columns = (
        *("when", "when_words", "court.slug", "court.title"),
        *("case_number", "defendants", "steps"),
    )

    court = FacetFilter(_("Court"), Column(TRIALS, "pk", "court__slug"), values=BY_ACTOR)
    article = FacetFilter(
        _("Law article"), Column(REPORTS, "step__trial_id", "article__slug"), values=BY_ARTICLE
    )
    outcome = FacetFilter(
        _("Outcome"), Column(REPORTS, "step__trial_id", "outcome"), values=Codes.of(Outcome)
    )
    year = FacetFilter(_("Year"), Spread(TRIALS, "year"), values=Calendar())
    village = FacetFilter(_("Place"), _AT_TRIAL, values=VILLAGES)

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Court, case number, date, and how many defendants and steps."""
        titles = Titles(titles_of(pointed_at(rows, "court"), language))
        ids = [row.pk for row in rows]
        accused = INVOLVEMENTS.filter(trial__in=ids, role=InvolvementRole.DEFENDANT)
        defendants = _counted(accused, "trial", Count("actor", distinct=True))
        steps = _counted(STEPS.filter(trial__in=ids), "trial", Count("pk"))
        return [
            {
                **head(row, titles),
                **when(row, language),
                "court": titles.link(row.court),
                "case_number": row.case_number,
                "defendants": defendants.get(row.pk, 0),
                "steps": steps.get(row.pk, 0),
            }
            for row in rows
        ]


def _counted(rows: Any, by: str, count: Count) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(n=count))


# Defendants

ACCUSED = INVOLVEMENTS.filter(role=InvolvementRole.DEFENDANT)
ALLEGATIONS = (
    ClaimTopic.TORTURE,
    ClaimTopic.BEATING,
    ClaimTopic.COERCION,
    ClaimTopic.BIAS,
    ClaimTopic.IRREGULARITY,
    ClaimTopic.FORGERY,
    ClaimTopic.EXPERT_ERROR,
    ClaimTopic.FALSE_INCRIMINATION,
)
"""Topics of claims that speak of wrong done to a defendant."""

NO_ANSWER = "no_answer"

_ALLEGED = PublicClaim.objects.filter(
    topic__in=ALLEGATIONS, stance__in=(Stance.ASSERTS, Stance.PRESUPPOSES)
)
_ANSWERS = PublicClaim.objects.filter(answers__isnull=False)
_UNANSWERED = _ALLEGED.exclude(Exists(_ANSWERS.filter(answers=OuterRef("pk"))))


def _reported(*kinds: StepKind, value: str) -> Column:
    """What is reported of a defendant's own steps of some kinds."""
    rows = REPORTS.filter(step__party__role=InvolvementRole.DEFENDANT)
    rows = rows.filter(step__kind__in=kinds) if kinds else rows
    return Column(rows, "step__party__actor_id", value)


def _alleged(of_claim: Column) -> tuple[Column, ...]:
    """From a defendant through what is alleged of them, of their part or of their steps."""
    by_subject = Column(_ALLEGED, "subject_id", "pk").to(of_claim)
    return (
        Column(_ALLEGED, "about_id", "pk").to(of_claim),
        by_subject,
        Column(ACCUSED, "actor_id", "pk").to(by_subject),
        Column(STEPS.filter(party__role=InvolvementRole.DEFENDANT), "party__actor_id", "pk").to(
            by_subject
        ),
    )


def _outcomes(kind: StepKind) -> Codes:
    return Codes.of(*OUTCOMES_OF[kind], Outcome.NOT_STATED)


class Defendants(ListFilter):
    """Persons and groups that a public source calls defendants in a trial."""

    noun = "defendants"
    title = _("Defendants")
    all_rows = PublicActor.objects.filter(pk__in=ACCUSED.values("actor_id"))
    columns = ("kind", "naming", "trials")
    cited_through = (Column(ACCUSED, "actor_id", "pk"),)

    article = FacetFilter(_("Law article"), _reported(value="article__slug"), values=BY_ARTICLE)
    verdict = FacetFilter(
        _("Verdict"),
        _reported(StepKind.VERDICT, value="outcome"),
        values=_outcomes(StepKind.VERDICT),
    )
    sanction = FacetFilter(
        _("Sentence"),
        _reported(StepKind.SENTENCE, value="outcome"),
        values=_outcomes(StepKind.SENTENCE),
    )
    release = FacetFilter(
        _("Release"),
        _reported(StepKind.RELEASE, value="outcome"),
        values=_outcomes(StepKind.RELEASE),
    )
    group = FacetFilter(_("Group"), IN_GROUP, values=BY_GROUP)
    court = FacetFilter(
        _("Court"), Column(ACCUSED, "actor_id", "trial__court__slug"), values=BY_ACTOR
    )
    allegation = FacetFilter(
        _("Alleged"),
        *_alleged(Column(_ALLEGED, "pk", "topic")),
        values=Codes.of(*ALLEGATIONS),
    )
    answer = FacetFilter(
        _("Answer to what is alleged"),
        *_alleged(Column(_ANSWERS, "answers_id", "stance")),
        *_alleged(Column(_UNANSWERED.annotate(none=Value(NO_ANSWER)), "pk", "none")),
        values=Codes.of(Stance, no_answer=_("No answer recorded")),
    )
    trial = FacetFilter(_("Trial"), Column(ACCUSED, "actor_id", "trial__slug"), values=BY_TRIAL)
    kind = FacetFilter(
        _("Person or group"),
        Column(PublicActor.objects.all(), "pk", "kind"),
        values=Codes.of(ActorKind.PERSON, ActorKind.GROUP),
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Person or group, and the trials."""
        accused = list(
            ACCUSED.filter(actor__in=[row.pk for row in rows])
            .select_related("trial")
            .order_by("trial__earliest", "trial__slug")
        )
        stood_in = {part.trial.pk: part.trial for part in accused}
        titles = Titles(titles_of([*rows, *stood_in.values()], language))
        trials: dict[int, dict[str, Any]] = defaultdict(dict)
        for part in accused:
            trials[part.actor_id][part.trial.slug] = titles.link(part.trial)
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, ActorKind),
                **coded("naming", row.naming, Naming),
                "trials": list(trials[row.pk].values()),
            }
            for row in rows
        ]
