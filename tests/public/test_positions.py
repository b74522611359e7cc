"""Positions are computed from claims: what says the same stands together, nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.public.positions import (
    Bar,
    Difference,
    apart,
    bar,
    by_matter,
    contradict,
    contradicted,
    differences,
    greatest,
    positions,
)
from archive.vocabularies import Stance


@dataclass(frozen=True)
class Said:
    """A claim, as far as positions look at it."""

    pk: int
    text: str = "Some died."
    asserted_by_id: int = 1
    subject_id: int = 1
    topic: str = "killed"
    about_id: int | None = None
    stance: str = Stance.ASSERTS
    answers_id: int | None = None
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    number_words: str = ""


def counted(pk: int, low: int | None, high: int | None, speaker: int = 1, **more: object) -> Said:
    """A claim with a number of people."""
    return Said(
        pk,
        asserted_by_id=speaker,
        unit="people",
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        **more,  # type: ignore[arg-type]
    )


bounds = st.none() | st.integers(0, 6).map(Decimal)


@st.composite
def several(draw: st.DrawFn) -> list[Said]:
    """Claims on one matter, some of which answer others, perhaps in a circle."""
    number = draw(st.integers(1, 7))
    claims = []
    for pk in range(1, number + 1):
        low, high = draw(bounds), draw(bounds)
        if low is not None and high is not None and low > high:
            low, high = high, low
        claims.append(
            Said(
                pk,
                text=draw(st.sampled_from(["Some died.", "Some died there.", "One burned."])),
                asserted_by_id=draw(st.integers(1, 3)),
                stance=draw(st.sampled_from(Stance.values)),
                answers_id=draw(st.none() | st.integers(1, number)),
                unit="" if low is high is None else "people",
                low=low,
                high=high,
            )
        )
    return claims


@settings(max_examples=300, deadline=None)
@given(claims=several())
def test_every_claim_stands_in_exactly_one_place(claims: list[Said]) -> None:
    found = [claim for one in positions(claims) for claim in (*one.voices, *one.answers)]
    assert sorted(claim.pk for claim in found) == [claim.pk for claim in claims]
    assert all(one.voices for one in positions(claims))


@settings(max_examples=300, deadline=None)
@given(claims=several())
def test_voices_of_one_position_give_one_number(claims: list[Said]) -> None:
    for position in positions(claims):
        if len(position.voices) > 1:
            assert len({(one.unit, one.low, one.high) for one in position.voices}) == 1
            assert all(one.unit for one in position.voices)


@settings(max_examples=300, deadline=None)
@given(one=several(), other=several())
def test_numbers_are_apart_when_no_number_fits_both(one: list[Said], other: list[Said]) -> None:
    """The oracle tries every number that could be meant."""

    def fits(claim: Said, number: int) -> bool:
        above = claim.low is None or claim.low <= number
        return above and (claim.high is None or number <= claim.high)

    first, second = one[0], other[0]
    both = any(fits(first, number) and fits(second, number) for number in range(-1, 9))
    assert apart(first, second) == (bool(first.unit) and bool(second.unit) and not both)


@settings(max_examples=300, deadline=None)
@given(claims=several(), in_houses=st.sets(st.integers(1, 7)))
def test_who_is_contradicted_is_found_as_by_comparing_each_with_each(
    claims: list[Said], in_houses: set[int]
) -> None:
    mixed = [
        replace(claim, unit="buildings") if claim.unit and claim.pk in in_houses else claim
        for claim in claims
    ]
    compared = [one for one in mixed if any(contradict(one, other) for other in mixed)]
    assert contradicted(mixed) == compared


@settings(max_examples=200, deadline=None)
@given(claims=several())
def test_taking_a_claim_away_takes_nothing_else_away(claims: list[Said]) -> None:
    left = claims[1:]
    found = [claim for one in positions(left) for claim in (*one.voices, *one.answers)]
    assert {claim.pk for claim in found} == {claim.pk for claim in left}


def test_claims_of_one_number_that_say_different_things_are_two_positions() -> None:
    unknown = counted(1, 1, 1, text="One body was not identified.")
    kazakh = counted(2, 1, 1, text="One of the people killed was a Kazakh.")
    assert [one.voices for one in positions([unknown, kazakh])] == [(unknown,), (kazakh,)]


def test_who_says_the_same_in_more_words_is_a_voice_of_the_same_position() -> None:
    short = counted(1, 10, 10, text="Ten people were killed.", number_words="ten")
    longer = counted(2, 10, 10, 2, text="Ten people were killed, in all.", number_words="ten")
    assert [one.voices for one in positions([short, longer])] == [(short, longer)]


def test_vague_words_keep_a_position_of_their_own() -> None:
    hundreds = counted(1, 200, None, number_words="hundreds")
    plain = counted(2, 200, None, 2)
    assert len(positions([hundreds, plain])) == 2


def test_an_answer_stands_with_what_it_answers_even_in_several_steps() -> None:
    beaten = Said(1)
    denial = Said(2, stance=Stance.DENIES, answers_id=1, asserted_by_id=2)
    silence = Said(3, stance=Stance.SILENT, answers_id=2, asserted_by_id=3)
    (position,) = positions([beaten, denial, silence])
    assert (position.voices, position.answers) == ((beaten,), (denial, silence))


def test_answers_in_a_circle_are_all_shown() -> None:
    one, other = Said(1, answers_id=2), Said(2, answers_id=1, asserted_by_id=2)
    assert [position.voices for position in positions([one, other])] == [(one,), (other,)]


def test_ways_to_differ() -> None:
    assert differences([counted(1, 8, 8), counted(2, 10, 10, 2)]) == [Difference.EXCLUDE]
    assert differences([counted(1, 8, None), counted(2, 10, 10, 2)]) == [Difference.DIFFER]
    assert differences([counted(1, 8, 8), counted(2, 10, 10, 1)]) == []
    denial = Said(2, stance=Stance.DENIES, answers_id=1, asserted_by_id=2)
    assert differences([Said(1), denial]) == [Difference.DENIED]
    silence = Said(2, stance=Stance.SILENT, answers_id=1, asserted_by_id=2)
    assert differences([Said(1), silence]) == [Difference.SILENT]
    assert contradict(Said(1), denial)
    both = counted(2, 10, 10, 2, stance=Stance.DENIES, answers_id=1)
    assert differences([counted(1, 8, 8), both]) == [Difference.EXCLUDE, Difference.DENIED]


def test_numbers_of_one_unit_are_drawn_on_one_scale_and_open_ends_are_open() -> None:
    exact, open_up, open_down = counted(1, 5, 5), counted(2, 8, None), counted(3, None, 10)
    claims = [exact, open_up, open_down]
    assert greatest(claims) == 10
    assert [bar(claim, greatest(claims)) for claim in claims] == [
        Bar(Decimal(50), Decimal(0), is_open=False),
        Bar(Decimal(80), Decimal(20), is_open=True),
        Bar(Decimal(0), Decimal(100), is_open=True),
    ]


def test_what_is_said_about_different_people_is_not_one_matter() -> None:
    claims = [counted(1, 8, 8, about_id=7), counted(2, 9, 9, 2, about_id=8), counted(3, 9, 9, 2)]
    assert by_matter(claims) == [[claim] for claim in claims]
