"""Whether the site answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from archive.public.models import PublicStamp
from archive.public.moment import look_beyond_rows


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer `ok` when the readers' side can read a view."""
    del request
    look_beyond_rows()  # an answer of before says nothing of now
    PublicStamp.objects.exists()
    return HttpResponse("ok\n", content_type="text/plain")
