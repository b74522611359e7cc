"""What is cited, as BibTeX: a version of a record or passage, a list, the sources of a list.

Letters stay as they are (UTF-8, which BibLaTeX and Biber read); what is special in TeX is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from archive.public.exports.works import Work

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


def response(name: str, works: Iterable[Work]) -> HttpResponse:
    """Works as a file of this name."""
    text = "\n".join(written(work) for work in works)
    answer = HttpResponse(text, content_type="application/x-bibtex; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.bib"'
    return answer


def written(work: Work) -> str:
    """One entry; fields without a value are left out."""
    fields = {
        "author": work.author,
        "title": work.title,
        "howpublished": work.container,
        "year": work.year,
        "date": work.day,
        "note": work.note,
        "language": work.language,
        "url": work.url,
        "urldate": work.accessed,
    }
    lines = [
        f"  {name} = {{{_value(name, value)}}}," for name, value in fields.items() if value.strip()
    ]
    return "\n".join([f"@misc{{{work.key},", *lines, "}", ""])


def _value(name: str, value: str) -> str:
    value = " ".join(value.split())
    if name in AS_THEY_ARE:
        return "".join(letter for letter in value if letter not in "{}")
    if name == "author":  # A body is one name: braces keep it together.
        return f"{{{_escaped(value)}}}"
    return _escaped(value)


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in value)
