"""What becomes of a source's passages when its text is imported again.

Old passages are matched with new ones by exact text, then by likeness, so that a citation stays on
the words that it cites while numbers move. Owns this matching and nothing else: no query is made
here and no row written.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from archive.ingest.documents import NewPassage

LIKE_ENOUGH = 0.6
"""From which share of common words a changed passage counts as the same passage."""
_MOST_CANDIDATES = 40


@dataclass(frozen=True)
class OldPassage:
    """A passage that the archive has. `original` is its text before an editor redacted it."""

    pk: int
    number: int
    locator: str
    text: str
    digest: str
    withheld: bool
    fidelity: str
    voice: int | None
    original: str | None = None
    quotations: tuple[str, ...] = ()
    cited: bool = False

    @property
    def redacted(self) -> bool:
        """Whether editors took something out of it, so that no import may touch it."""
        return self.withheld or self.original is not None

    @property
    def words(self) -> str:
        """Its whole text as it was imported, as far as that is known."""
        return self.text if self.original is None else self.original


@dataclass
class Matching:
    """New numbers of old passages: `number_of[pk]` is missing for a passage that has gone."""

    number_of: dict[int, int] = field(default_factory=dict)
    old_at: dict[int, OldPassage] = field(default_factory=dict)

    def join(self, old: OldPassage, new: NewPassage) -> None:
        """Let an old passage live on as a new one."""
        self.number_of[old.pk] = new.number
        self.old_at[new.number] = old


def match(olds: Sequence[OldPassage], news: Sequence[NewPassage]) -> Matching:
    """Which old passage lives on as which new one.

    Each is used once. The same text comes first, in the order of the text. Of the passages left
    over, those that are cited or redacted go to the likeliest new passage between their matched
    neighbours, or else anywhere; words quoted from the old one must stand in it if they stand
    anywhere. The others stay where they stood, if what stands there is like them.
    """
    found = Matching()
    by_text: dict[str, deque[NewPassage]] = defaultdict(deque)
    for new in news:
        by_text[new.text].append(new)
    for old in olds:
        # A file that comes out of the archive has what editors left of a passage.
        words = old.words if by_text.get(old.words) or not old.redacted else old.text
        if by_text.get(words):
            found.join(old, by_text[words].popleft())
    free = {new.number: new for new in news if new.number not in found.old_at}
    wanting = [old for old in olds if old.pk not in found.number_of and (old.cited or old.redacted)]
    if not free:
        return found
    places = _places(olds, found, news[-1].number)
    likely = sorted(
        (
            (-_score(old, free[number], number in places[old.pk].gap), old.number, number, old)
            for old in wanting
            for number in _candidates(places[old.pk], free)
        ),
        key=lambda pair: pair[:3],
    )
    for negative, _old_number, number, old in likely:
        if -negative >= LIKE_ENOUGH and number in free and old.pk not in found.number_of:
            found.join(old, free.pop(number))
    for old in olds:
        number = places[old.pk].expected
        left = old.pk not in found.number_of and number in free
        if left and _likeness(old.words, free[number].text) >= LIKE_ENOUGH:
            found.join(old, free.pop(number))
    return found


@dataclass(frozen=True)
class _Place:
    """Where an old passage would stand in the new text: the new numbers that lie between those of
    its matched neighbours, and the one among them that its own place suggests."""

    gap: range
    expected: int


def _places(olds: Sequence[OldPassage], found: Matching, last: int) -> dict[int, _Place]:
    ends: dict[int, int] = {}
    number = last + 1
    for old in reversed(olds):
        ends[old.pk] = number
        number = found.number_of.get(old.pk, number)
    places: dict[int, _Place] = {}
    start = expected = 1
    for old in olds:
        places[old.pk] = _Place(range(start, ends[old.pk]), expected)
        matched = found.number_of.get(old.pk)
        start = start if matched is None else matched + 1
        expected = expected + 1 if matched is None else matched + 1
    return places


def _candidates(place: _Place, free: Mapping[int, NewPassage]) -> list[int]:
    """The free new passages nearest to a place; those in its gap come first."""

    def distance(number: int) -> tuple[bool, int, int]:
        return number not in place.gap, abs(number - place.expected), number

    return heapq.nsmallest(_MOST_CANDIDATES, free, key=distance)


def _score(old: OldPassage, new: NewPassage, near: bool) -> float:
    """The likeness from 0 to 1, some more in the right place, much more with the quoted words."""
    likeness = _likeness(old.words, new.text)
    if old.quotations and all(words in new.text for words in old.quotations):
        likeness += 1
    return likeness + (0.05 if near else 0)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if matcher.real_quick_ratio() < LIKE_ENOUGH or matcher.quick_ratio() < LIKE_ENOUGH:
        # Words may have changed their endings only: compare letters where it is cheap.
        return _likeness_of_letters(one, other)
    return max(matcher.ratio(), _likeness_of_letters(one, other))


def _likeness_of_letters(one: str, other: str) -> float:
    if len(one) + len(other) > 4_000:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < LIKE_ENOUGH or matcher.quick_ratio() < LIKE_ENOUGH:
        return 0
    return matcher.ratio()
