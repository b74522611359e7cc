"""Incidents, and who took which part in an incident or a trial."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import Dated, Fact, Record, one_of
from archive.models.people import Actor
from archive.models.places import Place
from archive.vocabularies import (
    INCIDENT_ROLES,
    TRIAL_ROLES,
    IncidentKind,
    InvolvementRole,
    RecordType,
)


class Incident(Record, Dated):
    """Something that happened at a place. Kind, place and date are cataloguing, and cited."""

    TYPE = RecordType.INCIDENT

    kind = models.CharField(_("kind"), max_length=15, choices=IncidentKind.choices)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("place"),
    )

    class Meta(Record.Meta):
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
            one_of("kind", IncidentKind, model="incident"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("entry")),
                name="incident_not_part_of_itself",
            ),
        ]


class Involvement(Fact):
    """Which role an actor had in one incident or in one trial, as somebody says."""

    TYPE = RecordType.INVOLVEMENT

    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="involvements", verbose_name=_("actor")
    )
    incident = models.ForeignKey(
        Incident,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name=_("incident"),
    )
    trial = models.ForeignKey(
        "archive.Trial",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name=_("trial"),
    )
    role = models.CharField(_("role"), max_length=20, choices=InvolvementRole.choices)
    acts_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_by",
        verbose_name=_("acts for"),
        help_text=_("The involvement of the person on whose behalf this one acts."),
    )

    class Meta(Fact.Meta):
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_of("role", InvolvementRole, model="involvement"),
            models.CheckConstraint(
                condition=Q(incident__isnull=False, trial__isnull=True)
                | Q(incident__isnull=True, trial__isnull=False),
                name="involvement_in_an_incident_or_a_trial",
            ),
            models.CheckConstraint(
                condition=Q(incident__isnull=False, role__in=[r.value for r in INCIDENT_ROLES])
                | Q(trial__isnull=False, role__in=[r.value for r in TRIAL_ROLES]),
                name="involvement_role_fits",
            ),
            models.CheckConstraint(
                condition=Q(acts_for__isnull=True) | ~Q(acts_for=F("entry")),
                name="involvement_acts_for_another",
            ),
            models.UniqueConstraint(
                fields=["actor", "incident", "role", "asserted_by"],
                condition=Q(incident__isnull=False),
                name="involvement_in_incident_said_once_by_each",
            ),
            models.UniqueConstraint(
                fields=["actor", "trial", "role", "asserted_by"],
                condition=Q(trial__isnull=False),
                name="involvement_in_trial_said_once_by_each",
            ),
        ]
