"""What the pages of sources, testimony and passages say: the text, and what rests on it.

Quotation marks belong to verbatim passages alone. A withheld passage is announced with its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from archive.public import models as public
from archive.public.addresses import address_of, addresses_of_records
from archive.public.entries import fetch, few_lengths
from archive.public.footnotes import passage_language, shown_locator
from archive.public.models.base import PublicFact
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, code, defined, moment
from archive.public.pages.people import Own, own
from archive.public.wording import titles_of
from archive.vocabularies import Fidelity, RecordType, Setting, SourceKind, Standpoint

PAGE_LENGTH = 200
"""Passages on one page of a long source."""

WINDOW = 5
"""Passages shown before and after the one that a reader came for."""


@dataclass(frozen=True)
class Resting:
    """Something that cites a passage."""

    type: parts.Code
    what: parts.Link
    speaker: parts.Link | None
    quotation: str


@dataclass(frozen=True)
class Passage:
    """A passage as it is printed. `verbatim` tells whether quotation marks may stand around it."""

    number: int
    anchor: str
    url: str
    cite: str
    locator: str
    text: str
    language: str
    withheld: bool
    verbatim: bool
    fidelity: str
    voice: parts.Link | None
    resting: list[Resting]


@dataclass(frozen=True)
class Weight:
    """What would follow if a source fell: how much rests on it, and how much on it alone."""

    statements: int
    alone: int


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
class File:
    """A file that readers may have, by its digest."""

    use: parts.Code
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Bibliography:
    """What is recorded of a source itself."""

    key: str
    kind: parts.Code
    author: parts.Link | None
    when: parts.When | None
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
    """The page of a source or testimony."""

    data: Bibliography
    derives_from: parts.Link | None
    derived: list[Own]
    others: list[Own]
    files: list[File]
    weight: Weight
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
    """Gather a page of a source's text with all that belongs to the source; None past its end."""
    count = public.PublicPassage.objects.filter(source=source).count()
    pages = max(1, -(-count // PAGE_LENGTH))
    if not 1 <= page <= pages:
        return None
    start = (page - 1) * PAGE_LENGTH
    text = list(_passages(source)[start : start + PAGE_LENGTH])
    derived = list(rows.sources(Q(derives_from=source))[: rows.MANY])
    others = list(
        rows.sources(Q(author=source.author) & ~Q(pk=source.pk))[:20] if source.author else []
    )
    sentences = rows.summary(source.pk, language)
    resting = what_rests_on(text, language)
    apparatus = Apparatus(
        language,
        cited=sentences,
        named=[*derived, *others, *_around(source), *(row.voice for row in text)],
        here=source,
    )
    title = apparatus.title(source)
    address = address_of(source)
    return SourcePage(
        ref=source.ref,
        slug=source.slug,
        url=address,
        type="source",
        title=title.text,
        language=title.language or foreign(source.language, language),
        names=rows.name_forms([source.pk], language)[source.pk],
        summary=[apparatus.sentence(row) for row in sentences],
        data=bibliography(source, _fidelities(source), apparatus),
        derives_from=apparatus.maybe(source.derives_from),
        derived=[own(row, apparatus) for row in derived],
        others=[own(row, apparatus) for row in others],
        files=[
            File(code(row, "use"), row.sha256, row.size, row.media_type)
            for row in public.PublicFile.objects.filter(source=source).order_by("use", "sha256")
        ],
        weight=weight(source),
        passages=[_passage(row, source, resting, apparatus) for row in text],
        numbered=Numbered(
            page=page,
            pages=pages,
            first=text[0].number if text else 0,
            last=text[-1].number if text else 0,
            count=count,
            previous=_part(address, page - 1) if page > 1 else "",
            next=_part(address, page + 1) if page < pages else "",
        ),
        notes=apparatus.notes,
    )


def passage_page(source: public.PublicSource, number: int, language: str) -> PassagePage | None:
    """Gather the window around a passage; None when the source has no such passage."""
    window = list(
        _passages(source).filter(number__gte=number - WINDOW, number__lte=number + WINDOW)
    )
    marked = next((row for row in window if row.number == number), None)
    if marked is None:
        return None
    before = public.PublicPassage.objects.filter(source=source, number__lt=number).count()
    resting = what_rests_on([marked], language)
    apparatus = Apparatus(
        language, named=[*_around(source), *(row.voice for row in window)], here=source
    )
    printed = [_passage(row, source, resting, apparatus) for row in window]
    place = window.index(marked)
    page = before // PAGE_LENGTH + 1
    title = apparatus.title(source)
    return PassagePage(
        ref=source.ref,
        slug=source.slug,
        url=printed[place].url,
        type="passage",
        title=title.text,
        language=title.language or foreign(source.language, language),
        source=apparatus.link(source),
        data=bibliography(source, _fidelities(source), apparatus),
        number=number,
        passage=printed[place],
        passages=printed,
        whole=f"{_part(address_of(source), page)}#p{number}",
        previous=printed[place - 1].url if place else "",
        next=printed[place + 1].url if place + 1 < len(printed) else "",
    )


def what_rests_on(
    passages: Sequence[public.PublicPassage], language: str
) -> dict[int, list[Resting]]:
    """Return the back links of passages, by the id of the passage."""
    citations = public.PublicCitation.objects.filter(
        passage__in=few_lengths(row.pk for row in passages)
    ).order_by("entry_type", "quotation")
    citing = list(citations)
    entries = fetch((row.entry_type, row.entry_id) for row in citing)
    speakers = {row.pk: row.asserted_by for row in entries.values() if isinstance(row, PublicFact)}
    titles = titles_of([*entries.values(), *speakers.values()], language)
    addresses = addresses_of_records(entries.values())
    found: dict[int, list[Resting]] = defaultdict(list)
    for row in citing:
        if row.entry_id not in addresses:
            continue
        title, speaker = titles[row.entry_id], speakers.get(row.entry_id)
        found[row.passage_id].append(
            Resting(
                type=code(row, "entry_type"),
                what=parts.Link(title.text, addresses[row.entry_id], title.language, title.status),
                speaker=parts.Link(titles[speaker.pk].text, address_of(speaker))
                if speaker
                else None,
                quotation=row.quotation,
            )
        )
    order = list(RecordType.values)
    for resting in found.values():
        resting.sort(key=lambda one: (order.index(one.type.code), one.what.title, one.what.url))
    return found


def weight(source: public.PublicSource) -> Weight:
    """Count what cites a source, and what cites nothing else."""
    here = public.PublicCitation.objects.filter(passage__source=source).values("entry_id")
    cited = (
        public.PublicCitation.objects.filter(entry_id__in=here)
        .order_by()
        .values("entry_id")
        .annotate(sources=Count("passage__source", distinct=True))
        .values_list("sources", flat=True)
    )
    sources = list(cited)
    return Weight(statements=len(sources), alone=sources.count(1))


def bibliography(
    source: public.PublicSource, fidelities: list[str], apparatus: Apparatus
) -> Bibliography:
    """What is recorded of a source itself."""
    return Bibliography(
        key=source.slug,
        kind=defined(SourceKind, source.kind),
        author=apparatus.maybe(source.author),
        when=moment(source.when, source.when_words, apparatus.language),
        language=source.language,
        url=source.url,
        archived_url=source.archived_url,
        accessed=source.accessed.isoformat() if source.accessed else "",
        rights=source.rights,
        standpoint=defined(Standpoint, source.standpoint),
        fidelity=[defined(Fidelity, value) for value in fidelities],
        speaker=apparatus.maybe(source.speaker),
        setting=defined(Setting, source.setting) if source.setting else None,
    )


def foreign(tag: str, language: str) -> str:
    """A language tag, unless it is the language of the page."""
    return "" if tag.partition("-")[0] == language else tag


def _passages(source: public.PublicSource) -> QuerySet[public.PublicPassage]:
    return (
        public.PublicPassage.objects.filter(source=source)
        .select_related("voice")
        .order_by("number")
    )


def _fidelities(source: public.PublicSource) -> list[str]:
    found = public.PublicPassage.objects.filter(source=source).values_list("fidelity", flat=True)
    return sorted(found.order_by().distinct())


def _around(source: public.PublicSource) -> list[public.PublicModel | None]:
    return [source.author, source.speaker, source.derives_from]


def _part(address: str, page: int) -> str:
    return address if page == 1 else f"{address}?page={page}"


def _passage(
    row: public.PublicPassage,
    source: public.PublicSource,
    resting: dict[int, list[Resting]],
    apparatus: Apparatus,
) -> Passage:
    row.source = source  # the row's own would be asked for once more
    return Passage(
        number=row.number,
        anchor=f"p{row.number}",
        url=address_of(row),
        cite=f"{source.slug}#{row.number}",
        locator=shown_locator(row),
        text=row.text,
        language=foreign(passage_language(row), apparatus.language),
        withheld=row.withheld,
        verbatim=row.fidelity == Fidelity.VERBATIM,
        fidelity=row.fidelity,
        voice=apparatus.maybe(row.voice),
        resting=resting.get(row.pk, []),
    )
