"""Trials and defendants."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.public.addresses import address_of, trial_address
from archive.public.exports.csv import table_response
from archive.public.filters.base import OneField, one_day, shown
from archive.public.filters.justice import ALLEGATIONS, Defendants, Trials
from archive.public.models import PublicActor, PublicTrial
from archive.public.pages import allegations, dossier, evidence, justice, ledger, rows
from archive.public.pages.topics import TOPIC, dossier_address
from archive.public.query import BadQuery
from archive.public.views.answers import answer, bad_query, list_answer, one, record_answer, twins
from archive.public.wording import reader_language
from archive.vocabularies import InvolvementRole

AS_OF = "as_of"


def trials_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of trials."""
    return list_answer(request, Trials, form)


def trials_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A trial."""
    page = justice.trial_page(one(rows.trials(Q(slug=slug))), reader_language())
    return record_answer(request, "public/trials/page.html", page, form)


def trials_ledger(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """What sources tell of the defendants of a trial, as of a day."""
    trial = one(rows.trials(Q(slug=slug)))
    try:
        day = asked_day(request.GET, ledger.ledger_address(trial))
    except BadQuery as problem:
        return bad_query(request, problem, form)
    page = ledger.ledger_page(trial, day, timezone.now().date(), reader_language())
    forms = ("html", "json", "csv")
    urls = {name: ledger.ledger_address(trial, day, name) for name in forms}
    if form == "csv":
        return table_response(f"{trial.slug}-ledger", ledger.HEADER, ledger.lines(page))
    return answer(request, "public/trials/ledger.html", page, form, urls=urls)


def trials_allegations(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """What is alleged of the proceedings in a trial, and what answers it."""
    trial = one(rows.trials(Q(slug=slug)))
    try:
        day = asked_day(request.GET, trial_address("allegations", trial))
    except BadQuery as problem:
        return bad_query(request, problem, form)
    page = allegations.allegations_page(trial, reader_language(), day)
    if form == "csv":
        lines = allegations.lines(page)
        return table_response(f"{trial.slug}-allegations", allegations.HEADER, lines)
    urls = _twins_of("allegations", trial, day)
    return answer(request, "public/trials/allegations.html", page, form, urls=urls)


def trials_evidence(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """The evidence of a trial, how it is challenged, and what answers that."""
    trial = one(rows.trials(Q(slug=slug)))
    page = evidence.evidence_page(trial, reader_language())
    if form == "csv":
        return table_response(f"{trial.slug}-evidence", evidence.HEADER, evidence.lines(page))
    urls = _twins_of("evidence", trial)
    return answer(request, "public/trials/evidence.html", page, form, urls=urls)


def trials_dossier(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """What is alleged on some topics, with passages, sources and certificates, to print."""
    trial = one(rows.trials(Q(slug=slug)))
    try:
        asked = asked_topics(request.GET, trial)
    except BadQuery as problem:
        return bad_query(request, problem, form)
    page = dossier.dossier_page(trial, asked, reader_language())
    urls = {name: dossier_address(trial, asked, name) for name in ("html", "json")}
    return answer(request, "public/trials/dossier.html", page, form, urls=urls)


def _twins_of(name: str, trial: PublicTrial, day: date | None = None) -> dict[str, str]:
    return {form: trial_address(name, trial, form, day) for form in ("html", "json", "csv")}


def asked_day(query: QueryDict, without: str) -> date | None:
    """The day of `as_of`, if one is asked for. Raises BadQuery, with the address `without` it."""
    for name in query:
        if name != AS_OF:
            problem = _("“%(name)s” is nothing that can be asked here.")
            raise BadQuery(problem % {"name": shown(name)}, without)
    given = [value for value in query.getlist(AS_OF) if value.strip()]
    try:
        day = OneField(AS_OF, read=one_day).clean(given)
    except ValidationError as problem:
        raise BadQuery(problem.messages[0], without) from problem
    return date.fromisoformat(day) if day else None


def asked_topics(query: QueryDict, trial: PublicTrial) -> tuple[str, ...]:
    """The topics that are asked for, in the order of their list; none means all. Raises BadQuery.

    The address of the refusal keeps what is right.
    """
    given = [value for value in query.getlist(TOPIC) if value.strip()]
    asked = tuple(topic for topic in ALLEGATIONS if topic in given)
    without = dossier_address(trial, asked)
    for name in query:
        if name != TOPIC:
            problem = _("“%(name)s” is nothing that can be asked here.")
            raise BadQuery(problem % {"name": shown(name)}, without)
    for value in given:
        if value not in ALLEGATIONS:
            problem = _("“%(value)s” is no topic of what is alleged.")
            raise BadQuery(problem % {"value": shown(value)}, without)
    return () if len(asked) == len(ALLEGATIONS) else asked


def defendants_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of defendants."""
    return list_answer(request, Defendants, form)


def defendants_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A defendant has no page beside that of the person or group."""
    del request
    defendants = PublicActor.objects.filter(involvements__role=InvolvementRole.DEFENDANT)
    address = address_of(one(defendants.filter(slug=slug)))
    return HttpResponsePermanentRedirect(twins(address)[form])
