"""A changed text: passages are cut anew, and citations stay on the words that they cite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.documents import NewPassage
from archive.ingest.passages import OldPassage, match
from archive.models import Citation, Claim, Incident, Passage, Revision, Source
from archive.workflow import protection
from archive.workflow.principals import Principal
from archive.workflow.revisions import digest, snapshot
from tests import factories
from tests.ingest.bundles import TEXT, Bundle, counts, reasons, texts_of, told

pytestmark = pytest.mark.django_db

BURNED, DIED, TRIAL = "The mill of Orlen burned", "One person died", "Nine people"


def cited(slug: str = "fire") -> list[tuple[int, str]]:
    """Numbers and beginnings of the passages that a record cites."""
    rows = Citation.objects.filter(entry__in=[_pk(slug)]).order_by("passage__number")
    return [(one.passage.number, one.passage.text[:12]) for one in rows]


def _pk(slug: str) -> int:
    return (Incident.objects.filter(slug=slug).first() or Claim.objects.get(slug=slug)).pk


def only_the_source(bundle: Bundle) -> None:
    """Let the bundle speak of its source alone, so that all citations are the archive's."""
    for name in ("incidents", "claims", "places"):
        del bundle.manifest[name]


def test_citations_move_with_their_words(bundle: Bundle) -> None:
    bundle.apply()
    only_the_source(bundle)
    bundle.write("nine.txt", f"A word before. {TEXT} A word behind.")
    report = bundle.apply()
    assert (report.problems, counts(report)["update"]) == ([], 1)
    assert len(texts_of("nine")) == 5
    assert cited("fire") == [(2, "The mill of ")]
    assert cited("one-dead") == [(3, "One person d")]


def test_numbers_run_from_one_without_a_gap(bundle: Bundle) -> None:
    bundle.apply()
    only_the_source(bundle)
    for text in (f"Before. {TEXT}", f"{TEXT} Behind.", TEXT, f"{TEXT.partition('. ')[2]}{BURNED}."):
        bundle.write("nine.txt", text)
        bundle.apply()
        numbers = Passage.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, len(numbers) + 1))


def test_a_corrected_sentence_keeps_its_citations(bundle: Bundle) -> None:
    bundle.apply()
    before = Passage.objects.get(number=1).pk
    only_the_source(bundle)
    bundle.write("nine.txt", TEXT.replace("3 to 4 May", "3rd to the 4th of May"))
    assert bundle.apply().problems == []
    passage = Passage.objects.get(pk=before)
    assert passage.text == "The mill of Orlen burned in the night from 3rd to the 4th of May 2031."
    assert cited("fire") == [(1, "The mill of ")]


def test_who_cites_changed_words_has_not_looked_at_them_yet(bundle: Bundle) -> None:
    bundle.apply()
    only_the_source(bundle)
    bundle.write("nine.txt", TEXT.replace("3 to 4 May", "3rd to 4th May"))
    bundle.apply()
    citation = Citation.objects.get(entry=_pk("fire"))
    assert citation.basis_digest != citation.passage.digest


def test_a_bundle_that_cites_changed_words_has_looked_at_them(bundle: Bundle) -> None:
    bundle.apply()
    bundle.write("nine.txt", TEXT.replace("3 to 4 May", "3rd to 4th May"))
    report = bundle.apply()
    assert counts(report) == {"create": 0, "update": 2, "unchanged": 4, "conflict": 0}
    citation = Citation.objects.get(entry=_pk("fire"))
    assert citation.basis_digest == citation.passage.digest
    assert counts(bundle.apply())["update"] == 0


def test_citations_of_the_bundle_follow_its_own_numbers(bundle: Bundle) -> None:
    bundle.apply()
    kept = Citation.objects.get(entry=_pk("one-dead")).pk
    bundle.write("nine.txt", f"A word before. {TEXT}")
    bundle.record("incidents", "fire")["cite"] = "nine#2"
    bundle.record("claims", "one-dead")["cite"] = f'nine#3 "{DIED}"'
    report = bundle.apply()
    assert counts(report) == {"create": 0, "update": 1, "unchanged": 5, "conflict": 0}
    assert Citation.objects.get(entry=_pk("one-dead")).pk == kept
    assert cited("one-dead") == [(3, "One person d")]


