"""Editors' pages of incidents and involvements.

A defendant's page is an involvement: its steps, and what is reported of each, are entered there.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin import naming
from archive.admin.base import Inline, RecordAdmin, add_address, links, relation
from archive.dates import validate_edtf
from archive.models import Actor, Incident, Involvement, LawArticle, Report, Step
from archive.vocabularies import OUTCOMES_OF, Outcome, StepKind
from archive.workflow import citations, publishing
from archive.workflow.principals import Principal
from archive.workflow.revisions import REASON_LENGTH
from archive.workflow.roles import Action, may


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    """Incidents. Kind, place and date are cataloguing, and cited."""

    content = ("kind", "place", "part_of", ("when", "when_words"))
    columns = ("kind", "when", "place_name")
    named_relations = ("place",)
    list_filter = ("state", "kind")
    place_name = relation("place", gettext_lazy("place"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who took part is entered on pages of its own."""
        return (*super().get_readonly_fields(request, obj), "parties")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The record, and who took part."""
        sets = super().get_fieldsets(request, obj)
        return [*sets, (_("Who took part"), {"fields": ["parties"]})] if obj else sets

    @admin.display(description=gettext_lazy("parties"))
    def parties(self, incident: Incident) -> str:
        """Links to the involvements, and to a new one."""
        return format_html(
            '{}<p><a href="{}">{}</a></p>',
            links(incident.involvements.order_by("pk")),
            add_address(Involvement, incident=incident.pk),
            _("Add an involvement"),
        )


# The steps of a party


def _choice_of(model: Any, name: str, label: Any) -> Any:
    """An optional relation of a report, looked up by typing."""
    widget = AutocompleteSelect(Report._meta.get_field(name), admin.site)
    field: Any = forms.ModelChoiceField(
        model._base_manager.all(), required=False, label=label, widget=widget
    )
    field.label_from_instance = naming.label
    return field


class ReportFields(forms.Form):
    """What one speaker reports of a step, as optional fields beside the step's own."""

    REPORT = ("asserted_by", "outcome", "article", "months_low", "months_high", "when", "words")

    asserted_by = _choice_of(Actor, "asserted_by", gettext_lazy("new report by"))
    outcome = forms.ChoiceField(
        choices=[("", "---------"), *Outcome.choices], required=False, label=gettext_lazy("outcome")
    )
    article = _choice_of(LawArticle, "article", gettext_lazy("law article"))
    months_low = forms.IntegerField(
        min_value=1, max_value=12_000, required=False, label=gettext_lazy("months, at least")
    )
    months_high = forms.IntegerField(
        min_value=1, max_value=12_000, required=False, label=gettext_lazy("at most")
    )
    when = forms.CharField(
        max_length=64, validators=[validate_edtf], required=False, label=gettext_lazy("when")
    )
    words = forms.CharField(max_length=300, required=False, label=gettext_lazy("in words"))
    cite = forms.CharField(required=False, label=gettext_lazy("cites"))

    def clean_cite(self) -> list[citations.Cited]:
        """The passages on which the report rests."""
        try:
            return citations.resolve(self.cleaned_data["cite"])
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def report(self) -> dict[str, Any]:
        """The columns of the new report; empty when nothing is reported."""
        given = {name: self.cleaned_data.get(name) for name in (*self.REPORT, "cite")}
        columns = {name: given[name] for name in self.REPORT if given[name]}
        return columns if any(given.values()) else {}

    def clean(self) -> dict[str, Any]:
        """A report has a speaker, and its outcome fits the step."""
        cleaned = super().clean() or self.cleaned_data
        given = any(cleaned.get(name) for name in (*self.REPORT, "cite"))
        if given and not cleaned.get("asserted_by"):
            self.add_error("asserted_by", _("Say who reports it."))
        outcome, kind = cleaned.get("outcome"), cleaned.get("kind")
        if outcome and kind and outcome not in (*OUTCOMES_OF[kind], Outcome.NOT_STATED):
            self.add_error("outcome", _("This outcome does not fit this kind of step."))
        return cleaned


