"""The bundle tells its source in our own words."""

from __future__ import annotations

from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.runs import digest, digests_of_the_source, runs_of


def test_no_run_of_six_words_is_shared_with_the_source() -> None:
    source = digests_of_the_source()
    shared = [
        (file, run)
        for file, text in bundle.words()
        for run in runs_of(text)
        if digest(run) in source
    ]
    assert shared == []


def test_a_copied_run_is_noticed_among_other_words_names_and_figures() -> None:
    original = {
        digest(run) for run in runs_of("The mill by the river burned down before anybody came.")
    }
    copied = "As they tell it, the 2 mills: the mill by the river burned down in 2031, they add."
    retold = "Nobody had come yet when fire took the mill that stands at the river."
    assert original & {digest(run) for run in runs_of(copied)}
    assert not original & {digest(run) for run in runs_of(retold)}


def test_the_whole_source_stands_in_the_digests() -> None:
    assert len(digests_of_the_source()) == 281


def test_names_and_figures_do_not_count_as_words() -> None:
    assert runs_of("14 Dungans and 51 others in Masanchi") == set()


def test_quoted_words_of_a_summary_are_short() -> None:
    verbatim = {
        source["key"] for source in bundle.rows("sources") if source["fidelity"] == "verbatim"
    }
    quoted = [
        part
        for list_name in ("claims", "reports", "exhibits", "sentences")
        for row in bundle.rows(list_name)
        for item in row["cite"].split("; ")
        if '"' in item and item.partition("#")[0] not in verbatim
        for part in [item.partition('"')[2].removesuffix('"')]
    ]
    assert quoted
    assert [words for words in quoted if len(words) > 40] == []
