"""Pages for what is not there. They say the same whether a thing is hidden or never existed.

Nothing of a request is repeated in them. What an editor withdrew in public says so at its old
address; what moved leads to where it is.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from archive.public.addresses import addresses_of_records
from archive.public.entries import fetch
from archive.public.models import PublicRedirect, PublicTombstone, PublicVersion
from archive.public.pages.site import site
from archive.public.wording import reader_language

LONGEST_PATH = 200
_PART = re.compile(r"(?<=/)(?:p\d{1,7}/)?(?:versions/|v\d{1,7}/)\Z|(?<=/)p\d{1,7}/\Z")
_VERSION = re.compile(r"v(\d{1,7})/\Z")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """410 or 301 where the archive has something to say of an address, else always the same 404."""
    del exception
    path, part = of_record(plain_path(request))
    if tombstone := PublicTombstone.objects.filter(path=path).order_by("-made_on").first():
        context = {"site": site(reader_language()), "page": tombstone}
        return render(request, "410.html", context, status=410)
    for moved in PublicRedirect.objects.filter(path=path):
        records = fetch([(moved.entry_type, moved.entry_id)])
        for address in addresses_of_records(records.values()).values():
            return HttpResponsePermanentRedirect(address + _kept(moved, path, part))
    return render(request, "404.html", {"site": site(reader_language())}, status=404)


def of_record(path: str) -> tuple[str, str]:
    """An address as that of the record and that of a part within it: a passage, its versions."""
    match = _PART.search(path)
    return (path[: match.start()], match[0]) if match else (path, "")


def _kept(moved: PublicRedirect, path: str, part: str) -> str:
    """The part of a record's address that is still right under its new one.

    The number of a version is, if the record itself was called as in the old address then; if it
    was another one that was merged into this, it is not.
    """
    number = _VERSION.search(part)
    if number is None:
        return part
    rows = PublicVersion.objects.filter(entry_id=moved.entry_id, number=int(number[1]))
    called = [row.content.get("slug") or row.content["ref"] for row in rows]
    return part if called == [path.strip("/").rpartition("/")[2]] else ""


def plain_path(request: HttpRequest) -> str:
    """The address of the page that was asked for: without its language, and not its twin.

    Empty when no record can ever have had it.
    """
    path = request.path
    prefix = f"/{reader_language()}/"
    if path.startswith(prefix):
        path = path[len(prefix) - 1 :]
    for ending in (".csl.json", ".json", ".csv", ".atom", ".bib", ".ris"):
        path = f"{path.removesuffix(ending)}/" if path.endswith(ending) else path
    return path if len(path) <= LONGEST_PATH and path.isprintable() else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for what no page was ever asked."""
    del exception
    return render(request, "400.html", {"site": None, "page": None}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without any word of why, and without asking the database that may be the reason."""
    del request
    return HttpResponse(render_to_string("500.html"), status=500)
