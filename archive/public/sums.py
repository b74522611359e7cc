"""Whether the parts of a group, as one source tells of them, add up to the group.

A part is a member of the group in the words of the source, or some of its people of whom the source
reports one thing. Parts are added only where what became of them forbids that anybody belongs to
two. Plain reckoning over tellings; nothing is added up between sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.public.ledger import People, may_share
from archive.public.tellings import Part, Tellings


@dataclass(frozen=True)
class Sum:
    """A group that a source counts, with parts of it of which nobody belongs to two.

    `parts` are those whose least numbers add up to most. `others` are all further parts: without a
    number, or of people who may belong to one of these.
    """

    group: int
    source: int
    size: People
    parts: tuple[Part, ...]
    others: tuple[Part, ...] = ()

    @property
    def least(self) -> int:
        """How many the parts are together, at least."""
        return sum(part.cohort.people.low for part in self.parts)

    @property
    def surplus(self) -> int:
        """By how many the parts are more than the whole: a contradiction inside the source."""
        return 0 if self.size.high is None else max(0, self.least - self.size.high)

    @property
    def left_open(self) -> int | None:
        """How many of the whole the parts leave, where all of these numbers are exact."""
        if not all(_is_exact(one) for one in (self.size, *_numbers(self.parts))):
            return None
        return max(0, self.size.low - self.least)


def sums(told: Tellings, only: int | None = None) -> Iterator[Sum]:
    """The sums of every group of which a source says how many it is, and tells parts.

    With `only`, those of one group.
    """
    of_source: dict[int, list[Part]] = defaultdict(list)
    for tellings in told.by_trial.values():
        for telling in tellings:
            of_source[telling.source] += telling.parts
    for group, source in told.sized_groups:
        if only not in (None, group):
            continue
        if size := told.size(group, source):
            parts = _parts(told, group, source, of_source[source])
            chosen = together([part for part in parts if part.cohort.people.low], told.within)
            if parts:
                others = tuple(part for part in parts if part not in chosen)
                yield Sum(group, source, size, chosen, others)


def _parts(told: Tellings, group: int, source: int, reported: Iterable[Part]) -> list[Part]:
    """The members of a group as a source has them, and lines on some of the group itself.

    A line that gives the number of the group, or none, is one on the whole of it.
    """
    members = told.members.get((group, source), set())
    size = told.size(group, source)
    parts = [
        part
        for part in reported
        if part.actor in members
        or (part.actor == group and part.cohort.people.low and part.cohort.people != size)
    ]
    silent = sorted(members - {part.actor for part in parts}, key=told.slug_of.__getitem__)
    return parts + [told.unreported(member, source) for member in silent]


def together(parts: Sequence[Part], within: Collection[tuple[int, int]] = ()) -> tuple[Part, ...]:
    """The parts of which nobody belongs to two and that are most people together.

    Of several such choices the first, in the order of the parts. `within` are pairs of actors of
    which the first is said to belong to the second.
    """
    places = range(len(parts))
    apart = [set(places) - {number} for number in places]
    for number, one in enumerate(parts):
        for place in range(number):
            if _overlap(one, parts[place], within):
                apart[number].discard(place)
                apart[place].discard(number)
    return tuple(parts[place] for place in _most(list(places), parts, apart))


def _overlap(one: Part, other: Part, within: Collection[tuple[int, int]]) -> bool:
    if one.actor == other.actor:
        # What one source tells of a group at several steps it tells of the same people.
        return not _steps(one) & _steps(other)
    pair = (one.actor, other.actor)
    return pair in within or pair[::-1] in within or may_share(one.cohort, other.cohort)


def _steps(part: Part) -> set[int]:
    return {event.step for event in part.cohort.events}


MANY = 16
"""Of more parts than this not every choice is tried: the greatest are taken first."""


def _most(places: list[int], parts: Sequence[Part], apart: Sequence[set[int]]) -> list[int]:
    if not places:
        return []
    if len(places) > MANY:
        first = max(places, key=lambda place: (_low(parts, [place]), -place))
        rest = [place for place in places if place in apart[first]]
        return sorted([first, *_most(rest, parts, apart)])
    first, *others = places
    having = [first, *_most([one for one in others if one in apart[first]], parts, apart)]
    lacking = _most(others, parts, apart)
    return having if _low(parts, having) >= _low(parts, lacking) else lacking


def _low(parts: Sequence[Part], places: Iterable[int]) -> int:
    return sum(parts[place].cohort.people.low for place in places)


def _numbers(parts: Iterable[Part]) -> Iterator[People]:
    return (part.cohort.people for part in parts)


def _is_exact(people: People) -> bool:
    return people.low == people.high
