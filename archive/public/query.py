"""The query of a list: read from a request, refused when it is wrong, written as an address.

Every query has one canonical spelling: facets in their declared order with their values in
alphabetical order, then from, to, as_of, q, sort and page, each only where it says something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.dates import parse
from archive.public.addresses import list_address
from archive.public.facets import Choice
from archive.public.filters.base import ALL, NOT, ListFilter, shown
from archive.public.index import ListIndex

_MARK = "\0"
"""What stands in no address."""


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
class Query:
    """What is asked of the list `noun`. `choices` names every facet, in declared order."""

    noun: str
    choices: Mapping[str, Choice]
    start: str = ""
    end: str = ""
    as_of: str = ""
    q: str = ""
    sort: str = ""
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values in canonical order."""
        found = [pair for name, choice in self.choices.items() for pair in _pairs(name, choice)]
        return found + [(name, value) for name, value in self._single().items() if value]

    def _single(self) -> dict[str, str]:
        page = "" if self.page == 1 else str(self.page)
        days = {"from": self.start, "to": self.end, "as_of": self.as_of}
        return {**days, "q": self.q, "sort": self.sort, "page": page}

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The encoded part of each facet and parameter, in canonical order, many of them empty.

        Written once, because a page has a hundred addresses that differ in one part.
        """
        facets = {name: encoded(name, each) if each else "" for name, each in self.choices.items()}
        single = self._single().items()
        return facets | {name: value and f"{name}={quoted(value)}" for name, value in single}

    def written(self, **other: str) -> str:
        """The query as it stands in addresses, with other parts, which are encoded already."""
        return "&".join(filter(None, ({**self._parts, **other} if other else self._parts).values()))

    def address(self, form: str = "html") -> str:
        """The canonical address of this query; CSV and Atom know no pages."""
        asked = self.written(page="") if form in ("csv", "atom") else self.written()
        return joined(list_address(self.noun, form), asked)

    @cached_property
    def list_address(self) -> str:
        """The address of the whole list."""
        return list_address(self.noun)

    def on_page(self, page: int) -> str:
        """The address of another page of the list."""
        asked = self.written(page=f"page={page}" if page > 1 else "")
        return joined(self.list_address, asked)

    def in_order(self, sort: str) -> str:
        """The address of the first page in another order."""
        return joined(self.list_address, self.written(sort=sort and f"sort={sort}", page=""))

    def without(self, name: str) -> str:
        """The address of the first page without what is asked for by a parameter."""
        return joined(self.list_address, self.written(**{name: "", "page": ""}))

    def rows_alone(self) -> str:
        """The encoded query of which rows are asked for, in whatever order, on whatever page."""
        return self.written(sort="", page="")

    def with_choice(self, name: str, choice: Choice) -> Query:
        """The first page of the query with another choice in one facet."""
        return replace(self, choices={**self.choices, name: choice}, page=1)

    def unordered(self) -> Query:
        """Which rows are asked for, in whatever order and on whatever page."""
        return replace(self, sort="", page=1)

    def day(self) -> date:
        """The day as of which it is asked: today, unless one is given."""
        return date.fromisoformat(self.as_of) if self.as_of else timezone.now().date()

    def days(self) -> tuple[date | None, date | None]:
        """The first and last day that are asked for; None is open."""
        first = parse(self.start).earliest if self.start else None
        return first, parse(self.end).latest if self.end else None


@dataclass(frozen=True)
class FacetAddresses:
    """The addresses of a query with each possible choice in one facet, on the first page.

    They begin with `before`, and what comes after the choice is `after`.
    """

    name: str
    before: str
    after: str

    @classmethod
    def of(cls, query: Query, name: str) -> FacetAddresses:
        """Those of the facet `name`."""
        before, _mark, after = query.written(**{name: _MARK, "page": ""}).partition(_MARK)
        return cls(name, f"{query.list_address}?{before}", after)

    def to(self, choice: Choice) -> str:
        """The canonical address with this choice."""
        if asked := encoded(self.name, choice):
            return f"{self.before}{asked}{self.after}"
        return (self.before + self.after.removeprefix("&")).rstrip("?&")

    def to_one(self, value: str) -> str:
        """The same with one value alone."""
        return f"{self.before}{self.name}={quoted(value)}{self.after}"


def read(data: QueryDict, declaration: type[ListFilter], index: ListIndex) -> Query:
    """Read what a request asks of a list. Raises BadQuery, whose address drops what is wrong."""
    asked = declaration(data, present=index.facets.bits)
    errors = asked.form.errors
    values = asked.form.cleaned_data
    query = Query(
        noun=declaration.noun,
        choices={
            name: Choice(
                values.get(name, ()), values.get(f"{name}{NOT}", ()), values.get(f"{name}{ALL}", ())
            ).canonical()
            for name in declaration.facets()
        },
        start=values.get("from", ""),
        end=values.get("to", ""),
        as_of=values.get("as_of", ""),
        q=values.get("q", ""),
        sort=values.get("sort", ""),
        page=int(values.get("page") or 1),
    )
    for name in data:
        if name not in asked.filters:
            problem = _("This list has no filter “%(name)s”.") % {"name": shown(name)}
            raise BadQuery(problem, replace(query, page=1).address())
    for messages in errors.values():
        raise BadQuery(str(messages[0]), replace(query, page=1).address())
    first, last = query.days()
    if first and last and first > last:
        problem = _("“to” is before “from”: there are no such days.")
        raise BadQuery(problem, replace(query, end="", page=1).address())
    return query


def _pairs(name: str, choice: Choice) -> list[tuple[str, str]]:
    parts = (("", choice.any_of), (ALL, choice.all_of), (NOT, choice.none_of))
    return [(f"{name}{ending}", value) for ending, values in parts for value in values]


@lru_cache(maxsize=20_000)
def quoted(text: str) -> str:
    """A value as it stands in addresses."""
    return quote_plus(text)


def encoded(name: str, choice: Choice) -> str:
    """A choice in the facet `name` as it stands in addresses."""
    return "&".join([f"{full}={quoted(value)}" for full, value in _pairs(name, choice)])


def joined(address: str, query: str) -> str:
    """An address with an encoded query, if there is one."""
    return f"{address}?{query}" if query else address
