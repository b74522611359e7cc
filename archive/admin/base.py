"""What all editors' pages of records share: names in the place of slugs, decisions as buttons, the
history.

Owns how a form becomes a revision. It knows no noun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin import actions, naming
from archive.admin.differences import history_of
from archive.admin.forms import CitedForm, RecordForm
from archive.models import Entry, Fact, Record, Text
from archive.vocabularies import DecisionKind, State
from archive.workflow import citations, publishing
from archive.workflow.principals import Principal
from archive.workflow.readiness import CITED, needs_second, reasons
from archive.workflow.roles import Action, may, roles_of

PAGE = 50


# Names in the place of slugs


class NamedRelations:
    """Choices that are already chosen are shown by name; wide choices are looked up by typing."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A relation's field whose choices are called by their names."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        return _named(field, db_field)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The same for many relations at once."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]
        return _named(field, db_field)


def _named(field: Any, db_field: Any) -> Any:
    if field is not None and issubclass(db_field.related_model, Entry):
        field.label_from_instance = naming.label
    return field


class NamedList(ChangeList):
    """A list whose rows know the labels of themselves and of what they point at."""

    def get_results(self, request: HttpRequest) -> None:
        """One page of rows, all labels read at once."""
        super().get_results(request)
        model_admin: Any = self.model_admin
        rows = list(self.result_list)
        paths = ["pk", *(f"{name}_id" for name in model_admin.named_relations)]
        names = naming.labels(getattr(row, name) for row in rows for name in paths)
        for row in rows:
            row.labels = names
        self.result_list = rows


def relation(name: str, title: Any) -> Callable[[Any, Record], str]:
    """A column of a list that shows a related record by name; list it in `named_relations`."""

    @admin.display(description=title, ordering=name)
    def column(_model_admin: Any, record: Any) -> str:
        return str(record.labels.get(getattr(record, f"{name}_id"), ""))

    column.__name__ = f"{name}_name"
    return column


class Inline(NamedRelations, admin.TabularInline):  # type: ignore[type-arg]
    """Parts that are entered on the page of their record."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever writes."""
        return may(request.user, Action.WRITE)

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever has a role."""
        return bool(roles_of(request.user))


class TextInline(Inline):
    """Names, titles, summaries and labels of a record."""

    model = Text
    fk_name = "entry"
    autocomplete_fields = ("used_by",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Texts are mostly short."""
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 50})
        if db_field.name == "language":
            kwargs["widget"] = forms.TextInput(attrs={"size": 8})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


# Pages


