"""A dossier to print: what is alleged in a trial, where it was heard and what answers it, with the
passages in full, the sources, and what is kept of them.

It says what the page of allegations says, of some topics, and sets beside it what a reader without
the archive needs. An allegation without a day of its own stands at that of its earliest source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from archive.public import custody
from archive.public import models as public
from archive.public.addresses import trial_address
from archive.public.filters.justice import ALLEGATIONS
from archive.public.footnotes import Note, citations_of
from archive.public.pages import answered, parts
from archive.public.pages.allegations import Entry, Told, entry
from archive.public.pages.answered import Answers
from archive.public.pages.apparatus import Apparatus, code, defined, in_time
from archive.public.pages.custody import state_of
from archive.public.pages.files import File, as_parts, files_of
from archive.public.pages.passages import whose_words
from archive.public.pages.site import Change, site
from archive.public.pages.topics import called, dossier_address, dossiers
from archive.vocabularies import Fidelity, RecordType, Standpoint, StepKind

IN_COURT = (StepKind.PLEA, StepKind.HEARING, StepKind.PLEADINGS, StepKind.LAST_WORD)
"""Steps in which something can be heard in court."""


@dataclass(frozen=True)
class Choice:
    """A topic that a dossier can have."""

    topic: parts.Code
    chosen: bool


@dataclass(frozen=True)
class Item:
    """An allegation in full; `told` is the day of its earliest source where it has none itself.

    `heard` are the steps of the trial that it is about, and those of which a report rests on a
    passage that the allegation rests on as well.
    """

    entry: Entry
    told: parts.When | None
    heard: list[parts.Step]


@dataclass(frozen=True)
class Quoted:
    """A passage in full: the number of its footnote, its words, and whose words they are."""

    note: Note
    voice: parts.Link | None


@dataclass(frozen=True)
class Kept:
    """A file that is kept of a source, and whether its bytes are still what they were."""

    file: File
    state: parts.Code


@dataclass(frozen=True)
class Cited:
    """A source of the dossier, where it comes from, and what is kept of it.

    `url_derived` is where the source can be read from which this one derives.
    """

    source: parts.Link
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
    derives_from: parts.Link | None
    url_derived: str
    kept: list[Kept]


@dataclass(frozen=True)
class DossierPage:
    """The dossier. `whose` tells of each fidelity of its passages whose words they are."""

    trial: parts.Link
    slug: str
    url: str
    title: str
    topics: list[Choice]
    items: list[Item]
    states: dict[str, int]
    passages: list[Quoted]
    whose: list[parts.Code]
    sources: list[Cited]
    origins: int
    changed: Change | None
    allegations: str
    others: list[parts.Link]


def dossier_page(trial: public.PublicTrial, topics: Collection[str], language: str) -> DossierPage:
    """Gather the dossier of a trial on some topics, or on all."""
    told = Told(trial, topics)
    courts = _InCourt(told)
    claims = sorted(told.claims, key=courts.order)
    answers = Answers.among(told.answers)
    cited = [
        row for claim in claims for row in (claim, *courts.rows(claim), *answers.rows([claim])[1:])
    ]
    passages = {row.passage_id: row.passage for row in courts.citations}
    voices = [(RecordType.ACTOR, row.voice_id) for row in passages.values() if row.voice_id]
    sources = {row.source_id: row.source for row in passages.values()}
    apparatus = Apparatus(
        language,
        cited=cited,
        named=[*told.named, *sources.values()],
        here=trial,
        pointing=voices,
        citations=courts.citations,
    )
    items = [
        Item(
            entry=entry(claim, told, answers, apparatus),
            told=_told(claim, apparatus),
            heard=[apparatus.step(step, found) for step, found in courts.heard(claim)],
        )
        for claim in claims
    ]
    return DossierPage(
        trial=apparatus.link(trial),
        slug=trial.slug,
        url=dossier_address(trial, topics),
        title=called(topics),
        topics=[
            Choice(parts.Code(topic, str(topic.label)), not topics or topic in topics)
            for topic in ALLEGATIONS
        ],
        items=items,
        states=answered.counted([one.entry.alleged for one in items]),
        passages=_passages(apparatus),
        whose=[
            parts.Code(each, str(each.label), whose_words(each))
            for each in Fidelity
            if each in {note.fidelity for note in apparatus.notes}
        ],
        sources=_sources(sources, apparatus),
        origins=apparatus.origins(),
        changed=site(language).changed,
        allegations=trial_address("allegations", trial),
        others=dossiers(trial, topics),
    )


class _InCourt:
    """The steps in court with which allegations stand, and the days by which these are ordered."""

    def __init__(self, told: Told) -> None:
        # Those of the whole trial first, as the parties are called.
        self._steps = dict(sorted(told.steps.items(), key=lambda item: told.of_party(item[1])))
        self._reports: dict[int, list[public.PublicReport]] = defaultdict(list)
        for report in told.reports:
            self._reports[report.step_id].append(report)
        reports = [row.pk for found in self._reports.values() for row in found]
        self._passages: dict[int, set[int]] = defaultdict(set)
        self._days: dict[int, list[date]] = defaultdict(list)
        cited = [*told.claims, *told.answers, *told.steps.values()]
        self.citations = citations_of([*(row.pk for row in cited), *reports])
        for row in self.citations:
            self._passages[row.entry_id].add(row.passage_id)
            if row.passage.source.earliest:
                self._days[row.entry_id].append(row.passage.source.earliest)

    def order(self, claim: public.PublicClaim) -> tuple[str, tuple[str, bool, str, str, str]]:
        """By the day of the claim, else by that of its earliest source."""
        known = claim.earliest or claim.latest
        own = known.isoformat() if known else claim.as_of
        days = self._days[claim.pk]
        return own or (min(days).isoformat() if days else "~"), in_time(claim)

    def heard(
        self, claim: public.PublicClaim
    ) -> list[tuple[public.PublicStep, list[public.PublicReport]]]:
        """The steps that stand with an allegation, with the reports on which that rests."""
        found = []
        for step in self._steps.values():
            reports = self._reports[step.pk]
            if step.pk != claim.subject_id:
                mine = self._passages[claim.pk]
                reports = [row for row in reports if self._passages[row.pk] & mine]
                if step.kind not in IN_COURT or not reports:
                    continue
            found.append((step, reports))
        return found

    def rows(self, claim: public.PublicClaim) -> list[public.PublicRecord]:
        """The same as the rows that a page cites."""
        return [row for step, reports in self.heard(claim) for row in (step, *reports)]


def _told(claim: public.PublicClaim, apparatus: Apparatus) -> parts.When | None:
    if claim.when or claim.when_words or claim.as_of:
        return None
    dated = [row for row in apparatus.sources_of[claim.pk] if row.earliest]
    first = min(dated, key=lambda row: (row.earliest, row.slug), default=None)
    return apparatus.when(first) if first else None


def _passages(apparatus: Apparatus) -> list[Quoted]:
    """Every passage that a footnote leads to, in the order of the footnotes."""
    found = apparatus.passages.values()
    return [
        Quoted(note, apparatus.maybe(apparatus.pointed.get(row.voice_id or 0)))
        for note, row in zip(apparatus.notes, found, strict=True)
    ]


def _sources(by_id: Mapping[int, public.PublicSource], apparatus: Apparatus) -> list[Cited]:
    """The sources in the order of the footnotes, with what is kept of them."""
    order = list(dict.fromkeys(row.source_id for row in apparatus.passages.values()))
    files = as_parts(by_id.values(), files_of(order))
    return [
        Cited(
            source=apparatus.link(row),
            key=row.slug,
            kind=code(row, "kind"),
            author=apparatus.maybe(row.author),
            when=apparatus.when(row),
            language=row.language,
            url=row.url,
            archived_url=row.archived_url,
            accessed=row.accessed.isoformat() if row.accessed else "",
            rights=row.rights,
            standpoint=defined(Standpoint, row.standpoint),
            derives_from=apparatus.maybe(row.derives_from),
            url_derived=row.derives_from.url if row.derives_from else "",
            kept=[Kept(file, _state(file)) for file in files[row.pk]],
        )
        for row in (by_id[pk] for pk in order)
    ]


def _state(file: File) -> parts.Code:
    return state_of(custody.stored(file.sha256, file.size))
