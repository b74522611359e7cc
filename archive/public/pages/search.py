"""The page of a search: what was understood, what is found, what it can be narrowed by.

What is printed of a result is read through the public models; only which results there are, and in
which order, comes from what is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import ngettext
from pyroaring import BitMap

from archive.public import stamp
from archive.public.answering import Answer
from archive.public.choosing import Chip, FacetView, chips_of_facets, facets
from archive.public.facets import bit_set, places_in
from archive.public.filters.search import Found
from archive.public.index import ListIndex
from archive.public.pages.hits import Hit, hits
from archive.public.query import BadQuery, Query, read
from archive.public.search import asked
from archive.public.search.marking import Marked
from archive.public.search.matching import Matched, Understood
from archive.public.search.narrowing import NARROWING
from archive.public.search.ranking import in_order
from archive.public.search.suggestions import suggestions
from archive.public.search.word_index import WordIndex

PAGE_LENGTH = 25
SHOWN_WORDS = 12
"""How many words a page tells of that a word of the query was taken for."""


@dataclass(frozen=True)
class Taken:
    """What a word of the query was taken for: its other forms, what else is called so, and the
    words that it begins. `more` counts those that are left out here. `stands` tells whether the
    word itself stands anywhere."""

    word: str
    stands: bool
    forms: list[str]
    spellings: list[str]
    beginnings: list[str]
    more: int


@dataclass(frozen=True)
class Instead:
    """Another query, with how many results it has, and the word that it leaves out, if that is
    all."""

    q: str
    count: int
    url: str
    without: str


@dataclass(frozen=True)
class SearchPage:
    """One page of results. `phrases` and `without` are the parts of the query that stand exactly
    so and that must not stand there; `otherwise` further names of what is called as was typed.
    `urls` are the addresses of the page."""

    q: str
    count: int
    page: int
    pages: int
    facets: list[FacetView]
    chips: list[Chip]
    understood: list[Taken]
    phrases: list[str]
    without: list[str]
    otherwise: list[str]
    suggestions: list[Instead]
    results: list[Hit]
    urls: dict[str, str]

    def told(self) -> dict[str, Any]:
        """What JSON says: facets in the form in which lists have them."""
        facets = [
            {
                "name": facet.name,
                "label": facet.label,
                "values": [
                    {
                        "value": one.value,
                        "label": one.label,
                        "count": one.count,
                        "selected": one.selected,
                    }
                    for one in facet.values
                ],
            }
            for facet in self.facets
        ]
        left_out = ("chips", "urls")
        said = {name: value for name, value in vars(self).items() if name not in left_out}
        return {**said, "facets": facets}


def search_page(data: QueryDict, language: str) -> SearchPage:
    """The page of results that a query asks for. Raises BadQuery."""
    now = stamp.current()
    narrowing = NARROWING.get(language, now)
    # Queries and choices look at the facets of an index and their labels, at nothing else of it.
    narrowed = cast("ListIndex", narrowing)
    query = read(data, Found, narrowed)
    index, wanted = narrowing.search.index, asked.read(query.q)
    matched = narrowing.search.match(query.q)
    left, counts = narrowing.facets.answer(query.choices, bit_set(matched.all()))
    within, answer = BitMap(places_in(left)), Answer(query, narrowed, left, counts)
    pages = max(1, -(-len(within) // PAGE_LENGTH))
    if query.page > pages:
        problem = ngettext(
            "There is no page %(page)s: the search has %(pages)s page of results.",
            "There is no page %(page)s: the search has %(pages)s pages of results.",
            pages,
        )
        told = {"page": query.page, "pages": pages}
        raise BadQuery(problem % told, replace(query, page=1).address())
    start = (query.page - 1) * PAGE_LENGTH
    slots = list(islice(in_order(index, wanted, matched, within), start, start + PAGE_LENGTH))
    return SearchPage(
        q=query.q,
        count=len(within),
        page=query.page,
        pages=pages,
        facets=facets(answer, Found, None),
        chips=chips_of_facets(answer, Found),
        understood=[_taken(index, each) for each in matched.understood],
        phrases=[" ".join(words) for words in wanted.phrases],
        without=[" ".join(words) for words in wanted.without],
        otherwise=[" ".join(words) for words in matched.also],
        suggestions=_instead(query, index, wanted, matched),
        results=hits(index, slots, _marked(index, wanted, matched), language),
        urls=_urls(query, pages),
    )


def _urls(query: Query, pages: int) -> dict[str, str]:
    def turned(page: int) -> str:
        return replace(query, page=page).address() if 1 <= page <= pages else ""

    return {
        "html": query.address(),
        "json": query.address("json"),
        "previous": turned(query.page - 1),
        "next": turned(query.page + 1),
        "reset": replace(query, choices={}, page=1).address(),
    }


# How the query was understood


def _taken(index: WordIndex, one: Understood) -> Taken:
    forms, spellings, beginnings = (
        index.shown(numbers) for numbers in (one.forms, one.spellings, one.beginnings)
    )
    more = sum(max(0, len(words) - SHOWN_WORDS) for words in (forms, spellings, beginnings))
    return Taken(
        word=one.word.typed,
        stands=bool(one.exact),
        forms=forms[:SHOWN_WORDS],
        spellings=spellings[:SHOWN_WORDS],
        beginnings=beginnings[:SHOWN_WORDS],
        more=more,
    )


def _instead(
    query: Query, index: WordIndex, wanted: asked.Asked, matched: Matched
) -> list[Instead]:
    made = suggestions(index, query.q, wanted, len(matched.all()))
    return [
        Instead(one.q, one.count, Query(Found.noun, {}, q=one.q).address(), one.without)
        for one in made
    ]


def _marked(index: WordIndex, wanted: asked.Asked, matched: Matched) -> Marked:
    every = {index.texts[number] for one in matched.understood for number in one.all()}
    own = {index.texts[number] for one in matched.understood for number in one.exact | one.forms}
    return Marked(every, own, (*wanted.phrases, *matched.also))
