"""The apparatus of one page: what its records are called, where they are read, what they rest on.

A page loads its rows first; then the apparatus asks once for all citations and all that the rows
point at, and once for all names, and turns rows into parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import models

from archive import dates
from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import address_of
from archive.public.attached import attach
from archive.public.footnotes import Footnote, citing, in_page_order, numbered
from archive.public.models.base import PublicDated, PublicFact, PublicModel, PublicRecord
from archive.public.pages import parts
from archive.public.pages.numbers import between, reading, term
from archive.public.support import LINEAGE
from archive.public.wording import Wording, titles_of
from archive.vocabularies import ClaimTopic, RecordType, Unit, Vocabulary

_TOPICS = {code: place for place, code in enumerate(ClaimTopic.values)}


class Apparatus:
    """Names, addresses and footnotes for one page, in one language."""

    def __init__(
        self,
        language: str,
        cited: Sequence[PublicRecord] = (),
        named: Iterable[PublicModel | None] = (),
        here: PublicRecord | None = None,
        users: Iterable[public.PublicText] = (),
        pointing: Iterable[tuple[str, int]] = (),
        citations: Iterable[public.PublicCitation] | None = None,
    ) -> None:
        """`cited` are the rows that bear footnotes, in page order; `named` what else is linked.

        What they point at is set on all of them. Claims about `here` do not name their subject;
        others do. `users` are the rows of texts that say who calls something so; `pointing` says at
        what else the page points, by type and id.
        """
        self.language = language
        self.here = here
        page = [row for row in (*cited, *named, here) if row]
        callers = {(RecordType.ACTOR.value, row.used_by_id) for row in users if row.used_by_id}
        citations = self._read(cited, page, {*callers, *pointing}, citations)
        sources = [row.passage.source for row in citations]
        linked: list[PublicModel | None] = [*page, *self.subjects.values(), *sources]
        linked += [*self.pointed.values(), *(source.author for source in sources)]
        linked += [row.asserted_by for row in self.pointed.values() if isinstance(row, PublicFact)]
        for row in page:
            linked += linked_in(row)
        records = {row.pk: row for row in linked if isinstance(row, PublicRecord)}
        self.titles = titles_of(records.values(), language)
        self.footnotes, self.notes = numbered(citations, self.titles)
        self._sources = {source.pk for source in sources}
        self.passages = {row.passage.pk: row.passage for row in citations}
        self.sources_of: dict[int, list[public.PublicSource]] = defaultdict(list)
        for citation in citations:
            if citation.passage.source not in self.sources_of[citation.entry_id]:
                self.sources_of[citation.entry_id].append(citation.passage.source)

    def _read(
        self,
        cited: Sequence[PublicRecord],
        page: Sequence[PublicModel],
        further: set[tuple[str, int]],
        given: Iterable[public.PublicCitation] | None,
    ) -> list[public.PublicCitation]:
        """Ask for all citations and all that rows point at, in one statement."""
        own = self.here.pk if self.here else None
        subjects = [
            (row.subject_type, row.subject_id)
            for row in cited
            if isinstance(row, public.PublicClaim) and row.subject_id != own
        ]
        order = [row.pk for row in cited]
        asked = citing(order) if order and given is None else None
        found, read = attach(page, {*subjects, *further}, asked)
        known = set(order)
        citations = read if given is None else [row for row in given if row.entry_id in known]
        self.subjects = {key: found[key] for _kind, key in subjects if key in found}
        self.pointed = {key: found[key] for _kind, key in further if key in found}
        return in_page_order(citations, order)

    def title(self, record: PublicModel) -> Wording:
        """What a record is called."""
        return self.titles[record.pk]

    def link(self, record: PublicModel) -> parts.Link:
        """A record with its name and address."""
        title = self.titles[record.pk]
        return parts.Link(title.text, address_of(record), title.language, title.status)

    def maybe(self, record: PublicModel | None) -> parts.Link | None:
        """The same for a relation that may be empty."""
        return self.link(record) if record else None

    def links(self, records: Iterable[PublicModel]) -> list[parts.Link]:
        """The same for many."""
        return [self.link(record) for record in records]

    def sources(self) -> list[parts.Link]:
        """The sources that the page rests on, in the order of their first footnote."""
        links = {
            note.source_url: parts.Link(note.source, note.source_url, note.source_language)
            for note in self.notes
        }
        return list(links.values())

    def origins(self) -> int:
        """How many of these sources are independent: those of one origin count once."""
        return LINEAGE.get(None, stamp.current()).origins(self._sources)

    def resting(self, record: PublicRecord) -> list[Footnote]:
        """The footnotes of a record."""
        return self.footnotes.get(record.pk, [])

    def said(self, fact: PublicFact) -> parts.Said:
        """Who says a fact."""
        return parts.Said(
            self.link(fact.asserted_by), self.maybe(fact.relayed_by), self.resting(fact)
        )

    def when(self, dated: PublicDated) -> parts.When | None:
        """The date of a record, if it has one."""
        return moment(dated.when, dated.when_words, self.language)

    def statement(self, claim: public.PublicClaim, within: int = 0) -> parts.Statement:
        """A claim; one that stands `within` the part of its subject does not name it again."""
        subject = None if claim.subject_id == within else self.subjects.get(claim.subject_id)
        text = self.titles[claim.pk]
        return parts.Statement(
            ref=claim.ref,
            url=address_of(claim),
            text=text.text,
            language=text.language,
            topic=code(claim, "topic"),
            stance=code(claim, "stance"),
            said=self.said(claim),
            subject=self.maybe(subject),
            about=self.maybe(claim.about),
            number=number(claim),
            when=self.when(claim),
            as_of=moment(claim.as_of, "", self.language),
            answers=self.maybe(claim.answers),
        )

    def statements(
        self, claims: Iterable[public.PublicClaim], within: int = 0
    ) -> list[parts.Statement]:
        """Claims in order of time."""
        return [self.statement(claim, within) for claim in sorted(claims, key=in_time)]

    def sentence(self, row: public.PublicSentence) -> parts.Sentence:
        """A sentence of a summary."""
        language = "" if row.language == self.language else row.language
        return parts.Sentence(row.ref, row.text, language, self.resting(row))

    def role(self, row: public.PublicInvolvement) -> parts.Role:
        """An involvement."""
        return parts.Role(
            ref=row.ref,
            url=address_of(row),
            role=code(row, "role"),
            actor=self.link(row.actor),
            whole=self.maybe(row.incident or row.trial),
            acts_for=self.maybe(row.acts_for.actor if row.acts_for else None),
            said=self.said(row),
        )

    def report(self, row: public.PublicReport) -> parts.Report:
        """What one speaker says of a step."""
        return parts.Report(
            ref=row.ref,
            outcome=code(row, "outcome"),
            people=between(row.people_low, row.people_high, Unit.PEOPLE),
            term=term(row.months_low, row.months_high),
            words=row.words,
            conditions=row.conditions,
            article=self.maybe(row.article),
            when=self.when(row),
            said=self.said(row),
        )

    def step(
        self,
        row: public.PublicStep,
        reports: Iterable[public.PublicReport],
        claims: Iterable[public.PublicClaim] = (),
    ) -> parts.Step:
        """A step with its reports and what is said of it."""
        return parts.Step(
            ref=row.ref,
            url=address_of(row),
            kind=code(row, "kind"),
            party=self.maybe(row.party.actor if row.party else None),
            of=self.maybe(row.of),
            reports=[self.report(report) for report in reports],
            statements=self.statements(claims, within=row.pk),
        )

    def exhibit(
        self, row: public.PublicExhibit, claims: Iterable[public.PublicClaim] = ()
    ) -> parts.Exhibit:
        """An exhibit with what is said of it."""
        title = self.titles[row.pk]
        return parts.Exhibit(
            ref=row.ref,
            url=address_of(row),
            title=title.text,
            language=title.language,
            kind=code(row, "kind"),
            used_to_prove=row.used_to_prove,
            against=self.maybe(row.against.actor if row.against else None),
            said=self.said(row),
            statements=self.statements(claims, within=row.pk),
        )

    def member(self, row: public.PublicMembership) -> parts.Member:
        """A membership."""
        return parts.Member(
            ref=row.ref,
            url=address_of(row),
            member=self.link(row.member),
            group=self.link(row.group),
            knowledge=code(row, "knowledge"),
            said=self.said(row),
        )


def linked_in(row: PublicModel) -> list[PublicModel | None]:
    """The records that a part made of `row` links to; they must have been set on it."""
    found: list[PublicModel | None] = []
    if isinstance(row, PublicFact):
        found += [row.asserted_by, row.relayed_by]
    match row:
        case public.PublicClaim():
            found += [row.about, row.answers]
        case public.PublicInvolvement():
            found += [row.actor, row.incident, row.trial]
            found.append(row.acts_for.actor if row.acts_for else None)
        case public.PublicStep():
            found += [row.trial, row.of, row.party.actor if row.party else None]
        case public.PublicReport():
            found += [row.article, row.step, row.step.trial]
        case public.PublicExhibit():
            found.append(row.against.actor if row.against else None)
        case public.PublicMembership():
            found += [row.member, row.group]
        case public.PublicIncident():
            found += [row.place, row.part_of]
        case public.PublicTrial():
            found.append(row.court)
        case public.PublicSource():
            found += [row.author, row.speaker, row.derives_from]
        case public.PublicPassage():
            found.append(row.voice)
    return found


def code(row: models.Model, name: str) -> parts.Code:
    """The value of a column with a closed list, with its label in the language of the request."""
    return parts.Code(getattr(row, name), str(getattr(row, f"get_{name}_display")()))


def defined(vocabulary: type[Vocabulary], value: str) -> parts.Code:
    """A code with its label and its definition."""
    for member in vocabulary:
        if member.value == value:
            return parts.Code(value, str(member.label), str(member.definition))
    return parts.Code(value, value)


def moment(edtf: str, words: str, language: str) -> parts.When | None:
    """A date as it is printed, or None when there is neither a date nor words for it."""
    if not edtf:
        return parts.When("", "", words, "", "") if words else None
    known = dates.parse(edtf)
    return parts.When(
        edtf=edtf,
        display=dates.display(edtf, language),
        words=words,
        earliest=known.earliest.isoformat() if known.earliest else "",
        latest=known.latest.isoformat() if known.latest else "",
    )


def number(claim: public.PublicClaim) -> parts.Number | None:
    """The number in a claim, if there is one."""
    if not claim.unit and not claim.number_words:
        return None
    return parts.Number(
        words=claim.number_words,
        reading=reading(claim),
        low="" if claim.low is None else str(claim.low),
        high="" if claim.high is None else str(claim.high),
        unit=claim.unit,
    )


def by_topic(claims: Iterable[public.PublicClaim]) -> list[public.PublicClaim]:
    """Claims in the order in which a page prints them: by topic, within a topic by time."""
    return sorted(claims, key=lambda claim: (_TOPICS[claim.topic], in_time(claim)))


def in_time(claim: public.PublicClaim) -> tuple[str, bool, str, str, str]:
    """The order of claims: by date, those without one last; answers last; then by their words and
    speakers."""
    known = claim.earliest or claim.latest
    day = known.isoformat() if known else claim.as_of or "~"
    return day, claim.answers_id is not None, claim.text, claim.asserted_by.slug, claim.ref