def test_records_whose_numbers_moved_have_a_revision_of_it(bundle: Bundle) -> None:
    bundle.apply()
    only_the_source(bundle)
    bundle.write("nine.txt", f"A word before. {TEXT}")
    bundle.apply()
    for record in (Incident.objects.get(), Claim.objects.get(), Source.objects.get()):
        last = Revision.objects.filter(entry_id=record.pk).latest("number")
        assert last.digest == digest(snapshot(record))


def test_a_moved_number_is_no_edit(bundle: Bundle) -> None:
    bundle.apply()
    whole = bundle.manifest
    bundle.manifest = {name: whole[name] for name in ("actors", "sources")}
    bundle.write("nine.txt", f"A word before. {TEXT}")
    bundle.apply()
    bundle.manifest = whole
    bundle.record("incidents", "fire")["cite"] = "nine#2"
    bundle.record("claims", "one-dead")["cite"] = f'nine#3 "{DIED}"; nine#4'
    assert counts(bundle.apply()) == {"create": 0, "update": 1, "unchanged": 5, "conflict": 0}


def test_a_passage_that_is_gone_and_cited_is_a_problem_that_names_who_cites_it(
    bundle: Bundle,
) -> None:
    bundle.apply()
    only_the_source(bundle)
    bundle.write("nine.txt", TEXT.replace(" One person died.", ""))
    (problem,) = reasons(bundle.apply())
    assert "Passage 2 is no longer there: “One person died.”. Cited by: claims one-dead." in problem
    assert len(texts_of("nine")) == 3


def test_a_quotation_that_no_longer_stands_is_a_problem(bundle: Bundle) -> None:
    bundle.apply()
    only_the_source(bundle)
    bundle.write("nine.txt", TEXT.replace(DIED, "One old person died"))
    (problem,) = reasons(bundle.apply())
    assert (
        f"The words “{DIED}” of passage 2 are no longer there. Cited by: claims one-dead."
        in problem
    )


def test_a_quotation_of_the_bundle_itself_is_told_at_its_line(bundle: Bundle) -> None:
    bundle.apply()
    bundle.write("nine.txt", TEXT.replace(DIED, "One old person died"))
    (problem,) = reasons(bundle.apply())
    line = bundle.line("One person died\\")
    assert problem == (
        f'manifest.json:{line}: cite: nine#2 "{DIED}": these words do not stand there.'
    )


def test_a_passage_that_nothing_cites_goes(bundle: Bundle) -> None:
    bundle.apply()
    bundle.write("nine.txt", f"{BURNED} in the night from 3 to 4 May 2031. One person died.")
    assert bundle.apply().problems == []
    assert len(texts_of("nine")) == 2


def test_a_text_cut_by_paragraph_keeps_what_it_can(bundle: Bundle) -> None:
    bundle.apply()
    bundle.record("sources", "nine")["segment"] = "paragraph"
    bundle.record("claims", "one-dead")["cite"] = f'nine#1 "{DIED}"'
    assert bundle.apply().problems == []
    assert texts_of("nine") == [TEXT]
    assert [number for number, _text in cited("one-dead")] == [1]


def test_a_text_that_turns_out_to_be_a_summary_takes_its_long_quotations_away(
    bundle: Bundle,
) -> None:
    long_words = "The mill of Orlen burned in the night from 3 to 4 May 2031"
    bundle.record("incidents", "fire")["cite"] = f'nine#1 "{long_words}"'
    bundle.apply()
    bundle.record("sources", "nine")["fidelity"] = "summary"
    (problem,) = reasons(bundle.apply())
    assert "is not verbatim, so at most 40 characters" in problem
    bundle.record("incidents", "fire")["cite"] = "nine#1"
    assert bundle.apply().problems == []
    assert Citation.objects.get(entry=_pk("one-dead")).evaluative is True


