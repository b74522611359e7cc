"""Editors' pages of claims."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import RecordAdmin, relation
from archive.models import Claim


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    """Claims: who says what about what."""

    inlines = ()
    content = (
        "subject",
        "topic",
        "text",
        "about",
        ("stance", "answers"),
        ("low", "high", "unit"),
        "number_words",
        "as_of",
        ("when", "when_words"),
    )
    columns = ("topic", "stance", "subject_name", "asserted_by_name")
    named_relations = ("subject", "asserted_by")
    list_filter = ("state", "topic", "stance")
    found_by = ("text", "asserted_by__public_name")
    subject_name = relation("subject", _("subject"))
    asserted_by_name = relation("asserted_by", _("asserted by"))
