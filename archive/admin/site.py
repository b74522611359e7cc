"""The editors' site: who may enter, what choices are called, the queue on the first page."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest, HttpResponseBadRequest
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from archive.admin import imports, naming, preview
from archive.models import Entry
from archive.models.triggers import record_models
from archive.vocabularies import State
from archive.workflow.roles import roles_of

QUEUE_LENGTH = 30


class EditorsSite(AdminSite):
    """The site at /admin/. Whoever has a role may enter; the table of roles says the rest."""

    site_header = _("Archive: editors")
    site_title = _("Archive")
    index_title = _("Records")
    empty_value_display = "—"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the account has any role."""
        return bool(roles_of(request.user))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Django's addresses, the preview, and the way in for bundles."""
        shown = self.admin_view(preview.preview)
        own = [path("preview/<slug:ref>/", shown, name="preview"), *imports.addresses(self)]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page for those who may enter. NUL in a query is refused: PostgreSQL cannot hold it."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if "%00" in request.META.get("QUERY_STRING", ""):
                return HttpResponseBadRequest(_("The address holds a NUL character."))
            return guarded(request, *args, **kwargs)

        return answer

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Choices of an autocomplete field, by name."""
        return NamedChoices.as_view(admin_site=self)(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The first page, with what waits for review."""
        own = {"waiting": waiting(), "may_import": imports.may_import(request)}
        return super().index(request, {**(extra_context or {}), **own})


def waiting() -> list[dict[str, str]]:
    """The label and address of what waits for review, the first few."""
    found: list[Entry] = []
    for model in record_models():
        room = QUEUE_LENGTH - len(found)
        found += model._base_manager.filter(state=State.IN_REVIEW).order_by("pk")[:room]
    names = naming.labels(entry.pk for entry in found)
    return [
        {
            "kind": entry.get_record_type_display(),
            "name": names[entry.pk],
            "address": naming.change_address(entry),
        }
        for entry in found
    ]


class NamedChoices(AutocompleteJsonView):
    """Records as choices: their names in the place of their slugs."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page of choices; their names are read all at once."""
        context = super().get_context_data(**kwargs)
        chosen = context["object_list"]
        entries = [one for one in chosen if isinstance(one, Entry)]
        self.names = naming.labels(one.pk for one in entries)
        return context

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """One choice."""
        text = self.names.get(obj.pk, str(obj)) if isinstance(obj, Entry) else str(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": text}
