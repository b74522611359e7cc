"""Words in languages: the archive itself, texts of records, sentences of summaries, terms."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.geography import geography_rule
from archive.models.base import Entry, Record, one_of
from archive.models.people import Actor
from archive.vocabularies import Naming, RecordType, TextKind, TextPart, TranslationStatus

language_rule = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z",
    _("Use a language code of BCP 47, such as ru or kk-Cyrl."),
    code="language",
)


class Archive(Record):
    """This archive: what it is called, what it is about, in which languages, on which map.

    Its title and introduction are texts of it. There is one.
    """

    TYPE = RecordType.ARCHIVE

    languages = models.JSONField(
        _("languages"), default=list, help_text=_('Codes in their order: ["en", "ru"]')
    )
    map_area = models.JSONField(
        _("map area"),
        default=list,
        blank=True,
        help_text=_("West, south, east, north in degrees."),
    )
    geography = models.JSONField(
        _("lines of the map"),
        default=dict,
        blank=True,
        validators=[geography_rule],
        help_text=_(
            "Borders, rivers and shores as GeoJSON lines; kind and name among their properties, "
            "who drew them as attribution of the collection."
        ),
    )
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("archive")
        verbose_name_plural = _("archive")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(only=True),
                name="archive_is_one",
                violation_error_message=_("There is one archive."),
            ),
        ]


class Text(models.Model):
    """A name, title, summary or label of a record in one language."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="texts")
    part = models.CharField(
        _("part"), max_length=10, choices=TextPart.choices, default=TextPart.NAME
    )
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=35, validators=[language_rule])
    kind = models.CharField(
        _("kind"), max_length=12, choices=TextKind.choices, default=TextKind.PREFERRED
    )
    used_by = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wordings",
        verbose_name=_("used by"),
        help_text=_("Who calls it so."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=TranslationStatus.choices,
        default=TranslationStatus.ORIGINAL,
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("part", TextPart, model="text"),
            one_of("kind", TextKind, model="text"),
            one_of("status", TranslationStatus, model="text"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="text_is_not_empty",
                violation_error_message=_("A text must not be empty."),
            ),
            models.UniqueConstraint(
                fields=["entry", "part", "language"],
                condition=Q(kind=TextKind.PREFERRED),
                name="text_one_preferred_in_a_language",
                violation_error_message=_(
                    "This part already has a preferred form in this language."
                ),
            ),
            models.UniqueConstraint(
                fields=["entry", "part", "language", "text"],
                name="text_given_once",
                violation_error_message=_("This text is already given in this language."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        """Refuse a name of somebody who is shown under a pseudonym (ValidationError)."""
        super().clean()
        if self.part not in (TextPart.NAME, TextPart.TITLE) or not self.entry_id:
            return
        if Actor.objects.filter(pk=self.entry_id, naming=Naming.PSEUDONYM).exists():
            raise ValidationError(
                _("A person under a pseudonym has labels and summaries, but no name or title.")
            )


class Sentence(Record):
    """One sentence of a record's summary. It leaves the page when what it cites has changed."""

    TYPE = RecordType.SENTENCE

    subject = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="sentences", verbose_name=_("subject")
    )
    language = models.CharField(_("language"), max_length=35, validators=[language_rule])
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))

    class Meta(Record.Meta):
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="sentence_is_not_empty",
                violation_error_message=_("A sentence must not be empty."),
            ),
            models.UniqueConstraint(
                fields=["subject", "language", "number"],
                name="sentence_number_once",
                violation_error_message=_(
                    "There is already a sentence of this number in this language."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Term(Record):
    """A word of the glossary: its forms are its names, its meaning is its summary."""

    TYPE = RecordType.TERM

    law = models.CharField(_("law"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints: ClassVar[list[models.BaseConstraint]] = [*Record.Meta.constraints]
