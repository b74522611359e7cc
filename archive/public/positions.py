"""The positions on a matter, and how they differ: computed from claims, never decided.

Plain functions over rows of claims; no queries, no HTML. A matter is one topic of one subject, and
of the actor that a claim is about. Claims that give the same number and, numbers aside, say no
more than each other are one position with several voices; any other claim is a position of its
own, and what answers it stands with it. Nothing is ranked: positions stand in the order in which
their claims are given. What a number counts only its words say, so that two numbers exclude each
other only if they count the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import Any

from archive.names import tokens
from archive.vocabularies import Stance

AFFIRMS = (Stance.ASSERTS, Stance.ADMITS, Stance.PRESUPPOSES)
"""Stances that say yes to what is claimed; being silent and promising say neither yes nor no."""

Matter = tuple[int, str, int | None]


class Difference(StrEnum):
    """In which way speakers differ on a matter."""

    EXCLUDE = "exclude"
    DIFFER = "differ"
    DENIED = "denied"
    SILENT = "silent"


@dataclass(frozen=True)
class Position:
    """Claims that say the same, in order, and the claims that answer one of them."""

    voices: tuple[Any, ...]
    answers: tuple[Any, ...]


@dataclass(frozen=True)
class Bar:
    """A number on a scale from nothing to the greatest that is named, in hundredths of it.

    `is_open` says that one end is only where the scale ends.
    """

    start: Decimal
    width: Decimal
    is_open: bool


# How claims differ


def matter(claim: Any) -> Matter:
    """What a claim is compared on."""
    return claim.subject_id, claim.topic, claim.about_id


def contradict(one: Any, other: Any) -> bool:
    """Whether the second of two claims on one matter contradicts the first: another speaker denies
    where it affirms, or gives a number in the same unit that cannot be the same."""
    if one.asserted_by_id == other.asserted_by_id:
        return False
    return _denied(one, other) or apart(one, other)


def _denied(one: Any, other: Any) -> bool:
    return one.stance in AFFIRMS and other.stance == Stance.DENIES


def apart(one: Any, other: Any) -> bool:
    """Whether two numbers of one unit exclude each other; open bounds are never certain."""
    same = bool(one.unit) and one.unit == other.unit
    return same and (_below(one, other) or _below(other, one))


def _below(one: Any, other: Any) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def contradicted(claims: Sequence[Any]) -> list[Any]:
    """The claims on one matter that another of them contradicts (see `contradict`), in order.

    Each is held against the ends of what all others say and not against each of them: many speak
    on one matter of a large event.
    """
    denying: set[int] = {one.asserted_by_id for one in claims if one.stance == Stance.DENIES}
    lowest_end: dict[str, _Ends] = defaultdict(_Ends)
    highest_start: dict[str, _Ends] = defaultdict(_Ends)
    for one in claims:
        if one.unit and one.high is not None:
            lowest_end[one.unit].take(-one.high, one.asserted_by_id)
        if one.unit and one.low is not None:
            highest_start[one.unit].take(one.low, one.asserted_by_id)
    found: list[Any] = []
    for one in claims:
        speaker, start, end = one.asserted_by_id, None, None
        if one.unit:
            start = highest_start[one.unit].of_others(speaker)
            end = lowest_end[one.unit].of_others(speaker)
        denied = one.stance in AFFIRMS and bool(denying - {speaker})
        above = one.high is not None and start is not None and one.high < start
        below = one.low is not None and end is not None and -end < one.low
        if denied or above or below:
            found.append(one)
    return found


class _Ends:
    """The greatest number of whoever names the greatest, and the greatest of all others."""

    def __init__(self) -> None:
        self._first: tuple[Decimal, int] | None = None
        self._second: tuple[Decimal, int] | None = None

    def take(self, number: Decimal, speaker: int) -> None:
        """Take notice of what a speaker says."""
        first, second = self._first, self._second
        if first is None or number > first[0]:
            if first is not None and first[1] != speaker:
                self._second = first
            self._first = (number, speaker)
        elif speaker != first[1] and (second is None or number > second[0]):
            self._second = (number, speaker)

    def of_others(self, speaker: int) -> Decimal | None:
        """The greatest number that anybody else names; None where nobody names any."""
        if self._first is None or self._first[1] != speaker:
            return self._first and self._first[0]
        return self._second and self._second[0]


def differences(claims: Sequence[Any]) -> list[Difference]:
    """In which ways the claims on one matter differ, each way once."""
    found = set()
    here = {claim.pk for claim in claims}
    for one, other in combinations(claims, 2):
        if one.asserted_by_id == other.asserted_by_id:
            continue
        if _denied(one, other) or _denied(other, one):
            found.add(Difference.DENIED)
        if apart(one, other):
            found.add(Difference.EXCLUDE)
        elif one.unit and one.unit == other.unit and _bounds(one) != _bounds(other):
            found.add(Difference.DIFFER)
    for claim in claims:
        if claim.answers_id in here and claim.stance == Stance.DENIES:
            found.add(Difference.DENIED)
        if claim.answers_id in here and claim.stance == Stance.SILENT:
            found.add(Difference.SILENT)
    if Difference.EXCLUDE in found:
        found.discard(Difference.DIFFER)
    return [one for one in Difference if one in found]


def _bounds(claim: Any) -> tuple[Any, Any]:
    return claim.low, claim.high


# What stands with what


def by_matter(claims: Iterable[Any]) -> list[list[Any]]:
    """The claims by their matters, matters and claims in the order given."""
    found: dict[Matter, list[Any]] = defaultdict(list)
    for claim in claims:
        found[matter(claim)].append(claim)
    return list(found.values())


def positions(claims: Sequence[Any]) -> list[Position]:
    """The positions of the claims on one matter."""
    by_id = {claim.pk: claim for claim in claims}
    standing = {claim.pk: _answered(claim, by_id) for claim in claims}
    groups: list[list[Any]] = []
    place: dict[int, int] = {}
    for claim in claims:
        if standing[claim.pk] is claim:
            place[claim.pk] = _joined(claim, groups)
    answers: dict[int, list[Any]] = defaultdict(list)
    for claim in claims:
        if standing[claim.pk] is not claim:
            answers[place[standing[claim.pk].pk]].append(claim)
    return [Position(tuple(voices), tuple(answers[number])) for number, voices in enumerate(groups)]


def _joined(claim: Any, groups: list[list[Any]]) -> int:
    """Put a claim with those that say the same, or into a group of its own; the group's place."""
    for number, voices in enumerate(groups):
        if says_the_same(voices[0], claim):
            voices.append(claim)
            return number
    groups.append([claim])
    return len(groups) - 1


