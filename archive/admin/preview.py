"""Preview: what readers would see if a record were published now.

The record is published for real, inside a transaction of the editor's connection; the real public
page is rendered from it; the transaction is rolled back. No rule knows of previews, so none can be
wrong about them.
"""

from __future__ import annotations

import io
import re
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db import connections, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from archive.admin import naming
from archive.models import Entry, Record
from archive.public.addresses import addresses_of
from archive.public.router import pinned
from archive.visibility import kept
from archive.vocabularies import State
from archive.workflow import publishing
from archive.workflow.principals import Principal
from archive.workflow.readiness import reasons
from archive.workflow.snapshots import model_of, record_of
from archive.workflow.versions import RECORDS

_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
# Nobody decides anything here: all of it is rolled back.
_FIRST, _SECOND = Principal("preview"), Principal("preview, second person")


def preview(request: HttpRequest, ref: str) -> HttpResponse:
    """The public page of a record as it would be, or the reasons for which there is none."""
    entry = get_object_or_404(Entry, ref=ref)
    record = record_of(entry)
    shown, problems = None, [str(reason) for reason in reasons(record)]
    if not problems:
        shown = _as_published(request, record)
        problems = [] if shown else [_("Readers would not see it: what it rests on is hidden.")]
    response = _with_note(shown, entry) if shown else _refusal(request, entry, problems)
    add_never_cache_headers(response)
    return response


def _as_published(request: HttpRequest, record: Record) -> HttpResponse | None:
    """Render the public page of a record as if it had just been published; None if there is none.

    Whatever happens, nothing of it stays in the database.
    """
    with transaction.atomic(using=RECORDS):
        try:
            if record.state != State.PUBLISHED:
                publishing.publish(record, by=_FIRST, second=_SECOND, reason="preview")
            model_of(record.record_type)._base_manager.filter(pk=record.pk).update(
                embargo_until=None
            )
            kept.keep(connections[RECORDS])
            with pinned(RECORDS), translation.override(settings.LANGUAGE_CODE):
                address = addresses_of([record.pk]).get(record.pk, "")
                return _page(request, address.partition("#")[0]) if address else None
        finally:
            transaction.set_rollback(True, using=RECORDS)


def _page(request: HttpRequest, path: str) -> HttpResponse | None:
    """The answer to a reader who asks for a path without cookies, query or account."""
    asked = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": request.META.get("SERVER_NAME", "localhost"),
            "SERVER_PORT": request.META.get("SERVER_PORT", "80"),
            "HTTP_HOST": request.get_host(),
            "wsgi.url_scheme": request.scheme or "http",
            "wsgi.input": io.BytesIO(),
        }
    )
    asked.user = AnonymousUser()
    asked.LANGUAGE_CODE = settings.LANGUAGE_CODE
    asked.resolver_match = match = resolve(path)
    try:
        answer: Any = match.func(asked, *match.args, **match.kwargs)
    except Http404:
        return None
    if hasattr(answer, "render"):
        answer.render()
    return answer if isinstance(answer, HttpResponse) and answer.status_code == 200 else None


def _with_note(shown: HttpResponse, entry: Entry) -> HttpResponse:
    """The public page with a note at its top that says that it is none."""
    back = {"back": naming.change_address(entry)}
    note = render_to_string("admin/preview_note.html", back).strip().encode()
    content = _BODY.sub(lambda body: body[0] + note, shown.content, count=1)
    if note not in content:
        content = note + content
    return HttpResponse(content, content_type=shown.headers["Content-Type"])


def _refusal(request: HttpRequest, entry: Entry, problems: list[str]) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("There is nothing to preview yet"),
        "record": naming.label(entry),
        "back": naming.change_address(entry),
        "problems": problems,
    }
    return TemplateResponse(request, "admin/preview_refusal.html", context)
