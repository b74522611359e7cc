"""What must never be public. No public model reads these tables, ever.

A test and a system check hold that sentence.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import one_of, related
from archive.models.people import Actor
from archive.models.sources import Passage, Source
from archive.vocabularies import ConsentMeans, ConsentScope, SourceKind


class Identity(models.Model):
    """Who a person really is, how to reach them, and what they risk."""

    actor = models.OneToOneField(Actor, on_delete=models.CASCADE, related_name="identity")
    real_name = models.CharField(_("real name"), max_length=200, blank=True)
    spellings = models.TextField(_("other spellings"), blank=True, help_text=_("One in a line."))
    contact = models.TextField(_("contact"), blank=True)
    risk = models.TextField(_("risk"), blank=True)
    review_on = models.DateField(_("review the risk on"), null=True, blank=True)

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    def __str__(self) -> str:
        return str(self.actor)


class Consent(models.Model):
    """What a speaker allowed, how, until when, and whether it was taken back."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(_("scope"), max_length=10, choices=ConsentScope.choices)
    means = models.CharField(_("given how"), max_length=15, choices=ConsentMeans.choices)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it holds.")
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("scope", ConsentScope, model="consent"),
            one_of("means", ConsentMeans, model="consent"),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True)
                | Q(until__isnull=True)
                | Q(given_on__lte=F("until")),
                name="consent_dates_in_order",
                violation_error_message=_("A consent must not end before it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.get_means_display()}"

    def clean(self) -> None:
        """Refuse the consent to anything but a testimony (ValidationError)."""
        super().clean()
        source = related(self, "source")
        if source and source.kind != SourceKind.TESTIMONY:
            raise ValidationError(_("A consent belongs to a testimony; this source is none."))


class PassageOriginal(models.Model):
    """The text of a passage before anything was taken out of it."""

    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="original")
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("unredacted text")
        verbose_name_plural = _("unredacted texts")

    def __str__(self) -> str:
        return str(self.passage)


class Redaction(models.Model):
    """A range of the unredacted text that is hidden, and why."""

    original = models.ForeignKey(
        PassageOriginal, on_delete=models.CASCADE, related_name="redactions"
    )
    start = models.PositiveIntegerField(_("from character"))
    end = models.PositiveIntegerField(_("to character"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="redaction_has_a_length",
                violation_error_message=_("A redaction must begin before it ends."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="redaction_has_a_reason",
                violation_error_message=_("A redaction must give its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"
