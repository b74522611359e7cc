"""How the bytes of a stored file are handed out: whole, or the one part that is asked for.

Always as a download: whatever a file holds, this site never shows it. Which file it is, and
whether a reader may have it, others say.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.utils.http import content_disposition_header

from archive.public.negotiation import Part, RangeBehindEndError, part_asked

MEDIA_TYPE = "application/octet-stream"
AT_ONCE = 64 * 1024


def download(
    request: HttpRequest, content: IO[bytes], size: int, name: str, etag: str
) -> HttpResponseBase:
    """The file `content` of `size` octets under a name: 200, 206 with a part, or 416."""
    given = request.headers
    try:
        part = part_asked(given.get("Range", ""), given.get("If-Range", ""), etag, size)
    except RangeBehindEndError:
        content.close()
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    response = _part(content, part, size) if part else _whole(content)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    return response


def _whole(content: IO[bytes]) -> HttpResponseBase:
    return FileResponse(content, content_type=MEDIA_TYPE)


def _part(content: IO[bytes], part: Part, size: int) -> HttpResponseBase:
    response = StreamingHttpResponse(
        _octets(content, part), status=HTTPStatus.PARTIAL_CONTENT, content_type=MEDIA_TYPE
    )
    response["Content-Length"] = str(len(part))
    response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return response


def _octets(content: IO[bytes], part: Part) -> Iterator[bytes]:
    with content:
        content.seek(part.first)
        left = len(part)
        while left and (octets := content.read(min(left, AT_ONCE))):
            left -= len(octets)
            yield octets
