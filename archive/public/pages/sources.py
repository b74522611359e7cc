"""What the pages of sources, testimony and passages say: the text, what rests on it, what would
be gone without it, and where it comes from itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from archive.dates import parse
from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import address_of, list_address
from archive.public.at_once import at_once
from archive.public.entries import few_lengths
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, defined, moment
from archive.public.pages.files import File, as_parts, files_of
from archive.public.pages.lineage import Family, Relatives
from archive.public.pages.passages import (
    Passage,
    Text,
    Words,
    counting,
    foreign,
    passages,
    printed,
)
from archive.public.pages.people import Own, own
from archive.public.pages.resting import (
    Falling,
    by_passage,
    described,
    falling,
    first_of,
)
from archive.public.support import Cited, support
from archive.vocabularies import RecordType, Setting, SourceKind, Standpoint

PAGE_LENGTH = 200
"""Passages on one page of a long source."""

MANY_OTHERS = 20
"""Other sources of the same author on a page, before it leads to the list of all."""

MANY_SILENCES = 50

WINDOW = 5
"""Passages shown before and after the one that a reader came for."""


@dataclass(frozen=True)
class Numbered:
    """One page of a text that is printed in several."""

    page: int
    pages: int
    first: int
    last: int
    count: int
    previous: str
    next: str


@dataclass(frozen=True)
class Bibliography:
    """What is recorded of a source itself."""

    key: str
    kind: parts.Code
    author: parts.Link | None
    when: parts.When | None
    precision: str
    language: str
    url: str
    archived_url: str
    accessed: str
    rights: str
    standpoint: parts.Code
    fidelity: list[parts.Code]
    speaker: parts.Link | None
    setting: parts.Code | None


@dataclass(frozen=True, kw_only=True)
class SourcePage(parts.Page):
    """The page of a source or testimony.

    `not_found` are the silences that answer what rests on it: what was looked for in vain.
    """

    data: Bibliography
    words: list[Words]
    withheld: int
    derives_from: parts.Link | None
    derived: list[Own]
    family: Family | None
    others: list[Own]
    more_others: parts.More | None
    files: list[File]
    falls: Falling
    not_found: list[parts.Statement]
    more_not_found: parts.More | None
    passages: list[Passage]
    numbered: Numbered


@dataclass(frozen=True, kw_only=True)
class PassagePage(parts.Page):
    """The window of text around one passage."""

    source: parts.Link
    data: Bibliography
    number: int
    passage: Passage
    passages: list[Passage]
    whole: str
    previous: str
    next: str


def source_page(source: public.PublicSource, page: int, language: str) -> SourcePage | None:
    """Gather a page of a source's text with all that belongs to the source; None past its ends."""
    if page < 1:
        return None
    start, now = (page - 1) * PAGE_LENGTH, stamp.current()
    family, cited = Relatives.of(source, now), Cited(source.pk)
    by_author = Q(author=source.author_id) if source.author_id else Q(pk__in=[])
    counts, shown, kept, told, texts, others, relatives, summed_up, citations, every = at_once(
        counting(source),
        passages(source)[start : start + PAGE_LENGTH],
        files_of([source.pk]),
        rows.sentences(source.pk),
        rows.texts([source.pk]),
        rows.sources(by_author & ~Q(pk=source.pk))[: MANY_OTHERS + 1],
        rows.sources(Q(pk__in=few_lengths(family.ids))),
        summarised(public.PublicCitation.objects.filter(passage__source=source)),
        *cited.asked,
    )
    text = Text.counted(counts)
    pages = max(1, -(-text.count // PAGE_LENGTH))
    if page > pages:
        return None
    family.rows = {row.pk: row for row in relatives}
    cited.told(citations, every)
    hanging = support(cited, now)
    fall, silences = hanging.fall(), hanging.silences()
    on_page = {row.pk for row in shown}
    citations = [row for row in citations if row.passage_id in on_page]
    silent = rows.some_claims(silences[:MANY_SILENCES])
    pointers = {(row.entry_type, row.entry_id) for row in citations} | first_of(fall)
    pointers |= {*summed_up}
    if any(record_type == RecordType.SENTENCE for record_type, _entry in fall.along):
        pointers.add((RecordType.SOURCE, source.pk))  # what some of these may speak of
    sentences = rows.summary(told, language)
    apparatus = Apparatus(
        language,
        cited=[*sentences, *silent],
        named=[*family.rows.values(), *others, *shown],
        here=source,
        users=texts,
        pointing=pointers,
    )
    lines = described(pointers, language)
    resting = by_passage(citations, lines)
    title = apparatus.title(source)
    address = address_of(source)
    return SourcePage(
        ref=source.ref,
        slug=source.slug,
        url=address,
        type="source",
        title=title.text,
        language=title.language or foreign(source.language, language),
        names=rows.names(texts, apparatus)[source.pk],
        summary=[apparatus.sentence(row) for row in sentences],
        data=bibliography(source, text, apparatus),
        words=text.words(),
        withheld=text.withheld,
        derives_from=apparatus.maybe(source.derives_from),
        derived=[own(row, apparatus) for row in family.derived_from(source)],
        family=family.told(source, apparatus),
        others=[own(row, apparatus) for row in others[:MANY_OTHERS]],
        more_others=_more_others(source) if len(others) > MANY_OTHERS else None,
        files=as_parts([source], kept)[source.pk],
        falls=falling(fall, lines),
        not_found=apparatus.statements(silent),
        more_not_found=parts.More(MANY_SILENCES, f"{list_address('claims')}?stance=silent")
        if len(silences) > MANY_SILENCES
        else None,
        passages=[printed(row, source, resting, apparatus) for row in shown],
        numbered=Numbered(
            page=page,
            pages=pages,
            first=shown[0].number if shown else 0,
            last=shown[-1].number if shown else 0,
            count=text.count,
            previous=_part(address, page - 1) if page > 1 else "",
            next=_part(address, page + 1) if page < pages else "",
        ),
        notes=apparatus.notes,
    )


def passage_page(source: public.PublicSource, number: int, language: str) -> PassagePage | None:
    """Gather the window around a passage; None when the source has no such passage."""
    before = public.PublicPassage.objects.filter(source=source, number__lt=number)
    on_it = public.PublicCitation.objects.filter(passage__source=source, passage__number=number)
    counts, window, earlier, summed_up, citations = at_once(
        counting(source),
        passages(source).filter(number__gte=number - WINDOW, number__lte=number + WINDOW),
        before.order_by().values("source").annotate(n=Count("pk")).values_list("n"),
        summarised(on_it),
        on_it.order_by("entry_type", "quotation"),
    )
    marked = next((row for row in window if row.number == number), None)
    if marked is None:
        return None
    text = Text.counted(counts)
    pointers = {(row.entry_type, row.entry_id) for row in citations} | {*summed_up}
    apparatus = Apparatus(language, named=window, here=source, pointing=pointers)
    resting = by_passage(citations, described(pointers, language))
    around = [printed(row, source, resting, apparatus) for row in window]
    place = window.index(marked)
    page = sum(n for (n,) in earlier) // PAGE_LENGTH + 1
    title = apparatus.title(source)
    return PassagePage(
        ref=source.ref,
        slug=source.slug,
        url=around[place].url,
        type="passage",
        title=title.text,
        language=title.language or foreign(source.language, language),
        source=apparatus.link(source),
        data=bibliography(source, text, apparatus),
        number=number,
        passage=around[place],
        passages=around,
        whole=f"{_part(address_of(source), page)}#p{number}",
        previous=around[place - 1].url if place else "",
        next=around[place + 1].url if place + 1 < len(around) else "",
    )


def _more_others(source: public.PublicSource) -> parts.More | None:
    if source.author is None:
        return None
    return parts.More(MANY_OTHERS, f"{list_address('sources')}?publisher={source.author.slug}")


def summarised(citations: QuerySet[public.PublicCitation]) -> QuerySet[Any]:
    """What the sentences speak of that cite something: where those are read."""
    entries = citations.values("entry_id")
    sentences = public.PublicSentence.objects.filter(pk__in=entries)
    return sentences.values_list("subject_type", "subject_id")


def bibliography(source: public.PublicSource, text: Text, apparatus: Apparatus) -> Bibliography:
    """What is recorded of a source itself."""
    return Bibliography(
        key=source.slug,
        kind=defined(SourceKind, source.kind),
        author=apparatus.maybe(source.author),
        when=moment(source.when, source.when_words, apparatus.language),
        precision=precision(source.when),
        language=source.language,
        url=source.url,
        archived_url=source.archived_url,
        accessed=source.accessed.isoformat() if source.accessed else "",
        rights=source.rights,
        standpoint=defined(Standpoint, source.standpoint),
        fidelity=[each.fidelity for each in text.words()],
        speaker=apparatus.maybe(source.speaker),
        setting=defined(Setting, source.setting) if source.setting else None,
    )


def precision(edtf: str) -> str:
    """How exactly a date is known, in words; empty without a date."""
    if not edtf:
        return ""
    known = parse(edtf)
    said = {
        "time": _("known to the hour"),
        "day": _("known to the day"),
        "month": _("known to the month"),
        "year": _("known to the year"),
        "interval": _("known as a span of time"),
    }[known.precision]
    if known.uncertain:
        return _("%(said)s, uncertain") % {"said": said}
    return _("%(said)s, approximate") % {"said": said} if known.approximate else said


def _part(address: str, page: int) -> str:
    return address if page == 1 else f"{address}?page={page}"
