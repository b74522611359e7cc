"""Editors' pages of sources, passages, files and citations."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.actions import ReasonForm
from archive.admin.base import NamedRelations, RecordAdmin, Visible, readable, relation
from archive.models import Citation, File, Passage, PassageOriginal, Source
from archive.vocabularies import SourceKind, State
from archive.workflow import protection, publishing, revisions
from archive.workflow.principals import Principal
from archive.workflow.roles import Action, may


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Sources. Their passages have a list of their own."""

    inlines = ()
    content: ClassVar[tuple[Any, ...]] = (
        "kind",
        "title",
        "author",
        "language",
        ("when", "when_words"),
        ("url", "archived_url", "accessed"),
        "rights",
        "standpoint",
        "derives_from",
    )
    columns: ClassVar[tuple[Any, ...]] = ("kind", "author_name", "language", "when")
    named_relations: ClassVar[tuple[str, ...]] = ("author",)
    list_filter: ClassVar[Any] = ("state", "kind", "language", "standpoint")
    found_by = ("title", "author__public_name")
    author_name = relation("author", gettext_lazy("author or publisher"))
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Passages have pages of their own."""
        return (*super().get_readonly_fields(request, obj), "cut")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The record, and the way to its passages."""
        sets = super().get_fieldsets(request, obj)
        return [*sets, (_("Passages"), {"fields": ["cut"]})] if obj else sets

    @admin.display(description=gettext_lazy("passages"))
    def cut(self, source: Source) -> str:
        """How many passages there are, and the way to them."""
        listed = reverse("admin:archive_passage_changelist")
        added = reverse("admin:archive_passage_add")
        return format_html(
            '<a href="{}?source__entry__exact={}">{}</a> · <a href="{}?source={}&number={}">{}</a>',
            listed,
            source.pk,
            source.passages.count(),
            added,
            source.pk,
            source.passages.count() + 1,
            _("Add a passage"),
        )

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Testimony is entered on pages of its own."""
        if db_field.name == "kind":
            others = [kind for kind in SourceKind if kind != SourceKind.TESTIMONY]
            kwargs["choices"] = [(kind.value, kind.label) for kind in others]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """A testimony is changed on the page of testimony."""
        source = self.get_object(request, object_id)
        if self.model is Source and source and source.kind == SourceKind.TESTIMONY:
            return redirect("admin:archive_testimony_change", source.pk)
        return super().change_view(request, object_id, form_url, extra_context)


# Passages


class PassageForm(forms.ModelForm):  # type: ignore[type-arg]
    """A passage, with the reason of its change."""

    refusals: tuple[str, ...] = ()

    why = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=revisions.REASON_LENGTH,
        required=False,
        help_text=gettext_lazy("Kept in the history. Required once the source is public."),
    )

    def clean(self) -> dict[str, Any]:
        """A public source is changed with a reason only."""
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source") or (self.instance.source if self.instance.pk else None)
        if source and source.state == State.PUBLISHED and not cleaned.get("why"):
            self.add_error("why", _("The source is public: say why it is changed."))
        for refusal in self.refusals:
            self.add_error(None, refusal)
        return cleaned


@admin.register(Passage)
class PassageAdmin(NamedRelations, Visible):
    """Passages of sources. What must be hidden is redacted, never merely overwritten."""

    form = PassageForm
    fields: ClassVar[Any] = ("source", "number", "locator", "text", "voice", "fidelity", "why")
    list_display = ("__str__", "beginning", "fidelity", "withheld")
    list_filter = ("fidelity", "withheld", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("text", "source__slug", "source__title")
    autocomplete_fields = ("source", "voice")
    ordering = ("source", "number")
    change_form_template = "admin/archive/record_form.html"

    @admin.display(description=gettext_lazy("text"))
    def beginning(self, passage: Passage) -> str:
        """How it begins."""
        return passage.text[:100]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever writes."""
        return may(request.user, Action.WRITE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever writes; passages of public sources are changed by those who may publish."""
        public = obj is not None and obj.source.state == State.PUBLISHED
        return may(request.user, Action.WRITE) and (not public or may(request.user, Action.PUBLISH))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Number and source stay; the text of a redacted passage follows from its redactions."""
        if obj is None:
            return ()
        redacted = PassageOriginal.objects.filter(passage=obj).exists()
        return ("source", "number", "text") if redacted else ("source", "number")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """No reason is asked of those who may only read."""
        asked = self.has_change_permission(request, obj)
        return self.fields if asked else self.fields[:-1]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, with what was refused before."""
        members = {"refusals": getattr(request, "refusals", ())}
        kwargs["form"] = type("PassageForm", (PassageForm,), members)
        return super().get_form(request, obj, change, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of a passage. What is refused on saving comes back as errors of the form."""
        passage = self.get_object(request, object_id) if object_id else None
        context = {**(extra_context or {}), "acts": self.acts(request, passage)}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except publishing.NotReady as refusal:
            refusals = [str(reason) for reason in refusal.reasons]
        except IntegrityError as refusal:
            refusals = [readable(refusal)]
        request.refusals = refusals  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the passage, and keep its source as a revision."""
        super().save_model(request, obj, form, change)
        reason = form.cleaned_data.get("why") or _("Passage %(number)s.") % {"number": obj.number}
        publishing.amend(obj.source, by=Principal.of(request.user), reason=reason)  # type: ignore[arg-type]

    # Redaction

    def acts(self, request: HttpRequest, passage: Any) -> list[tuple[str, str]]:
        """Custodians redact, and confirm what another custodian redacted."""
        if passage is None or not may(request.user, Action.PROTECT):
            return []
        found = [(_("Redact"), reverse("admin:archive_passage_redact", args=[passage.pk]))]
        if passage.withheld:
            address = reverse("admin:archive_passage_confirm", args=[passage.pk])
            found.append((_("Confirm the redaction"), address))
        return found

    def get_urls(self) -> list[URLPattern]:
        """The pages of a redaction."""
        guarded = self.admin_site.admin_view
        return [
            path("<int:pk>/redact/", guarded(self.redact_view), name="archive_passage_redact"),
            path("<int:pk>/confirm/", guarded(self.confirm_view), name="archive_passage_confirm"),
            *super().get_urls(),
        ]

    def redact_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take words out of a passage; it is hidden until another custodian confirms."""
        return self._act(request, pk, RedactionForm, _("Redact"), _redact)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a redaction of somebody else has left."""
        return self._act(request, pk, ReasonForm, _("Confirm the redaction"), _confirm)

    def _act(
        self, request: HttpRequest, pk: int, form_class: Any, title: str, act: Any
    ) -> HttpResponse:
        if not may(request.user, Action.PROTECT):
            raise PermissionDenied
        passage = self.get_object(request, str(pk))
        if passage is None:
            raise Http404
        back = reverse("admin:archive_passage_change", args=[pk])
        original = PassageOriginal.objects.filter(passage=passage).first()
        form = form_class(request.POST or None)
        form.text = original.text if original else passage.text
        if form.is_valid():
            try:
                act(passage, form, Principal.of(request.user))  # type: ignore[arg-type]
            except publishing.NotReady as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, str(reason))
            else:
                return HttpResponseRedirect(back)
        shown = protection.remaining(original) if original and act is _confirm else form.text
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "label": str(passage),
            "text": shown,
            "back": back,
        }
        return TemplateResponse(request, "admin/archive/act.html", context)


class RedactionForm(ReasonForm):
    """Which words are taken out of `text`, the unredacted text."""

    text = ""

    words = forms.CharField(
        label=gettext_lazy("Words to take out, one range in a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Each line as it stands in the text; every place of it goes."),
    )
    kind = forms.CharField(
        label=gettext_lazy("What is hidden, without saying it"),
        max_length=200,
        help_text=gettext_lazy("Such as: address of a witness."),
    )

    def clean_words(self) -> list[tuple[int, int]]:
        """The places at which the words stand."""
        found: list[tuple[int, int]] = []
        for line in self.cleaned_data["words"].splitlines():
            if not (words := line.strip()):
                continue
            places = [
                place for place in range(len(self.text)) if self.text.startswith(words, place)
            ]
            if not places:
                raise ValidationError(_("“%(words)s” does not stand in it.") % {"words": words})
            found += [(place, place + len(words)) for place in places]
        return found


def _redact(passage: Passage, form: Any, by: Principal) -> None:
    given = form.cleaned_data
    ranges = [protection.Range(start, end, given["kind"]) for start, end in given["words"]]
    protection.redact(passage, ranges, by=by, reason=given["reason"])


def _confirm(passage: Passage, form: Any, by: Principal) -> None:
    protection.confirm_redaction(passage, by=by, reason=form.cleaned_data["reason"])


# What hangs on sources


@admin.register(File)
class FileAdmin(Visible):
    """Stored files. An import brings them; here one is opened to readers or closed."""

    list_display = ("__str__", "source", "media_type", "size", "public")
    list_filter = ("use", "public", "media_type")
    list_select_related = ("source",)
    search_fields = ("sha256", "source__slug", "source__title")
    fields = ("source", "use", "sha256", "size", "media_type", "public")
    readonly_fields = ("source", "use", "sha256", "size", "media_type")
    ordering = ("-pk",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may publish."""
        return may(request.user, Action.WRITE) and may(request.user, Action.PUBLISH)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and keep its source as a revision."""
        super().save_model(request, obj, form, change)
        reason = _("A file was opened to readers.") if obj.public else _("A file was closed.")
        publishing.amend(obj.source, by=Principal.of(request.user), reason=reason)  # type: ignore[arg-type]


@admin.register(Citation)
class CitationAdmin(Visible):
    """All citations together, to look at; each is written on the page of its record."""

    list_display = ("passage", "entry", "quotation", "evaluative")
    list_filter = ("evaluative", "entry__record_type")
    list_select_related = ("entry", "passage__source")
    search_fields = ("quotation", "passage__source__slug", "entry__ref")
    ordering = ("-pk",)
