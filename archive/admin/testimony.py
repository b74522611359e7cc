"""Editors' pages of testimony."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import relation
from archive.admin.sources import SourceAdmin
from archive.models import Testimony
from archive.vocabularies import SourceKind


@admin.register(Testimony)
class TestimonyAdmin(SourceAdmin):
    """Sources that somebody spoke. Two persons publish one, and a consent must allow it."""

    preset: ClassVar[dict[str, Any]] = {"kind": SourceKind.TESTIMONY}
    content = (
        "title",
        ("speaker", "setting"),
        "language",
        ("when", "when_words"),
        ("url", "archived_url", "accessed"),
        "rights",
        "standpoint",
        "derives_from",
    )
    columns = ("speaker_name", "setting", "language")
    named_relations = ("speaker",)
    list_filter = ("state", "setting", "language")
    speaker_name = relation("speaker", _("speaker"))
