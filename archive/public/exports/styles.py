"""What is cited, as text in three styles: Chicago (notes), APA, GOST R 7.0.5-2008.

A style brings its own words in its own language, whatever the language of the page: who writes for
a Russian journal needs Russian words. So nothing here is translated.

- Chicago Manual of Style, 17th edition, 14.207: “title of page,” title of site, date, address;
  what stands in the quotation marks has single ones (13.30), the comma within them (6.9).
- Publication Manual of the APA, 7th edition, 9.12 and 10.16: without an author the title comes
  first; then the date, the site, the address without a full stop.
- GOST R 7.0.5-2008, 10.4: title // site. Year. Edition. URL: address (date of access).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from archive.public.exports.works import Work

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})


@dataclass(frozen=True)
class Styled:
    """A citation in a style; `language` is that of the style's own words."""

    name: str
    language: str
    text: str


def styled(work: Work, read: date) -> list[Styled]:
    """A work of this archive, whose day is a day, in each style; `read` is the day of access."""
    printers: list[tuple[str, str, Callable[[Work, date], str]]] = [
        ("Chicago", "en", chicago),
        ("APA", "en", apa),
        ("ГОСТ Р 7.0.5-2008", "ru", gost),
    ]
    return [Styled(name, language, write(work, read)) for name, language, write in printers]


def chicago(work: Work, _read: date) -> str:
    """A full note, which needs no date of access where there is a date of its own."""
    version = f"version {work.version}" if work.version else ""
    day = date.fromisoformat(work.day)
    parts = [work.container, version, f"{_MONTHS[day.month - 1]} {day.day}, {day.year}", work.url]
    title = work.title.translate(_INNER)
    # The comma stands within both marks where a title ends with a quotation.
    quoted = f"{title[:-1]},{title[-1]}" if work.title.endswith(("”", '"')) else f"{title},"
    return f"“{quoted}” {', '.join(filter(None, parts))}."


def apa(work: Work, _read: date) -> str:
    """An entry of a list of references."""
    version = f" (Version {work.version})" if work.version else ""
    day = date.fromisoformat(work.day)
    told = f"({day.year}, {_MONTHS[day.month - 1]} {day.day})."
    parts = [_stopped(f"{work.title}{version}"), told, _stopped(work.container), work.url]
    return " ".join(filter(None, parts))


def gost(work: Work, read: date) -> str:
    """A reference behind the text; the standard asks for the day on which it was read."""
    day = date.fromisoformat(work.day)
    whole = f"{work.title} // {work.container}" if work.container else work.title
    edition = f"Версия {work.version} от {day:%d.%m.%Y}." if work.version else ""
    seen = f"(дата обращения: {read:%d.%m.%Y})."
    parts = [_stopped(whole), f"{day.year}.", edition, f"URL: {work.url}", seen]
    return " ".join(filter(None, parts))


def _stopped(text: str) -> str:
    """Text with a full stop, unless it ends a sentence by itself."""
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."