def test_what_editors_redacted_is_never_overwritten(bundle: Bundle) -> None:
    bundle.apply()
    custodian = factories.custodian_user()
    passage = Passage.objects.get(number=3)
    protection.redact(
        passage,
        [protection.Range(0, 11, "It tells who they were.")],
        by=Principal.of(custodian),
        reason="They asked for it.",
    )
    only_the_source(bundle)
    bundle.write("nine.txt", f"{TEXT} A word behind.")
    report = bundle.apply()
    assert counts(report)["conflict"] == 1
    assert ("passage 3", "(its text)", "(withheld)", "(its text)") in set(told(report))
    assert texts_of("nine")[2] == ""
    assert len(texts_of("nine")) == 3
    assert bundle.apply(overwrite=True).problems == []
    assert texts_of("nine")[2:] == ["", "A word behind."]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("stood trial", "were tried"),  # the redacted words in another sentence
        f"{TEXT} So it is: Nine people stood trial in Tarva.",  # and once more
        TEXT.partition(" Nine")[0],  # no place for them
    ],
)
def test_a_text_that_would_bring_redacted_words_back_is_left_alone(
    bundle: Bundle, text: str
) -> None:
    bundle.apply()
    before = texts_of("nine")
    protection.redact(
        Passage.objects.get(number=3),
        [protection.Range(0, 11, "It tells who they were.")],
        by=Principal.of(factories.custodian_user()),
        reason="They asked for it.",
    )
    only_the_source(bundle)
    bundle.write("nine.txt", text)
    for overwrite in (False, True):
        assert counts(bundle.apply(overwrite=overwrite))["conflict"] == 1
        assert texts_of("nine") == [*before[:2], ""]


def test_a_quotation_of_redacted_words_is_not_brought_back(bundle: Bundle) -> None:
    bundle.apply()
    protection.redact(
        Passage.objects.get(number=2),
        [protection.Range(0, 10, "It tells who it was.")],
        by=Principal.of(factories.custodian_user()),
        reason="The family asked for it.",
    )
    for overwrite in (False, True):
        report = bundle.apply(overwrite=overwrite)
        assert report.problems == []
        assert Citation.objects.get(entry=_pk("one-dead")).quotation == ""
    bundle.manifest["claims"].append(bundle.record("claims", "one-dead") | {"id": "new"})
    (problem,) = reasons(bundle.apply())
    assert "cite: Words of nine#2 were redacted: do not quote them." in problem


# The matching alone, for any texts


words = st.sampled_from(["a", "b", "c", "The mill burned.", "The mill has burned.", "Nine."])


def old(number: int, text: str, cited: bool = True) -> OldPassage:
    """A passage that the archive has."""
    return OldPassage(number, number, "", text, "", False, "verbatim", None, cited=cited)


def new(number: int, text: str) -> NewPassage:
    """A passage of the file."""
    return NewPassage(number, "", text, None, "verbatim")


@given(before=st.lists(words, max_size=8), after=st.lists(words, max_size=8), cited=st.booleans())
def test_each_passage_is_matched_at_most_once_and_the_same_text_first(
    before: list[str], after: list[str], cited: bool
) -> None:
    olds = [old(number, text, cited) for number, text in enumerate(before, start=1)]
    news = [new(number, text) for number, text in enumerate(after, start=1)]
    found = match(olds, news)
    numbers = list(found.number_of.values())
    assert len(set(numbers)) == len(numbers)
    assert {number: one.pk for number, one in found.old_at.items()} == {
        number: pk for pk, number in found.number_of.items()
    }
    for text in set(before):
        same = sum(
            1
            for one in olds
            if one.text == text
            and one.pk in found.number_of
            and after[found.number_of[one.pk] - 1] == text
        )
        assert same == min(before.count(text), after.count(text))


@given(texts=st.lists(words, unique=True, max_size=6), extra=st.integers(0, 6))
def test_one_passage_more_moves_no_citation_from_its_words(texts: list[str], extra: int) -> None:
    olds = [old(number, text) for number, text in enumerate(texts, start=1)]
    longer = [*texts[:extra], "Something else entirely.", *texts[extra:]]
    found = match(olds, [new(number, text) for number, text in enumerate(longer, start=1)])
    assert [longer[found.number_of[one.pk] - 1] for one in olds] == texts
