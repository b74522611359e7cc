"""What all records share: the entry, the record, the fact.

Owns identity (`ref`), publication state and the rules that every record obeys. It must not know
any noun. Nothing here does work in `save()`.
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.dates import EdtfField
from archive.names import refuse_deceptive
from archive.vocabularies import RecordType, State

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u, so that a ref can be read aloud and copied by hand."""


def new_ref() -> str:
    """Eight random Crockford digits: 40 bits, without order and without meaning."""
    return "".join(secrets.choice(CROCKFORD) for _unused in range(8))


def new_slug() -> str:
    """A random slug, for records whose address must say nothing about them."""
    return new_ref()


def plain_name(value: str) -> None:
    """Refuse names and keys that could deceive the eye. Raises ValidationError."""
    try:
        refuse_deceptive(value)
    except ValueError as problem:
        raise ValidationError(str(problem), code="deceptive") from problem


NOT_LISTED = _("A value is not in the closed list that it must be chosen from.")
PLAIN_SLUG = _("Use small Latin letters, digits and single hyphens between them.")

slug_rule = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", PLAIN_SLUG, code="slug")


def one_of(
    field: str, vocabulary: type[models.TextChoices], *, model: str
) -> models.CheckConstraint:
    """A constraint that holds `field` to its closed list, so that raw SQL cannot widen it."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": vocabulary.values}),
        name=f"{model}_{field}_is_known",
        violation_error_message=NOT_LISTED,
    )


def related(row: models.Model, relation: str) -> Any:
    """The row that a relation points at, saved or not; None when it is empty or points nowhere."""
    try:
        return getattr(row, relation)
    except ObjectDoesNotExist:
        return None


class Entry(models.Model):
    """The one thing that anything else can point at: a ref and what it is."""

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    record_type = models.CharField(max_length=12, choices=RecordType.choices, editable=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("record_type", RecordType, model="entry"),
            models.CheckConstraint(
                condition=Q(ref__regex=rf"^[{CROCKFORD}]{{8}}\Z"),
                name="entry_ref_is_crockford",
                violation_error_message=_("A ref is eight digits of Crockford's base 32."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_record_type_display()} {self.ref}"


class Record(Entry):
    """A record that editors curate. It is wholly public or wholly hidden."""

    TYPE: ClassVar[RecordType]

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_%(class)s",
    )
    slug = models.CharField(
        _("slug"),
        max_length=80,
        unique=True,
        default=new_slug,
        validators=[slug_rule],
        help_text=_("The last part of the public address. It must say nothing that is protected."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    embargo_until = models.DateField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("The first day on which readers may see it. Empty: no embargo."),
    )
    desk_note = models.TextField(
        _("desk note"), blank=True, help_text=_("For editors only; never public.")
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="%(class)s_state_is_known",
                violation_error_message=NOT_LISTED,
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="%(class)s_slug_is_plain",
                violation_error_message=PLAIN_SLUG,
            ),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set the record type of a new record; rows that come from the database bring theirs."""
        if not args:
            kwargs.setdefault("record_type", self.TYPE)
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return self.slug


class Dated(models.Model):
    """When: an EDTF date, its bounds, and the words of the source for it."""

    when = EdtfField(
        _("when"),
        earliest="earliest",
        latest="latest",
        blank=True,
        help_text=_("EDTF: 2020-02-07, 2020-02, 2020-02-07/2020-02-08, 2020-02~"),
    )
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    when_words = models.CharField(_("when, in the words of the source"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(when="") | Q(earliest__isnull=True, latest__isnull=True),
                name="%(class)s_bounds_need_a_date",
                violation_error_message=_("Without a date there is no first and no last day."),
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True)
                | Q(latest__isnull=True)
                | Q(earliest__lte=F("latest")),
                name="%(class)s_dates_in_order",
                violation_error_message=_("The first day must not lie after the last day."),
            ),
        ]

    def clean(self) -> None:
        """Empty the bounds of a date that was emptied: Django cleans no field that is blank."""
        super().clean()
        if not self.when:
            self.earliest = self.latest = None


class Fact(Record):
    """A record that somebody says. It has a speaker, and no status of ours."""

    asserted_by = models.ForeignKey(
        "archive.Actor",
        on_delete=models.PROTECT,
        related_name="%(class)ss_asserted",
        verbose_name=_("asserted by"),
        help_text=_("Who says so."),
    )
    relayed_by = models.ForeignKey(
        "archive.Actor",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_relayed",
        verbose_name=_("relayed by"),
        help_text=_("Who passes on what the speaker says; empty when the speaker writes."),
    )

    class Meta(Record.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(relayed_by__isnull=True) | ~Q(relayed_by=F("asserted_by")),
                name="%(class)s_relayed_by_another",
                violation_error_message=_(
                    "Who passes a statement on must be another than who makes it."
                ),
            ),
        ]
