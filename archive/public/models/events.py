"""Public incidents and involvements."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import PublicDated, PublicFact, PublicModel, PublicPage, relation
from archive.vocabularies import IncidentKind, InvolvementRole


class PublicIncident(PublicPage, PublicDated):
    """An incident that readers may see."""

    kind = models.CharField(max_length=15, choices=IncidentKind.choices)
    part_of = relation("self", "parts", null=True)
    place = relation("public.PublicPlace", "incidents", null=True)

    class Meta(PublicModel.Meta):
        db_table = "public_incident"


class PublicInvolvement(PublicFact):
    """Which role an actor had, as somebody says."""

    actor = relation("public.PublicActor", "involvements")
    incident = relation("public.PublicIncident", "involvements", null=True)
    trial = relation("public.PublicTrial", "involvements", null=True)
    role = models.CharField(max_length=20, choices=InvolvementRole.choices)
    acts_for = relation("self", "represented_by", null=True)

    class Meta(PublicModel.Meta):
        db_table = "public_involvement"
