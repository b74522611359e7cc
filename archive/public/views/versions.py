"""Versions of records and passages, which is how they are cited."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse

from archive.public.exports import takeaway
from archive.public.exports.works import Work, version_work
from archive.public.filters import LISTS
from archive.public.models.base import PublicRecord
from archive.public.pages.parts import Link
from archive.public.pages.site import site
from archive.public.pages.versions import Kept, version_page, versions_page
from archive.public.views.answers import NOINDEX, answer, one, twins
from archive.public.wording import reader_language

View = Callable[..., HttpResponseBase]


def of(noun: str) -> tuple[View, View]:
    """The views of all versions of the records of a list, and of one version."""
    return versions_of(noun), version_of(noun)


def versions_of(noun: str) -> View:
    """The view of all versions of a record of a list, or of a passage of it."""

    def view(
        request: HttpRequest, slug: str, passage: int | None = None, form: str = "html"
    ) -> HttpResponseBase:
        page = versions_page(_record(noun, slug), passage, reader_language())
        if page is None:
            raise Http404
        if moved := _moved(noun, page.url):
            return moved
        urls, work = twins(page.url), None
        if page.versions:
            work = _work(request, page.record, page.passage, page.versions[0])
            urls |= takeaway.addresses(page.versions[0].url)
        template = "public/versions.html"
        return answer(request, template, page, form, urls=urls, robots=NOINDEX, work=work)

    return view


def version_of(noun: str) -> View:
    """The view of one version of a record of a list, or of a passage of it."""

    def view(
        request: HttpRequest,
        slug: str,
        number: int,
        passage: int | None = None,
        form: str = "html",
    ) -> HttpResponseBase:
        page = version_page(_record(noun, slug), number, passage, reader_language())
        if page is None:
            raise Http404
        if moved := _moved(noun, page.url):
            return moved
        work = _work(request, page.record, page.cited.passage, page.version)
        if form in takeaway.FORMATS:
            return takeaway.response(form, f"{slug}-v{number}", [work])
        urls = twins(page.url) | takeaway.addresses(page.url)
        template = "public/version.html"
        return answer(request, template, page, form, urls=urls, robots=NOINDEX, work=work)

    return view


def _work(request: HttpRequest, record: Link, passage: int | None, version: Kept) -> Work:
    """A version as it is cited from anywhere, by its full address."""
    name = site(reader_language()).title.text
    return version_work(record, passage, version, name, request.build_absolute_uri(version.url))


def _moved(noun: str, address: str) -> HttpResponseBase | None:
    """Testimony is read under its own list; the address among sources leads there."""
    if address.startswith(reverse(f"{noun}-list")):
        return None
    return HttpResponsePermanentRedirect(address)


def _record(noun: str, slug: str) -> PublicRecord:
    declaration = LISTS[noun]
    record: PublicRecord = one(declaration.all_rows.filter(**{declaration.key: slug}))
    return record
