"""Public trials, steps, reports, exhibits, law articles."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import (
    PublicDated,
    PublicFact,
    PublicModel,
    PublicPage,
    PublicRecord,
    relation,
)
from archive.vocabularies import ExhibitKind, Outcome, StepKind


class PublicLawArticle(PublicPage):
    """An article of law in one edition."""

    code = models.CharField(max_length=120)
    number = models.CharField(max_length=20)
    part = models.CharField(max_length=20)
    edition = models.CharField(max_length=80)
    text = models.TextField()

    class Meta(PublicModel.Meta):
        db_table = "public_lawarticle"


class PublicTrial(PublicPage, PublicDated):
    """A trial that readers may see."""

    court = relation("public.PublicActor", "trials", null=True)
    case_number = models.CharField(max_length=80)

    class Meta(PublicModel.Meta):
        db_table = "public_trial"


class PublicTrialIncident(PublicModel):
    """That a trial deals with an incident."""

    id = models.BigIntegerField(primary_key=True)
    trial = relation("public.PublicTrial", "incident_links")
    incident = relation("public.PublicIncident", "trial_links")

    class Meta(PublicModel.Meta):
        db_table = "public_trialincident"


class PublicStep(PublicRecord):
    """A step of a trial of which at least one public report tells."""

    trial = relation("public.PublicTrial", "steps")
    party = relation("public.PublicInvolvement", "steps", null=True)
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    of = relation("self", "followed_by", null=True)

    class Meta(PublicModel.Meta):
        db_table = "public_step"


class PublicReport(PublicFact, PublicDated):
    """What one speaker says of a step."""

    step = relation("public.PublicStep", "reports")
    article = relation("public.PublicLawArticle", "reports", null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    people_low = models.PositiveIntegerField(null=True)
    people_high = models.PositiveIntegerField(null=True)
    months_low = models.PositiveSmallIntegerField(null=True)
    months_high = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=300)
    conditions = models.CharField(max_length=300)

    class Meta(PublicModel.Meta):
        db_table = "public_report"


class PublicExhibit(PublicFact):
    """An exhibit, and what it was used to prove."""

    trial = relation("public.PublicTrial", "exhibits")
    kind = models.CharField(max_length=15, choices=ExhibitKind.choices)
    used_to_prove = models.TextField()
    against = relation("public.PublicInvolvement", "exhibits", null=True)

    class Meta(PublicModel.Meta):
        db_table = "public_exhibit"
