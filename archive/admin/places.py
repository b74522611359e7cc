"""Editors' pages of places."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import RecordAdmin, relation
from archive.models import Place


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    """Places, each within another."""

    content = (
        "kind",
        "within",
        ("precision", "latitude", "longitude"),
        "official_code",
    )
    columns = ("kind", "within_name")
    named_relations = ("within",)
    list_filter = ("state", "kind")
    found_by = ("official_code",)
    within_name = relation("within", _("within"))
