"""Incidents, and who took which part in an incident or a trial."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import Dated, Fact, Record, one_of, related
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
                violation_error_message=_("An incident cannot be part of itself."),
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
                violation_error_message=_(
                    "An involvement is in one incident or in one trial: choose one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(incident__isnull=False, role__in=[r.value for r in INCIDENT_ROLES])
                | Q(trial__isnull=False, role__in=[r.value for r in TRIAL_ROLES]),
                name="involvement_role_fits",
                violation_error_message=_(
                    "Incidents and trials have roles of their own: this role does not fit."
                ),
            ),
            models.CheckConstraint(
                condition=Q(acts_for__isnull=True) | ~Q(acts_for=F("entry")),
                name="involvement_acts_for_another",
                violation_error_message=_(
                    "Nobody acts for themselves: choose the involvement of another."
                ),
            ),
            models.UniqueConstraint(
                fields=["actor", "incident", "role", "asserted_by"],
                condition=Q(incident__isnull=False),
                name="involvement_in_incident_said_once_by_each",
                violation_error_message=_(
                    "The same speaker already gives this actor this role in this incident."
                ),
            ),
            models.UniqueConstraint(
                fields=["actor", "trial", "role", "asserted_by"],
                condition=Q(trial__isnull=False),
                name="involvement_in_trial_said_once_by_each",
                violation_error_message=_(
                    "The same speaker already gives this actor this role in this trial."
                ),
            ),
        ]

    def clean(self) -> None:
        """Refuse to act across matters, and to leave one that rests on it (ValidationError)."""
        super().clean()
        client = related(self, "acts_for")
        if client and not self._shares_matter_with(client):
            raise ValidationError(
                _("The one who is acted for must be part of the same incident or trial.")
            )
        if not self.pk or not self._left_its_matter():
            return
        if self.steps.exists() or self.exhibits.exists():
            raise ValidationError(
                _("Steps or exhibits of the trial rest on this involvement: it must stay there.")
            )
        if self.represented_by.exists():
            raise ValidationError(
                _("Others act for this involvement: it must stay in its incident or trial.")
            )

    def _shares_matter_with(self, other: Involvement) -> bool:
        mine, theirs = (self.trial_id, self.incident_id), (other.trial_id, other.incident_id)
        return any(own is not None and own == its for own, its in zip(mine, theirs, strict=True))

    def _left_its_matter(self) -> bool:
        kept = Involvement.objects.filter(pk=self.pk).values_list("trial_id", "incident_id")
        return any(matter != (self.trial_id, self.incident_id) for matter in kept)
