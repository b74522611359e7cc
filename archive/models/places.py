"""Places: what lies where, and within what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import Record, one_of
from archive.vocabularies import PlaceKind, Precision, RecordType


class Place(Record):
    """A place lies within another place; without found coordinates it stays not located."""

    TYPE = RecordType.PLACE

    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind.choices)
    within = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("within"),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    precision = models.CharField(
        _("precision"), max_length=12, choices=Precision.choices, default=Precision.NOT_LOCATED
    )
    official_code = models.CharField(_("official code"), max_length=20, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            one_of("kind", PlaceKind, model="place"),
            one_of("precision", Precision, model="place"),
            models.CheckConstraint(
                condition=Q(
                    precision=Precision.NOT_LOCATED, latitude__isnull=True, longitude__isnull=True
                )
                | (
                    ~Q(precision=Precision.NOT_LOCATED)
                    & Q(latitude__gte=-90, latitude__lte=90)
                    & Q(longitude__gte=-180, longitude__lte=180)
                    & Q(latitude__isnull=False, longitude__isnull=False)
                ),
                name="place_located_or_not_located",
                violation_error_message=_(
                    "A place is not located, or it has a precision and coordinates on the globe."
                ),
            ),
            models.CheckConstraint(
                condition=Q(within__isnull=True) | ~Q(within=F("entry")),
                name="place_not_within_itself",
                violation_error_message=_("A place cannot lie within itself."),
            ),
        ]
