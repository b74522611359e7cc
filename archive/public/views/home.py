"""The first page and the archive's words about itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from archive.public.pages import about as pages
from archive.public.pages import design as examples
from archive.public.pages.coverage import coverage as of_coverage
from archive.public.pages.limits import limits as of_limits
from archive.public.pages.site import site
from archive.public.views.answers import NOINDEX, answer, named_twins
from archive.public.wording import reader_language


def home(request: HttpRequest, form: str = "html") -> HttpResponse:
    """The first page."""
    frame = site(reader_language())
    return _answer(request, "home", pages.home(frame, reader_language()), form, frame=frame)


def about(request: HttpRequest, form: str = "html") -> HttpResponse:
    """What the archive is about."""
    frame = site(reader_language())
    return _answer(request, "about", pages.about(frame, reader_language()), form, frame=frame)


def method(request: HttpRequest, form: str = "html") -> HttpResponse:
    """How the archive works, with its closed lists."""
    return _answer(
        request, "method", {"units": pages.units(), "definitions": pages.definitions()}, form
    )


def limits(request: HttpRequest, form: str = "html") -> HttpResponse:
    """What is not in the archive."""
    frame = site(reader_language())
    return _answer(request, "limits", of_limits(frame, reader_language()), form, frame=frame)


def coverage(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Of which places, on which days and from which sources something is told."""
    return _answer(request, "coverage", of_coverage(reader_language()), form)


def design(request: HttpRequest, form: str = "html") -> HttpResponse:
    """An invented example of each part of a page."""
    return _answer(request, "design", examples.design(), form, robots=NOINDEX)


def data(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Everything as JSON and CSV."""
    return _answer(request, "data", {"lists": pages.forms_of_lists()}, form)


def glossary(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Terms and articles of law."""
    return _answer(request, "glossary", pages.glossary(reader_language()), form)


def _answer(request: HttpRequest, name: str, page: Any, form: str, **more: Any) -> HttpResponse:
    return answer(request, f"public/{name}.html", page, form, urls=named_twins(name), **more)
