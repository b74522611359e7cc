"""How a record, or a passage of a source, is cited so that the same text is found again.

Each state in which readers saw a record is kept under its number. The page of a version shows what
it told and what has changed since. It is shown only while all that it mentions is public; what was
taken back, or never was, has no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from archive.dates import display
from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.at_once import at_once
from archive.public.footnotes import shown_locator
from archive.public.models.base import PublicRecord
from archive.public.pages import parts
from archive.public.pages.apparatus import defined
from archive.public.pages.rows import MANY
from archive.public.pages.told import PASSAGES, Field, Told, passage_text
from archive.public.wording import titles_of
from archive.vocabularies import Fidelity


@dataclass(frozen=True)
class Kept:
    """A version that is kept: its number, day and hash, and the day of a redaction if any."""

    number: int
    day: parts.When
    content_hash: str
    url: str
    redacted: parts.When | None


@dataclass(frozen=True)
class Cited:
    """What somebody cites: the record or passage with its address, in words for a footnote."""

    of: parts.Link
    passage: int | None
    text: str
    url: str


@dataclass(frozen=True)
class VersionsPage:
    """All versions of a record that readers may see, the latest first."""

    record: parts.Link
    url: str
    passage: int | None
    cited: Cited | None
    versions: list[Kept]


@dataclass(frozen=True)
class Change:
    """A field that is not as it was: its values then and now, either of them empty."""

    field: str
    then: list[Any]
    now: list[Any]


@dataclass(frozen=True)
class PassageThen:
    """A passage as a version holds it."""

    number: int
    locator: str
    text: str
    withheld: bool
    fidelity: parts.Code
    verbatim: bool


@dataclass(frozen=True)
class VersionPage:
    """What a version told, and what has changed since. `latest` is None when it is the latest.

    `more` says that a text is longer than its page: each passage has an address of its own, and
    `content` holds them all.
    """

    record: parts.Link
    url: str
    version: Kept
    cited: Cited
    passage: PassageThen | None
    fields: list[Field]
    more: bool
    latest: Kept | None
    changes: list[Change]
    all_versions: str
    content: Mapping[str, Any]


def versions_of(record: PublicRecord) -> list[public.PublicVersion]:
    """The versions of a record that readers may see, the latest first."""
    return list(public.PublicVersion.objects.filter(entry_id=record.pk).order_by("-number"))


def versions_page(record: PublicRecord, passage: int | None, language: str) -> VersionsPage | None:
    """The versions of a record, or those that hold a passage of it; None without the passage."""
    if passage is not None:
        there = public.PublicPassage.objects.filter(source_id=record.pk, number=passage)
        if not there.exists():
            return None
    rows = [row for row in versions_of(record) if passage is None or _held(row, passage)]
    link, base = _link(record, language), _base(record, passage)
    return VersionsPage(
        record=link,
        url=f"{base}versions/",
        passage=passage,
        cited=_cited(link, rows[0], passage, base, language) if rows else None,
        versions=[_kept(row, base, language) for row in rows],
    )


def version_page(
    record: PublicRecord, number: int, passage: int | None, language: str
) -> VersionPage | None:
    """A version of a record or of a passage; None when readers may not see it, or never could."""
    kept = public.PublicVersion.objects.filter(entry_id=record.pk)
    asked, last = at_once(kept.filter(number=number), kept.order_by("-number")[:1])
    row = next(iter(asked), None)
    part = _held(row, passage) if row and passage is not None else None
    if row is None or (passage is not None and part is None):
        return None
    latest = row if last[0].number == number else last[0]
    told = Told([row.content, latest.content], language, [record])
    link, base = _link(record, language), _base(record, passage)
    if passage is None:
        then, now = told.fields(row.content), told.fields(latest.content)
    else:
        held = (_held(one, passage) for one in (row, latest))
        then, now = ([told.passage(one)] if one else [] for one in held)
    shown, more = _first([] if part else then)
    return VersionPage(
        record=link,
        url=f"{base}v{number}/",
        version=_kept(row, base, language),
        cited=_cited(link, row, passage, base, language),
        passage=_passage(part) if part else None,
        fields=shown,
        more=more,
        latest=None if latest is row else _kept(latest, base, language),
        changes=_changes(then, now),
        all_versions=f"{base}versions/",
        content=row.content,
    )


def _first(fields: list[Field]) -> tuple[list[Field], bool]:
    """All fields but what is beyond the first passages, and whether there is any."""
    passages = [one for one in fields if one.name.startswith(PASSAGES)]
    beyond = {one.name for one in passages[MANY:]}
    return [one for one in fields if one.name not in beyond], bool(beyond)


def _held(row: public.PublicVersion, passage: int) -> Mapping[str, Any] | None:
    """A passage as a version of its source holds it."""
    for part in row.content.get("passages", ()):
        if part["number"] == passage:
            found: Mapping[str, Any] = part
            return found
    return None


def _changes(then: list[Field], now: list[Field]) -> list[Change]:
    """The fields whose values differ, in the order of what they were, new ones last."""
    before, after = {one.name: one for one in then}, {one.name: one for one in now}
    found = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        values = (old.values if old else [], new.values if new else [])
        if values[0] != values[1]:
            label = (old or new or then[0]).label
            found.append(Change(label, *values))
    return found


def _passage(part: Mapping[str, Any]) -> PassageThen:
    row = public.PublicPassage(number=part["number"], locator=part["locator"])
    return PassageThen(
        number=part["number"],
        locator=shown_locator(row),
        text=passage_text(part),
        withheld=part["withheld"],
        fidelity=defined(Fidelity, part["fidelity"]),
        verbatim=part["fidelity"] == Fidelity.VERBATIM and not part["withheld"],
    )


def _link(record: PublicRecord, language: str) -> parts.Link:
    title = titles_of([record], language)[record.pk]
    return parts.Link(title.text, address_of(record), title.language, title.status)


def _base(record: PublicRecord, passage: int | None) -> str:
    address = address_of(record)
    return address if passage is None else f"{address}p{passage}/"


def _kept(row: public.PublicVersion, base: str, language: str) -> Kept:
    redacted = row.redacted_on
    return Kept(
        number=row.number,
        day=_day(row.made_on.isoformat(), language),
        content_hash=row.content_hash,
        url=f"{base}v{row.number}/",
        redacted=_day(redacted.isoformat(), language) if redacted else None,
    )


def _day(day: str, language: str) -> parts.When:
    return parts.When(day, display(day, language), "", day, day)


def _cited(
    record: parts.Link,
    row: public.PublicVersion,
    passage: int | None,
    base: str,
    language: str,
) -> Cited:
    day = display(row.made_on.isoformat(), language)
    told = {"title": record.title, "passage": passage, "number": row.number, "day": day}
    text = (
        _("“%(title)s”, version %(number)s of %(day)s")
        if passage is None
        else _("“%(title)s”, passage %(passage)s, version %(number)s of %(day)s")
    )
    return Cited(record, passage, text % told, f"{base}v{row.number}/")
