"""The lists of trials and of defendants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from archive.public import stamp
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
from archive.public.filters.tables import (
    ACCUSED,
    ACTOR_SLUG,
    ACTORS,
    ARTICLE_SLUG,
    ARTICLES,
    CLAIMS,
    EXHIBITS,
    OUTCOME,
    OUTCOME_OF_TRIAL,
    REPORTS,
    STEPS,
    TRIAL_SLUG,
    TRIALS,
    VILLAGE_OF_TRIAL,
)
from archive.public.filters.values import Calendar, Codes, Named, Spread
from archive.public.models import PublicActor, PublicClaim, PublicStep, PublicTrial
from archive.public.pairs import Column, Delta, Pairs, Tables, Values, gathered
from archive.public.wording import titles_of
from archive.vocabularies import (
    OUTCOMES_OF,
    ActorKind,
    ClaimTopic,
    Naming,
    Outcome,
    Stance,
    StepKind,
)

BY_TRIAL = Named((TRIALS,))
"""Trials as values of a facet, by their slug."""

BY_ARTICLE = Named((ARTICLES,))

_STEPS_OF_TRIAL = Column(STEPS, "trial_id", "id")
_ARTICLE = Column(REPORTS, "step_id", "article_id").to(ARTICLE_SLUG)


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

    court = FacetFilter(
        _("Court"), Column(TRIALS, "id", "court_id").to(ACTOR_SLUG), values=BY_ACTOR
    )
    article = FacetFilter(_("Law article"), _STEPS_OF_TRIAL.to(_ARTICLE), values=BY_ARTICLE)
    outcome = FacetFilter(_("Outcome"), OUTCOME_OF_TRIAL, values=Codes.of(Outcome))
    year = FacetFilter(_("Year"), Spread(TRIALS, "year"), values=Calendar())
    village = FacetFilter(_("Place"), VILLAGE_OF_TRIAL, values=VILLAGES)

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Court, case number, date, and how many defendants and steps."""
        titles = Titles(titles_of(pointed_at(rows, "court"), language))
        now = stamp.current()
        defendants, steps = DEFENDANTS_IN.get(None, now), STEPS_OF.get(None, now)
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


def _by_trial(rows: Any, count: Count) -> stamp.Kept[None, dict[int, int]]:
    return stamp.Kept(
        lambda _key, _stamp: dict(rows.order_by().values_list("trial").annotate(n=count)), most=1
    )


DEFENDANTS_IN = _by_trial(ACCUSED, Count("actor", distinct=True))
STEPS_OF = _by_trial(STEPS, Count("pk"))
"""By trial, how many there are."""


# Defendants

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

ALLEGED = PublicClaim.objects.filter(
    topic__in=ALLEGATIONS,
    stance__in=(Stance.ASSERTS, Stance.PRESUPPOSES),
    answers__isnull=True,
)
"""What is alleged. What answers another claim is told as an answer, not once more by itself."""


@dataclass(frozen=True, eq=False)
class _Answers:
    """Pairs of each claim and the stances of the claims that answer it, or that none does."""

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Values:
        """Every pair."""
        if only is None:
            return gathered(self._pairs(tables.rows(CLAIMS), tables.column(CLAIMS, "id")))
        answers = tables.having(CLAIMS, "answers_id", only)
        return gathered(self._pairs(answers, tables.some(CLAIMS, only)))

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The claims that were changed, and those that they answer or answered."""
        claims = delta.rows(CLAIMS)
        return {row.id for row in claims} | {row.answers_id for row in claims if row.answers_id}

    def _pairs(self, answers: Iterable[Any], claims: Iterable[int]) -> Iterator[tuple[int, str]]:
        answered: set[int] = set()
        for row in answers:
            if row.answers_id:
                answered.add(row.answers_id)
                yield row.answers_id, row.stance
        yield from ((claim, NO_ANSWER) for claim in claims if claim not in answered)

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids."""
        answers = CLAIMS.filter(answers__isnull=False)
        found = set(CLAIMS.values_list("id", flat=True))
        if values is None:
            return found
        found -= set(answers.values_list("answers", flat=True)) if NO_ANSWER in values else found
        given = answers.filter(stance__in=values).values_list("answers", flat=True)
        return found | {answered for answered in given if answered}


@dataclass(frozen=True, eq=False)
class _TopicsAndAnswers:
    """Pairs of each claim and its topic with an answer to it: "torture.silent".

    Both are of one and the same claim, which two facets beside each other cannot say.
    """

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Values:
        """Every pair."""
        rows = tables.rows(CLAIMS) if only is None else tables.some(CLAIMS, only).values()
        topics = {row.id: row.topic for row in rows}
        return {
            claim: tuple(_pair(topics[claim], answer) for answer in answers)
            for claim, answers in _Answers().read(tables, only).items()
            if claim in topics
        }

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The claims that were changed, and those that they answer or answered."""
        return _Answers().moved(tables, delta)

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids."""
        if values is None:
            return _Answers().rows_with(None)
        found: set[int] = set()
        for answer in (NO_ANSWER, *Stance.values):
            topics = [topic for topic in ClaimTopic.values if _pair(topic, answer) in values]
            if topics:
                of_topic = CLAIMS.filter(topic__in=topics, pk__in=_Answers().rows_with([answer]))
                found.update(of_topic.values_list("id", flat=True))
        return found


