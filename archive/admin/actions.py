"""Decisions in the admin: one page that asks for the reason, for one record or for many.

Owns no rule: `archive.workflow.publishing` decides what is possible, and says why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin import naming
from archive.models import Record
from archive.vocabularies import DecisionKind
from archive.workflow import publishing
from archive.workflow.principals import Principal
from archive.workflow.readiness import needs_second, reasons
from archive.workflow.revisions import REASON_LENGTH
from archive.workflow.roles import may

NAMES = {
    DecisionKind.SUBMIT: gettext_lazy("Submit for review"),
    DecisionKind.PUBLISH: gettext_lazy("Publish"),
    DecisionKind.WITHDRAW: gettext_lazy("Withdraw"),
    DecisionKind.RETURN: gettext_lazy("Return to draft"),
}
"""What the buttons say, in their order."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("For the history; readers never see it."),
    )


class WithdrawalForm(ReasonForm):
    """Why, and what readers are told."""

    public_reason = forms.CharField(
        label=gettext_lazy("Public reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=gettext_lazy(
            "Shown at the address of what is withdrawn. Empty: withdrawn in silence, as if it had "
            "never been there."
        ),
    )


@dataclass(frozen=True)
class Candidate:
    """A record that a decision is to be taken on: its label, page, and what forbids it."""

    label: str
    address: str
    problems: list[str]


def possible(request: HttpRequest, record: Record) -> list[DecisionKind]:
    """The decisions that fit a record's state and that this account may take."""
    fitting = publishing.possible(record)
    return [
        kind
        for kind in NAMES
        if kind in fitting and may(request.user, publishing.TRANSITIONS[kind][2])
    ]


def decide(
    request: HttpRequest,
    records: Sequence[Record],
    kind: DecisionKind,
    *,
    back: str,
    hidden: Iterable[tuple[str, str]] = (),
) -> HttpResponse:
    """Ask for the reason of a decision on these records, and carry it out when it is given.

    `back` is where to go afterwards; `hidden` are fields that a list's form needs again.
    """
    if not may(request.user, publishing.TRANSITIONS[kind][2]):
        raise PermissionDenied
    form_class = WithdrawalForm if kind == DecisionKind.WITHDRAW else ReasonForm
    form = form_class(request.POST if "confirmed" in request.POST else None)
    by = Principal.of(request.user)  # type: ignore[arg-type]
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            _carry_out(records, kind, by, form.cleaned_data)
        except publishing.NotReady as refusal:
            problems = [str(reason) for reason in refusal.reasons]
        except (publishing.WrongState, ValueError) as refusal:
            problems = [str(refusal)]
        else:
            messages.success(request, _done(kind, len(records)))
            return HttpResponseRedirect(back)
    context = {
        **admin.site.each_context(request),
        "title": NAMES[kind],
        "form": form,
        "problems": problems,
        "candidates": _candidates(records, kind, by),
        "back": back,
        "hidden": list(hidden),
    }
    return TemplateResponse(request, "admin/decision.html", context)


def _candidates(records: Sequence[Record], kind: DecisionKind, by: Principal) -> list[Candidate]:
    names = naming.labels(record.pk for record in records)
    return [
        Candidate(names[record.pk], naming.change_address(record), _problems(record, kind, by))
        for record in records
    ]


def _problems(record: Record, kind: DecisionKind, by: Principal) -> list[str]:
    if kind not in publishing.possible(record):
        return [_("It is “%(state)s” already.") % {"state": record.get_state_display()}]
    if kind != DecisionKind.PUBLISH:
        return []
    found = [str(reason) for reason in reasons(record)]
    two = needs_second(record)
    if two and _second(record, by) is None:
        found += [str(two), _("You changed it last: another person has to publish it.")]
    return found


def _second(record: Record, by: Principal) -> Principal | None:
    """Who wrote what is about to be published, if that is not the one who publishes it."""
    first = publishing.first_person(record)
    return first if first and not first.is_same_as(by) else None


@transaction.atomic
def _carry_out(
    records: Sequence[Record], kind: DecisionKind, by: Principal, words: dict[str, Any]
) -> None:
    """All of them or none."""
    reason = words["reason"]
    match kind:
        case DecisionKind.PUBLISH:
            for record in publishing.in_order(records):
                second = _second(record, by) if needs_second(record) else None
                publishing.publish(record, by=by, second=second, reason=reason)
        case DecisionKind.WITHDRAW:
            for record in records:
                publishing.withdraw(
                    record, by=by, reason=reason, public_reason=words["public_reason"]
                )
        case DecisionKind.SUBMIT:
            for record in records:
                publishing.submit(record, by=by, reason=reason)
        case _:
            for record in records:
                publishing.return_to_draft(record, by=by, reason=reason)


def _done(kind: DecisionKind, count: int) -> str:
    return ngettext(
        "%(decision)s: %(count)s record.", "%(decision)s: %(count)s records.", count
    ) % {
        "decision": NAMES[kind],
        "count": count,
    }


def list_actions() -> dict[str, tuple[Any, str, Any]]:
    """The decisions as actions of a list, by their names."""
    return {f"decide_{kind}": (_list_action(kind), f"decide_{kind}", NAMES[kind]) for kind in NAMES}


def _list_action(kind: DecisionKind) -> Any:
    def action(_model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse:
        chosen = [(ACTION_CHECKBOX_NAME, str(one.pk)) for one in queryset]
        hidden = [("action", f"decide_{kind}"), *chosen]
        return decide(request, list(queryset), kind, back=request.get_full_path(), hidden=hidden)

    return action


def can_be_decided(request: HttpRequest) -> list[DecisionKind]:
    """The decisions that this account may ever take."""
    return [kind for kind in NAMES if may(request.user, publishing.TRANSITIONS[kind][2])]
