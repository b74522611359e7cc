"""What all public models share: they are read, never written.

Their tables are database views that `archive.visibility` compiles. This package must not import
the records or the rules.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class ReadOnlyError(TypeError):
    """Somebody tried to write through a public model."""


@cache
def _labels(field: models.Field[Any, Any]) -> dict[Any, Any]:
    """The labels of a closed list by code, each to be translated when it is printed."""
    return dict(field.flatchoices)


def _refuse() -> NoReturn:
    raise ReadOnlyError("Public models are views: they can be read only.")


class PublicQuerySet(models.QuerySet[M]):
    """A queryset that refuses to write."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def delete(self) -> NoReturn:
        """Refused."""
        _refuse()

    def create(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def get_or_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def update_or_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()


PublicManager = models.Manager.from_queryset(PublicQuerySet)


class PublicModel(models.Model):
    """A row of a view: wholly public."""

    objects: ClassVar[models.Manager[Any]] = PublicManager()

    class Meta:
        abstract = True
        managed = False
        default_permissions = ()

    def save(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> str:  # noqa: N802 - Django's
        """What a code is called. Django's own way translates the whole list for every row."""
        value = getattr(self, field.attname)
        return str(_labels(field).get(value, value))


class PublicRecord(PublicModel):
    """A public row that stands for a record. `id` joins views and is never printed."""

    id = models.BigIntegerField(primary_key=True)
    ref = models.CharField(max_length=8)

    class Meta(PublicModel.Meta):
        abstract = True


class PublicPage(PublicRecord):
    """A public record with an address of its own."""

    slug = models.CharField(max_length=80)

    class Meta(PublicModel.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.slug


class PublicDated(models.Model):
    """When, with its bounds and the words of the source."""

    when = models.CharField(max_length=64)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    when_words = models.CharField(max_length=200)

    class Meta:
        abstract = True


class PublicFact(PublicRecord):
    """A public record that somebody says."""

    asserted_by = models.ForeignKey(
        "public.PublicActor", on_delete=models.DO_NOTHING, related_name="%(class)ss_asserted"
    )
    relayed_by = models.ForeignKey(
        "public.PublicActor",
        on_delete=models.DO_NOTHING,
        null=True,
        related_name="%(class)ss_relayed",
    )

    class Meta(PublicModel.Meta):
        abstract = True


def relation(to: str, name: str, *, null: bool = False) -> Any:
    """A relation between views: a foreign key whose reverse is called `name`."""
    return models.ForeignKey(to, on_delete=models.DO_NOTHING, null=null, related_name=name)
