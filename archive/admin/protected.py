"""Custodians' pages of what must never be public."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.admin.base import NamedRelations, Visible
from archive.models import Consent, Identity, PassageOriginal, Redaction
from archive.workflow import audit, protection
from archive.workflow.principals import Principal
from archive.workflow.roles import Action, may


class Protected(NamedRelations, Visible):
    """A table that custodians alone may see."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Custodians."""
        return may(request.user, Action.PROTECT)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Custodians."""
        return may(request.user, Action.PROTECT)


class Kept(Protected):
    """A protected table that custodians may also write."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Custodians."""
        return may(request.user, Action.PROTECT)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Custodians."""
        return may(request.user, Action.PROTECT)


@admin.register(Identity)
class IdentityAdmin(Kept):
    """Who people really are."""

    fields = ("actor", "real_name", "spellings", "contact", "risk", "review_on")
    autocomplete_fields = ("actor",)
    list_display = ("actor", "real_name", "review_on")
    list_filter = ("review_on",)
    list_select_related = ("actor",)
    search_fields = ("actor__public_name", "real_name", "spellings")
    ordering = ("-pk",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and tell where the name stands in public words already."""
        super().save_model(request, obj, form, change)
        for finding in audit.betrayed_names():
            messages.warning(request, f"{finding.record}: {finding.message}")


@admin.register(Consent)
class ConsentAdmin(Kept):
    """What speakers allow. A changed consent sends a public testimony to another person."""

    fields = ("source", "scope", "means", ("given_on", "until", "withdrawn_on"), "note")
    autocomplete_fields = ("source",)
    list_display = ("source", "scope", "means", "given_on", "until", "withdrawn_on")
    list_filter = ("scope", "means")
    list_select_related = ("source",)
    search_fields = ("source__title", "source__slug", "note")
    ordering = ("-pk",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and note it in the history of the testimony."""
        super().save_model(request, obj, form, change)
        by = Principal.of(request.user)  # type: ignore[arg-type]
        protection.consent_changed(obj.source, by=by, reason=_("A consent was changed."))


@admin.register(PassageOriginal)
class PassageOriginalAdmin(Protected):
    """Unredacted texts, to look at."""

    list_display = ("passage",)
    list_select_related = ("passage__source",)
    search_fields = ("passage__source__slug", "text")
    ordering = ("-pk",)


@admin.register(Redaction)
class RedactionAdmin(Protected):
    """Redacted ranges, to look at; they are made on the page of the passage."""

    list_display = ("original", "start", "end", "reason")
    list_select_related = ("original__passage__source",)
    search_fields = ("original__passage__source__slug", "reason")
    ordering = ("-pk",)
