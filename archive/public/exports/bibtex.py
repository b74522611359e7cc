"""What is cited, as BibTeX: a version of a record or passage, a list, the sources of a list.

Letters stay as they are (UTF-8, which BibLaTeX and Biber read); what is special in TeX is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse
from django.utils.text import slugify

from archive.public import models as public
from archive.public.pages.versions import VersionPage
from archive.public.wording import titles_of

Entry = tuple[str, Mapping[str, str]]
"""The key of an entry and its fields."""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
AS_THEY_ARE = frozenset({"url", "urldate", "year", "date"})
"""Fields that BibTeX reads without TeX."""


def response(name: str, entries: Iterable[Entry]) -> HttpResponse:
    """Entries as a file of this name."""
    text = "\n".join(written(*entry) for entry in entries)
    answer = HttpResponse(text, content_type="application/x-bibtex; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.bib"'
    return answer


def written(key: str, fields: Mapping[str, str]) -> str:
    """One entry; fields without a value are left out."""
    lines = [
        f"  {name} = {{{_value(name, value)}}}," for name, value in fields.items() if value.strip()
    ]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def version_entry(page: VersionPage, archive: str, url: str) -> Entry:
    """A version of a record, or of a passage of it, as this archive keeps it."""
    version = page.version
    place = f", passage {page.passage.number}" if page.passage else ""
    passage = f"-p{page.passage.number}" if page.passage else ""
    key = slugify(page.record.url.strip("/").rpartition("/")[2]) or "record"
    return f"{key}{passage}-v{version.number}", {
        "title": f"{page.record.title}{place}",
        "howpublished": archive,
        "year": version.day.edtf[:4],
        "date": version.day.edtf,
        "note": f"Version {version.number}, SHA-256 {version.content_hash}",
        "url": url,
    }


def list_entry(key: str, title: str, archive: str, day: str, note: str, url: str) -> Entry:
    """A list as it was on a day."""
    return key, {
        "title": title,
        "howpublished": archive,
        "year": day[:4],
        "date": day,
        "note": note,
        "url": url,
    }


def source_entries(sources: Sequence[public.PublicSource], language: str) -> list[Entry]:
    """Sources as their publishers published them, selected with their authors."""
    authors = [row.author for row in sources if row.author]
    titles = titles_of([*sources, *authors], language)
    return [
        (
            row.slug,
            {
                "author": titles[row.author.pk].text if row.author else "",
                "title": titles[row.pk].text,
                "year": str(row.earliest.year) if row.earliest else "",
                "date": row.when,
                "language": row.language,
                "url": row.url,
                "urldate": row.accessed.isoformat() if row.accessed else "",
            },
        )
        for row in sources
    ]


def _value(name: str, value: str) -> str:
    value = " ".join(value.split())
    if name in AS_THEY_ARE:
        return "".join(letter for letter in value if letter not in "{}")
    if name == "author":  # A body is one name: braces keep it together.
        return f"{{{_escaped(value)}}}"
    return _escaped(value)


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in value)
