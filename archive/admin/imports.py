"""Bringing a bundle in through the browser: upload, look at the plan, apply it.

Owns who may do that. What is uploaded is imported in the name of the account alone, whatever the
bundle says of principals, and never published here: so nobody becomes two.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.ingest import uploads
from archive.ingest.bundle import MEGABYTE
from archive.ingest.importing import Options
from archive.ingest.plans import Action as Act
from archive.ingest.report import Report
from archive.ingest.uploads import Upload
from archive.workflow.roles import Action, may


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "A ZIP file of a bundle, or a single list or document. Nothing is changed yet: the "
            "plan comes first."
        ),
    )


def addresses(site: Any) -> list[URLPattern]:
    """The pages of imports, for those who may enter the site."""
    return [
        path("import/", site.admin_view(upload_view), name="import"),
        path("import/<slug:digest>/", site.admin_view(plan_view), name="import-plan"),
        path("import/<slug:digest>/plan.json", site.admin_view(json_view), name="import-plan-json"),
    ]


def may_import(request: HttpRequest) -> bool:
    """Whether an account may bring records in: whoever may write them."""
    return may(request.user, Action.WRITE)


def _account(request: HttpRequest) -> User:
    if not may_import(request) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def upload_view(request: HttpRequest) -> HttpResponse:
    """Take a file, and go on to its plan."""
    account = _account(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            kept = uploads.keep(account.pk, given.name, given.chunks())
        except ValueError as refusal:
            form.add_error("file", str(refusal))
        else:
            return HttpResponseRedirect(reverse("admin:import-plan", args=[kept.digest]))
    context = {
        **admin.site.each_context(request),
        "title": _("Import"),
        "form": form,
        "limit": uploads.UPLOAD_LIMIT // MEGABYTE,
    }
    return TemplateResponse(request, "admin/import.html", context)


def plan_view(request: HttpRequest, digest: str) -> HttpResponse:
    """Show what an uploaded file would do; carry it out, or throw it away, when that is asked."""
    account = _account(request)
    kept = _kept(account, digest)
    overwrite = "overwrite" in (request.POST if request.method == "POST" else request.GET)
    if "discard" in request.POST:
        uploads.discard(kept)
        messages.success(request, _("The file was thrown away, and nothing was changed."))
        return HttpResponseRedirect(reverse("admin:import"))
    if "show" in request.POST:
        query = "?overwrite=on" if overwrite else ""
        return HttpResponseRedirect(f"{request.path}{query}")
    report = uploads.run(kept, _options(account, overwrite=overwrite))
    if "apply" in request.POST and not report.problems:
        if request.POST.get("seen") != _mark(report):
            messages.warning(request, _("The archive has changed since: look at the plan again."))
        else:
            report = uploads.run(kept, _options(account, overwrite=overwrite, apply=True))
            if not report.problems:
                uploads.discard(kept)
                messages.success(request, _done(report))
                return HttpResponseRedirect(reverse("admin:import"))
    return _plan_page(request, kept, report, overwrite=overwrite)


def json_view(request: HttpRequest, digest: str) -> HttpResponse:
    """The plan as the command prints it with `--json`."""
    account = _account(request)
    options = _options(account, overwrite="overwrite" in request.GET)
    report = uploads.run(_kept(account, digest), options)
    return HttpResponse(report.as_json(), content_type="application/json")


def _kept(account: User, digest: str) -> Upload:
    kept = uploads.find(account.pk, digest)
    if kept is None:
        raise Http404
    return kept


def _options(account: User, *, overwrite: bool, apply: bool = False) -> Options:
    return Options(
        apply=apply,
        overwrite=overwrite,
        account=account.get_username(),
        protects=may(account, Action.PROTECT),
    )


def _mark(report: Report) -> str:
    """What stands for a plan, to tell whether another one would be carried out than was seen."""
    return hashlib.sha256("\n".join([report.as_json(), *report.lines()]).encode()).hexdigest()


def _done(report: Report) -> str:
    *_lines, closing = report.lines()
    return closing


def _plan_page(
    request: HttpRequest, kept: Upload, report: Report, *, overwrite: bool
) -> HttpResponse:
    *lines, _closing = report.lines()
    context = {
        **admin.site.each_context(request),
        "title": _("Import: the plan of %(file)s") % {"file": kept.name},
        "report": report,
        "lines": lines,
        "overwrite": overwrite,
        "seen": _mark(report),
        "conflicts": report.count(Act.CONFLICT),
        "counts": [
            (_("to create"), report.count(Act.CREATE)),
            (_("to update"), report.count(Act.UPDATE)),
            (_("unchanged"), report.count(Act.UNCHANGED)),
            (_("in conflict"), report.count(Act.CONFLICT)),
            (_("passages"), report.passages),
        ],
        "as_json": reverse("admin:import-plan-json", args=[kept.digest]),
    }
    return TemplateResponse(request, "admin/import_plan.html", context)
