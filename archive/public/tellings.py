"""What public sources tell of the defendants of trials, as cohorts for the ledger.

Reads public rows alone: of the rows that are kept for lists, those that bear on the trials and
groups that are asked for. What follows is kept for one state of the archive. A cohort is the party
of a step, or the people of whom one report of a step speaks; how many people that is, only the
source itself can say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.public.filters import tables as shared
from archive.public.index import kept_rows
from archive.public.ledger import Cohort, Event, People, around, changes, sized
from archive.public.pairs import Tables
from archive.public.stamp import Kept, current
from archive.vocabularies import ActorKind, ClaimTopic, InvolvementRole, Unit


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
    """The tellings of some trials, by trial; sources in the order of their dates.

    Of `groups` it is known besides how many they are, and who belongs to them. `reports` are the
    ids of all reports on these trials, by the places that events name. `sized_groups` are pairs of
    a group and a source that says how many it is; `members` are those of a group as a source has
    them, `within` the pairs of a member and its group as anybody has them. `size_claims` are the
    claims that give a size, by trial, party or group and by source; `slug_of` names actors.
    """

    def __init__(self, tables: Tables, trials: Collection[int], groups: Collection[int]) -> None:
        involved = tables.having(shared.INVOLVEMENTS, "trial_id", trials)
        accused = [row for row in involved if row.role == InvolvementRole.DEFENDANT]
        self._steps = {row.id: row for row in tables.having(shared.STEPS, "trial_id", trials)}
        parties = {row.party_id for row in self._steps.values()} - {None}
        self._parties = tables.some(shared.INVOLVEMENTS, parties)
        actors = {row.actor_id for row in (*accused, *self._parties.values())} | set(groups)
        memberships = _downwards(tables, actors)
        actors.update(row.member_id for row in memberships)
        known = tables.some(shared.ACTORS, actors)
        self.slug_of = {key: row.slug for key, row in known.items()}
        self._persons = {key for key, row in known.items() if row.kind == ActorKind.PERSON}
        # By ref, so that nothing depends on the order in which rows were made.
        reports = tables.having(shared.REPORTS, "step_id", self._steps.keys())
        reports.sort(key=lambda row: row.ref)
        self.reports = [row.id for row in reports]
        self._place = {row.id: place for place, row in enumerate(reports)}
        wholes = _wholes(accused, memberships, self._persons)
        sizes = list(_size_claims(tables, {*trials, *parties, *actors}, wholes))
        resting = [*reports, *memberships, *(row for row, _entries in sizes)]
        citing = shared.sources_cited(tables, {row.id for row in resting})
        cited = {source for sources in citing.values() for source in sources}
        self._sources = tables.some(shared.SOURCES, cited)
        self.size_claims: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._sizes = self._said_sizes(sizes, citing)
        self.sized_groups = sorted(
            (pair for pair in self._sizes if _is_group(known.get(pair[0]))),
            key=lambda pair: (self.slug_of[pair[0]], self._order(pair[1])),
        )
        self.members: dict[tuple[int, int], set[int]] = defaultdict(set)
        for row in memberships:
            for source in citing[row.id]:
                self.members[row.group_id, source].add(row.member_id)
        self.within = {(row.member_id, row.group_id) for row in memberships}
        self._totals = self._said_totals()
        self._begun = _first_days(tables, trials)
        told: dict[tuple[int, int], list[Any]] = defaultdict(list)
        slugs = {key: row.slug for key, row in tables.some(shared.TRIALS, trials).items()}
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
        self, sizes: Iterable[tuple[Any, set[int]]], citing: dict[int, set[int]]
    ) -> dict[tuple[int, int], list[People]]:
        """How many people a trial, party or group is, by that entry and the source that says so."""
        found: dict[tuple[int, int], list[People]] = defaultdict(list)
        for row, entries in sizes:
            people = People(int(row.low or 0), None if row.high is None else int(row.high))
            for source in citing[row.id]:
                for entry in entries:
                    found[entry, source].append(people)
                    self.size_claims[entry, source].append(row.id)
        return found

    def _said_totals(self) -> dict[int, People]:
        """The bounds of what sources say of how many were tried, by trial."""
        said: dict[int, list[People]] = defaultdict(list)
        for (entry, _source), several in self._sizes.items():
            if (whole := sized(several)) is not None:
                said[entry].append(whole)
        return {entry: around(several) for entry, several in said.items()}

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


def _is_group(actor: Any) -> bool:
    return actor is not None and actor.kind == ActorKind.GROUP


def _downwards(tables: Tables, actors: Iterable[int]) -> list[Any]:
    """The memberships in some groups, in those of their members that are groups, and so on."""
    found: list[Any] = []
    seen = newest = set(actors)
    while newest:
        rows = tables.having(shared.MEMBERSHIPS, "group_id", newest)
        found += rows
        newest = {row.member_id for row in rows} - seen
        seen = seen | newest
    return found


def _size_claims(
    tables: Tables, among: set[int], wholes: dict[int, int]
) -> Iterator[tuple[Any, set[int]]]:
    """The claims that say how many people a trial, party or group is, and of which `among` these.

    Of the trial a number speaks that is about nobody in particular there, or about the party that
    is the whole of the accused. A number of a part of them says nothing of the whole.
    """
    topics = {ClaimTopic.DEFENDANTS.value} if among else ()
    for row in tables.having(shared.CLAIMS, "topic", topics):
        if row.unit == Unit.PEOPLE:
            entries = {row.about_id or row.subject_id}
            if row.about_id and wholes.get(row.subject_id) == row.about_id:
                entries.add(row.subject_id)
            if entries := entries & among:
                yield row, entries


def _wholes(
    accused: Iterable[Any], memberships: Iterable[Any], persons: Collection[int]
) -> dict[int, int]:
    """The actor that is the whole of the accused of a trial, by trial.

    That is the only party; or else the one party of which other parties are said to be members
    and which belongs to no other party, if all accused persons belong to it, be it through
    another group. Where two parties have members of their own, or a person stands beside,
    no party is known to be the whole.
    """
    of_trial: dict[int, set[int]] = defaultdict(set)
    for row in accused:
        of_trial[row.trial_id].add(row.actor_id)
    members: dict[int, set[int]] = defaultdict(set)
    for row in memberships:
        members[row.group_id].add(row.member_id)
    found: dict[int, int] = {}
    for trial, parties in of_trial.items():
        within = {member for group in parties for member in members.get(group, ())}
        heads = {one for one in parties - within if members.get(one, set()) & parties}
        if len(parties) == 1:
            heads = parties
        if len(heads) == 1 and parties & set(persons) <= _all_within(heads, members):
            found[trial] = next(iter(heads))
    return found


def _all_within(heads: set[int], members: dict[int, set[int]]) -> set[int]:
    """Groups with their members, the members of those, and so on."""
    found, newest = set(heads), set(heads)
    while newest:
        newest = {one for group in newest for one in members.get(group, ())} - found
        found |= newest
    return found


def _first_days(tables: Tables, trials: Collection[int]) -> dict[int, date]:
    """The first day of the incidents that a trial deals with: nothing in it was before."""
    links = tables.having(shared.DEALT_WITH, "trial_id", trials)
    incidents = tables.some(shared.INCIDENTS, {row.incident_id for row in links})
    found: dict[int, date] = {}
    for row in links:
        day = incidents[row.incident_id].earliest
        if day and day <= found.get(row.trial_id, day):
            found[row.trial_id] = day
    return found


def _given(report: Any) -> People | None:
    if report.people_low is None and report.people_high is None:
        return None
    return People(report.people_low or 0, report.people_high)


Asked = tuple[frozenset[int], frozenset[int]]
"""Of which trials, and of which groups besides."""

KEPT_TELLINGS = 20

TELLINGS: Kept[Asked, Tellings] = Kept(
    lambda asked, now: Tellings(kept_rows(now), *asked), most=KEPT_TELLINGS
)
"""Tellings of one state of the archive, by what they are asked of."""


def of_trials(trials: Iterable[int]) -> Tellings:
    """What is told of some trials."""
    return TELLINGS.get((frozenset(trials), frozenset()), current())


def of_group(group: int) -> Tellings:
    """What is told of a group, and of the trials in which it, or who belongs to it, has a part."""
    now = current()
    tables = kept_rows(now)
    members = {row.member_id for row in tables.having(shared.MEMBERSHIPS, "group_id", {group})}
    involved = tables.having(shared.INVOLVEMENTS, "actor_id", members | {group})
    trials = frozenset(row.trial_id for row in involved if row.trial_id)
    return TELLINGS.get((trials, frozenset({group})), now)


def of_actors(actors: Collection[int]) -> Tellings:
    """What is told of the trials in which some actors have a part."""
    involved = kept_rows(current()).having(shared.INVOLVEMENTS, "actor_id", actors)
    return of_trials(row.trial_id for row in involved if row.trial_id)


def of_everything() -> Tellings:
    """What is told of every trial and group."""
    tables = kept_rows(current())
    groups = tables.having(shared.ACTORS, "kind", {ActorKind.GROUP.value})
    return Tellings(tables, tables.column(shared.TRIALS, "id"), {row.id for row in groups})
