"""The search itself finds names in any spelling: the same pairs and other names as the keys."""

from __future__ import annotations

import pytest

from archive.public.search.asked import read
from archive.public.search.documents import Document
from archive.public.search.matching import match
from archive.public.search.word_index import WordIndex, build
from archive.vocabularies import RecordType
from tests.names.decoys import decoys
from tests.names.pairs import PAIRS

WRITTEN = sorted({pair.written for pair in PAIRS})
OTHERS = decoys(name for pair in PAIRS for name in pair)


@pytest.fixture(scope="module")
def index() -> WordIndex:
    """An index of all names that are looked for, and behind them of those that are not."""
    return build(
        Document("name", (f"actor {number}", 0), RecordType.ACTOR, number, number, ((name, ""),))
        for number, name in enumerate([*WRITTEN, *OTHERS], start=1)
    )


def test_99_of_100_names_are_found(index: WordIndex) -> None:
    missed = [
        pair
        for pair in PAIRS
        if WRITTEN.index(pair.written) not in match(index, read(pair.query), pair.query).all()
    ]
    assert len(missed) <= len(PAIRS) / 100, missed


def test_at_most_two_of_5000_other_names_are_taken_for_what_was_asked(index: WordIndex) -> None:
    """Names that begin as the last word does are found behind them, and are not counted."""
    too_many = {}
    for query in {pair.query for pair in PAIRS}:
        found = match(index, read(query), query)
        wrong = [slot for slot in found.whole | found.surely if slot >= len(WRITTEN)]
        if len(wrong) > 2:
            too_many[query] = [OTHERS[slot - len(WRITTEN)] for slot in wrong]
    assert too_many == {}
