"""Testimony: a source that a person spoke. Its address is random and tells nothing of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.sources import Source
from archive.vocabularies import SourceKind


class TestimonyManager(models.Manager[Any]):
    """Sources that somebody spoke."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Only what somebody spoke."""
        return super().get_queryset().filter(kind=SourceKind.TESTIMONY)


class Testimony(Source):
    """A source of kind testimony. It is public only while a consent allows it."""

    objects: ClassVar[models.Manager[Any]] = TestimonyManager()

    class Meta:
        proxy = True
        verbose_name = _("testimony")
        verbose_name_plural = _("testimony")
