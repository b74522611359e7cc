"""The lists once more, in plain loops over all public rows: the oracle of the counts.

Nothing here is shared with the code that is tested, except the public models and vocabularies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from archive.public import models as public

NONE = "_none"
ALLEGATIONS = {
    *("torture", "beating", "coercion", "bias", "irregularity"),
    *("forgery", "expert_error", "false_incrimination"),
}
BODIES = {"organisation", "authority", "court"}
AFFIRMS = {"asserts", "admits", "presupposes"}

Values = dict[int, dict[str, set[str]]]
"""For each row of a list, by id: its values in each facet."""


class Everything:
    """All public rows, by id."""

    def __init__(self) -> None:
        def rows(model: Any) -> dict[int, Any]:
            return {row.pk: row for row in model.objects.all()}

        self.places = rows(public.PublicPlace)
        self.incidents = rows(public.PublicIncident)
        self.trials = rows(public.PublicTrial)
        self.actors = rows(public.PublicActor)
        self.memberships = rows(public.PublicMembership)
        self.involvements = rows(public.PublicInvolvement)
        self.steps = rows(public.PublicStep)
        self.reports = rows(public.PublicReport)
        self.exhibits = rows(public.PublicExhibit)
        self.articles = rows(public.PublicLawArticle)
        self.claims = rows(public.PublicClaim)
        self.sources = rows(public.PublicSource)
        self.passages = rows(public.PublicPassage)
        self.citations = rows(public.PublicCitation)
        self.dealt_with = [
            (row.trial_id, row.incident_id) for row in public.PublicTrialIncident.objects.all()
        ]

    # What an entry belongs to

    def incidents_of(self, entry: int) -> set[int]:
        if entry in self.incidents:
            return {entry}
        if entry in self.trials:
            return {incident for trial, incident in self.dealt_with if trial == entry}
        if entry in self.involvements:
            found = self.involvements[entry].incident_id
            return {found} if found else set()
        return set()

    def trials_of(self, entry: int) -> set[int]:
        if entry in self.trials:
            return {entry}
        if entry in self.steps:
            return {self.steps[entry].trial_id}
        if entry in self.exhibits:
            return {self.exhibits[entry].trial_id}
        if entry in self.reports:
            return {self.steps[self.reports[entry].step_id].trial_id}
        if entry in self.involvements and self.involvements[entry].trial_id:
            return {self.involvements[entry].trial_id}
        return set()

    def places_of(self, entry: int) -> set[int]:
        if entry in self.places:
            return {entry}
        incidents = self.incidents_of(entry) | {
            incident
            for trial in self.trials_of(entry)
            for dealt_by, incident in self.dealt_with
            if dealt_by == trial
        }
        return {place for one in incidents if (place := self.incidents[one].place_id)}

    def reach(self, entry: int) -> set[int]:
        """The entry and, of a claim, its subject."""
        return {entry} | ({self.claims[entry].subject_id} if entry in self.claims else set())

    def slugs(self, rows: Mapping[int, Any], ids: Iterable[int | None]) -> set[str]:
        return {rows[one].slug for one in ids if one is not None}

    # The lists

    def incident_values(self) -> Values:
        return {
            row.pk: {
                "kind": {row.kind},
                "village": self.slugs(self.places, [row.place_id]),
                "year": years(row),
                "month": months(row),
                "source_kind": {
                    self.sources[self.passages[cited.passage_id].source_id].kind
                    for cited in self.citations.values()
                    if cited.entry_id == row.pk
                },
                "part_of": self.slugs(self.incidents, [row.part_of_id]),
            }
            for row in self.incidents.values()
        }

    def village_values(self) -> Values:
        return {
            row.pk: {
                "kind": {row.kind},
                "within": self.slugs(self.places, [row.within_id]),
                "precision": {row.precision},
                "incident_kind": {
                    one.kind for one in self.incidents.values() if one.place_id == row.pk
                },
                "outcome": {
                    report.outcome
                    for report in self.reports.values()
                    if row.pk in self.places_of(self.steps[report.step_id].trial_id)
                },
                "topic": {
                    claim.topic
                    for claim in self.claims.values()
                    if row.pk in self.places_of(claim.subject_id)
                },
            }
            for row in self.places.values()
        }

    def _actor(self, row: Any) -> dict[str, set[str]]:
        groups = [
            self.actors[m.group_id] for m in self.memberships.values() if m.member_id == row.pk
        ]
        return {
            "kind": {row.kind},
            "naming": {row.naming},
            "role": {part.role for part in self.involvements.values() if part.actor_id == row.pk},
            "body": {each.slug for each in groups if each.kind in BODIES},
            "group": {each.slug for each in groups if each.kind == "group"},
            "within": {each.slug for each in groups},
        }

    def people_values(self) -> Values:
        people = [row for row in self.actors.values() if row.kind == "person"]
        return {row.pk: {**self._actor(row), "outcome": self.own_outcomes(row)} for row in people}

    def own_outcomes(self, actor: Any) -> set[str]:
        """What is reported of the steps that an actor is the party of, as a defendant."""
        found: set[str] = set()
        for report in self.reports.values():
            party = self.involvements.get(self.steps[report.step_id].party_id or 0)
            if party and party.actor_id == actor.pk and party.role == "defendant":
                found.add(report.outcome)
        return found

    def body_values(self) -> Values:
        return {row.pk: self._actor(row) for row in self.actors.values() if row.kind in BODIES}

    def group_values(self) -> Values:
        return {row.pk: self._actor(row) for row in self.actors.values() if row.kind == "group"}

    def trial_values(self) -> Values:
        found: Values = {}
        for row in self.trials.values():
            reports = [
                report
                for report in self.reports.values()
                if self.steps[report.step_id].trial_id == row.pk
            ]
            found[row.pk] = {
                "court": self.slugs(self.actors, [row.court_id]),
                "article": self.slugs(self.articles, [report.article_id for report in reports]),
                "outcome": {report.outcome for report in reports},
                "year": years(row),
                "village": self.slugs(self.places, self.places_of(row.pk)),
            }
        return found

    def defendant_values(self) -> Values:
        found: Values = {}
        for row in self.actors.values():
            parts = {
                part.pk: part
                for part in self.involvements.values()
                if part.actor_id == row.pk and part.role == "defendant"
            }
            if not parts:
                continue
            steps = {step.pk: step for step in self.steps.values() if step.party_id in parts}
            reports = [report for report in self.reports.values() if report.step_id in steps]

            exhibits = {one.pk for one in self.exhibits.values() if one.against_id in parts}

            def outcomes(kind: str, steps: Any = steps, reports: Any = reports) -> set[str]:
                return {one.outcome for one in reports if steps[one.step_id].kind == kind}

            alleged = [
                claim
                for claim in self.claims.values()
                if claim.topic in ALLEGATIONS
                and claim.stance in ("asserts", "presupposes")
                and claim.answers_id is None
                and (
                    claim.about_id == row.pk
                    or claim.subject_id in {row.pk, *parts.keys(), *steps.keys(), *exhibits}
                )
            ]
            answers: set[tuple[str, str]] = set()
            for claim in alleged:
                given = {one.stance for one in self.claims.values() if one.answers_id == claim.pk}
                answers |= {(claim.topic, answer) for answer in given or {"no_answer"}}
            trials = [self.trials[part.trial_id] for part in parts.values()]
            found[row.pk] = {
                "article": self.slugs(self.articles, [report.article_id for report in reports]),
                "verdict": outcomes("verdict"),
                "sanction": outcomes("sentence"),
                "release": outcomes("release"),
                "group": self._actor(row)["group"],
                "court": self.slugs(self.actors, [trial.court_id for trial in trials]),
                "allegation": {claim.topic for claim in alleged},
                "answer": {answer for _topic, answer in answers},
                "allegation_answer": {f"{topic}.{answer}" for topic, answer in answers},
                "trial": {trial.slug for trial in trials},
                "kind": {row.kind},
            }
        return found

    def testimony_values(self) -> Values:
        found: Values = {}
        for row in self.sources.values():
            if row.kind != "testimony":
                continue
            citing = {
                cited.entry_id
                for cited in self.citations.values()
                if self.passages[cited.passage_id].source_id == row.pk
            }
            told = {reached for entry in citing for reached in self.reach(entry)}
            found[row.pk] = {
                "village": self.slugs(self.places, {p for e in told for p in self.places_of(e)}),
                "incident": self.slugs(
                    self.incidents, {i for e in told for i in self.incidents_of(e)}
                ),
                "trial": self.slugs(self.trials, {t for e in told for t in self.trials_of(e)}),
                "setting": {row.setting} - {""},
                "language": {row.language} - {""},
                "year": years(row),
                "topic": {self.claims[entry].topic for entry in citing if entry in self.claims},
                "speaker": self.slugs(self.actors, [row.speaker_id]),
            }
        return found

    def told_by(self, source: Any) -> set[int]:
        """What cites a source, and what such claims speak of."""
        return {
            reached
            for cited in self.citations.values()
            if self.passages[cited.passage_id].source_id == source.pk
            for reached in self.reach(cited.entry_id)
        }

    def source_values(self) -> Values:
        return {
            row.pk: {
                "village": self.slugs(
                    self.places, {p for e in self.told_by(row) for p in self.places_of(e)}
                ),
                "kind": {row.kind},
                "publisher": self.slugs(self.actors, [row.author_id]),
                "language": {row.language} - {""},
                "year": years(row),
                "standpoint": {row.standpoint},
                "fidelity": {p.fidelity for p in self.passages.values() if p.source_id == row.pk},
            }
            for row in self.sources.values()
        }

    def claim_values(self) -> Values:
        subjects: dict[int, Any] = {
            **self.incidents,
            **self.trials,
            **self.places,
            **self.actors,
            **self.involvements,
            **self.steps,
            **self.exhibits,
        }
        return {
            row.pk: {
                "topic": {row.topic},
                "speaker": self.slugs(self.actors, [row.asserted_by_id]),
                "stance": {row.stance},
                "allegation": self.answered(row),
                "subject": {subjects[row.subject_id].ref},
                "village": self.slugs(self.places, self.places_of(row.subject_id)),
                "trial": self.slugs(self.trials, self.trials_of(row.subject_id)),
                "year": years(row),
                "disputed": {"yes" if self.is_disputed(row) else "no"},
                "about": self.slugs(self.actors, [row.about_id]),
                "subject_type": {row.subject_type},
                "source": {source.slug for source in self.sources_of(row)},
                "source_kind": {source.kind for source in self.sources_of(row)},
                "source_language": {source.language for source in self.sources_of(row)} - {""},
                "standpoint": {source.standpoint for source in self.sources_of(row)} - {""},
                "day": self.days_of(row),
            }
            for row in self.claims.values()
        }

    def answered(self, claim: Any) -> set[str]:
        """Of what is alleged: whether somebody answers, or was looked for, or neither."""
        alleged = claim.topic in ALLEGATIONS and claim.stance in ("asserts", "presupposes")
        if not alleged or claim.answers_id is not None:
            return set()
        given = [one.stance for one in self.claims.values() if one.answers_id == claim.pk]
        if any(stance != "silent" for stance in given):
            return {"answered"}
        return {"looked_for"} if given else {"nobody_looked"}

    def sources_of(self, claim: Any) -> list[Any]:
        return [
            self.sources[self.passages[cited.passage_id].source_id]
            for cited in self.citations.values()
            if cited.entry_id == claim.pk
        ]

    def days_of(self, claim: Any) -> set[str]:
        """Its own days, or else those of the incident that it speaks of."""
        if claim.earliest or claim.latest:
            return days(claim)
        incident = self.incidents.get(claim.subject_id)
        return days(incident) if incident else set()

    def is_disputed(self, claim: Any) -> bool:
        if claim.stance == "denies":
            return True
        for other in self.claims.values():
            if other.answers_id == claim.pk and other.stance == "denies":
                return True
            if other.asserted_by_id == claim.asserted_by_id:
                continue
            if (other.subject_id, other.topic, other.about_id) != (
                claim.subject_id,
                claim.topic,
                claim.about_id,
            ):
                continue
            if claim.stance in AFFIRMS and other.stance == "denies":
                return True
            if claim.unit and other.unit == claim.unit and apart(claim, other):
                return True
        return False

    def values(self, noun: str) -> Values:
        """The values of each row of a list."""
        return {
            "incidents": self.incident_values,
            "villages": self.village_values,
            "people": self.people_values,
            "bodies": self.body_values,
            "groups": self.group_values,
            "trials": self.trial_values,
            "defendants": self.defendant_values,
            "testimony": self.testimony_values,
            "sources": self.source_values,
            "claims": self.claim_values,
        }[noun]()


def apart(one: Any, other: Any) -> bool:
    """Whether two numbers with open bounds cannot be the same number."""
    if one.high is not None and other.low is not None and other.low > one.high:
        return True
    return one.low is not None and other.high is not None and other.high < one.low


def _touched(row: Any) -> list[date]:
    """The first days of the months that a date touches; of an open interval the known end."""
    first, last = row.earliest or row.latest, row.latest or row.earliest
    if first is None:
        return []
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found


def years(row: Any) -> set[str]:
    """The years that a date touches, when they are fewer than ten."""
    found = {day.isoformat()[:4] for day in _touched(row)}
    return found if len(found) < 10 else set()


def days(row: Any) -> set[str]:
    """The days that a date touches, when they are fewer than seven."""
    first, last = row.earliest or row.latest, row.latest or row.earliest
    length = (last - first).days + 1 if first else 0
    if length >= 7:
        return set()
    return {(first + timedelta(days=number)).isoformat() for number in range(length)}


def months(row: Any) -> set[str]:
    """The months that a date touches, when they are fewer than twelve."""
    found = {day.isoformat()[:7] for day in _touched(row)}
    return found if len(found) < 12 else set()
