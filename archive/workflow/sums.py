"""Numbers that cannot all hold: inside one source, and between speakers.

Owns the numeric checks of `manage.py audit`. What one source says may contradict itself; that is
for an editor to see, and is acknowledged when a claim answers one of the numbers. That sources
differ is what this archive exists to show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations

from django.db.models import F
from django.utils.translation import gettext as _

from archive.models import Actor, Claim, Incident, Membership, Place
from archive.public.ledger import People, reckon
from archive.public.ledger import State as Standing
from archive.public.positions import apart, in_the_same_words
from archive.public.sums import Sum, sums
from archive.public.tellings import Part, of_everything
from archive.vocabularies import Outcome, Stance, State
from archive.workflow.findings import Finding, found


@dataclass(frozen=True)
class _Number:
    """A claim with a number, as one source has it."""

    claim: Claim
    source_id: int

    @property
    def low(self) -> float:
        return float("-inf") if self.claim.low is None else float(self.claim.low)

    @property
    def high(self) -> float:
        return float("inf") if self.claim.high is None else float(self.claim.high)


def contradictions(*, acknowledged: bool) -> Iterator[Finding]:
    """Numbers that one speaker gives in one source and that cannot all hold.

    Two numbers that exclude each other in claims that say the same but for the number; parts of an
    incident or place whose least sum is more than the whole; a group that is larger than the group
    that it belongs to (groups may overlap, so they are not added up). It tells too little rather
    than too much: only the editor knows what a number counts. Acknowledged: a claim answers one of
    them.
    """
    groups: dict[tuple[object, ...], list[_Number]] = defaultdict(list)
    for number in _numbers():
        claim = number.claim
        key = (claim.topic, claim.unit, claim.as_of, claim.asserted_by_id, claim.about_id)
        groups[(number.source_id, *key)].append(number)
    answered = _answered()
    wholes, belongs = _wholes(), _groups()
    for numbers in groups.values():
        for involved, message in (
            *_pairs(numbers),
            *_sums(numbers, wholes),
            *_larger_parts(numbers, belongs),
        ):
            keys = {one.claim.pk for one in involved}
            said = bool(keys & answered) or any(one.claim.answers_id in keys for one in involved)
            if said == acknowledged:
                yield found("contradiction", involved[0].claim, message)


def _answered() -> set[int]:
    return set(Claim.objects.exclude(answers=None).values_list("answers_id", flat=True))


def _numbers() -> Iterator[_Number]:
    """Claims with numbers that are in use, once for each source that they cite."""
    rows = (
        Claim.objects.exclude(unit="")
        .exclude(state=State.WITHDRAWN)
        .exclude(stance__in=(Stance.DENIES, Stance.SILENT))
        .annotate(source=F("citations__passage__source_id"))
        .exclude(source=None)
        .distinct()
        .order_by("pk", "source")
    )
    for claim in rows:
        yield _Number(claim, claim.source)


_Involved = tuple[list[_Number], str]


def _pairs(numbers: list[_Number]) -> Iterator[_Involved]:
    for one, other in combinations(numbers, 2):
        same = one.claim.subject_id == other.claim.subject_id
        if same and apart(one.claim, other.claim) and in_the_same_words(one.claim, other.claim):
            told = {"one": one.claim, "other": other.claim}
            yield [one, other], _("“%(one)s” and “%(other)s” exclude each other.") % told


def _sums(numbers: list[_Number], wholes: dict[int, int]) -> Iterator[_Involved]:
    for whole in numbers:
        parts = {
            one.claim.subject_id: one
            for one in numbers
            if wholes.get(one.claim.subject_id) == whole.claim.subject_id
        }
        least = sum(max(one.low, 0) for one in parts.values())
        if parts and least > whole.high:
            told = {"whole": whole.claim, "sum": f"{least:g}"}
            message = _("The parts of “%(whole)s” add up to at least %(sum)s.") % told
            yield [whole, *parts.values()], message


def _wholes() -> dict[int, int]:
    """What each incident is part of, and within what each place lies."""
    incidents = Incident.objects.exclude(part_of=None).values_list("pk", "part_of_id")
    places = Place.objects.exclude(within=None).values_list("pk", "within_id")
    return {key: whole for key, whole in (*incidents, *places) if whole is not None}


def _larger_parts(numbers: list[_Number], belongs: set[tuple[int, int]]) -> Iterator[_Involved]:
    for part, whole in permutations(numbers, 2):
        pair = (part.claim.subject_id, whole.claim.subject_id)
        if pair in belongs and part.low > whole.high:
            told = {"part": part.claim, "whole": whole.claim}
            yield (
                [part, whole],
                _("“%(part)s” is more than “%(whole)s”, of which it is part.") % told,
            )


def _groups() -> set[tuple[int, int]]:
    """Which group belongs to which."""
    rows = Membership.objects.exclude(state=State.WITHDRAWN)
    return set(rows.values_list("member_id", "group_id"))


# What a source reports, against the number that it gives itself


def surpluses(*, acknowledged: bool) -> Iterator[Finding]:
    """Public reports of one source that tell of more people than the source says there are.

    Of a trial: where its people surely stand at last, each counted once, are more than were tried.
    Of a group: parts of which nobody can belong to two are more than the group; that names the
    parts, and is not told of the trial once more. Reports cannot be answered; a claim that answers
    the number of the whole, or of a part, acknowledges it.
    """
    told = _Told()
    groups = list(_over_groups(told))
    named = {whole.pk for whole, _involved, _message in groups}
    trials = [one for one in _over_trials(told) if one[0].pk not in named]
    for whole, involved, message in (*trials, *groups):
        if bool(told.answered & involved) == acknowledged:
            yield found("contradiction", whole, message)


def shortfalls() -> Iterator[Finding]:
    """How many of a group the parts leave open, where a source gives exact numbers for both."""
    told = _Told()
    for one in sums(told.tellings):
        if len(one.parts) < 2 or not one.left_open:
            continue
        whole = told.claim(one.group, one.source, one.size)
        words = {"whole": whole, "parts": told.parts(one), "left": one.left_open}
        message = _("“%(whole)s” Its parts, %(parts)s, leave %(left)s open.") % words
        yield found("sum", whole, message)


_Surplus = tuple[Claim, set[int], str]


def _over_trials(told: _Told) -> Iterator[_Surplus]:
    for tellings in told.tellings.by_trial.values():
        for telling in tellings:
            if telling.total is None or telling.borrowed:
                continue
            account = reckon(telling.total, telling.cohorts, date.max)
            if not account.surplus:
                continue
            whole = told.claim(telling.trial, telling.source, telling.total)
            standing = [(one.state, one.least) for one in account.standings if one.least]
            words = {
                "whole": whole,
                "sum": sum(least for _state, least in standing),
                "parts": ", ".join(f"{_outcome(state)}: {least}" for state, least in standing),
            }
            message = _("“%(whole)s” Its reports tell of at least %(sum)s: %(parts)s.") % words
            yield whole, told.claims(telling.trial, telling.source), message


def _over_groups(told: _Told) -> Iterator[_Surplus]:
    for one in sums(told.tellings):
        if not one.surplus:
            continue
        whole = told.claim(one.group, one.source, one.size)
        words = {"whole": whole, "sum": one.least, "parts": told.parts(one)}
        message = _("“%(whole)s” Its parts, %(parts)s, add up to at least %(sum)s.") % words
        involved = told.claims(one.group, one.source)
        for part in one.parts:
            involved |= told.claims_of(part, one.source)
        yield whole, involved, message


class _Told:
    """What public sources tell, with the records that an editor knows."""

    def __init__(self) -> None:
        self.tellings = of_everything()
        self.answered = _answered()

    def claims(self, entry: int, source: int) -> set[int]:
        """The claims in which a source says how many a trial, party or group is."""
        return set(self.tellings.size_claims.get((entry, source), ()))

    def claims_of(self, part: Part, source: int) -> set[int]:
        """The same of a part."""
        return {
            claim
            for entry in (part.party, part.actor)
            if entry is not None
            for claim in self.claims(entry, source)
        }

    def claim(self, entry: int, source: int, size: People) -> Claim:
        """The claim that gives this size."""
        several = list(Claim.objects.filter(pk__in=self.claims(entry, source)).order_by("pk"))
        exact = (one for one in several if (one.low or 0, one.high) == (size.low, size.high))
        return next(exact, several[0])

    def parts(self, one: Sum) -> str:
        """The parts in words: the claim that counts a part, or else its name, with its number."""
        return ", ".join(self._part(part, one.source) for part in one.parts)

    def _part(self, part: Part, source: int) -> str:
        claim = Claim.objects.filter(pk__in=self.claims_of(part, source)).order_by("pk").first()
        name = claim or Actor.objects.filter(pk=part.actor or 0).first() or ""
        return f"“{name}” ({part.cohort.people.low})"


def _outcome(state: Standing) -> str:
    return str(dict(Outcome.choices)[state.outcome])


# What speakers say differently


def disputes() -> Iterator[Finding]:
    """Claims that somebody denies, and numbers that different speakers give differently."""
    for denial in Claim.objects.filter(stance=Stance.DENIES).select_related("answers"):
        yield found("dispute", denial, _("Denies: %(claim)s") % {"claim": denial.answers})
    groups: dict[tuple[object, ...], dict[int, _Number]] = defaultdict(dict)
    for number in _numbers():
        claim = number.claim
        groups[(claim.subject_id, claim.topic, claim.about_id, claim.unit)][claim.pk] = number
    for numbers in groups.values():
        for one, other in combinations(numbers.values(), 2):
            different = one.claim.asserted_by_id != other.claim.asserted_by_id
            if different and apart(one.claim, other.claim):
                yield found(
                    "dispute",
                    one.claim,
                    _("“%(one)s”, and another speaker: “%(other)s”.")
                    % {"one": one.claim, "other": other.claim},
                )
