"""Public testimony: public sources that somebody spoke."""

from __future__ import annotations

from archive.public.models.base import PublicManager
from archive.public.models.sources import PublicSource
from archive.vocabularies import SourceKind


class PublicTestimonyManager(PublicManager):  # type: ignore[misc, valid-type]
    """Sources of kind testimony."""

    def get_queryset(self):  # type: ignore[no-untyped-def]
        """Only what somebody spoke."""
        return super().get_queryset().filter(kind=SourceKind.TESTIMONY)


class PublicTestimony(PublicSource):
    """A testimony that a consent allows."""

    objects = PublicTestimonyManager()

    class Meta:
        proxy = True
        default_permissions = ()
