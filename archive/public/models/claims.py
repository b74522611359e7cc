"""Public claims."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import PublicDated, PublicFact, PublicModel, relation
from archive.vocabularies import ClaimTopic, RecordType, Stance, Unit


class PublicClaim(PublicFact, PublicDated):
    """What one speaker says about one subject.

    `subject_id` is the id of a public record of the type `subject_type`.
    """

    subject_id = models.BigIntegerField()
    subject_type = models.CharField(max_length=12, choices=RecordType.choices)
    topic = models.CharField(max_length=20, choices=ClaimTopic.choices)
    text = models.TextField()
    about = relation("public.PublicActor", "claims_about", null=True)
    stance = models.CharField(max_length=12, choices=Stance.choices)
    answers = relation("self", "answered_by", null=True)
    low = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    unit = models.CharField(max_length=12, choices=Unit.choices)
    number_words = models.CharField(max_length=200)
    as_of = models.CharField(max_length=64)

    class Meta(PublicModel.Meta):
        db_table = "public_claim"
