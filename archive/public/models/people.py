"""Public actors and memberships."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import PublicFact, PublicModel, PublicPage, relation
from archive.vocabularies import ActorKind, Knowledge, Naming


class PublicActor(PublicPage):
    """An actor under the name that the public may read."""

    kind = models.CharField(max_length=12, choices=ActorKind.choices)
    naming = models.CharField(max_length=10, choices=Naming.choices)
    public_name = models.CharField(max_length=200)

    class Meta(PublicModel.Meta):
        db_table = "public_actor"


class PublicMembership(PublicFact):
    """That an actor belongs to a group or body, as somebody says."""

    member = relation("public.PublicActor", "memberships")
    group = relation("public.PublicActor", "members")
    knowledge = models.CharField(max_length=15, choices=Knowledge.choices)

    class Meta(PublicModel.Meta):
        db_table = "public_membership"
