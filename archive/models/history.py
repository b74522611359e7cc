"""What was: revisions, decisions, public versions, old addresses, notices, replies, the stamp.

Written by `workflow/` only, and append only: triggers refuse changes of what is written.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.base import Entry, one_of
from archive.vocabularies import DecisionKind, ReplyState

PRINCIPAL_LENGTH = 150


def new_receipt() -> str:
    """A receipt code that leads to the answer and says nothing of the sender."""
    return secrets.token_urlsafe(12)


class Revision(models.Model):
    """A record with its parts as it was, who changed it, and why."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("made by"),
    )
    principal = models.CharField(
        _("principal"),
        max_length=PRINCIPAL_LENGTH,
        blank=True,
        help_text=_("Who answers for it when no account of this archive does."),
    )
    reason = models.CharField(_("why"), max_length=300)
    body = models.JSONField(_("body"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="revision_number_once",
                violation_error_message=_("The record already has a revision of this number."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="revision_says_why",
                violation_error_message=_("A revision must say why it was made."),
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) | ~Q(principal=""),
                name="revision_says_who",
                violation_error_message=_("A revision must say who made it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.ref} v{self.number}"


class Decision(models.Model):
    """A decision about what the public sees; by two persons where the rule says so."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("kind"), max_length=10, choices=DecisionKind.choices)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    principal = models.CharField(_("decided by"), max_length=PRINCIPAL_LENGTH)
    second = models.CharField(_("second person"), max_length=PRINCIPAL_LENGTH, blank=True)
    reason = models.CharField(_("why"), max_length=300)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("kind", DecisionKind, model="decision"),
            models.CheckConstraint(
                condition=~Q(principal=""),
                name="decision_says_who",
                violation_error_message=_("A decision must say who made it."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="decision_says_why",
                violation_error_message=_("A decision must say why it was made."),
            ),
            models.CheckConstraint(
                condition=~Q(second=F("principal")),
                name="decision_second_is_another",
                violation_error_message=_("The second person must be another than the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.entry.ref}"


class PublicVersion(models.Model):
    """What the public saw of a record, with its hash and its day.

    A redaction takes its words out of old versions too (`redacted_on`). One that is taken back
    whole keeps its number and nothing else, so that no number ever names two contents.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="public_versions")
    number = models.PositiveIntegerField(_("number"))
    made_on = models.DateField(_("made on"))
    content = models.JSONField(_("content"))
    content_hash = models.CharField(
        _("hash"), max_length=64, blank=True, help_text=_("Empty when it was taken back.")
    )
    redacted_on = models.DateField(_("redacted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="publicversion_number_once",
                violation_error_message=_(
                    "The record already has a public version of this number."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(content_hash="") | Q(content={}),
                name="publicversion_taken_back_is_empty",
                violation_error_message=_("A version that was taken back has no content."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.ref} v{self.number}"


class Mention(models.Model):
    """That a public version speaks of another record, or holds words of a passage.

    Readers see a version only while they see all that it mentions. What was deleted is not seen.
    """

    version = models.ForeignKey(PublicVersion, on_delete=models.CASCADE, related_name="mentions")
    entry = models.ForeignKey(
        Entry, on_delete=models.SET_NULL, null=True, related_name="mentioned_in"
    )
    passage = models.ForeignKey(
        "archive.Passage", on_delete=models.SET_NULL, null=True, related_name="mentioned_in"
    )

    class Meta:
        verbose_name = _("mention in a public version")
        verbose_name_plural = _("mentions in public versions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(passage__isnull=True),
                name="mention_is_of_one_thing",
                violation_error_message=_("A mention is of a record or of a passage."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} → {self.entry or self.passage}"


class Redirect(models.Model):
    """An old address of a record that is still public."""

    path = models.CharField(_("old address"), max_length=200, unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="redirects")

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")

    def __str__(self) -> str:
        return self.path


class Tombstone(models.Model):
    """The public notice at the address of what was withdrawn in public. It points nowhere."""

    path = models.CharField(_("address"), max_length=200, unique=True)
    reason = models.CharField(_("public reason"), max_length=300)
    made_on = models.DateField(_("made on"))

    class Meta:
        verbose_name = _("notice of withdrawal")
        verbose_name_plural = _("notices of withdrawal")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="tombstone_says_why",
                violation_error_message=_("A notice of withdrawal must give its public reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Reply(models.Model):
    """A correction that a reader asked for. Nothing is kept of the sender."""

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    receipt = models.CharField(_("receipt"), max_length=16, unique=True, default=new_receipt)
    text = models.TextField(_("text"))
    received_on = models.DateField(_("received on"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReplyState.choices, default=ReplyState.PENDING
    )
    answer = models.TextField(_("public answer"), blank=True)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("state", ReplyState, model="reply"),
            models.CheckConstraint(
                condition=Q(state=ReplyState.PENDING) | ~Q(answer=""),
                name="reply_decision_says_why",
                violation_error_message=_("A reply that is decided needs a public answer."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Stamp(models.Model):
    """One row whose value triggers replace with every change that readers could notice.

    It is random: a counter would come to stand at a used value after a rolled-back preview.
    """

    value = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="stamp_is_one",
                violation_error_message=_("There is one stamp."),
            ),
        ]

    def __str__(self) -> str:
        return "stamp"


class Touch(models.Model):
    """That a change touched an entry, in the order of changes; written by the stamp's triggers.

    From these, what a process keeps of the public rows can be brought up to date without being
    made anew. Only the latest are kept. No entry means that a change touched too many to say.
    """

    entry = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"touch {self.pk}"
