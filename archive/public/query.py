"""The query of a list: read from a request, refused when it is wrong, written as an address.

Every query has one canonical spelling: facets in their declared order with their values in
alphabetical order, then from, to, as_of, q, sort and page, each only where it says something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.dates import parse
from archive.public.addresses import list_address
from archive.public.facets import Choice
from archive.public.filters.base import ALL, NOT, ListFilter, shown
from archive.public.index import ListIndex


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
        page = "" if self.page == 1 else str(self.page)
        days = {"from": self.start, "to": self.end, "as_of": self.as_of}
        single = {**days, "q": self.q, "sort": self.sort, "page": page}
        return found + [(name, value) for name, value in single.items() if value]

    def address(self, form: str = "html") -> str:
        """The canonical address of this query; CSV is the whole list, whatever the page."""
        asked = replace(self, page=1) if form == "csv" else self
        return _joined(list_address(self.noun, form), urlencode(asked.pairs()))

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
    """The addresses of a query with each possible choice in one facet.

    The rest of the query is written once, because a page has a hundred such addresses.
    """

    list_address: str
    name: str
    before: str
    after: str = field(default="")

    @classmethod
    def of(cls, query: Query, name: str) -> FacetAddresses:
        """Those of the facet `name` on the first page of `query`."""
        marked = query.with_choice(name, Choice(("\0",)))
        before, after = urlencode(marked.pairs()).split(urlencode({name: "\0"}))
        return cls(list_address(query.noun), name, before.rstrip("&"), after.lstrip("&"))

    def to(self, choice: Choice) -> str:
        """The canonical address with this choice."""
        parts = (self.before, urlencode(_pairs(self.name, choice)), self.after)
        return _joined(self.list_address, "&".join(filter(None, parts)))


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


def _joined(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
