"""Everything that is alleged, of anything, by topic and in order of time, and what answers it.

How many are alleged of each topic in each state is counted in the list of claims, and opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import address_of, list_address
from archive.public.facets import Bits, union
from archive.public.filters.claims import STATES, Claims
from archive.public.filters.justice import ALLEGATIONS
from archive.public.footnotes import Note
from archive.public.index import INDEXES
from archive.public.models.base import PublicRecord
from archive.public.pages import answered, parts, rows
from archive.public.pages.answered import Answered, Answers
from archive.public.pages.apparatus import Apparatus, in_time
from archive.public.presence import answering
from archive.public.wording import titles_of
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

    def ids(self, topic: ClaimTopic, start: int, many: int) -> tuple[list[int], bool]:
        """Some of what is alleged under a topic, in order of time, and whether there is more."""
        ids = self._index.page(self._topics[topic], "", start, many + 1)
        return list(ids[:many]), len(ids) > many


def alleged_page(language: str) -> AllegedPage:
    """Gather what is alleged."""
    alleged = _Alleged(language)
    found = {topic: alleged.ids(topic, 0, SHOWN) for topic in alleged.topics}
    told = _Told(language, [ids for ids, _more in found.values()])
    return AllegedPage(
        url=reverse("allegations"),
        states=[answered.state(code) for code in STATES],
        lines=[alleged.line(topic) for topic in (*alleged.topics, None)] if found else [],
        topics=[
            Fold(
                topic=_topic(topic),
                entries=entries,
                more=parts.More(len(ids), alleged.line(topic).total.url) if more else None,
            )
            for (topic, (ids, more)), entries in zip(found.items(), told.entries(), strict=True)
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
            ids, more = alleged.ids(topic, start, rows.MANY)
            start += rows.MANY
            for entry in _Told(language, [ids]).entries()[0]:
                said = entry.alleged.statement
                of = (entry.trial, said.subject, said.about)
                first = tuple(link.url if link else "" for link in of)
                yield from ((*first, *line) for line in answered.lines(entry.alleged))


class _Told:
    """Some allegations with their answers, as a page prints them."""

    def __init__(self, language: str, several: Sequence[Sequence[int]]) -> None:
        """`several` are the ids of what is printed together."""
        shown = {key for ids in several for key in ids}
        answers = {each for key in shown for each in answering(key)}
        found = {row.pk: row for row in rows.some_claims(shown | answers)}
        self._several = [
            sorted((found[key] for key in ids if key in found), key=in_time) for ids in several
        ]
        self._answers = Answers.among(found[key] for key in answers if key in found)
        cited = self._answers.rows(claim for claims in self._several for claim in claims)
        self.apparatus = Apparatus(language, cited=cited)
        trials = filter(None, map(_trial, self.apparatus.subjects.values()))
        self._called = titles_of(trials, language)

    def entries(self) -> list[list[Entry]]:
        """What is printed together, in order of time."""
        return [[self._entry(claim) for claim in claims] for claims in self._several]

    def _entry(self, claim: public.PublicClaim) -> Entry:
        trial = _trial(self.apparatus.subjects.get(claim.subject_id))
        alleged = self._answers.of(claim, self.apparatus)
        if trial is None:
            return Entry(None, alleged)
        title = self._called[trial.pk]
        link = parts.Link(title.text, address_of(trial), title.language, title.status)
        return Entry(link, alleged)


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
