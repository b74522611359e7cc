"""Claims: what somebody says about anything in the archive, with a number if there is one."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.dates import EdtfField
from archive.models.base import NOT_LISTED, Dated, Entry, Fact, one_of, related
from archive.models.people import Actor
from archive.vocabularies import ClaimTopic, RecordType, Stance, Unit

SUBJECT_TYPES = (
    RecordType.INCIDENT,
    RecordType.TRIAL,
    RecordType.PLACE,
    RecordType.ACTOR,
    RecordType.INVOLVEMENT,
    RecordType.STEP,
    RecordType.EXHIBIT,
)
"""What a claim may be about."""


class Claim(Fact, Dated):
    """One statement of one speaker about one subject. Where speakers differ, all stand."""

    TYPE = RecordType.CLAIM

    subject = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="claims", verbose_name=_("subject")
    )
    topic = models.CharField(_("topic"), max_length=20, choices=ClaimTopic.choices)
    text = models.TextField(_("what is said, in our words"))
    about = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims_about",
        verbose_name=_("about"),
        help_text=_("Whom it speaks of, when that is not the subject."),
    )
    stance = models.CharField(
        _("stance"), max_length=12, choices=Stance.choices, default=Stance.ASSERTS
    )
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name=_("answers"),
        help_text=_("The claim that is denied, admitted or otherwise answered."),
    )
    low = models.DecimalField(_("at least"), max_digits=18, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("at most"), max_digits=18, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit.choices, blank=True)
    number_words = models.CharField(
        _("number, in the words of the source"), max_length=200, blank=True
    )
    as_of = EdtfField(
        _("as of"), blank=True, help_text=_("EDTF: the date that the statement speaks for.")
    )

    class Meta(Fact.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            *Dated.Meta.constraints,
            one_of("topic", ClaimTopic, model="claim"),
            one_of("stance", Stance, model="claim"),
            models.CheckConstraint(
                condition=Q(unit__in=["", *Unit.values]),
                name="claim_unit_is_known",
                violation_error_message=NOT_LISTED,
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="claim_says_something",
                violation_error_message=_("A claim must say something."),
            ),
            models.CheckConstraint(
                condition=~Q(stance__in=[Stance.DENIES, Stance.ADMITS]) | Q(answers__isnull=False),
                name="claim_denial_answers_a_claim",
                violation_error_message=_(
                    "A claim that denies or admits must name the claim that it answers."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | ~Q(answers=F("entry")),
                name="claim_answers_another",
                violation_error_message=_("A claim cannot answer itself."),
            ),
            models.CheckConstraint(
                condition=Q(unit="", low__isnull=True, high__isnull=True)
                | (~Q(unit="") & (Q(low__isnull=False) | Q(high__isnull=False))),
                name="claim_number_has_a_unit",
                violation_error_message=_("A number needs a unit, and a unit needs a number."),
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="claim_low_up_to_high",
                violation_error_message=_("“At least” must not be greater than “at most”."),
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(low__gte=0),
                name="claim_low_not_negative",
                violation_error_message=_("A number must not be negative."),
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=0),
                name="claim_high_not_negative",
                violation_error_message=_("A number must not be negative."),
            ),
            models.CheckConstraint(
                condition=~(
                    Q(low__isnull=True, high__isnull=False)
                    | Q(low__isnull=False, high__isnull=True)
                )
                | ~Q(number_words=""),
                name="claim_open_number_keeps_its_words",
                violation_error_message=_(
                    "A number that is open to one side must keep the words of the source."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        """Refuse a subject that nothing can be claimed about (ValidationError)."""
        super().clean()
        subject = related(self, "subject")
        if subject and subject.record_type not in SUBJECT_TYPES:
            raise ValidationError(_("Nothing can be claimed about a record of this type."))