class Visible(admin.ModelAdmin):  # type: ignore[type-arg]
    """A table that everybody with a role may read, and nobody may change here."""

    list_per_page = PAGE
    show_full_result_count = False
    hidden_from_index = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever has a role sees the archive's tables."""
        return bool(roles_of(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever has a role."""
        return bool(roles_of(request.user))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: the history points at everything, and what was wrong is withdrawn."""
        return False

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """None for tables that are reached from other pages only."""
        return {} if self.hidden_from_index else super().get_model_perms(request)


class RecordAdmin(NamedRelations, Visible):
    """The editors' page of one kind of record."""

    form = RecordForm
    inlines: ClassVar[Any] = (TextInline,)
    preset: ClassVar[dict[str, Any]] = {}
    content: ClassVar[tuple[Any, ...]] = ()
    named_relations: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[Any, ...]] = ()
    found_by: ClassVar[tuple[str, ...]] = ()
    list_filter: ClassVar[Any] = ("state",)
    ordering: ClassVar[Any] = ("-pk",)
    search_fields = ("slug", "ref", "texts__text")
    change_form_template = "admin/archive/record_form.html"

    # Who may do what

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever writes."""
        return may(request.user, Action.WRITE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever writes; what is public is changed by those who may publish."""
        if obj is not None and obj.state == State.PUBLISHED:
            return may(request.user, Action.WRITE) and may(request.user, Action.PUBLISH)
        return may(request.user, Action.WRITE)

    # Lists

    def get_list_display(self, request: HttpRequest) -> Any:
        """The record by name, what is particular to it, its state."""
        return ("named", *self.columns, "state")

    @admin.display(description=gettext_lazy("record"))
    def named(self, record: Any) -> str:
        """The record by name."""
        return str(record.labels.get(record.pk, record))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """A list with names."""
        return NamedList

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Slug, ref, texts, and what is particular to the record."""
        return (*self.search_fields, *self.found_by)

    def get_actions(self, request: HttpRequest) -> Any:
        """The decisions that this account may take."""
        allowed = {f"decide_{kind}" for kind in actions.can_be_decided(request)}
        return {name: action for name, action in actions.list_actions().items() if name in allowed}

    # Forms

    @property
    def is_cited(self) -> bool:
        """Whether records of this kind cite passages."""
        return self.model.TYPE in CITED

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, with what the page decides itself and what the database refused before."""
        base = CitedForm if self.is_cited and not issubclass(self.form, CitedForm) else self.form
        members = {"preset": self.preset, "refusals": getattr(request, "refusals", [])}
        kwargs["form"] = type(base.__name__, (base,), members)
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the record says, on what it rests, how it is published, and why it is changed."""
        content: list[Any] = [*self.content]
        if issubclass(self.model, Fact):
            content += ["asserted_by", "relayed_by"]
        if self.is_cited and self.has_change_permission(request, obj):
            content.append("cite")
        main: list[Any] = [(None, {"fields": content})]
        if self.is_cited and not self.has_change_permission(request, obj):
            main = [(None, {"fields": [*content, "cites"]})]
        desk = {"fields": ["slug", "embargo_until", "desk_note"], "classes": ["collapse"]}
        sets = [*main, (_("Publication"), desk)]
        if self.has_change_permission(request, obj):
            sets.append((_("This change"), {"fields": ["why", "seen"]}))
        return sets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The cite line is text for those who may only read."""
        return (*super().get_readonly_fields(request, obj), "cites")

    @admin.display(description=gettext_lazy("cites"))
    def cites(self, record: Record) -> str:
        """The cite line."""
        return citations.line_of(record) if record.pk else ""

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        """Every relation to a record, so that no form holds a whole table."""
        return [
            field.name
            for field in (*self.model._meta.fields, *self.model._meta.many_to_many)
            if field.is_relation
            and field.editable
            and issubclass(field.related_model, Entry)
            and not getattr(field.remote_field, "parent_link", False)
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of a record. What is refused on saving comes back as errors of the form."""
        context = {**(extra_context or {}), **self._situation(request, object_id)}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except publishing.NotReady as refusal:
            refusals = [str(reason) for reason in refusal.reasons]
        except IntegrityError as refusal:
            refusals = [readable(refusal)]
        request.refusals = refusals  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, context)

    def _situation(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """What can be done with the record, and what is in the way of publishing it."""
        record = self.get_object(request, object_id) if object_id else None
        if record is None or request.method != "GET":
            return {}
        problems = reasons(record)
        two = needs_second(record)
        return {
            "subtitle": naming.label(record),
            "acts": self.acts(request, record),
            "state": record.get_state_display(),
            "problems": [*problems, *([two] if two else [])],
            "preview": reverse("admin:preview", args=[record.ref]),
            "decisions": [
                (actions.NAMES[kind], self._decision_address(record, kind))
                for kind in actions.possible(request, record)
            ],
        }

    def acts(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Names and addresses of what else can be done with a record."""
        return []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts, then the citations, then keep all of it as a revision."""
        super().save_related(request, form, formsets, change)
        record = form.instance
        if "cite" in form.cleaned_data:
            citations.write(record, form.cleaned_data["cite"])
        self.after_parts(request, form)
        reason = form.cleaned_data.get("why") or (_("Changed.") if change else _("Entered."))
        self.keep(request, record, reason)

    def after_parts(self, request: HttpRequest, form: Any) -> None:
        """What a page saves beside the record's own columns, texts and citations."""

    def keep(self, request: HttpRequest, record: Record, reason: str) -> None:
        """Keep a revision, and tell the editor when the record has left the public."""
        was = record.state
        now = publishing.amend(record, by=Principal.of(request.user), reason=reason)  # type: ignore[arg-type]
        if was == State.PUBLISHED and now.state != State.PUBLISHED:
            messages.warning(
                request, _("It waits for another person now, and readers do not see it till then.")
            )

    # Pages beside the form

    def get_urls(self) -> list[URLPattern]:
        """Django's pages, and one for each decision."""
        name = f"archive_{self.opts.model_name}_decide"
        decide = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/<str:kind>/", decide, name=name), *super().get_urls()]

    def _decision_address(self, record: Record, kind: DecisionKind) -> str:
        return reverse(f"admin:archive_{self.opts.model_name}_decide", args=[record.pk, kind.value])

    def decide_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Take a decision on one record."""
        record = self.get_object(request, str(pk))
        if record is None or (decision := _decision(kind)) is None:
            raise Http404
        back = reverse(f"admin:archive_{self.opts.model_name}_change", args=[pk])
        return actions.decide(request, [record], decision, back=back)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every revision of a record with what it changed, and every decision."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(record)s") % {"record": naming.label(record)},
            "opts": self.opts,
            "record": record,
            "back": reverse(f"admin:archive_{self.opts.model_name}_change", args=[record.pk]),
            "history": history_of(record),
            "decisions": record.decisions.order_by("-pk"),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/archive/history.html", context)


def _decision(name: str) -> DecisionKind | None:
    return next((kind for kind in actions.NAMES if kind.value == name), None)


def readable(refusal: IntegrityError) -> str:
    """What the database refused, as far as its message names the rule."""
    name = getattr(getattr(refusal.__cause__, "diag", None), "constraint_name", None)
    rule = str(name or str(refusal).rpartition(":")[2]).strip().replace("_", " ")
    return _("The database refuses this: %(rule)s.") % {"rule": rule}


def links(records: Iterable[Record]) -> str:
    """Records as a list of links to their pages, for read-only fields."""
    rows = list(records)
    names = naming.labels(row.pk for row in rows)
    items = [
        format_html('<li><a href="{}">{}</a></li>', naming.change_address(row), names[row.pk])
        for row in rows
    ]
    together = format_html_join("", "{}", ((item,) for item in items))
    return format_html("<ul>{}</ul>", together) if items else "—"


def add_address(model: type[models.Model], **columns: Any) -> str:
    """The page on which a record is entered, with some of its columns filled in."""
    query = "&".join(f"{name}={value}" for name, value in columns.items())
    return f"{reverse(f'admin:archive_{model._meta.model_name}_add')}?{query}"
