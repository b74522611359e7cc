"""Claims."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from archive.public.exports.csv import table_response
from archive.public.filters.claims import Claims
from archive.public.pages import alleged, rows
from archive.public.pages.claims import claim_page
from archive.public.views.answers import answer, list_answer, named_twins, one, record_answer
from archive.public.wording import reader_language


def claims_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of claims."""
    return list_answer(request, Claims, form)


def allegations(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """What is alleged of anything, and what answers it."""
    if form == "csv":
        return table_response("allegations", alleged.HEADER, alleged.lines(reader_language()))
    page = alleged.alleged_page(reader_language())
    urls = {**named_twins("allegations"), "csv": reverse("allegations-csv")}
    return answer(request, "public/allegations.html", page, form, urls=urls)


def claims_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A claim, by its ref."""
    page = claim_page(one(rows.claims(Q(ref=slug))), reader_language())
    return record_answer(request, "public/claims/page.html", page, form)
