"""Incidents and the timeline."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase

from archive.public.filters.events import Incidents
from archive.public.pages import events, rows
from archive.public.views.answers import answer, list_answer, named_twins, one, record_answer
from archive.public.wording import reader_language

LONGEST_TIMELINE = 1000


def incidents_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of incidents."""
    return list_answer(request, Incidents, form)


def incidents_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """An incident."""
    incident = one(rows.incidents(Q(slug=slug)))
    page = events.incident_page(incident, reader_language())
    return record_answer(request, "public/incidents/page.html", page, form)


def timeline(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """Everything that has a date, in order."""
    page = events.timeline(reader_language(), LONGEST_TIMELINE)
    return answer(request, "public/timeline.html", page, form, urls=named_twins("timeline"))
