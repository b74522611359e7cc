"""How tests search: as a reader's query, without the page around it."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from archive.public.pages.search import SearchPage, search_page


def searched(q: str, reader: str = "en", **chosen: Any) -> SearchPage:
    """The page of results of some words, with what is chosen in facets, and on which page."""
    data = QueryDict(mutable=True)
    data["q"] = q
    for name, values in chosen.items():
        data.setlist(name, [values] if isinstance(values, str) else values)
    return search_page(data, reader)


def found(q: str, **chosen: Any) -> list[tuple[str, str]]:
    """The kind and title of each result."""
    return [(hit.kind, hit.title) for hit in searched(q, **chosen).results]


def urls(q: str, **chosen: Any) -> list[str]:
    """The address of each result."""
    return [hit.url for hit in searched(q, **chosen).results]


def marked(q: str) -> list[str]:
    """The marked pieces of the first result."""
    hit, *_rest = searched(q).results
    return [piece for piece, hits in hit.snippet if hits]
