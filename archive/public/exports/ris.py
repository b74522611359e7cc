"""What is cited, as RIS: one tag a line, a value never more than a line."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from archive.public.exports.works import Work, whole_day

MEDIA_TYPE = "application/x-research-info-systems"
_END = "\r\n"


def response(name: str, works: Iterable[Work]) -> HttpResponse:
    """Works as a file of this name."""
    text = _END.join(written(work) for work in works)
    answer = HttpResponse(text, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ris"'
    return answer


def written(work: Work) -> str:
    """One reference, with its end; tags without a value are left out.

    A date goes into DA only where it is a day: the format knows neither intervals nor guesses.
    """
    day = work.day.replace("-", "/") if whole_day(work) else ""
    tags = [
        ("ID", work.key),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.container),
        ("ET", work.version),
        ("PY", work.year),
        ("DA", day),
        ("N1", work.note),
        ("LA", work.language),
        ("UR", work.url),
        ("Y2", work.accessed.replace("-", "/")),
    ]
    values = ((tag, " ".join(value.split())) for tag, value in tags)
    lines = ["TY  - ELEC", *(f"{tag}  - {value}" for tag, value in values if value), "ER  - ", ""]
    return _END.join(lines)
