"""Cite lines: each passage exists, each quotation stands in one."""

import pytest

from archive.models import Citation
from tests.ingest.bundles import Bundle, reasons

pytestmark = pytest.mark.django_db


def cite(bundle: Bundle, line: object) -> list[str]:
    """The problems of a claim with this cite line."""
    bundle.record("claims", "one-dead")["cite"] = line
    return reasons(bundle.apply())


def stored(slug: str = "one-dead") -> list[tuple[int, str, bool]]:
    """Number, quotation and whether it is evaluative, of each citation of a claim."""
    rows = Citation.objects.filter(entry__as_claim__slug=slug).order_by("pk")
    return [(one.passage.number, one.quotation, one.evaluative) for one in rows]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("nine#2", [(2, "", False)]),
        ("nine#1-3", [(1, "", False), (2, "", False), (3, "", False)]),
        ("nine#3; nine#1; nine#3", [(3, "", False), (1, "", False)]),
        ("nine#1-2; nine#2-3", [(1, "", False), (2, "", False), (3, "", False)]),
        (["nine#2", "nine#1"], [(2, "", False), (1, "", False)]),
        ('nine#1-3 "One person"', [(1, "", False), (2, "One person", False), (3, "", False)]),
        ('nine#2 "One"; nine#2 "died"', [(2, "One", False), (2, "died", False)]),
    ],
)
def test_a_line_names_passages(
    bundle: Bundle, line: object, expected: list[tuple[int, str, bool]]
) -> None:
    assert cite(bundle, line) == []
    assert stored() == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nine#4", "The source “nine” has 3 passages, none with the number 4."),
        ("nine#2-9", "The source “nine” has 3 passages, none with the number 4."),
        ("nine#1-2147483647", "The source “nine” has 3 passages, none with the number 4."),
        ("nine#2147483000-2147483647", "none with the number 2147483000."),
        ("ten#1", "There is no source with the key “ten”."),
        ('nine#1 "One person"', 'nine#1 "One person": these words do not stand there.'),
        ('nine#2 "one person"', "these words do not stand there."),
        ("nine#0", "no passage has the number 0"),
        ("nine#3-1", "the range 3-1 runs backwards"),
    ],
)
def test_what_is_not_there_cannot_be_cited(bundle: Bundle, line: str, said: str) -> None:
    (problem,) = cite(bundle, line)
    assert said in problem
    assert ": cite: " in problem


def test_short_words_of_a_summary_are_evaluative(bundle: Bundle) -> None:
    bundle.record("sources", "nine")["fidelity"] = "summary"
    assert cite(bundle, 'nine#2 "One person died"') == []
    assert stored() == [(2, "One person died", True)]


def test_long_words_of_a_summary_are_refused(bundle: Bundle) -> None:
    bundle.record("sources", "nine")["fidelity"] = "summary"
    (problem,) = cite(bundle, 'nine#1 "The mill of Orlen burned in the night from"')
    assert "the passage is not verbatim, so at most 40 characters may be quoted from it." in problem


def test_a_citation_keeps_the_digest_of_what_it_cites(bundle: Bundle) -> None:
    bundle.apply()
    for citation in Citation.objects.select_related("passage"):
        assert citation.basis_digest == citation.passage.digest