def says_the_same(one: Any, other: Any) -> bool:
    """Whether two claims affirm one number in the same words, and say nothing else apart."""
    if not one.unit or one.stance not in AFFIRMS or other.stance not in AFFIRMS:
        return False
    if _number(one) != _number(other):
        return False
    return in_the_same_words(one, other)


def in_the_same_words(one: Any, other: Any) -> bool:
    """Whether the words of one claim, numbers aside, are all among those of the other."""
    words, others = _words(one), _words(other)
    return words <= others or others <= words


def _number(claim: Any) -> tuple[Any, ...]:
    return claim.unit, claim.low, claim.high, tuple(tokens(claim.number_words))


def _words(claim: Any) -> set[str]:
    numbers = set(tokens(claim.number_words))
    return {word for word in tokens(claim.text) if not word.isdigit() and word not in numbers}


def _answered(claim: Any, by_id: dict[int, Any]) -> Any:
    """The claim with which this one stands: itself, or what it answers in the end.

    A number of its own makes it a position of its own, unless it denies. Where answers go round in
    a circle, each stands for itself.
    """
    seen = [claim]
    while True:
        last = seen[-1]
        answers = last.stance not in AFFIRMS or not last.unit
        following = by_id.get(last.answers_id) if last.answers_id and answers else None
        if following is None:
            return last
        if following in seen:
            return claim
        seen.append(following)


# Numbers on one scale


def greatest(claims: Sequence[Any]) -> Decimal:
    """The greatest number that claims in one unit name: the end of their scale."""
    ends = [end for claim in claims for end in _bounds(claim) if end is not None]
    return max(ends, default=Decimal(0))


def bar(claim: Any, greatest: Decimal) -> Bar:
    """Where the number of a claim stands on a scale up to a number that is not 0."""
    low, high = _bounds(claim)
    start = Decimal(0) if low is None else low * 100 / greatest
    end = Decimal(100) if high is None else high * 100 / greatest
    return Bar(round(start, 1), round(end - start, 1), low is None or high is None)