def _pair(topic: str, answer: str) -> str:
    return f"{topic}.{answer}"


_ANSWERED_BY = {
    Stance.DENIES: _("denied"),
    Stance.ADMITS: _("admitted"),
    Stance.ASSERTS: _("answered by a statement"),
    Stance.PROMISES: _("answered by a promise"),
    Stance.PRESUPPOSES: _("answered by what takes something for granted"),
    Stance.SILENT: _("looked for, none known"),
    NO_ANSWER: _("no search recorded"),
}
"""An answer behind the topic of what is answered: "Torture: denied"."""

_ALLEGED_AND_ANSWERED = Codes(
    {
        _pair(topic, answer): format_lazy("{}: {}", topic.label, words)
        for topic in ALLEGATIONS
        for answer, words in _ANSWERED_BY.items()
    }
)


def _reported(value: Column, *kinds: StepKind) -> Column:
    """What is reported of a defendant's own steps of some kinds, of all when none is given."""
    steps = PublicStep.objects.filter(kind__in=kinds) if kinds else STEPS
    return Column(ACCUSED, "actor_id", "id").to(Column(steps, "party_id", "id")).to(value)


def _alleged(of_claim: Pairs) -> tuple[Column, ...]:
    """From a defendant through what is alleged of them, of their part and steps, of exhibits."""
    by_subject = Column(ALLEGED, "subject_id", "id").to(of_claim)
    part = Column(ACCUSED, "actor_id", "id")
    return (
        Column(ALLEGED, "about_id", "id").to(of_claim),
        by_subject,
        part.to(by_subject),
        part.to(Column(STEPS, "party_id", "id")).to(by_subject),
        part.to(Column(EXHIBITS, "against_id", "id")).to(by_subject),
    )


_TRIAL = Column(ACCUSED, "actor_id", "trial_id")


def _outcomes(kind: StepKind) -> Codes:
    return Codes.of(*OUTCOMES_OF[kind], Outcome.NOT_STATED)


def _tried(_key: None, _stamp: stamp.Stamp | None) -> dict[int, list[PublicTrial]]:
    trials = {trial.pk: trial for trial in TRIALS.all()}
    found: dict[int, set[int]] = defaultdict(set)
    for actor, trial in ACCUSED.values_list("actor_id", "trial_id"):
        if trial in trials:
            found[actor].add(trial)
    return {
        actor: sorted(
            (trials[each] for each in parts), key=lambda one: (one.earliest or date.max, one.slug)
        )
        for actor, parts in found.items()
    }


TRIED = stamp.Kept(_tried, most=1)
"""The trials in which each actor stood as a defendant, the first one first."""


class Defendants(ListFilter):
    """Persons and groups that a public source calls defendants in a trial."""

    noun = "defendants"
    title = _("Defendants")
    all_rows = PublicActor.objects.filter(pk__in=ACCUSED.values("actor_id"))
    columns = ("kind", "naming", "trials", "as_of", "states")
    cited_through = (Column(ACCUSED, "actor_id", "id"),)
    standing = True

    article = FacetFilter(_("Law article"), _reported(_ARTICLE), values=BY_ARTICLE)
    verdict = FacetFilter(
        _("Verdict"),
        _reported(OUTCOME, StepKind.VERDICT),
        values=_outcomes(StepKind.VERDICT),
    )
    sanction = FacetFilter(
        _("Sentence"),
        _reported(OUTCOME, StepKind.SENTENCE),
        values=_outcomes(StepKind.SENTENCE),
    )
    release = FacetFilter(
        _("Release"),
        _reported(OUTCOME, StepKind.RELEASE),
        values=_outcomes(StepKind.RELEASE),
    )
    group = FacetFilter(_("Group"), IN_GROUP, values=BY_GROUP)
    court = FacetFilter(
        _("Court"), _TRIAL.to(Column(TRIALS, "id", "court_id")).to(ACTOR_SLUG), values=BY_ACTOR
    )
    allegation = FacetFilter(
        _("Alleged"),
        *_alleged(Column(ALLEGED, "id", "topic")),
        values=Codes.of(*ALLEGATIONS),
    )
    answer = FacetFilter(
        _("Answer to what is alleged"),
        *_alleged(_Answers()),
        values=Codes.of(Stance, no_answer=_("No answer recorded")),
    )
    allegation_answer = FacetFilter(
        _("Alleged, and how it was answered"),
        *_alleged(_TopicsAndAnswers()),
        values=_ALLEGED_AND_ANSWERED,
    )
    trial = FacetFilter(_("Trial"), _TRIAL.to(TRIAL_SLUG), values=BY_TRIAL)
    kind = FacetFilter(
        _("Person or group"),
        Column(ACTORS, "id", "kind"),
        values=Codes.of(ActorKind.PERSON, ActorKind.GROUP),
    )

    @classmethod
    def many(cls, tables: Tables) -> int:
        """How many actors stand as defendants in any trial."""
        return len(set(tables.column(ACCUSED, "actor_id")))

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Person or group, and the trials."""
        tried = TRIED.get(None, stamp.current())
        trials = {trial for row in rows for trial in tried.get(row.pk, ())}
        titles = Titles(titles_of([*rows, *trials], language))
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, ActorKind),
                **coded("naming", row.naming, Naming),
                "trials": [titles.link(each) for each in tried.get(row.pk, ())],
            }
            for row in rows
        ]
