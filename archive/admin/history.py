"""Editors' pages of what was: to read, never to change. Only corrections that readers ask for are
answered here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from archive.admin.base import Visible
from archive.models import Decision, Mention, PublicVersion, Redirect, Reply, Revision, Tombstone
from archive.workflow.roles import Action, may


@admin.register(Revision)
class RevisionAdmin(Visible):
    """Every change of every record."""

    list_display = ("entry", "number", "made_at", "made_by", "principal", "reason")
    list_filter = ("entry__record_type", "made_at")
    list_select_related = ("entry", "made_by")
    search_fields = ("entry__ref", "reason", "principal")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists do without the bodies."""
        match = request.resolver_match
        rows = super().get_queryset(request)
        listed = match and (match.url_name or "").endswith("changelist")
        return rows.defer("body") if listed else rows


@admin.register(Decision)
class DecisionAdmin(Visible):
    """Every decision about what the public sees."""

    list_display = ("entry", "kind", "made_at", "principal", "second", "reason")
    list_filter = ("kind", "entry__record_type", "made_at")
    list_select_related = ("entry",)
    search_fields = ("entry__ref", "principal", "second", "reason")
    ordering = ("-pk",)


@admin.register(PublicVersion)
class PublicVersionAdmin(Visible):
    """What readers saw."""

    list_display = ("entry", "number", "made_on", "content_hash")
    list_filter = ("entry__record_type", "made_on")
    list_select_related = ("entry",)
    search_fields = ("entry__ref", "content_hash")
    ordering = ("-pk",)


@admin.register(Mention)
class MentionAdmin(Visible):
    """What the versions that readers saw speak of."""

    list_display = ("version", "entry", "passage")
    list_select_related = ("version__entry", "entry", "passage__source")
    search_fields = ("version__entry__ref", "entry__ref")
    ordering = ("-pk",)


@admin.register(Redirect)
class RedirectAdmin(Visible):
    """Old addresses of what is still public."""

    list_display = ("path", "entry")
    list_select_related = ("entry",)
    search_fields = ("path", "entry__ref")
    ordering = ("path",)


@admin.register(Tombstone)
class TombstoneAdmin(Visible):
    """Notices of withdrawal."""

    list_display = ("path", "made_on", "reason")
    search_fields = ("path", "reason")
    ordering = ("-pk",)


@admin.register(Reply)
class ReplyAdmin(Visible):
    """Corrections that readers asked for."""

    list_display = ("receipt", "entry", "received_on", "state")
    list_filter = ("state",)
    list_select_related = ("entry",)
    search_fields = ("receipt", "text")
    fields = ("receipt", "entry", "received_on", "text", "state", "answer")
    readonly_fields = ("receipt", "entry", "received_on", "text")
    ordering = ("-pk",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever writes."""
        return may(request.user, Action.WRITE)
