"""The formats in which a citation is taken along, by name: what each is called in an address.

One more format is one more line here and a writer beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpResponse

from archive.public.exports import bibtex, csl, ris
from archive.public.exports.works import Work

FORMATS: dict[str, tuple[str, Callable[[str, Iterable[Work]], HttpResponse]]] = {
    "bib": ("bib", bibtex.response),
    "ris": ("ris", ris.response),
    "csl": ("csl.json", csl.response),
}
"""The ending of the address, and who writes it."""


def response(form: str, name: str, works: Iterable[Work]) -> HttpResponse:
    """Works as a file of this name, without its ending, in one of `FORMATS`."""
    _ending, write = FORMATS[form]
    return write(name, works)


def addresses(url: str, *others: str) -> dict[str, str]:
    """The addresses of each format, and of other endings, beside a page with or without a query."""
    path, mark, query = url.partition("?")
    endings = {name: name for name in others} | {name: end for name, (end, _w) in FORMATS.items()}
    return {name: f"{path.rstrip('/')}.{end}{mark}{query}" for name, end in endings.items()}
