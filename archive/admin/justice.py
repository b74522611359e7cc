"""Editors' pages of trials, steps, reports, exhibits and law articles.

A trial's page lists its parties as links: what happened to each is entered on the party's page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.base import RecordAdmin, add_address, links, relation
from archive.models import Exhibit, Involvement, LawArticle, Report, Step, Trial


@admin.register(Trial)
class TrialAdmin(RecordAdmin):
    """Trials."""

    content = ("court", "case_number", "incidents", ("when", "when_words"))
    columns = ("court_name", "when")
    named_relations = ("court",)
    found_by = ("case_number",)
    court_name = relation("court", gettext_lazy("court"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Parties and exhibits have pages of their own."""
        return (*super().get_readonly_fields(request, obj), "parties", "whole_steps", "shown")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The record, and links to what belongs to it."""
        sets = super().get_fieldsets(request, obj)
        parts = {"fields": ["parties", "whole_steps", "shown"]}
        return [*sets, (_("What belongs to it"), parts)] if obj else sets

    @admin.display(description=gettext_lazy("parties"))
    def parties(self, trial: Trial) -> str:
        """Links to the parties, and to a new one."""
        return _list(trial.involvements.order_by("pk"), Involvement, trial)

    @admin.display(description=gettext_lazy("steps of the whole trial"))
    def whole_steps(self, trial: Trial) -> str:
        """Links to the steps that concern all parties."""
        return _list(trial.steps.filter(party=None).order_by("pk"), Step, trial)

    @admin.display(description=gettext_lazy("exhibits"))
    def shown(self, trial: Trial) -> str:
        """Links to the exhibits."""
        return _list(trial.exhibits.order_by("pk"), Exhibit, trial)


def _list(records: Any, model: Any, trial: Trial) -> str:
    return format_html(
        '{}<p><a href="{}">{}</a></p>',
        links(records),
        add_address(model, trial=trial.pk),
        _("Add: %(kind)s") % {"kind": model._meta.verbose_name},
    )


@admin.register(Step)
class StepAdmin(RecordAdmin):
    """Steps of trials; most are entered on the page of their party."""

    inlines = ()
    content = ("trial", "party", "kind", "of")
    columns = ("kind", "trial_name")
    named_relations = ("trial",)
    list_filter = ("state", "kind")
    list_select_related = ("party",)
    found_by = ("trial__slug", "trial__texts__text", "party__actor__public_name")
    trial_name = relation("trial", gettext_lazy("trial"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Reports have pages of their own."""
        return (*super().get_readonly_fields(request, obj), "told")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The record, and what is reported of it."""
        sets = super().get_fieldsets(request, obj)
        return [*sets, (_("What is reported of it"), {"fields": ["told"]})] if obj else sets

    @admin.display(description=gettext_lazy("reports"))
    def told(self, step: Step) -> str:
        """Links to the reports, and to a new one."""
        return format_html(
            '{}<p><a href="{}">{}</a></p>',
            links(step.reports.order_by("pk")),
            add_address(Report, step=step.pk),
            _("Add a report"),
        )


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    """What speakers say of steps."""

    inlines = ()
    content = (
        "step",
        "outcome",
        "article",
        ("people_low", "people_high"),
        ("months_low", "months_high"),
        ("when", "when_words"),
        "words",
        "conditions",
    )
    columns = ("outcome", "step_name", "asserted_by_name")
    named_relations = ("step", "asserted_by")
    list_filter = ("state", "outcome")
    found_by = ("words", "step__trial__slug", "step__party__actor__public_name")
    step_name = relation("step", gettext_lazy("step"))
    asserted_by_name = relation("asserted_by", gettext_lazy("asserted by"))


@admin.register(Exhibit)
class ExhibitAdmin(RecordAdmin):
    """Evidence, and what it was used to prove."""

    content = ("trial", "kind", "used_to_prove", "against")
    columns = ("kind", "trial_name", "asserted_by_name")
    named_relations = ("trial", "asserted_by")
    list_filter = ("state", "kind")
    found_by = ("used_to_prove", "trial__slug")
    trial_name = relation("trial", gettext_lazy("trial"))
    asserted_by_name = relation("asserted_by", gettext_lazy("asserted by"))


@admin.register(LawArticle)
class LawArticleAdmin(RecordAdmin):
    """Articles of law, each in its editions."""

    content = ("code", ("number", "part"), "edition", "text")
    columns = ("edition",)
    found_by = ("code", "number", "text")
