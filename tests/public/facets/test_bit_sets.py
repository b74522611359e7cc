"""The engine by itself: sets of places, and counts with the choices of other facets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.public.facets import (
    NONE,
    Choice,
    FacetIndex,
    bit_set,
    each_left_out,
    every,
    intersection,
    places_in,
    union,
)

PLACES = st.sets(st.integers(0, 300))


@given(PLACES)
def test_a_set_holds_the_places_that_were_put_in(places: set[int]) -> None:
    bits = bit_set(places)
    assert list(places_in(bits)) == sorted(places)
    assert len(bits) == len(places)


@given(PLACES, st.integers(0, 5))
def test_the_first_places_are_found_without_the_rest(places: set[int], many: int) -> None:
    assert list(bit_set(places)[:many]) == sorted(places)[:many]


@given(st.lists(PLACES, max_size=4))
def test_union_and_intersection_are_those_of_sets(sets: list[set[int]]) -> None:
    bits = [bit_set(each) for each in sets]
    assert set(places_in(union(bits))) == set().union(*sets)
    whole = set(range(301))
    assert set(places_in(intersection([every(301), *bits]))) == whole.intersection(*sets)
    assert set(places_in(every(301))) == whole


@given(PLACES, st.lists(PLACES, max_size=5))
def test_each_set_is_left_out_in_turn(within: set[int], sets: list[set[int]]) -> None:
    found = each_left_out(bit_set(within), [bit_set(each) for each in sets])
    others = [[*sets[:place], *sets[place + 1 :]] for place in range(len(sets))]
    assert [set(places_in(bits)) for bits in found] == [
        within.intersection(*each) for each in others
    ]


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"colour": st.sets(st.sampled_from("rgb")), "size": st.sets(st.sampled_from("sml"))}
        ),
        max_size=20,
    ),
    colour=st.sets(st.sampled_from(["r", "g", NONE])),
    no_size=st.sets(st.sampled_from(["s", NONE])),
    within=PLACES,
)
def test_counts_of_a_facet_leave_its_own_choice_aside(
    rows: list[dict[str, set[str]]], colour: set[str], no_size: set[str], within: set[int]
) -> None:
    values = [{name: has or {NONE} for name, has in row.items()} for row in rows]
    bits = {
        name: {
            value: bit_set(place for place, row in enumerate(values) if value in row[name])
            for value in {value for row in values for value in row[name]}
        }
        for name in ("colour", "size")
    }
    index = FacetIndex(range(len(rows)), bits)
    choices = {"colour": Choice(any_of=tuple(colour)), "size": Choice(none_of=tuple(no_size))}
    found, counts = index.answer(choices, bit_set(within) & every(len(rows)))

    def fits(row: dict[str, set[str]], but: str) -> bool:
        right_colour = not colour or row["colour"] & colour or but == "colour"
        return bool(right_colour and (not row["size"] & no_size or but == "size"))

    inside = [(place, row) for place, row in enumerate(values) if place in within]
    assert list(places_in(found)) == [place for place, row in inside if fits(row, "")]
    for name, counted in counts.items():
        for value in bits[name]:
            expected = sum(value in row[name] for _place, row in inside if fits(row, name))
            assert counted.get(value, 0) == expected
        assert 0 not in counted.values()