class StepForm(ReportFields, forms.ModelForm):  # type: ignore[type-arg]
    """A step of the party and, in the same row, what one more speaker reports of it."""

    class Meta:
        model = Step
        fields = ("kind", "of")

    def clean(self) -> dict[str, Any]:
        """The step is of the trial of its party."""
        if self.instance.party:
            self.instance.trial_id = self.instance.party.trial_id
        return super().clean()


class StepOfManyForm(ReportFields):
    """One step that many parties went through, and what one speaker reports of it."""

    kind = forms.ChoiceField(choices=StepKind.choices, label=gettext_lazy("kind"))
    why = forms.CharField(max_length=REASON_LENGTH, label=gettext_lazy("Why"))
    field_order = ("kind", *ReportFields.REPORT, "cite", "why")


class StepInline(Inline):
    """The steps of a party, each with what is reported of it."""

    model = Step
    fk_name = "party"
    form = StepForm
    fields = ("kind", "of", "told", *StepForm.REPORT, "cite")
    readonly_fields = ("told",)
    autocomplete_fields = ("of",)
    can_delete = False
    show_change_link = True

    @admin.display(description=gettext_lazy("reports"))
    def told(self, step: Step) -> str:
        """Links to what is reported of the step already."""
        return links(step.reports.order_by("pk")) if step.pk else "—"


@admin.register(Involvement)
class InvolvementAdmin(RecordAdmin):
    """Who took which part. A defendant's page is one of these."""

    inlines = ()
    content = ("actor", "role", ("incident", "trial"), "acts_for")
    columns = ("actor_name", "role", "trial_name", "incident_name")
    named_relations = ("actor", "trial", "incident")
    list_filter = ("state", "role")
    found_by = (
        "actor__public_name",
        "trial__slug",
        "trial__texts__text",
        "incident__slug",
        "incident__texts__text",
    )
    actor_name = relation("actor", gettext_lazy("actor"))
    trial_name = relation("trial", gettext_lazy("trial"))
    incident_name = relation("incident", gettext_lazy("incident"))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A party of a trial has steps."""
        return (StepInline,) if obj and obj.trial_id else ()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save steps, and the reports that were entered beside them."""
        if formset.model is not Step:
            super().save_formset(request, form, formset, change)
            return
        by = Principal.of(request.user)  # type: ignore[arg-type]
        reason = form.cleaned_data.get("why") or _("Entered on the page of the party.")
        for step in formset.save(commit=False):
            step.save()
            publishing.amend(step, by=by, reason=reason)
        for row in formset.forms:
            if row.has_changed():
                _report(row.instance, row, by, reason)

    # One step for many parties

    def get_actions(self, request: HttpRequest) -> Any:
        """The decisions, and a step for many parties at once."""
        found = super().get_actions(request)
        if may(request.user, Action.WRITE):
            name = gettext_lazy("Add one step to each")
            found["add_step"] = (InvolvementAdmin.add_step, "add_step", name)
        return found

    def add_step(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        """Ask for a step once, and enter it for each of these parties."""
        parties = list(queryset.exclude(trial=None))
        form = StepOfManyForm(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            try:
                self._add_steps(request, parties, form)
            except (IntegrityError, publishing.NotReady) as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("%(count)s steps entered.") % {"count": len(parties)})
                return HttpResponseRedirect(request.get_full_path())
        chosen = [(ACTION_CHECKBOX_NAME, str(party.pk)) for party in queryset]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add one step to each"),
            "form": form,
            "media": form.media,
            "label": "; ".join(naming.labels(party.pk for party in parties).values()),
            "hidden": [("action", "add_step"), *chosen],
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/archive/act.html", context)

    @transaction.atomic
    def _add_steps(self, request: HttpRequest, parties: list[Involvement], form: Any) -> None:
        by = Principal.of(request.user)  # type: ignore[arg-type]
        words = form.cleaned_data
        for party in parties:
            step = Step.objects.create(trial_id=party.trial_id, party=party, kind=words["kind"])
            publishing.amend(step, by=by, reason=words["why"])
            _report(step, form, by, words["why"])


def _report(step: Step, form: ReportFields, by: Principal, reason: str) -> None:
    """Enter what a form reports of a step, if it reports anything."""
    columns = form.report()
    if not columns:
        return
    report = Report.objects.create(step=step, **columns)
    citations.write(report, form.cleaned_data["cite"])
    publishing.amend(report, by=by, reason=reason)
