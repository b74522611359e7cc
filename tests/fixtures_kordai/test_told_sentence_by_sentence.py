"""Each passage of a gathered source is one statement in our own words, and claims no place."""

from __future__ import annotations

import re

from archive.ingest.segments import sentences
from archive.public import models as public
from archive.public.footnotes import shown_locator
from archive.vocabularies import Fidelity
from tests.fixtures_kordai import bundle

GATHERED = {number: row for number, row in bundle.gathered().items() if number != "S01"}
OPENINGS = (
    *("It", "Its", "As damage it", "Among the Committee’s worries it", "Citing", "From official"),
    *("In one place it", "In another place it", "For the seven people", "By this archive’s"),
    *("Of its", "The", "Only its", "Only the", "What it", "If the record", "How the appeal"),
    *("A complainant whom the letter", "Two families that it"),
)
"""How a sentence begins that tells what a source says, or how it was read."""


def test_a_passage_is_one_sentence_that_attributes_what_it_tells() -> None:
    openings = tuple(f"{opening} " for opening in OPENINGS)
    for row in GATHERED.values():
        for sentence in bundle.told(row):
            assert sentences(sentence) == [sentence]
            assert sentence.endswith(".")
            assert len(sentence) <= 260, sentence
            assert sentence.startswith(openings), sentence


def test_the_place_of_a_passage_is_its_number_and_no_paragraph_or_line(shipped: None) -> None:
    keys = [row["key"] for row in GATHERED.values()]
    passages = list(public.PublicPassage.objects.filter(source__slug__in=keys))
    assert len(passages) == sum(len(bundle.told(row)) for row in GATHERED.values())
    for passage in passages:
        assert shown_locator(passage) == str(passage.number)
        assert passage.fidelity == Fidelity.SUMMARY


def test_only_short_words_are_quoted() -> None:
    quoted = [
        words
        for row in GATHERED.values()
        for sentence in bundle.told(row)
        for words in re.findall("“([^”]*)”", sentence)
    ]
    assert len(quoted) >= 10
    assert [words for words in quoted if len(words) > 40] == []


def test_no_source_is_told_twice_in_the_same_sentence() -> None:
    for number, row in GATHERED.items():
        assert len(set(bundle.told(row))) == len(bundle.told(row)), number
