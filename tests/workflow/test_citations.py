"""Cite lines become citations and come back as they were."""

from __future__ import annotations

import pytest

from archive.vocabularies import Fidelity
from archive.workflow import citations
from tests import factories

pytestmark = pytest.mark.django_db

KEY = "nine-on-trial-for-the-fire-of-orlen"


def cited(line: str) -> str:
    claim = factories.claim(cited=False)
    citations.write(claim, citations.resolve(line))
    return citations.line_of(claim)


@pytest.mark.parametrize(
    "line",
    [
        "",
        f"{KEY}#1",
        f"{KEY}#2-4",
        f"{KEY}#4; {KEY}#1",
        f'{KEY}#4 "beaten in custody"',
        f'{KEY}#1; {KEY}#4 "beaten in custody"; {KEY}#4; {KEY}#6',
    ],
)
def test_a_line_comes_back_as_it_was(line: str) -> None:
    factories.passage()
    assert cited(line) == line


def test_a_quotation_after_a_range_belongs_to_the_passage_that_holds_it() -> None:
    factories.passage()
    assert cited(f'{KEY}#3-5 "beaten"') == f'{KEY}#3; {KEY}#4 "beaten"; {KEY}#5'


def test_repeats_collapse() -> None:
    factories.passage()
    assert cited(f"{KEY}#1; {KEY}#1-2; {KEY}#2") == f"{KEY}#1-2"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("no-such-key#1", "no-such-key"),
        (f"{KEY}#7", "has no passage 7"),
        (f"{KEY}#5-9", "has no passage 7"),
        (f'{KEY}#1 "stood trial"', "do not stand there"),
        ("nonsense", "Column"),
    ],
)
def test_what_is_not_there_is_named(line: str, problem: str) -> None:
    factories.passage()
    with pytest.raises(ValueError, match=problem):
        citations.resolve(line)


def test_a_summary_is_quoted_in_few_words_only_and_as_evaluative() -> None:
    factories.source("In our words", slug="ours", fidelity=Fidelity.SUMMARY)
    found = citations.resolve('ours#4 "beaten"')
    assert found[0].evaluative
    with pytest.raises(ValueError, match="40"):
        citations.resolve('ours#4 "The defendants said that they had been beaten"')


def test_citations_that_stay_keep_the_state_in_which_their_passage_was_read() -> None:
    claim = factories.claim()
    passage = factories.passage()
    passage.text += " More."
    passage.save()
    citations.write(claim, citations.resolve(f"{KEY}#1-2"))
    basis = dict(claim.citations.values_list("passage__number", "basis_digest"))
    assert basis[1] != passage.digest
    citations.read_again(claim)
    assert claim.citations.get(passage=passage).basis_digest == passage.digest
