"""Pages for what is not there. They say the same whether a thing is hidden or never existed.

Nothing of a request is repeated in them. What an editor withdrew in public says so at its old
address; what moved leads to where it is.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from archive.public.addresses import addresses_of_records
from archive.public.entries import fetch
from archive.public.models import PublicRedirect, PublicTombstone
from archive.public.pages.site import site
from archive.public.wording import reader_language

LONGEST_PATH = 200


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """410 or 301 where the archive has something to say of an address, else always the same 404."""
    del exception
    path = plain_path(request)
    if tombstone := PublicTombstone.objects.filter(path=path).order_by("-made_on").first():
        context = {"site": site(reader_language()), "page": tombstone}
        return render(request, "410.html", context, status=410)
    for moved in PublicRedirect.objects.filter(path=path):
        records = fetch([(moved.entry_type, moved.entry_id)])
        for address in addresses_of_records(records.values()).values():
            return HttpResponsePermanentRedirect(address)
    return render(request, "404.html", {"site": site(reader_language())}, status=404)


def plain_path(request: HttpRequest) -> str:
    """The address of the page that was asked for: without its language, and not its twin.

    Empty when no record can ever have had it.
    """
    path = request.path
    prefix = f"/{reader_language()}/"
    if path.startswith(prefix):
        path = path[len(prefix) - 1 :]
    for ending in (".json", ".csv"):
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
