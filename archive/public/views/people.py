"""People, bodies, groups."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from archive.public.addresses import ACTOR_LISTS
from archive.public.filters.people import Bodies, Groups, People
from archive.public.models import PublicActor
from archive.public.pages.people import actor_page
from archive.public.views.answers import NOINDEX, list_answer, one, record_answer
from archive.public.wording import reader_language
from archive.vocabularies import Naming


def people_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of persons."""
    return list_answer(request, People, form)


def bodies_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of organisations, authorities and courts."""
    return list_answer(request, Bodies, form)


def groups_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of groups."""
    return list_answer(request, Groups, form)


def people_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A person."""
    return _actor(request, "people", slug, form)


def bodies_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """An organisation, authority or court."""
    return _actor(request, "bodies", slug, form)


def groups_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A group."""
    return _actor(request, "groups", slug, form)


def _actor(request: HttpRequest, noun: str, slug: str, form: str) -> HttpResponseBase:
    kinds = [kind for kind, listed in ACTOR_LISTS.items() if listed == noun]
    actor = one(PublicActor.objects.filter(slug=slug, kind__in=kinds))
    page = actor_page(actor, reader_language())
    # Whom a family wished to be named is to be found here, not by the name in a search engine.
    robots = NOINDEX if actor.naming == Naming.NAMED else ""
    template = "public/people/page.html"
    return record_answer(request, template, page, form, robots=robots)
