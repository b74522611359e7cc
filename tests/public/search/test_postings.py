"""Where words stand, kept small, is the same as kept plainly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.public.search import postings
from archive.public.search.postings import Postings, Runs

DOCUMENTS = st.lists(st.lists(st.integers(0, 9), max_size=8), max_size=200)
NUMBERS = st.integers(0, (1 << 24) - 1)


@given(DOCUMENTS, st.sets(st.integers(0, 12)))
def test_documents_with_any_of_some_words(documents: list[list[int]], wanted: set[int]) -> None:
    kept = Postings()
    for slot, words in enumerate(documents):
        kept.add(slot, set(words))
    kept.pack()
    plain = [slot for slot, words in enumerate(documents) if wanted & set(words)]
    assert list(kept.having(wanted)) == plain


def test_blocks_do_not_change_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "PACKED", 7)
    monkeypatch.setattr(postings, "FEW", 2)
    kept = Postings()
    for slot in range(100):
        kept.add(slot, {0, slot % 2 + 1, slot % 11 + 3})
    for word, plain in ((0, range(100)), (1, range(0, 100, 2)), (5, range(2, 100, 11))):
        assert list(kept.having([word])) == list(plain)
    assert list(kept.having([1, 2])) == list(range(100))


@given(st.lists(st.lists(NUMBERS, max_size=6), max_size=20))
def test_runs_come_back_as_they_were(runs: list[list[int]]) -> None:
    kept = Runs()
    for run in runs:
        kept.append(run)
    assert [list(kept.of(slot)) for slot in range(len(runs))] == runs


@given(
    st.lists(st.sampled_from([0, 1, 256, 65536, 257]), max_size=12),
    st.lists(st.sampled_from([0, 1, 256, 65536, 257]), min_size=1, max_size=3),
)
def test_a_stretch_stands_where_its_words_follow_each_other(
    run: list[int], stretch: list[int]
) -> None:
    kept = Runs()
    kept.append([1])
    kept.append(run)
    starts = range(len(run) - len(stretch) + 1)
    plain = any(run[start : start + len(stretch)] == stretch for start in starts)
    assert kept.holds(1, stretch) == plain
