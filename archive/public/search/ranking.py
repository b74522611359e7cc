"""In which order what is found is shown: one order, the same in every process and database.

What is called so as a whole comes first. Then, among what surely fits and again among what perhaps
does: names, titles, texts; among those the better fit. Fit is counted in whole numbers from the
document's own words: how well each word of the query stands there, how near they are to each
other, how often, in how short a text. What is equal stands in the order of addresses. No number of
other documents goes into it, so nothing that is added or withdrawn moves the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from archive.public.search.asked import Asked
from archive.public.search.matching import Matched
from archive.public.search.word_index import Slots, WordIndex

MOST_WEIGHED = 2000
"""How many documents of a tier are weighed one by one. Larger ones stand in the order of addresses,
those first that hold every word as it is written: nobody reads to their end."""

EXACT, FORM, SPELLING, BEGINNING = 8, 6, 4, 2
"""What it counts that a word stands there as it is written, in another form, and so on."""

OFTEN = 4
"""More occurrences than this count no more."""


def in_order(index: WordIndex, asked: Asked, matched: Matched, within: Slots) -> Iterator[int]:
    """The slots of `within` that are found, in the order of results."""
    weights = _weights(index, asked, matched)
    texts = index.parts["claim"] | index.parts["passage"]
    for tier in (matched.whole, matched.surely, matched.perhaps):
        for part in (index.parts["name"], index.parts["title"], texts):
            yield from _tier(index, weights, tier & part & within, matched.exactly)


def _tier(
    index: WordIndex, weights: Mapping[int, tuple[int, int]], slots: Slots, exactly: Slots
) -> Iterable[int]:
    by_address = index.rank.__getitem__
    if len(slots) > MOST_WEIGHED:
        halves = (slots & exactly, slots - exactly)
        return chain.from_iterable(sorted(half, key=by_address) for half in halves)
    return sorted(slots, key=lambda slot: (*_fit(index.run(slot), weights), by_address(slot)))


def _weights(index: WordIndex, asked: Asked, matched: Matched) -> dict[int, tuple[int, int]]:
    """For the number of each word that is looked for: which word of the query, and what it counts.

    A word of the archive that fits several counts for the one that it fits best.
    """
    found: dict[int, tuple[int, int]] = {}
    sets = [
        (weight, place, numbers)
        for place, word in enumerate(matched.understood)
        for weight, numbers in (
            (EXACT, word.exact),
            (FORM, word.forms),
            (SPELLING, word.spellings),
            (BEGINNING, word.beginnings),
        )
    ]
    place = len(matched.understood)
    for phrase in (*asked.phrases, *matched.also):
        for word in phrase:
            sets.append((SPELLING if phrase in matched.also else EXACT, place, index.number(word)))
            place += 1
    for weight, place, numbers in sorted(sets, key=lambda each: (-each[0], each[1])):
        for number in numbers:
            found.setdefault(number, (place, weight))
    return found


def _fit(run: Iterable[int], weights: Mapping[int, tuple[int, int]]) -> tuple[int, int, int, int]:
    """How well a document fits, the smaller the better: words, nearness, frequency, length."""
    best: dict[int, int] = {}
    places: list[tuple[int, int]] = []
    length = often = 0
    for place, number in enumerate(run):
        length += 1
        if found := weights.get(number):
            which, weight = found
            best[which] = max(best.get(which, 0), weight)
            places.append((place, which))
            often += 1
    return -sum(best.values()), _span(places, len(best)), -min(often, OFTEN), length


def _span(places: list[tuple[int, int]], many: int) -> int:
    """How many words the shortest stretch has in which each of `many` words stands."""
    if many < 2:
        return many
    shortest, start = places[-1][0] - places[0][0] + 1, 0
    inside: dict[int, int] = {}
    for place, which in places:
        inside[which] = inside.get(which, 0) + 1
        while len(inside) == many:
            first, leaving = places[start]
            shortest = min(shortest, place - first + 1)
            inside[leaving] -= 1
            if not inside[leaving]:
                del inside[leaving]
            start += 1
    return shortest
