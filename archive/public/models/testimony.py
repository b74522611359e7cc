"""Public testimony: public sources that somebody spoke."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from archive.public.models.base import PublicManager
from archive.public.models.sources import PublicSource
from archive.vocabularies import SourceKind


class PublicTestimonyManager(PublicManager[PublicSource]):
    """Sources of kind testimony."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Only what somebody spoke."""
        return super().get_queryset().filter(kind=SourceKind.TESTIMONY)


class PublicTestimony(PublicSource):
    """A testimony that a consent allows."""

    objects: ClassVar[Any] = PublicTestimonyManager()

    class Meta:
        proxy = True
        default_permissions = ()
