"""Trials and defendants."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

from archive.public.addresses import address_of
from archive.public.filters.justice import Defendants, Trials
from archive.public.models import PublicActor
from archive.public.pages import justice, rows
from archive.public.views.answers import answer, list_answer, one, twins
from archive.public.wording import reader_language
from archive.vocabularies import InvolvementRole


def trials_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of trials."""
    return list_answer(request, Trials, form)


def trials_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A trial."""
    page = justice.trial_page(one(rows.trials(Q(slug=slug))), reader_language())
    return answer(request, "public/trials/page.html", page, form, urls=twins(page.url))


def defendants_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of defendants."""
    return list_answer(request, Defendants, form)


def defendants_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A defendant has no page beside that of the person or group."""
    del request
    defendants = PublicActor.objects.filter(involvements__role=InvolvementRole.DEFENDANT)
    address = address_of(one(defendants.filter(slug=slug)))
    return HttpResponsePermanentRedirect(twins(address)[form])
