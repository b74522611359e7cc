"""Incidents and the timeline."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from archive.public.exports.csv import table_response
from archive.public.filters.base import OneField, a_day, shown
from archive.public.filters.events import Incidents
from archive.public.models import PublicPlace
from archive.public.pages import events, rows, timeline_entries
from archive.public.pages import timeline as timelines
from archive.public.query import BadQuery
from archive.public.views.answers import answer, bad_query, list_answer, one, record_answer
from archive.public.wording import reader_language

LONGEST_TIMELINE = 1000
VILLAGE, FROM, TO = "village", "from", "to"
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,80}")


def incidents_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of incidents."""
    return list_answer(request, Incidents, form)


def incidents_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """An incident."""
    incident = one(rows.incidents(Q(slug=slug)))
    page = events.incident_page(incident, reader_language())
    return record_answer(request, "public/incidents/page.html", page, form)


def timeline(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """Everything that has a date, in order; of a place and of some days, if they are asked for."""
    try:
        asked = asked_of(request.GET)
    except BadQuery as problem:
        return bad_query(request, problem, form)
    page = timelines.timeline(asked, reader_language(), LONGEST_TIMELINE)
    if form == "csv":
        lines = timeline_entries.lines(page.entries)
        return table_response("timeline", timeline_entries.HEADER, lines)
    urls = {name: asked.address(name) for name in ("html", "json", "csv")}
    return answer(request, "public/timeline.html", page, form, urls=urls)


def asked_of(query: QueryDict) -> timelines.Asked:
    """The place and the days that are asked for. Raises BadQuery, whose address drops what is
    wrong."""
    given = {name: _one(query, name) for name in (VILLAGE, FROM, TO)}
    problems = [problem for _value, problem in given.values() if problem]
    village, start, end = (value for value, _problem in given.values())
    known = PublicPlace.objects.filter(slug=village) if _SLUG.fullmatch(village) else None
    place = known.first() if known is not None else None
    if village and place is None:
        problem = _("“%(name)s” does not take the value “%(value)s”.")
        problems.append(problem % {"name": VILLAGE, "value": shown(village)})
    asked = timelines.Asked(place, start, end)
    for name in query:
        if name not in given:
            problem = _("“%(name)s” is nothing that can be asked here.")
            problems.append(problem % {"name": shown(name)})
    if problems:
        raise BadQuery(problems[0], asked.address())
    first, last = asked.first_day(), asked.last_day()
    if first and last and first > last:
        problem = _("“to” is before “from”: there are no such days.")
        raise BadQuery(problem, timelines.Asked(place, start).address())
    return asked


def _one(query: QueryDict, name: str) -> tuple[str, str]:
    """The value of a parameter, and what is wrong with it; one of both is empty."""
    values = [value for value in query.getlist(name) if value.strip()]
    read = a_day if name in (FROM, TO) else str.strip
    try:
        return OneField(name, read=read).clean(values), ""
    except ValidationError as problem:
        return "", problem.messages[0]
