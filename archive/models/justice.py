"""Trials: their steps, what is reported of each step, exhibits, and the law.

Owns the shape of proceedings. What became of a party as of a date is computed per source from
reports by the readers' side; it is never a column.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import Dated, Fact, Record, one_of, related
from archive.models.events import Incident, Involvement
from archive.models.people import Actor
from archive.vocabularies import OUTCOMES_OF, ActorKind, ExhibitKind, Outcome, RecordType, StepKind


def fits(kind: str, outcome: str) -> bool:
    """Whether a step of this kind can have this outcome; “not stated” fits every kind."""
    fitting = {of.value: outcomes for of, outcomes in OUTCOMES_OF.items()}
    return outcome == Outcome.NOT_STATED or outcome in fitting.get(kind, ())


class LawArticle(Record):
    """An article of law in one edition, told in our words."""

    TYPE = RecordType.LAW_ARTICLE

    code = models.CharField(_("code"), max_length=120, help_text=_("The law that it stands in."))
    number = models.CharField(_("article"), max_length=20)
    part = models.CharField(_("part"), max_length=20, blank=True)
    edition = models.CharField(
        _("edition"), max_length=80, blank=True, help_text=_("In force from when to when.")
    )
    text = models.TextField(_("text in our words"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("law article")
        verbose_name_plural = _("law articles")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "number", "part", "edition"],
                name="lawarticle_once_by_edition",
                violation_error_message=_("This article is already here in this edition."),
            ),
        ]

    def __str__(self) -> str:
        part = f" ({self.part})" if self.part else ""
        return f"{self.code}, {self.number}{part}"


class Trial(Record, Dated):
    """Proceedings before a court about incidents."""

    TYPE = RecordType.TRIAL

    court = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trials",
        verbose_name=_("court"),
    )
    case_number = models.CharField(_("case number"), max_length=80, blank=True)
    incidents = models.ManyToManyField(
        Incident, blank=True, related_name="trials", verbose_name=_("incidents")
    )

    class Meta(Record.Meta):
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
        ]

    def clean(self) -> None:
        """Refuse a court that is none (ValidationError)."""
        super().clean()
        court = related(self, "court")
        if court and court.kind != ActorKind.COURT:
            raise ValidationError(_("The court of a trial must be an actor of the kind “court”."))


class Step(Record):
    """One procedural step of a trial, for one party or, without a party, for the whole trial."""

    TYPE = RecordType.STEP

    trial = models.ForeignKey(
        Trial, on_delete=models.PROTECT, related_name="steps", verbose_name=_("trial")
    )
    party = models.ForeignKey(
        Involvement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("party"),
        help_text=_("Empty: the whole trial."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=StepKind.choices)
    of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("of"),
        help_text=_("The step that this one follows up: the verdict that an appeal is about."),
    )

    class Meta(Record.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            one_of("kind", StepKind, model="step"),
            models.CheckConstraint(
                condition=Q(of__isnull=True) | ~Q(of=F("entry")),
                name="step_not_of_itself",
                violation_error_message=_("A step cannot follow up itself."),
            ),
        ]

    def clean(self) -> None:
        """Refuse what is of another trial, and a kind that its reports deny (ValidationError)."""
        super().clean()
        party, followed = related(self, "party"), related(self, "of")
        if party and party.trial_id != self.trial_id:
            raise ValidationError(_("The party of a step must be a party of the same trial."))
        if followed and followed.trial_id != self.trial_id:
            raise ValidationError(_("A step can only follow up a step of the same trial."))
        if not self.pk:
            return
        if self.followed_by.exclude(trial=self.trial_id).exists():
            raise ValidationError(
                _("Another step follows up this one: it must stay in the same trial.")
            )
        outcomes = self.reports.values_list("outcome", flat=True)
        if not all(fits(self.kind, outcome) for outcome in outcomes):
            raise ValidationError(
                _("A report of this step gives an outcome that does not fit this kind of step.")
            )


def _bounds(name: str) -> list[models.BaseConstraint]:
    """That the bounds of a number of a report are one or more, and in order."""
    low, high = f"{name}_low", f"{name}_high"
    unknown = Q(**{f"{low}__isnull": True}) | Q(**{f"{high}__isnull": True})
    return [
        models.CheckConstraint(
            condition=(Q(**{f"{low}__isnull": True}) | Q(**{f"{low}__gt": 0}))
            & (Q(**{f"{high}__isnull": True}) | Q(**{f"{high}__gt": 0})),
            name=f"report_{name}_positive",
            violation_error_message=_("A number of a report must be one or more."),
        ),
        models.CheckConstraint(
            condition=unknown | Q(**{f"{low}__lte": F(high)}),
            name=f"report_{name}_low_up_to_high",
            violation_error_message=_("“At least” must not be greater than “at most”."),
        ),
    ]


def _open(name: str) -> Q:
    """Whether a number of a report has one bound alone."""
    low, high = f"{name}_low__isnull", f"{name}_high__isnull"
    return Q(**{low: True, high: False}) | Q(**{low: False, high: True})


class Report(Fact, Dated):
    """What one speaker says of a step. Two reports of one step may differ; both stand."""

    TYPE = RecordType.REPORT

    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="reports", verbose_name=_("step")
    )
    article = models.ForeignKey(
        LawArticle,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("law article"),
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, default=Outcome.NOT_STATED
    )
    people_low = models.PositiveIntegerField(
        _("people, at least"),
        null=True,
        blank=True,
        help_text=_("Of how many people it speaks, when that is not the whole party."),
    )
    people_high = models.PositiveIntegerField(_("people, at most"), null=True, blank=True)
    months_low = models.PositiveSmallIntegerField(
        _("months, at least"),
        null=True,
        blank=True,
        help_text=_("The term in months; one that is given exactly is at least and at most that."),
    )
    months_high = models.PositiveSmallIntegerField(_("months, at most"), null=True, blank=True)
    words = models.CharField(
        _("in words"),
        max_length=300,
        blank=True,
        help_text=_("What the source says, in our words."),
    )
    conditions = models.CharField(_("conditions"), max_length=300, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            *Dated.Meta.constraints,
            one_of("outcome", Outcome, model="report"),
            *_bounds("months"),
            *_bounds("people"),
            models.CheckConstraint(
                condition=~(_open("months") | _open("people")) | ~Q(words=""),
                name="report_open_number_keeps_its_words",
                violation_error_message=_(
                    "A number that is open to one side must keep the words of the source."
                ),
            ),
        ]

    def clean(self) -> None:
        """Refuse an outcome that its step cannot have (ValidationError)."""
        super().clean()
        step = related(self, "step")
        if step and not fits(step.kind, self.outcome):
            raise ValidationError(
                _("A step of the kind “%(kind)s” cannot have the outcome “%(outcome)s”."),
                params={"kind": step.get_kind_display(), "outcome": self.get_outcome_display()},
            )


class Exhibit(Fact):
    """An object, statement or expert report in a trial, and what it was used to prove."""

    TYPE = RecordType.EXHIBIT

    trial = models.ForeignKey(
        Trial, on_delete=models.PROTECT, related_name="exhibits", verbose_name=_("trial")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=ExhibitKind.choices)
    used_to_prove = models.TextField(_("used to prove"), blank=True)
    against = models.ForeignKey(
        Involvement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exhibits",
        verbose_name=_("against"),
    )

    class Meta(Fact.Meta):
        verbose_name = _("exhibit")
        verbose_name_plural = _("exhibits")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_of("kind", ExhibitKind, model="exhibit"),
        ]

    def clean(self) -> None:
        """Refuse an exhibit against a party of another trial (ValidationError)."""
        super().clean()
        party = related(self, "against")
        if party and party.trial_id != self.trial_id:
            raise ValidationError(_("An exhibit can only be against a party of the same trial."))
