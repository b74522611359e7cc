"""Everything that is alleged, of anything, by topic and in order of time, and what answers it.

How many are alleged of each topic in each state is counted in the list of claims, and opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import list_address
from archive.public.facets import Bits, union
from archive.public.filters.claims import STATES, Claims
from archive.public.filters.justice import ALLEGATIONS
from archive.public.footnotes import Note
from archive.public.index import INDEXES
from archive.public.models.base import PublicRecord
from archive.public.pages import answered, parts, rows
from archive.public.pages.answered import Answered, Answers
from archive.public.pages.apparatus import Apparatus, in_time
from archive.vocabularies import ClaimTopic

SHOWN = 50
"""How many allegations of a topic the page shows before it leads to the list of all."""


@dataclass(frozen=True)
class Counted:
    """How many claims there are, and the list of them."""

    count: int
    url: str


@dataclass(frozen=True)
class Line:
    """A topic, or all of them (without `topic`), with a number for each state and one for all."""

    topic: parts.Code | None
    states: list[Counted]
    total: Counted


@dataclass(frozen=True)
class Entry:
    """An allegation with what answers it; `trial` is the trial to which its subject belongs."""

    trial: parts.Link | None
    alleged: Answered


@dataclass(frozen=True)
class Fold:
    """What is alleged under one topic."""

    topic: parts.Code
    entries: list[Entry]
    more: parts.More | None


@dataclass(frozen=True)
class AllegedPage:
    """What is alleged of anything in the archive."""

    url: str
    states: list[parts.Code]
    lines: list[Line]
    topics: list[Fold]
    sources: list[parts.Link]
    origins: int
    notes: list[Note]


class _Alleged:
    """What is alleged, as bit sets of the list of claims, for one state of the archive."""

    def __init__(self, language: str) -> None:
        index = INDEXES.get((Claims, get_language() or language), stamp.current())
        self._index = index
        self._states = {code: index.facets.having("allegation", code) for code in STATES}
        self._topics = {
            topic: index.facets.having("topic", topic) & self._all for topic in ALLEGATIONS
        }
        self.topics = [topic for topic, bits in self._topics.items() if bits]

    @property
    def _all(self) -> Bits:
        return union(self._states.values())

    def line(self, topic: ClaimTopic | None) -> Line:
        """The numbers of a topic, or of all."""
        bits = self._topics[topic] if topic else self._all
        chosen = {"topic": topic.value} if topic else {}
        return Line(
            topic=_topic(topic) if topic else None,
            states=[
                Counted(len(bits & of_state), _address(chosen, [state]))
                for state, of_state in self._states.items()
            ],
            total=Counted(len(bits), _address(chosen, STATES)),
        )

    def claims(
        self, topic: ClaimTopic, start: int, many: int
    ) -> tuple[list[public.PublicClaim], bool]:
        """Some of what is alleged under a topic, in order of time, and whether there is more."""
        ids = self._index.page(self._topics[topic], "", start, many + 1)
        return sorted(rows.some_claims(ids[:many]), key=in_time), len(ids) > many


def alleged_page(language: str) -> AllegedPage:
    """Gather what is alleged."""
    alleged = _Alleged(language)
    found = {topic: alleged.claims(topic, 0, SHOWN) for topic in alleged.topics}
    claims = [claim for shown, _more in found.values() for claim in shown]
    told = _Told(language, claims)
    return AllegedPage(
        url=reverse("allegations"),
        states=[answered.state(code) for code in STATES],
        lines=[alleged.line(topic) for topic in (*alleged.topics, None)] if claims else [],
        topics=[
            Fold(
                topic=_topic(topic),
                entries=[told.entry(claim) for claim in shown],
                more=parts.More(len(shown), alleged.line(topic).total.url) if more else None,
            )
            for topic, (shown, more) in found.items()
        ],
        sources=told.apparatus.sources(),
        origins=told.apparatus.origins(),
        notes=told.apparatus.notes,
    )


HEADER = ("trial", "subject", "about", *answered.HEADER)


def lines(language: str) -> Iterator[tuple[str, ...]]:
    """All that is alleged as lines of a table: one for each answer of each, at least one."""
    alleged = _Alleged(language)
    for topic in alleged.topics:
        start, more = 0, True
        while more:
            claims, more = alleged.claims(topic, start, rows.MANY)
            start += rows.MANY
            told = _Told(language, claims)
            for entry in map(told.entry, claims):
                said = entry.alleged.statement
                of = (entry.trial, said.subject, said.about)
                first = tuple(link.url if link else "" for link in of)
                yield from ((*first, *line) for line in answered.lines(entry.alleged))


class _Told:
    """Some allegations with their answers, as a page prints them."""

    def __init__(self, language: str, claims: list[public.PublicClaim]) -> None:
        self._answers = Answers(claims)
        self.apparatus = Apparatus(language, cited=self._answers.rows(claims))
        trials = [_trial(row) for row in self.apparatus.subjects.values()]
        self._trials = Apparatus(language, named=trials)

    def entry(self, claim: public.PublicClaim) -> Entry:
        """One of them."""
        trial = _trial(self.apparatus.subjects.get(claim.subject_id))
        return Entry(self._trials.maybe(trial), self._answers.of(claim, self.apparatus))


def _trial(subject: PublicRecord | None) -> public.PublicTrial | None:
    match subject:
        case public.PublicStep() | public.PublicExhibit() | public.PublicInvolvement():
            trial: public.PublicTrial | None = subject.trial
            return trial
    return None


def _topic(topic: ClaimTopic) -> parts.Code:
    return parts.Code(topic.value, str(topic.label))


def _address(chosen: dict[str, str], states: tuple[str, ...] | list[str]) -> str:
    query = [*chosen.items(), *(("allegation", state) for state in sorted(states))]
    return f"{list_address('claims')}?{urlencode(query)}"
