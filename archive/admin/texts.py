"""Editors' pages of the archive itself, sentences, terms, texts, and entries as choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.base import NamedList, RecordAdmin, Visible, relation
from archive.admin.forms import CitedForm
from archive.models import Archive, Entry, Sentence, Term, Text
from archive.models.claims import SUBJECT_TYPES
from archive.workflow import citations


@admin.register(Archive)
class ArchiveAdmin(RecordAdmin):
    """The archive itself."""

    content = ("languages", "map_area", "geography")


@admin.register(Term)
class TermAdmin(RecordAdmin):
    """The glossary."""

    content = ("law",)
    columns = ("law",)
    found_by = ("law",)


class SentenceForm(CitedForm):
    """A sentence, and whether its passages were read as they are now."""

    read_again = forms.BooleanField(
        label=_("I have read the passages again"),
        required=False,
        help_text=_("A sentence leaves the page when a passage that it cites has changed."),
    )


@admin.register(Sentence)
class SentenceAdmin(RecordAdmin):
    """Sentences of summaries."""

    form = SentenceForm
    inlines = ()
    content = ("subject", ("language", "number"), "text")
    columns = ("subject_name", "language", "number")
    named_relations = ("subject",)
    list_filter = ("state", "language")
    found_by = ("text",)
    subject_name = relation("subject", _("subject"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The record, and the mark of having read its passages."""
        sets = super().get_fieldsets(request, obj)
        if obj and self.has_change_permission(request, obj):
            sets[0][1]["fields"].append("read_again")
        return sets

    def after_parts(self, request: HttpRequest, form: Any) -> None:
        """Note that the passages were read again."""
        if form.cleaned_data.get("read_again"):
            citations.read_again(form.instance)


@admin.register(Text)
class TextAdmin(Visible):
    """All texts together, to look at; each is changed on the page of its record."""

    list_display = ("text", "part", "language", "kind", "status")
    list_filter = ("part", "language", "kind", "status")
    search_fields = ("text",)
    ordering = ("-pk",)


@admin.register(Entry)
class EntryAdmin(Visible):
    """Records of all kinds together: what claims and sentences are about."""

    hidden_from_index = True
    list_display = ("named", "record_type", "ref")
    list_filter = ("record_type",)
    named_relations = ()
    search_fields = (
        "ref",
        "texts__text",
        "as_actor__public_name",
        "as_source__title",
        "as_source__slug",
        "as_claim__text",
        "as_incident__slug",
        "as_trial__slug",
        "as_place__slug",
        "as_involvement__actor__public_name",
        "as_step__party__actor__public_name",
    )
    ordering = ("-pk",)

    @admin.display(description=_("record"))
    def named(self, entry: Any) -> str:
        """The record by name."""
        return str(entry.labels.get(entry.pk, entry))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[NamedList]:
        """A list with names."""
        return NamedList

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """As choices of a claim's subject: only what a claim may be about."""
        if request.GET.get("model_name") == "claim":
            queryset = queryset.filter(record_type__in=SUBJECT_TYPES)
        return super().get_search_results(request, queryset, search_term)
