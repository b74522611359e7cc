"""Public places."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import PublicModel, PublicPage, relation
from archive.vocabularies import PlaceKind, Precision


class PublicPlace(PublicPage):
    """A place that readers may see."""

    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    within = relation("self", "parts", null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    precision = models.CharField(max_length=12, choices=Precision.choices)
    official_code = models.CharField(max_length=20)

    class Meta(PublicModel.Meta):
        db_table = "public_place"
