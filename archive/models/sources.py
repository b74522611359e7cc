"""Sources, their files, their numbered passages, and the citations that rest on them.

A passage is the one unit of text, citation, search, redaction and protection. Its `text` is always
public text; what is hidden stands in `protected.PassageOriginal`.
"""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import NOT_LISTED, Dated, Entry, Record, one_of, plain_name, related
from archive.models.people import Actor
from archive.vocabularies import Fidelity, FileUse, RecordType, Setting, SourceKind, Standpoint

WORDS_LIMIT = 40
"""How long a source's own evaluative words may be when they are quoted from a summary."""


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class DigestField(models.CharField[str, str]):
    """The digest of another column of the same row, filled in whenever the row is saved."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = digest_of(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


class Source(Record, Dated):
    """A document that says something. `slug` is its cite key; `when` is when it was published."""

    TYPE = RecordType.SOURCE

    kind = models.CharField(_("kind"), max_length=15, choices=SourceKind.choices)
    title = models.CharField(_("title"), max_length=400)
    author = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("author or publisher"),
    )
    language = models.CharField(_("language"), max_length=35, help_text=_("BCP 47: ru, kk-Cyrl"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    archived_url = models.URLField(_("archived address"), max_length=500, blank=True)
    accessed = models.DateField(_("accessed"), null=True, blank=True)
    rights = models.CharField(_("rights"), max_length=200, blank=True)
    standpoint = models.CharField(
        _("standpoint"), max_length=15, choices=Standpoint.choices, default=Standpoint.NOT_STATED
    )
    derives_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="derived",
        verbose_name=_("derives from"),
        help_text=_("The source that this one reprints, translates or summarises."),
    )
    speaker = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="testimony",
        verbose_name=_("speaker"),
        help_text=_("For testimony only: who spoke."),
    )
    setting = models.CharField(
        _("setting"), max_length=20, choices=Setting.choices, blank=True, default=""
    )

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
            one_of("kind", SourceKind, model="source"),
            one_of("standpoint", Standpoint, model="source"),
            models.CheckConstraint(
                condition=Q(setting__in=["", *Setting.values]),
                name="source_setting_is_known",
                violation_error_message=NOT_LISTED,
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="source_has_a_title",
                violation_error_message=_("A source needs a title."),
            ),
            models.CheckConstraint(
                condition=(Q(kind=SourceKind.TESTIMONY, speaker__isnull=False) & ~Q(setting=""))
                | (~Q(kind=SourceKind.TESTIMONY) & Q(speaker__isnull=True, setting="")),
                name="source_testimony_has_speaker_and_setting",
                violation_error_message=_(
                    "A testimony needs a speaker and a setting; no other source has them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(derives_from__isnull=True) | ~Q(derives_from=F("entry")),
                name="source_not_derived_from_itself",
                violation_error_message=_("A source cannot derive from itself."),
            ),
        ]

    def clean(self) -> None:
        """Refuse another kind for a testimony that has a consent (ValidationError)."""
        super().clean()
        if self.pk and self.kind != SourceKind.TESTIMONY and self.consents.exists():
            raise ValidationError(_("A source with a consent must stay a testimony."))


class File(models.Model):
    """A stored file of a source. It is private unless an editor opened it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="files")
    use = models.CharField(
        _("use"), max_length=10, choices=FileUse.choices, default=FileUse.ORIGINAL
    )
    sha256 = models.CharField(max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")])
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("media type"), max_length=100)
    public = models.BooleanField(_("public"), default=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("use", FileUse, model="file"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}\Z"),
                name="file_sha256_is_complete",
                violation_error_message=_("A SHA-256 is 64 hexadecimal digits in small letters."),
            ),
            models.UniqueConstraint(
                fields=["source", "sha256", "use"],
                name="file_kept_once",
                violation_error_message=_("The source already keeps this file for this use."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_use_display()} {self.sha256[:12]}"


class Passage(models.Model):
    """A numbered piece of a source's text. A withheld passage keeps its number and has no text."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="passages")
    number = models.PositiveIntegerField(_("number"))
    locator = models.CharField(
        _("locator"), max_length=40, blank=True, help_text=_("P2S5, p12, 00:01:20")
    )
    text = models.TextField(_("text"), blank=True)
    digest = DigestField(max_length=64, of="text", editable=False, default="")
    voice = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passages",
        verbose_name=_("voice"),
        help_text=_("Who is heard in this passage, if not the author."),
    )
    withheld = models.BooleanField(_("withheld"), default=False)
    fidelity = models.CharField(_("fidelity"), max_length=12, choices=Fidelity.choices)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("fidelity", Fidelity, model="passage"),
            models.UniqueConstraint(
                fields=["source", "number"],
                name="passage_number_once",
                violation_error_message=_("The source already has a passage of this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="passage_numbers_from_one",
                violation_error_message=_("Passages are numbered from 1."),
            ),
            models.CheckConstraint(
                condition=Q(withheld=True, text="") | (Q(withheld=False) & ~Q(text="")),
                name="passage_withheld_has_no_text",
                violation_error_message=_(
                    "A withheld passage has no text, and every other passage has one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.slug}#{self.number}"

    def clean(self) -> None:
        """Refuse to lose words that a citation quotes, or to deny that they are the source's own.

        Raises ValidationError.
        """
        super().clean()
        if not self.pk:
            return
        quoting = self.citations.exclude(quotation="")
        for words, evaluative in quoting.values_list("quotation", "evaluative"):
            if self.fidelity != Fidelity.VERBATIM and not (
                evaluative and len(words) <= WORDS_LIMIT
            ):
                raise ValidationError(
                    _("A citation quotes this passage, so it must stay verbatim: “%(words)s”."),
                    params={"words": words},
                )
            if words not in self.text:
                raise ValidationError(
                    _("A citation quotes words that this text does not have: “%(words)s”."),
                    params={"words": words},
                )


class Citation(models.Model):
    """That an entry rests on a passage, with the exact words where it quotes them."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="citations")
    quotation = models.CharField(
        _("exact words"), max_length=1000, blank=True, validators=[plain_name]
    )
    evaluative = models.BooleanField(
        _("evaluative words"),
        default=False,
        help_text=_("Short words of the source's own, kept inside our summary of it."),
    )
    basis_digest = models.CharField(
        max_length=64,
        editable=False,
        help_text=_("The digest of the passage when this citation was last looked at."),
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry", "passage", "quotation"],
                name="citation_given_once",
                violation_error_message=_("This passage is already cited here with these words."),
            ),
            models.CheckConstraint(
                condition=Q(evaluative=False) | ~Q(quotation=""),
                name="citation_evaluative_words_are_quoted",
                violation_error_message=_("Evaluative words must be given as exact words."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.passage)

    def clean(self) -> None:
        """Refuse a quotation that its passage does not bear (ValidationError)."""
        super().clean()
        passage = related(self, "passage")
        if not passage or not self.quotation:
            return
        short = self.evaluative and len(self.quotation) <= WORDS_LIMIT
        if passage.fidelity != Fidelity.VERBATIM and not short:
            raise ValidationError(
                _(
                    "The passage is not verbatim: only evaluative words of at most %(limit)s "
                    "characters can be quoted from it."
                ),
                params={"limit": WORDS_LIMIT},
            )
        if self.quotation not in passage.text:
            raise ValidationError(
                _("The passage does not have these words: “%(words)s”."),
                params={"words": self.quotation},
            )
