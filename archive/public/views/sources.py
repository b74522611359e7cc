"""Sources and their passages. Testimony is read under its own address; this one leads there."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from archive.public import custody
from archive.public.addresses import (
    address_of,
    custody_address,
    file_address,
    list_of_source,
    versions_address,
)
from archive.public.filters.sources import Sources
from archive.public.models import PublicFile, PublicSource
from archive.public.pages.custody import certificate
from archive.public.pages.files import download_name
from archive.public.pages.sources import passage_page, source_page
from archive.public.query import BadQuery
from archive.public.views.answers import answer, bad_query, list_answer, one, twins
from archive.public.views.downloads import download
from archive.public.wording import reader_language


def sources_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of sources."""
    return list_answer(request, Sources, form)


def sources_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A source with a page of its text."""
    return source_answer(request, "sources", slug, form)


def sources_passage(
    request: HttpRequest, slug: str, number: int, form: str = "html"
) -> HttpResponseBase:
    """A passage in its surroundings."""
    return passage_answer(request, "sources", slug, number, form)


def sources_file(request: HttpRequest, slug: str, sha256: str) -> HttpResponseBase:
    """A file of a source that readers may have."""
    return file_answer(request, "sources", slug, sha256)


def sources_custody(
    request: HttpRequest, slug: str, sha256: str, form: str = "html"
) -> HttpResponseBase:
    """The custody certificate of a file of a source."""
    return custody_answer(request, "sources", slug, sha256, form)


def source_answer(request: HttpRequest, noun: str, slug: str, form: str) -> HttpResponseBase:
    """The page of a source under the list that it belongs to."""
    source = one(PublicSource.objects.filter(slug=slug))
    urls = twins(address_of(source))
    if list_of_source(source) != noun:
        return _moved(noun, urls[form])
    given = request.GET.get("page", "1")
    page = source_page(source, int(given), reader_language()) if _is_number(given) else None
    if page is None:
        problem = _("“page” takes the number of a page of this text.")
        return bad_query(request, BadQuery(problem, urls["html"]), form)
    if page.numbered.page > 1:
        urls = {name: f"{url}?page={page.numbered.page}" for name, url in urls.items()}
    cite = versions_address(page.url)
    return answer(request, "public/sources/page.html", page, form, urls=urls, cite=cite)


def passage_answer(
    request: HttpRequest, noun: str, slug: str, number: int, form: str
) -> HttpResponseBase:
    """The window around a passage under the list that its source belongs to."""
    source = one(PublicSource.objects.filter(slug=slug))
    page = passage_page(source, number, reader_language())
    if page is None:
        raise Http404
    urls = twins(page.url)
    if list_of_source(source) != noun:
        return _moved(noun, urls[form])
    cite = versions_address(page.url)
    return answer(request, "public/sources/passage.html", page, form, urls=urls, cite=cite)


def file_answer(request: HttpRequest, noun: str, slug: str, sha256: str) -> HttpResponseBase:
    """A stored file as a download, or the part of it that is asked for."""
    source = one(PublicSource.objects.filter(slug=slug))
    file = one(PublicFile.objects.filter(source=source, sha256=sha256).order_by("use"))
    if list_of_source(source) != noun:
        return _moved(noun, file_address(source, file))
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    # Bytes that are no longer those which were collected are not handed out under their digest.
    if custody.stored(file.sha256, file.size).sha256 != file.sha256:
        raise Http404
    try:
        content = (Path(settings.MEDIA_ROOT) / file.sha256).open("rb")
    except OSError as problem:
        raise Http404 from problem
    response = download(request, content, file.size, download_name(source, file), etag)
    described_by = (address_of(source), custody_address(source, file.sha256))
    response["Link"] = ", ".join(f'<{url}>; rel="describedby"' for url in described_by)
    return response


def custody_answer(
    request: HttpRequest, noun: str, slug: str, sha256: str, form: str
) -> HttpResponseBase:
    """The custody certificate of a file; it answers whatever became of the bytes."""
    source = one(PublicSource.objects.filter(slug=slug))
    page = certificate(source, sha256, reader_language())
    if page is None:
        raise Http404
    urls = {name: custody_address(source, sha256, name) for name in ("html", "json")}
    if list_of_source(source) != noun:
        return _moved(noun, urls[form])
    return answer(request, "public/sources/custody.html", page, form, urls=urls)


def _moved(noun: str, address: str) -> HttpResponseBase:
    if noun != "sources":
        raise Http404
    return HttpResponsePermanentRedirect(address)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6
