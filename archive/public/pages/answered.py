"""Statements with what answers them: three things that must never look alike.

Somebody answers; or an answer was looked for, by somebody and on a day, and none is known; or
no search is recorded. Whether an answer is a good one is not said here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from archive.dates import parse
from archive.public import models as public
from archive.public.filters.claims import ANSWERED, LOOKED_FOR, NOBODY_LOOKED, STATES
from archive.public.footnotes import citations_of
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, in_time, moment
from archive.public.presence import answering
from archive.vocabularies import Stance


@dataclass(frozen=True)
class Search:
    """That somebody looked for an answer, on which day and where, and knows of none."""

    statement: parts.Statement
    day: parts.When | None
    sources: list[parts.Link]


@dataclass(frozen=True)
class Answered:
    """A statement with every claim that answers it, in order of time."""

    statement: parts.Statement
    state: parts.Code
    answers: list[parts.Statement]
    searches: list[Search]


def said_by(claims: Sequence[public.PublicClaim], day: date) -> set[int]:
    """The ids of the claims that were surely made by a day: by the last day that their own date can
    mean, else by that of their earliest source. What has no day at all is not among them."""
    published: dict[int, list[date]] = defaultdict(list)
    for row in citations_of([claim.pk for claim in claims]):
        if last := row.passage.source.latest:
            published[row.entry_id].append(last)
    days = {claim.pk: _own_day(claim) or min(published[claim.pk], default=None) for claim in claims}
    return {pk for pk, last in days.items() if last and last <= day}


def _own_day(claim: public.PublicClaim) -> date | None:
    as_of = parse(claim.as_of).latest if claim.as_of else None
    return claim.latest or as_of


def answers_to(claims: Iterable[public.PublicClaim]) -> set[int]:
    """The ids of the claims that answer some claims."""
    return {each for claim in claims for each in answering(claim.pk)}


class Answers:
    """The claims that answer some claims, read at once."""

    def __init__(self, claims: Iterable[public.PublicClaim], by: date | None = None) -> None:
        """With a day, only what was surely said by then. A search looks back on every day before
        it, so it is told of whichever day is asked."""
        self._to: dict[int, list[public.PublicClaim]] = defaultdict(list)
        found = sorted(rows.some_claims(answers_to(claims)), key=in_time)
        self._take(found, by)

    @classmethod
    def among(cls, found: Iterable[public.PublicClaim], by: date | None = None) -> Answers:
        """The same, where the claims that answer have been read along with others."""
        made = cls(())
        made._take(sorted(found, key=in_time), by)
        return made

    def _take(self, found: Sequence[public.PublicClaim], by: date | None) -> None:
        said = said_by(found, by) if by else set()
        for row in found:
            told = by is None or row.stance == Stance.SILENT or row.pk in said
            if row.answers_id is not None and told:
                self._to[row.answers_id].append(row)

    def rows(self, claims: Iterable[public.PublicClaim]) -> list[public.PublicClaim]:
        """Claims, each followed by what answers it: the order in which a page cites them."""
        return [row for claim in claims for row in (claim, *self._to[claim.pk])]

    def of(self, claim: public.PublicClaim, apparatus: Apparatus, within: int = 0) -> Answered:
        """A claim with its answers; `within` is the part of its subject in which it stands."""
        given = [row for row in self._to[claim.pk] if row.stance != Stance.SILENT]
        silent = [row for row in self._to[claim.pk] if row.stance == Stance.SILENT]
        return Answered(
            statement=apparatus.statement(claim, within),
            state=state(ANSWERED if given else LOOKED_FOR if silent else NOBODY_LOOKED),
            answers=[apparatus.statement(row) for row in given],
            searches=[_search(row, apparatus) for row in silent],
        )


HEADER = (
    *("claim", "topic", "stance", "text", "speaker", "relayed_by", "when", "citations"),
    *("state", "answer", "answer_stance", "answer_text", "answer_speaker", "answer_when"),
    "answer_citations",
)


def lines(one: Answered) -> Iterator[tuple[str, ...]]:
    """A statement as lines of a table: one for each answer and search, at least one."""
    said = one.statement
    first = (
        *(said.url, said.topic.code, said.stance.code, said.text, said.said.speaker.url),
        *(said.said.relayed_by.url if said.said.relayed_by else "", _day(said), cited(said.said)),
        one.state.code,
    )
    answers = [(row, _day(row)) for row in one.answers]
    answers += [(row.statement, row.day.edtf if row.day else "") for row in one.searches]
    for row, day in answers:
        speaker = row.said.speaker.url
        yield (*first, row.url, row.stance.code, row.text, speaker, day, cited(row.said))
    if not answers:
        yield (*first, *[""] * (len(HEADER) - len(first)))


def cited(said: parts.Said) -> str:
    """The passages on which something rests, as a cite line."""
    return "; ".join(dict.fromkeys(note.cite for note in said.footnotes))


def _day(statement: parts.Statement) -> str:
    known = statement.when or statement.as_of
    return known.edtf if known else ""


def _search(claim: public.PublicClaim, apparatus: Apparatus) -> Search:
    """The day is that of the claim, else that of the log in which the search is told."""
    sources = apparatus.sources_of[claim.pk]
    days = [claim.as_of, claim.when, *(source.when for source in sources)]
    return Search(
        statement=apparatus.statement(claim),
        day=moment(next(filter(None, days), ""), "", apparatus.language),
        sources=apparatus.links(sources),
    )


def state(code: str) -> parts.Code:
    """One of the three ways to have an answer or none."""
    labels = {
        ANSWERED: _("Answered"),
        LOOKED_FOR: _("Looked for, none known"),
        NOBODY_LOOKED: _("No search recorded"),
    }
    return parts.Code(code, labels[code])


def counted(entries: Sequence[Answered]) -> dict[str, int]:
    """How many statements are in which state."""
    states = [one.state.code for one in entries]
    return {code: states.count(code) for code in STATES}
