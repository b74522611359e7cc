"""Testimony: sources that somebody spoke."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from archive.public.filters.testimony import Testimony
from archive.public.views.answers import list_answer
from archive.public.views.sources import (
    custody_answer,
    file_answer,
    passage_answer,
    source_answer,
)

NOUN = "testimony"


def testimony_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of testimony."""
    return list_answer(request, Testimony, form)


def testimony_page(
    request: HttpRequest,
    slug: str,
    form: str = "html",
) -> HttpResponseBase:
    """A testimony with a page of its text."""
    return source_answer(request, NOUN, slug, form)


def testimony_passage(
    request: HttpRequest,
    slug: str,
    number: int,
    form: str = "html",
) -> HttpResponseBase:
    """A passage of a testimony in its surroundings."""
    return passage_answer(request, NOUN, slug, number, form)


def testimony_file(request: HttpRequest, slug: str, sha256: str) -> HttpResponseBase:
    """A file of a testimony that readers may have."""
    return file_answer(request, NOUN, slug, sha256)


def testimony_custody(
    request: HttpRequest, slug: str, sha256: str, form: str = "html"
) -> HttpResponseBase:
    """The custody certificate of a file of a testimony."""
    return custody_answer(request, NOUN, slug, sha256, form)
