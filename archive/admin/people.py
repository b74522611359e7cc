"""Editors' pages of actors: people, groups, bodies, and who belongs to whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin import naming
from archive.admin.actions import ReasonForm
from archive.admin.base import RecordAdmin, relation
from archive.admin.forms import RecordForm
from archive.models import Actor, Body, Group, Membership, Person
from archive.models.base import plain_name
from archive.vocabularies import ActorKind, Naming
from archive.workflow import protection
from archive.workflow.principals import Principal
from archive.workflow.revisions import REASON_LENGTH
from archive.workflow.roles import Action, may

BODIES = (ActorKind.ORGANISATION, ActorKind.AUTHORITY, ActorKind.COURT)


class ActorForm(RecordForm):
    """An actor. A name is taken back on a page of its own, since that takes more than a column."""

    def clean(self) -> dict[str, Any]:
        """Refuse to hide a name by merely changing how it is called."""
        cleaned = super().clean()
        named = self.initial.get("naming") in (Naming.ROLE, Naming.NAMED)
        if self.instance.pk and named and cleaned.get("naming") == Naming.PSEUDONYM:
            raise ValidationError(
                _("A name that was shown is taken back by a custodian: “Fall back to pseudonym”.")
            )
        return cleaned


class ActorAdmin(RecordAdmin):
    """What all actors' pages share."""

    form = ActorForm
    content: ClassVar[tuple[Any, ...]] = ("kind", "naming", "public_name", "minor")
    columns: ClassVar[tuple[Any, ...]] = ("kind", "naming")
    list_filter: ClassVar[Any] = ("state", "kind", "naming")
    found_by = ("public_name",)


@admin.register(Actor)
class AnyActorAdmin(ActorAdmin):
    """All actors together: what the other pages choose from."""

    hidden_from_index = True


@admin.register(Group)
class GroupAdmin(ActorAdmin):
    """Groups. Their size is a claim."""

    preset = {"kind": ActorKind.GROUP, "naming": Naming.ROLE}
    content = ("public_name",)
    columns = ()
    list_filter = ("state",)


@admin.register(Body)
class BodyAdmin(ActorAdmin):
    """Organisations, authorities, courts."""

    preset = {"naming": Naming.ROLE}
    content = ("kind", "public_name")
    columns = ("kind",)
    list_filter = ("state", "kind")

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only the kinds of bodies."""
        if db_field.name == "kind":
            kwargs["choices"] = [(kind.value, kind.label) for kind in BODIES]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class FallBackForm(ReasonForm):
    """Under which label a person is shown from now on."""

    label = forms.CharField(
        label=gettext_lazy("Label"),
        max_length=200,
        validators=[plain_name],
        help_text=gettext_lazy("Shown in the place of the name; it follows no order of names."),
    )
    public_reason = forms.CharField(
        label=gettext_lazy("Public reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=gettext_lazy("Shown at the old address. It must not say who it was."),
    )


@admin.register(Person)
class PersonAdmin(ActorAdmin):
    """People. Who they really are stands in a protected table."""

    preset = {"kind": ActorKind.PERSON}
    content = ("naming", "public_name", "minor")
    columns = ("naming",)
    list_filter = ("state", "naming")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Custodians find people by their real names too."""
        fields = super().get_search_fields(request)
        if not may(request.user, Action.PROTECT):
            return fields
        return (*fields, "identity__real_name", "identity__spellings")

    def get_urls(self) -> list[URLPattern]:
        """The page on which a name is taken back."""
        view = self.admin_site.admin_view(self.fall_back_view)
        return [
            path("<int:pk>/pseudonym/", view, name="archive_person_pseudonym"),
            *super().get_urls(),
        ]

    def acts(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Custodians take names back."""
        if record.naming == Naming.PSEUDONYM or not may(request.user, Action.PROTECT):
            return []
        address = reverse("admin:archive_person_pseudonym", args=[record.pk])
        return [(_("Fall back to pseudonym"), address)]

    def fall_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the label and the reason, and take the name back."""
        if not may(request.user, Action.PROTECT):
            raise PermissionDenied
        person = self.get_object(request, str(pk))
        if person is None or person.naming == Naming.PSEUDONYM:
            raise Http404
        back = reverse("admin:archive_person_change", args=[pk])
        form = FallBackForm(request.POST or None)
        if form.is_valid():
            words = form.cleaned_data
            try:
                hidden = protection.fall_back_to_pseudonym(
                    person,
                    label=words["label"],
                    by=Principal.of(request.user),  # type: ignore[arg-type]
                    reason=words["reason"],
                    public_reason=words["public_reason"],
                )
            except ValueError as problem:
                form.add_error("label", str(problem))
            else:
                names = naming.labels(entry.pk for entry in hidden)
                for name in names.values():
                    messages.warning(request, _("Hidden, since the name stands in it: ") + name)
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Fall back to pseudonym"),
            "form": form,
            "label": naming.label(person),
            "back": back,
        }
        return TemplateResponse(request, "admin/archive/act.html", context)


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    """Who belongs to which group or body."""

    inlines = ()
    content = ("member", "group", "knowledge")
    columns = ("member_name", "group_name", "knowledge")
    named_relations = ("member", "group")
    list_filter = ("state", "knowledge")
    found_by = ("member__public_name", "group__public_name")
    member_name = relation("member", gettext_lazy("member"))
    group_name = relation("group", gettext_lazy("group or body"))
