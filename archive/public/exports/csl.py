"""What is cited, as CSL-JSON, which Zotero, pandoc and their like read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from archive.public.exports.works import Work, whole_day

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def response(name: str, works: Iterable[Work]) -> HttpResponse:
    """Works as a file of this name."""
    text = json.dumps([item(work) for work in works], ensure_ascii=False)
    answer = HttpResponse(text, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csl.json"'
    return answer


def item(work: Work) -> dict[str, Any]:
    """One item; what is not known is left out. An author is one name, whole: it may be a body."""
    told: dict[str, Any] = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "author": [{"literal": work.author}] if work.author else [],
        "container-title": work.container,
        "issued": _issued(work),
        "version": work.version,
        "note": work.note,
        "language": work.language,
        "URL": work.url,
        "accessed": _day(work.accessed) if work.accessed else {},
    }
    return {name: value for name, value in told.items() if value}


def _issued(work: Work) -> dict[str, Any]:
    """A day in its parts; what is vaguer as it is written, for the parts would claim too much."""
    if whole_day(work):
        return _day(work.day)
    return {"literal": work.day} if work.day else {}


def _day(iso: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in iso.split("-")]]}
