"""How tests ask for a list: as a reader's request, without the page around it."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from archive.public import stamp
from archive.public.answering import Answer, answer
from archive.public.filters import LISTS
from archive.public.listing import ListPage, list_page


def request(address: str) -> HttpRequest:
    """A reader's request of an address with its query."""
    return RequestFactory().get(address)


def listed(address: str) -> ListPage:
    """The page of a list at an address such as "/incidents/?kind=attack"."""
    return list_page(request(address), LISTS[noun_of(address)])


def noun_of(address: str) -> str:
    """The list that an address names."""
    return address.partition("?")[0].strip("/").partition(".")[0]


def left(address: str) -> Answer:
    """What the query of an address leaves of its list: rows and counts, without any row read."""
    query = QueryDict(address.partition("?")[2])
    return answer(query, LISTS[noun_of(address)], "en", stamp.current())


def titles(address: str) -> list[str]:
    """The titles on that page."""
    return [result["title"] for result in listed(address).results]


def counts(address: str, facet: str) -> dict[str, int]:
    """The counts of a facet on that page."""
    (view,) = (view for view in listed(address).facets if view.name == facet)
    return {value.value: value.count for value in view.values}
