"""Actors: persons, groups, organisations, authorities, courts, and who belongs to whom.

Owns the public side of people only. Real names, contacts and risks stand in `protected`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.base import Fact, Record, one_of, plain_name, related
from archive.vocabularies import ActorKind, Knowledge, Naming, RecordType, TextPart


class Actor(Record):
    """Somebody who acts or is acted upon, under the name that the public may read."""

    TYPE = RecordType.ACTOR

    kind = models.CharField(_("kind"), max_length=12, choices=ActorKind.choices)
    naming = models.CharField(
        _("naming"), max_length=10, choices=Naming.choices, default=Naming.PSEUDONYM
    )
    public_name = models.CharField(
        _("public name"),
        max_length=200,
        validators=[plain_name],
        help_text=_("The name for the public capacity, or a label that follows no order of names."),
    )
    minor = models.BooleanField(_("minor"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            one_of("kind", ActorKind, model="actor"),
            one_of("naming", Naming, model="actor"),
            models.CheckConstraint(
                condition=~Q(public_name=""),
                name="actor_has_a_public_name",
                violation_error_message=_("An actor needs a public name."),
            ),
            models.CheckConstraint(
                condition=Q(minor=False) | Q(naming=Naming.PSEUDONYM),
                name="actor_minor_is_pseudonymous",
                violation_error_message=_("A minor must be shown under a pseudonym."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ActorKind.PERSON) | Q(minor=False, naming=Naming.ROLE),
                name="actor_only_persons_have_pseudonyms",
                violation_error_message=_(
                    "Only a person can be a minor, have a pseudonym or be named by wish."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    def clean(self) -> None:
        """Refuse a kind or a naming that other records of this actor deny (ValidationError)."""
        super().clean()
        if not self.pk:
            return
        if self.kind != ActorKind.COURT and self.trials.exists():
            raise ValidationError(_("A trial names this actor as its court: it must stay a court."))
        if self.kind == ActorKind.PERSON and self.members.exists():
            raise ValidationError(_("Others belong to this actor: it cannot be a person."))
        names = self.texts.filter(part__in=[TextPart.NAME, TextPart.TITLE])
        if self.naming == Naming.PSEUDONYM and names.exists():
            raise ValidationError(
                _("A person under a pseudonym has no name or title in any language: delete them.")
            )


class OfKind(models.Manager[Any]):
    """Actors of some kinds only."""

    def __init__(self, *kinds: ActorKind) -> None:
        super().__init__()
        self.kinds = kinds

    def get_queryset(self) -> models.QuerySet[Any]:
        """Only actors of these kinds."""
        return super().get_queryset().filter(kind__in=self.kinds)


class Person(Actor):
    """One human being."""

    objects: ClassVar[models.Manager[Any]] = OfKind(ActorKind.PERSON)

    class Meta:
        proxy = True
        verbose_name = _("person")
        verbose_name_plural = _("people")


class Group(Actor):
    """Several people whom a source speaks of together. Its size is a claim, never a column."""

    objects: ClassVar[models.Manager[Any]] = OfKind(ActorKind.GROUP)

    class Meta:
        proxy = True
        verbose_name = _("group")
        verbose_name_plural = _("groups")


class Body(Actor):
    """An organisation, an authority or a court."""

    objects: ClassVar[models.Manager[Any]] = OfKind(
        ActorKind.ORGANISATION, ActorKind.AUTHORITY, ActorKind.COURT
    )

    class Meta:
        proxy = True
        verbose_name = _("body")
        verbose_name_plural = _("bodies")


class Membership(Fact):
    """That an actor belongs to a group or body, as somebody says. Groups may overlap."""

    TYPE = RecordType.MEMBERSHIP

    member = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("member")
    )
    group = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="members", verbose_name=_("group or body")
    )
    knowledge = models.CharField(
        _("knowledge"), max_length=15, choices=Knowledge.choices, default=Knowledge.KNOWN
    )

    class Meta(Fact.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_of("knowledge", Knowledge, model="membership"),
            models.CheckConstraint(
                condition=~Q(member=F("group")),
                name="membership_not_of_itself",
                violation_error_message=_("An actor cannot belong to itself."),
            ),
            models.UniqueConstraint(
                fields=["member", "group", "asserted_by"],
                name="membership_said_once_by_each",
                violation_error_message=_(
                    "The same speaker already says so of this member and this group."
                ),
            ),
        ]

    def clean(self) -> None:
        """Refuse a person in the place of the group or body (ValidationError)."""
        super().clean()
        group = related(self, "group")
        if group and group.kind == ActorKind.PERSON:
            raise ValidationError(_("A person is no group or body that others can belong to."))
