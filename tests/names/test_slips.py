"""Slips of typing lead to the nearest known words, always in the same order."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.slips import LONG, SHORTEST, distance, known_words, suggestions

short = st.text(alphabet="abc", max_size=8)


def slips_between(one: str, other: str) -> int:
    """The same distance, reckoned from its definition."""

    @cache
    def between(place: int, column: int) -> int:
        if not place or not column:
            return place + column
        same = one[place - 1] == other[column - 1]
        found = [
            between(place - 1, column) + 1,
            between(place, column - 1) + 1,
            between(place - 1, column - 1) + (not same),
        ]
        if place > 1 and column > 1 and one[place - 2 : place] == other[column - 2 : column][::-1]:
            found.append(between(place - 2, column - 2) + 1)
        return min(found)

    return between(len(one), len(other))


@given(short, short, st.integers(0, 4))
def test_the_distance_is_that_of_its_definition(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(slips_between(one, other), most + 1)


@given(short, st.lists(short, max_size=30))
def test_all_words_of_one_slip_are_suggested_or_else_all_of_two(
    word: str, known: list[str]
) -> None:
    near: dict[int, set[str]] = {1: set(), 2: set()}
    for other in known:
        near.setdefault(slips_between(word, other), set()).add(other)
    expected = near[1] or (near[2] if len(word) >= LONG else set())
    found = suggestions(word, known_words(known), most=100)
    assert set(found) == (expected if len(word) >= SHORTEST else set())


@given(short, st.lists(short, max_size=10))
def test_the_order_does_not_hang_on_the_order_of_what_is_known(word: str, known: list[str]) -> None:
    there = suggestions(word, known_words(known))
    assert there == suggestions(word, known_words(reversed(known)))
    assert word not in there


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("nurlna", ["nurlan"]),
        ("nurla", ["nurlan", "nurlat"]),
        ("murlan", ["nurlan"]),
        ("ospnaov", ["ospanov"]),
        ("ospnaof", ["ospanov"]),
        ("nu", []),
        ("xyzxyz", []),
        ("", []),
        ("a" * 10_000, []),
    ],
)
def test_slips_of_a_reader(word: str, expected: list[str]) -> None:
    assert suggestions(word, known_words(["nurlan", "nurlat", "ospanov", "ospanova"])) == expected


def test_nothing_is_missed_among_many_words() -> None:
    chosen = Random(11)
    known = {"".join(chosen.choices("abdeiklmnorstu", k=chosen.randint(4, 9))) for _ in range(3000)}
    prepared = known_words(known)
    for word in chosen.sample(sorted(known), 20):
        slipped = word[:2] + word[3:] + "a"
        near = {other for other in known if other != slipped and distance(slipped, other, 1) == 1}
        if not near and len(slipped) >= LONG:
            near = {other for other in known if distance(slipped, other, 2) == 2}
        assert set(suggestions(slipped, prepared, most=10_000)) == near
