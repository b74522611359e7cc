"""Every count of every facet of every list: by bit sets, by brute force, by SQL, and by the link.

On the story that all tests tell, and on archives drawn at random.
"""

from __future__ import annotations

from random import Random

import pytest

from archive.public.filters import LISTS
from tests import factories
from tests.public.facets import brute_force, random_archive
from tests.public.facets.comparing import (
    assert_every_value_alone,
    assert_links_hold,
    assert_same,
    mixtures,
    pairs_of_facets,
    values_of,
)

SEEDS = range(2, 10)


@pytest.fixture(
    params=["story", 1, *(pytest.param(seed, marks=pytest.mark.prove) for seed in SEEDS)], ids=str
)
def oracle(request: pytest.FixtureRequest, db: None) -> brute_force.Everything:
    """An archive, and all its public rows; the long proof draws more archives, and larger ones."""
    if request.param == "story":
        factories.story()
    else:
        random_archive.build(request.param, size=10 if request.param == 1 else 25)
    return brute_force.Everything()


@pytest.mark.parametrize("noun", LISTS)
def test_every_value_alone_leaves_as_many_rows_as_its_count_says(
    noun: str, oracle: brute_force.Everything
) -> None:
    rows = oracle.values(noun)
    assert_every_value_alone(noun, rows)
    assert_links_hold(noun, {}, Random(noun), many=1000)


@pytest.mark.parametrize("noun", LISTS)
def test_pairs_and_any_mixture_of_facets_are_counted_exactly(
    noun: str, oracle: brute_force.Everything
) -> None:
    rows = oracle.values(noun)
    values, random = values_of(noun, rows), Random(noun)
    for place, asked in enumerate(pairs_of_facets(values, random)):
        assert_same(noun, rows, asked, in_sql=place == 0)
        if place < 2:
            assert_links_hold(noun, asked, random, many=5)
    for place, asked in enumerate(mixtures(values, random, many=30)):
        assert_same(noun, rows, asked, in_sql=place == 0)
