"""Where each public record is read: the one place that turns a record into its address.

Addresses are those of the language of the request. Integers that join views are never in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from archive.public import models as public
from archive.public.entries import fetch, fetch_any
from archive.public.models.base import PublicModel
from archive.vocabularies import ActorKind, SourceKind

LISTS = (
    "incidents",
    "villages",
    "people",
    "bodies",
    "groups",
    "trials",
    "defendants",
    "testimony",
    "sources",
    "claims",
)
"""The lists, by the first part of their address."""

ACTOR_LISTS: dict[str, str] = {
    ActorKind.PERSON: "people",
    ActorKind.GROUP: "groups",
    ActorKind.ORGANISATION: "bodies",
    ActorKind.AUTHORITY: "bodies",
    ActorKind.COURT: "bodies",
}


_ANY = "any-name-at-all"
"""A name in place of which others can be put."""


@lru_cache(maxsize=20_000)
def _path(name: str, arguments: tuple[object, ...], language: str | None, before: str) -> str:
    """An address in a language; `before` is where this site stands on its host."""
    del language, before  # what the address depends on besides
    return reverse(name, args=arguments)


def _address(name: str, *arguments: object) -> str:
    """The address with a name, looked up once: a page of a list has a hundred and fifty."""
    return _path(name, arguments, get_language(), get_script_prefix())


def list_address(noun: str, form: str = "html") -> str:
    """Return the address of a list in the form html, json, csv or atom."""
    return _address(f"{noun}-list" if form == "html" else f"{noun}-list-{form}")


def table_address(noun: str, query: str = "", form: str = "html") -> str:
    """Return the address of the cross-table of a list, with an encoded query."""
    address = _address(f"{noun}-table" if form == "html" else f"{noun}-table-{form}")
    return f"{address}?{query}" if query else address


def cited_address(noun: str, query: str = "") -> str:
    """Return the address under which a list is cited, with an encoded query."""
    address = _address(f"{noun}-cited")
    return f"{address}?{query}" if query else address


def values_address(noun: str, facet: str, query: str = "", form: str = "html") -> str:
    """Return the address of all values of a facet of a list, with an encoded query."""
    address = _address(f"{noun}-values" if form == "html" else f"{noun}-values-{form}", facet)
    return f"{address}?{query}" if query else address


def versions_address(record_address: str) -> str:
    """Return the address of all versions of a record or passage that is read at an address."""
    return f"{record_address}versions/"


def page_address(noun: str, slug: str, form: str = "html") -> str:
    """Return the address of a page in the form html or json."""
    return _address(f"{noun}-page" if form == "html" else f"{noun}-page-{form}", slug)


def list_of_source(source: public.PublicSource) -> str:
    """Return the list that a source belongs to: testimony has its own."""
    return "testimony" if source.kind == SourceKind.TESTIMONY else "sources"


def address_of(record: PublicModel) -> str:
    """Return the canonical path of a public record; facts of a page are anchors of that page.

    A sentence needs its subject: `addresses_of` finds it. Raises TypeError for what has no place.
    """
    if page := _page_of(record):
        return page_address(*page)
    match record:
        case public.PublicPassage():
            name = f"{list_of_source(record.source)}-passage"
            return _address(name, record.source.slug, record.number)
        case public.PublicStep():
            return f"{address_of(record.trial)}#step-{record.ref}"
        case public.PublicReport():
            return f"{address_of(record.step.trial)}#report-{record.ref}"
        case public.PublicExhibit():
            return f"{address_of(record.trial)}#exhibit-{record.ref}"
        case public.PublicInvolvement():
            whole = record.incident or record.trial
            return f"{address_of(whole or record.actor)}#involvement-{record.ref}"
        case public.PublicMembership():
            return f"{address_of(record.group)}#membership-{record.ref}"
        case public.PublicLawArticle():
            return f"{reverse('glossary')}#article-{record.slug}"
        case public.PublicTerm():
            return f"{reverse('glossary')}#term-{record.slug}"
        case public.PublicArchive():
            return _address("about")
        case _:
            raise TypeError(f"{type(record).__name__} has no address.")


class Addresses:
    """The addresses of many records in the language of the request, looked up once for each list.

    For whoever prints hundreds of them at once; not to be kept from one request to another.
    """

    def __init__(self) -> None:
        self._around: dict[str, tuple[str, str]] = {}

    def of(self, record: PublicModel) -> str:
        """The same as `address_of`."""
        page = _page_of(record)
        if page is None:
            return address_of(record)
        noun, name = page
        if noun not in self._around:
            before, _name, after = page_address(noun, _ANY).partition(_ANY)
            self._around[noun] = before, after
        before, after = self._around[noun]
        return f"{before}{name}{after}"


def _page_of(record: PublicModel) -> tuple[str, str] | None:
    """The list and the name of a record that has a page of its own."""
    match record:
        case public.PublicSource():
            return list_of_source(record), record.slug
        case public.PublicActor():
            return ACTOR_LISTS[record.kind], record.slug
        case public.PublicPlace():
            return "villages", record.slug
        case public.PublicIncident():
            return "incidents", record.slug
        case public.PublicTrial():
            return "trials", record.slug
        case public.PublicClaim():
            return "claims", record.ref
        case _:
            return None


def file_address(source: public.PublicSource, file: public.PublicFile) -> str:
    """Return the path under which readers download a file of a source."""
    return _address(f"{list_of_source(source)}-file", source.slug, file.sha256)


def custody_address(source: public.PublicSource, sha256: str, form: str = "html") -> str:
    """Return the path of the custody certificate of a file of a source."""
    ending = "" if form == "html" else f"-{form}"
    return _address(f"{list_of_source(source)}-custody{ending}", source.slug, sha256)


def trial_address(
    name: str, trial: public.PublicTrial, form: str = "html", day: date | None = None
) -> str:
    """Return the path of a page of its own about a trial: its ledger, for instance, as of a day."""
    ending = "" if form == "html" else f"-{form}"
    address = _address(f"trials-{name}{ending}", trial.slug)
    return f"{address}?as_of={day.isoformat()}" if day else address


def timeline_address(village: str = "", start: str = "", end: str = "", form: str = "html") -> str:
    """Return the canonical address of a timeline."""
    address = _address("timeline" if form == "html" else f"timeline-{form}")
    asked = {"village": village, "from": start, "to": end}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address


def addresses_of(ids: Iterable[int]) -> dict[int, str]:
    """Return the canonical paths of mixed entry ids; what is not public is missing."""
    return addresses_of_records(fetch_any(ids).values())


def addresses_of_records(records: Iterable[PublicModel]) -> dict[int, str]:
    """Return the canonical paths of public records by entry id, sentences among them."""
    records = list(records)
    sentences = [row for row in records if isinstance(row, public.PublicSentence)]
    known = {row.pk: row for row in records}
    subjects = known | fetch(
        (row.subject_type, row.subject_id) for row in sentences if row.subject_id not in known
    )
    others = (row for row in records if not isinstance(row, public.PublicSentence))
    found = {row.pk: address_of(row) for row in others}
    for row in sentences:
        if subject := subjects.get(row.subject_id):
            place = address_of(subject)
            found[row.pk] = place if "#" in place else f"{place}#sentence-{row.ref}"
    return found
