"""Illegal states of sources, files, passages and citations; testimony is a source."""

from archive.models import Passage, Source
from archive.vocabularies import Fidelity, Setting, SourceKind
from tests import factories
from tests.models.examples import (
    evaluative_citation,
    file,
    verbatim_citation,
    withheld_passage,
)
from tests.models.refusals import ITSELF, Case

SPOKEN = "source_testimony_has_speaker_and_setting"
BEARS = "citation_quotation_stands_in_its_passage"
VERBATIM = "citation_quotation_is_verbatim"
KEEPS = "passage_keeps_the_words_that_are_quoted"
QUOTED = "passage_that_is_quoted_is_verbatim"


def first_passage() -> Passage:
    """The first passage of a source."""
    return factories.source().passages.get(number=1)


def long_words_passage() -> Passage:
    """A verbatim passage of which long evaluative words are quoted."""
    passage = factories.passage()
    factories.cite(factories.incident(cited=False), passage, passage.text, evaluative=True)
    return passage


def testimony_without_consent() -> Source:
    """A testimony whose speaker was not asked."""
    return factories.testimony(consented=False)


def quoted_passage() -> Passage:
    """A passage from which somebody quotes."""
    return verbatim_citation().passage


CASES = [
    Case("a source without a title", "source_has_a_title", factories.source, {"title": ""}),
    Case("a source that derives from itself", "source_not_derived_from_itself", factories.source,
         {"derives_from": ITSELF}),
    Case("a testimony that nobody spoke", SPOKEN, factories.testimony, {"speaker": None}),
    Case("a testimony that was spoken nowhere", SPOKEN, factories.testimony, {"setting": ""}),
    Case("a news report that somebody spoke", SPOKEN, factories.source,
         lambda _row: {"speaker": factories.person()}),
    Case("a news report that was spoken in open court", SPOKEN, factories.source,
         {"setting": Setting.OPEN_COURT}),
    Case("a testimony that becomes a news report and keeps its speaker", SPOKEN,
         testimony_without_consent, {"kind": SourceKind.NEWS}),
    Case("a testimony with a consent that becomes a news report",
         "source_with_a_consent_is_a_testimony", factories.testimony,
         {"kind": SourceKind.NEWS, "speaker": None, "setting": ""}),
    Case("a file whose digest is too short", "file_sha256_is_complete", file,
         {"sha256": "a1" * 31}),
    Case("a file whose digest has capital letters", "file_sha256_is_complete", file,
         {"sha256": "A1" * 32}),
    Case("a file that is kept twice", "file_kept_once", file),
    Case("a passage numbered 0", "passage_numbers_from_one", first_passage, {"number": 0}),
    Case("a number that two passages have", "passage_number_once", first_passage),
    Case("a withheld passage with a text", "passage_withheld_has_no_text", withheld_passage,
         {"text": "What was to be withheld."}),
    Case("a passage that is withheld and keeps its text", "passage_withheld_has_no_text",
         first_passage, {"withheld": True}),
    Case("a passage without a text that is not withheld", "passage_withheld_has_no_text",
         first_passage, {"text": ""}),
    Case("a quotation of words that the passage does not have", BEARS, verbatim_citation,
         {"quotation": "the bridge of Orlen"}),
    Case("a quotation in other capitals than the passage", BEARS, verbatim_citation,
         {"quotation": "Mill of orlen"}),
    Case("a quotation that moves to a passage without its words", BEARS, verbatim_citation,
         lambda _row: {"passage": factories.passage(6)}),
    Case("evaluative words that the passage does not have", BEARS, evaluative_citation,
         {"quotation": "bandits"}),
    Case("a quotation from our own words", VERBATIM, evaluative_citation, {"evaluative": False}),
    Case("evaluative words of more than forty characters", VERBATIM, evaluative_citation,
         {"quotation": "whom the ministry calls rioters, for two "}),
    Case("evaluative words without words", "citation_evaluative_words_are_quoted",
         evaluative_citation, {"quotation": ""}),
    Case("a citation that is given twice", "citation_given_once", verbatim_citation),
    Case("a quoted passage that loses the words", KEEPS, quoted_passage,
         {"text": "The bridge of Orlen burned."}),
    Case("a quoted passage that is withheld", KEEPS, quoted_passage,
         {"text": "", "withheld": True}),
    Case("a quoted passage that becomes a summary", QUOTED, quoted_passage,
         {"fidelity": Fidelity.SUMMARY}),
    Case("a quoted passage that becomes a translation", QUOTED, quoted_passage,
         {"fidelity": Fidelity.TRANSLATION}),
    Case("long evaluative words whose passage becomes a summary", QUOTED, long_words_passage,
         {"fidelity": Fidelity.SUMMARY}),
]  # fmt: skip
