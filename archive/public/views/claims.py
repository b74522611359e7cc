"""Claims."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase

from archive.public.filters.claims import Claims
from archive.public.pages import rows
from archive.public.pages.claims import claim_page
from archive.public.views.answers import list_answer, one, record_answer
from archive.public.wording import reader_language


def claims_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of claims."""
    return list_answer(request, Claims, form)


def claims_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A claim, by its ref."""
    page = claim_page(one(rows.claims(Q(ref=slug))), reader_language())
    return record_answer(request, "public/claims/page.html", page, form)
