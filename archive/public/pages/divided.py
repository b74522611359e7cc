"""A group and its parts, source by source: what adds up, what may overlap, what is left open.

Turns what `archive.public.sums` reckons into parts of a page; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from archive.public import models as public
from archive.public import sums
from archive.public.addresses import address_of
from archive.public.entries import few_lengths
from archive.public.footnotes import Footnote
from archive.public.models.base import PublicRecord
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, code
from archive.public.pages.numbers import bounds
from archive.public.sums import Sum
from archive.public.tellings import Part, of_group, of_trials
from archive.vocabularies import ActorKind, Outcome


@dataclass(frozen=True)
class PartOf:
    """A part of a group as a source tells it; without `who` some of the group itself.

    `knowledge` is what is known of its belonging there, where it is a member.
    """

    who: parts.Link | None
    knowledge: parts.Code | None
    number: str
    least: int
    outcomes: list[parts.Code]
    footnotes: list[Footnote]


@dataclass(frozen=True)
class Division:
    """What one source tells of a group: how many it is, and its parts.

    Nobody belongs to two of `apart`; `beside` may overlap with those. `sum` says in figures that
    the parts are the whole. `left_open` is None where a number is not exact.
    """

    source: parts.Link
    author: parts.Link | None
    size: str
    footnotes: list[Footnote]
    apart: list[PartOf]
    beside: list[PartOf]
    sum: str
    left_open: int | None
    surplus: int


class Divided:
    """The divisions of one group; what they rest on is read before its page has footnotes."""

    def __init__(
        self, group: public.PublicActor, members: Sequence[public.PublicMembership]
    ) -> None:
        self._group = group
        self._members = members
        self._told = of_group(group.pk) if group.kind == ActorKind.GROUP else of_trials(())
        self._sums = list(sums.sums(self._told, group.pk))
        self._claims: dict[int, public.PublicClaim] = {}
        self._reports: dict[int, public.PublicReport] = {}

    @property
    def asked(self) -> tuple[QuerySet[public.PublicClaim], QuerySet[public.PublicReport]]:
        """The claims and reports that the divisions rest on, to be read and then `told`."""
        reports = {self._told.reports[place] for place in self._places()} if self._sums else ()
        return (
            rows.claims(Q(pk__in=few_lengths(self._size_claims()))),
            rows.reports(Q(pk__in=few_lengths(reports))),
        )

    def told(
        self, claims: Iterable[public.PublicClaim], reports: Iterable[public.PublicReport]
    ) -> None:
        """Take what `asked` has found."""
        self._claims = {row.pk: row for row in claims}
        self._reports = {row.pk: row for row in reports}

    @property
    def cited(self) -> list[PublicRecord]:
        """The rows that bear footnotes."""
        return [*self._claims.values(), *self._reports.values()]

    def _size_claims(self) -> set[int]:
        found: set[int] = set()
        for one in self._sums:
            entries = {one.group, *(part.actor for part in (*one.parts, *one.others))}
            entries |= {part.party for part in (*one.parts, *one.others)}
            for entry in entries - {None}:
                found.update(self._told.size_claims.get((entry or 0, one.source), ()))
        return found

    def _places(self) -> set[int]:
        every = (part for one in self._sums for part in (*one.parts, *one.others))
        return {event.report for part in every for event in part.cohort.events}

    def shown(self, apparatus: Apparatus) -> list[Division]:
        """What each source tells."""
        sources = {
            source.pk: source for several in apparatus.sources_of.values() for source in several
        }
        return [
            self._division(one, sources[one.source], apparatus)
            for one in self._sums
            if one.source in sources
        ]

    def _division(self, one: Sum, source: public.PublicSource, apparatus: Apparatus) -> Division:
        numbers = [str(part.cohort.people.low) for part in one.parts]
        whole = len(numbers) > 1 and one.left_open == 0 and not one.surplus
        return Division(
            source=apparatus.link(source),
            author=apparatus.maybe(source.author),
            size=bounds(one.size),
            footnotes=self._resting([one.group], source, apparatus),
            apart=[self._part(part, source, apparatus) for part in one.parts],
            beside=[self._part(part, source, apparatus) for part in one.others],
            sum=f"{one.size.low} = {' + '.join(numbers)}" if whole else "",
            left_open=one.left_open,
            surplus=one.surplus,
        )

    def _part(self, part: Part, source: public.PublicSource, apparatus: Apparatus) -> PartOf:
        of_source = address_of(source)
        membership = next(
            (
                row
                for row in self._members
                if row.member.pk == part.actor
                and any(note.url.startswith(of_source) for note in apparatus.resting(row))
            ),
            None,
        )
        reports = [self._told.reports[event.report] for event in part.cohort.events]
        entries = [key for key in (part.party, part.actor) if key and key != self._group.pk]
        footnotes = self._resting(entries, source, apparatus)
        for row in (membership, *(self._reports.get(key) for key in reports)):
            footnotes += _notes(row, source, apparatus)
        outcomes = dict.fromkeys(event.outcome for event in part.cohort.events)
        return PartOf(
            who=apparatus.link(membership.member) if membership else None,
            knowledge=code(membership, "knowledge") if membership else None,
            number=bounds(part.cohort.people),
            least=part.cohort.people.low,
            outcomes=[parts.Code(each, str(dict(Outcome.choices)[each])) for each in outcomes],
            footnotes=list({note.number: note for note in reversed(footnotes)}.values())[::-1],
        )

    def _resting(
        self, entries: Sequence[int], source: public.PublicSource, apparatus: Apparatus
    ) -> list[Footnote]:
        """The passages of the source that give the number of these."""
        keys = [
            key for entry in entries for key in self._told.size_claims.get((entry, source.pk), ())
        ]
        return [
            note
            for key in dict.fromkeys(keys)
            for note in _notes(self._claims.get(key), source, apparatus)
        ]


def _notes(
    row: PublicRecord | None, source: public.PublicSource, apparatus: Apparatus
) -> list[Footnote]:
    """The footnotes of a row that lead into a source."""
    found = apparatus.resting(row) if row else []
    return [note for note in found if note.url.startswith(address_of(source))]
