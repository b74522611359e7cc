"""What can be cited, described once: a version of a record or passage, a list, a source.

Says what is cited and nothing of how a style or a format writes it; that is the printers' work
(`bibtex`, `ris`, `csl`, `styles`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from archive.public import models as public
from archive.public.pages.lists import CitedList
from archive.public.pages.parts import Link
from archive.public.pages.versions import Kept
from archive.public.wording import titles_of


@dataclass(frozen=True)
class Work:
    """Something that can be cited; what is not known of it is empty.

    `day` is a date in EDTF, `year` the year to sort it by, `container` the archive that keeps it,
    `accessed` the day on which it was read, as ISO text.
    """

    key: str
    title: str
    author: str = ""
    container: str = ""
    year: str = ""
    day: str = ""
    version: str = ""
    note: str = ""
    language: str = ""
    url: str = ""
    accessed: str = ""


def version_work(record: Link, passage: int | None, version: Kept, archive: str, url: str) -> Work:
    """A version of a record, or of a passage of it, as this archive keeps it."""
    place = f", passage {passage}" if passage else ""
    part = f"-p{passage}" if passage else ""
    key = slugify(record.url.strip("/").rpartition("/")[2]) or "record"
    return Work(
        key=f"{key}{part}-v{version.number}",
        title=f"{record.title}{place}",
        container=archive,
        year=version.day.edtf[:4],
        day=version.day.edtf,
        version=str(version.number),
        note=f"Version {version.number}, SHA-256 {version.content_hash}",
        language=record.language,
        url=url,
    )


def list_work(page: CitedList, archive: str, url: str) -> Work:
    """A list as it is today."""
    asked = "; ".join(f"{chip.label}: {chip.value_label}" for chip in page.chips)
    return Work(
        key=f"{page.noun}-{page.list_hash[:8]}",
        title=f"{page.title} ({asked})" if asked else page.title,
        container=archive,
        year=page.day.edtf[:4],
        day=page.day.edtf,
        note=f"{page.count} rows, SHA-256 {page.list_hash}",
        url=url,
    )


def source_works(sources: Sequence[public.PublicSource], language: str) -> list[Work]:
    """Sources as their publishers published them, selected with their authors."""
    authors = [row.author for row in sources if row.author]
    titles = titles_of([*sources, *authors], language)
    return [
        Work(
            key=row.slug,
            title=titles[row.pk].text,
            author=titles[row.author.pk].text if row.author else "",
            year=str(row.earliest.year) if row.earliest else "",
            day=row.when,
            language=row.language,
            url=row.url,
            accessed=row.accessed.isoformat() if row.accessed else "",
        )
        for row in sources
    ]


def whole_day(work: Work) -> bool:
    """Whether the day of a work is one day of the calendar, and not an interval or a guess."""
    return len(work.day) == 10 and work.day.replace("-", "").isdecimal()
