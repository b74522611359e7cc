"""What each public source tells of the defendants of a trial, as cohorts for the ledger.

Reads public rows alone and keeps them for one state of the archive. A cohort is the party of a
step, or the people of whom one report of a step speaks; how many people that is, only the source
itself can say.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.public.filters import tables as shared
from archive.public.index import TABLES
from archive.public.ledger import Cohort, Event, People, around, changes, sized
from archive.public.pairs import Tables
from archive.public.stamp import Kept
from archive.vocabularies import ActorKind, ClaimTopic, Unit


@dataclass(frozen=True)
class Part:
    """A cohort with the party that it is or belongs to: involvement and actor, or neither."""

    party: int | None
    actor: int | None
    cohort: Cohort


@dataclass(frozen=True)
class Telling:
    """What one source tells of the defendants of one trial.

    `total` is how many were tried: as the source says, or else (`borrowed`) as others do, in the
    bounds of what they say.
    """

    source: int
    trial: int
    total: People | None
    borrowed: bool
    parts: list[Part]

    @property
    def cohorts(self) -> list[Cohort]:
        """The cohorts alone."""
        return [part.cohort for part in self.parts]


class Tellings:
    """Every telling of every trial, by trial; sources in the order of their dates.

    `reports` are the ids of all reports, by the places that events name. `sized_groups` are pairs
    of a group and a source that says how many it is; `members` are those of a group as a source has
    them, `within` the pairs of a member and its group as anybody has them. `size_claims` are the
    claims that give a size, by trial, party or group and by source; `slug_of` names actors.
    """

    def __init__(self, tables: Tables) -> None:
        self._parties = {row.id: row for row in tables.rows(shared.INVOLVEMENTS)}
        self._persons = {
            row.id for row in tables.rows(shared.ACTORS) if row.kind == ActorKind.PERSON
        }
        self._steps = {row.id: row for row in tables.rows(shared.STEPS)}
        self._sources = {row.id: row for row in tables.rows(shared.SOURCES)}
        citing = _citing(tables)
        self.size_claims: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._sizes = self._said_sizes(tables, citing)
        groups = {row.id for row in tables.rows(shared.ACTORS) if row.kind == ActorKind.GROUP}
        self.slug_of = {row.id: row.slug for row in tables.rows(shared.ACTORS)}
        self.sized_groups = sorted(
            (pair for pair in self._sizes if pair[0] in groups),
            key=lambda pair: (self.slug_of[pair[0]], self._order(pair[1])),
        )
        self.members: dict[tuple[int, int], set[int]] = defaultdict(set)
        for row in tables.rows(shared.MEMBERSHIPS):
            for source in citing[row.id]:
                self.members[row.group_id, source].add(row.member_id)
        self.within = {(row.member_id, row.group_id) for row in tables.rows(shared.MEMBERSHIPS)}
        self._totals = self._said_totals()
        self._begun = self._first_days(tables)
        told: dict[tuple[int, int], list[Any]] = defaultdict(list)
        # By ref, so that nothing depends on the order in which rows were made.
        reports = sorted(tables.rows(shared.REPORTS), key=lambda row: row.ref)
        self.reports = [row.id for row in reports]
        self._place = {row.id: place for place, row in enumerate(reports)}
        slugs = {row.id: row.slug for row in tables.rows(shared.TRIALS)}
        for report in reports:
            step = self._steps[report.step_id]
            if changes(step.kind, report.outcome):
                for source in citing[report.id]:
                    told[step.trial_id, source].append(report)
        self.by_trial: dict[int, list[Telling]] = defaultdict(list)
        for trial, source in sorted(told, key=lambda pair: (slugs[pair[0]], self._order(pair[1]))):
            self.by_trial[trial].append(self._telling(trial, source, told[trial, source]))

    def size(self, entry: int, source: int) -> People | None:
        """How many people a trial, party or group is, as a source says."""
        return sized(self._sizes.get((entry, source), []))

    def unreported(self, actor: int, source: int) -> Part:
        """A person or group of whom a source reports no step: a part without events."""
        if actor in self._persons:
            return Part(None, actor, Cohort(People(1, 1), (), actor))
        return Part(None, actor, Cohort(self.size(actor, source) or People(0, None), ()))

    def days(self, trial: int) -> list[date]:
        """The days on which a source puts a step exactly, in order."""
        events = [
            event
            for telling in self.by_trial.get(trial, [])
            for cohort in telling.cohorts
            for event in cohort.events
        ]
        return sorted({one.latest for one in events if one.latest and one.earliest == one.latest})

    def _order(self, source: int) -> tuple[date, str]:
        row = self._sources[source]
        return row.earliest or date.max, row.slug

    def _said_sizes(
        self, tables: Tables, citing: dict[int, set[int]]
    ) -> dict[tuple[int, int], list[People]]:
        """How many people a trial, party or group is, by that entry and the source that says so.

        Of the trial a number speaks that is about nobody in particular there, or about the party
        that is the whole of the accused. A number of a part of them says nothing of the whole.
        """
        wholes = self._wholes(tables)
        found: dict[tuple[int, int], list[People]] = defaultdict(list)
        for row in tables.rows(shared.CLAIMS):
            if row.topic != ClaimTopic.DEFENDANTS or row.unit != Unit.PEOPLE:
                continue
            people = People(int(row.low or 0), None if row.high is None else int(row.high))
            entries = {row.about_id or row.subject_id}
            if row.about_id and wholes.get(row.subject_id) == row.about_id:
                entries.add(row.subject_id)
            for source in citing[row.id]:
                for entry in entries:
                    found[entry, source].append(people)
                    self.size_claims[entry, source].append(row.id)
        return found

    def _wholes(self, tables: Tables) -> dict[int, int]:
        """The actor that is the whole of the accused of a trial, by trial.

        That is the only party; or else the one party of which other parties are said to be members
        and which belongs to no other party, if all accused persons belong to it, be it through
        another group. Where two parties have members of their own, or a person stands beside,
        no party is known to be the whole.
        """
        accused: dict[int, set[int]] = defaultdict(set)
        for row in tables.rows(shared.ACCUSED):
            accused[row.trial_id].add(row.actor_id)
        members: dict[int, set[int]] = defaultdict(set)
        for row in tables.rows(shared.MEMBERSHIPS):
            members[row.group_id].add(row.member_id)
        found: dict[int, int] = {}
        for trial, parties in accused.items():
            within = {member for group in parties for member in members.get(group, ())}
            heads = {one for one in parties - within if members.get(one, set()) & parties}
            if len(parties) == 1:
                heads = parties
            if len(heads) == 1 and parties & self._persons <= _all_within(heads, members):
                found[trial] = next(iter(heads))
        return found

    def _said_totals(self) -> dict[int, People]:
        """The bounds of what sources say of how many were tried, by trial."""
        said: dict[int, list[People]] = defaultdict(list)
        for (entry, _source), several in self._sizes.items():
            if (whole := sized(several)) is not None:
                said[entry].append(whole)
        return {entry: around(several) for entry, several in said.items()}

    def _first_days(self, tables: Tables) -> dict[int, date]:
        """The first day of the incidents that a trial deals with: nothing in it was before."""
        days = {row.id: row.earliest for row in tables.rows(shared.INCIDENTS) if row.earliest}
        found: dict[int, date] = {}
        for row in tables.rows(shared.DEALT_WITH):
            day = days.get(row.incident_id)
            if day and day <= found.get(row.trial_id, day):
                found[row.trial_id] = day
        return found

    def _telling(self, trial: int, source: int, reports: list[Any]) -> Telling:
        own = self.size(trial, source)
        total = own or self._totals.get(trial)
        grouped: dict[tuple[int | None, int, People], list[Any]] = defaultdict(list)
        for report in reports:
            party = self._steps[report.step_id].party_id
            people = self._people(report, party, source, reports)
            # Lines on the whole trial are cohorts of their own, each.
            grouped[party, 0 if party else report.id, people].append(report)
        parts = [
            self._part(party, people, several, source)
            for (party, _line, people), several in grouped.items()
        ]
        return Telling(source, trial, total, own is None, parts)

    def _people(self, report: Any, party: int | None, source: int, reports: list[Any]) -> People:
        """Of how many people a report speaks, as far as its source says."""
        if own := _given(report):
            return own
        unknown = People(0, None)
        if party is None:
            return unknown
        actor = self._parties[party].actor_id
        if actor in self._persons:
            return People(1, 1)
        said = [*self._sizes.get((party, source), []), *self._sizes.get((actor, source), [])]
        if said:
            return sized(said) or unknown
        beside = {
            people
            for other in reports
            if self._steps[other.step_id].party_id == party and (people := _given(other))
        }
        return beside.pop() if len(beside) == 1 else unknown

    def _part(self, party: int | None, people: People, reports: list[Any], source: int) -> Part:
        actor = self._parties[party].actor_id if party else None
        events = tuple(self._event(report, source) for report in reports)
        person = actor if actor in self._persons else None
        return Part(party, actor, Cohort(people, events, person))

    def _event(self, report: Any, source: int) -> Event:
        """A step as reported. Without a last day, it was before its source was written."""
        step = self._steps[report.step_id]
        return Event(
            report=self._place[report.id],
            step=step.id,
            kind=step.kind,
            outcome=report.outcome,
            earliest=report.earliest or self._begun.get(step.trial_id),
            latest=report.latest or self._sources[source].latest,
        )


def _all_within(heads: set[int], members: dict[int, set[int]]) -> set[int]:
    """Groups with their members, the members of those, and so on."""
    found, newest = set(heads), set(heads)
    while newest:
        newest = {one for group in newest for one in members.get(group, ())} - found
        found |= newest
    return found


def _citing(tables: Tables) -> dict[int, set[int]]:
    """The sources that each entry cites."""
    source_of = {row.id: row.source_id for row in tables.rows(shared.PASSAGES)}
    found: dict[int, set[int]] = defaultdict(set)
    for row in tables.rows(shared.CITATIONS):
        found[row.entry_id].add(source_of[row.passage_id])
    return found


def _given(report: Any) -> People | None:
    if report.people_low is None and report.people_high is None:
        return None
    return People(report.people_low or 0, report.people_high)


TELLINGS: Kept[None, Tellings] = Kept(lambda _key, now: Tellings(TABLES.get(None, now)), most=1)
"""The tellings of one state of the archive."""
