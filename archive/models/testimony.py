"""Testimony: a source that a person spoke. Its address is random and says nothing of the speaker."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.sources import Source
from archive.vocabularies import SourceKind


class TestimonyManager(models.Manager[Source]):
    """Sources that somebody spoke."""

    def get_queryset(self) -> models.QuerySet[Source]:
        return super().get_queryset().filter(kind=SourceKind.TESTIMONY)


class Testimony(Source):
    """A source of kind testimony. It is public only while a consent allows it."""

    objects = TestimonyManager()

    class Meta:
        proxy = True
        verbose_name = _("testimony")
        verbose_name_plural = _("testimony")
