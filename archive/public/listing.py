"""Answers a list: which rows, which counts, and the address of everything that can be clicked.

Every list page, its JSON and its CSV come from here. It knows no noun: what a list holds is
declared in `filters/`, how counts are made stands in `facets`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

PAGE_LENGTH = 25
SHOWN_VALUES = 12
"""How many values of a facet a page shows before "all values"."""


class BadQuery(ValueError):  # noqa: N818 - what the reader asked, not what broke
    """A list was asked with a parameter or value that it does not know: the answer is 400.

    `problem` says in one sentence which and why, in the reader's language; `address_without_it` is
    the same list without what is wrong.
    """

    def __init__(self, problem: str, address_without_it: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.address_without_it = address_without_it


@dataclass(frozen=True)
class FacetValue:
    """A value to choose. `count` is the exact length of the list at `url`, which is the present
    list with this value alone in its facet.

    `url_with` adds the value to those that are chosen in the facet (any of them); it is empty when
    none is chosen or this one already is. `url_without` is empty unless the value is chosen.
    """

    value: str
    label: str
    count: int
    selected: bool
    url: str
    url_with: str = ""
    url_without: str = ""


@dataclass(frozen=True)
class FacetView:
    """A facet with all values that lead somewhere; `more` when a page should fold some away."""

    name: str
    label: str
    values: list[FacetValue]
    more: bool
    selected: bool


@dataclass(frozen=True)
class Chip:
    """A part of the query that is in force, and the list without it."""

    label: str
    value_label: str
    url_without: str


@dataclass(frozen=True)
class Sort:
    """An order that can be chosen."""

    name: str
    label: str
    url: str
    selected: bool


@dataclass(frozen=True)
class ListUrls:
    """Addresses of this list; `next` and `previous` are empty at its ends."""

    canonical: str
    json: str
    csv: str
    reset: str
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class ListPage:
    """One page of a list, ready to be printed. `results` are the rows exactly as JSON prints them.

    `dated` says whether the list can be asked `from` and `to`, whose present values stand in
    `date_from` and `date_to`. `hidden` are the names and values of the query that a search form
    has to carry along.
    """

    noun: str
    title: str
    count: int
    page: int
    pages: int
    facets: list[FacetView]
    chips: list[Chip]
    results: list[dict[str, Any]]
    sorts: list[Sort]
    q: str
    urls: ListUrls
    dated: bool = False
    date_from: str = ""
    date_to: str = ""
    hidden: list[tuple[str, str]] = field(default_factory=list)


def list_page(request: HttpRequest, declaration: Any) -> ListPage:
    """The page of the list that the request asks for. Raises BadQuery."""
    raise NotImplementedError
