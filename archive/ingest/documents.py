"""A source's text, cut into the passages that its citations name.

Has the file read, cuts, and says whose voice is heard. What becomes of passages that
the archive has already is said in `passages.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import PurePath

from archive.ingest.formats import DOCUMENTS
from archive.ingest.given import ENDING, passages
from archive.ingest.plain_text import PlainText, on_pages
from archive.ingest.problems import Problem, Refused, shown
from archive.ingest.records import GivenText, Proposal, Reference
from archive.ingest.segments import LONGEST_PASSAGE, Segment, split

PASSAGE_LIMIT = 100_000
"""How many passages one source may have."""


@dataclass(frozen=True)
class NewPassage:
    """One passage as the file has it; its number is its place in the text, from 1."""

    number: int
    locator: str
    text: str
    voice: Reference | None
    fidelity: str
    withheld: bool = False


def passages_of(proposal: Proposal) -> list[NewPassage]:
    """The passages of a proposed source's text. Raises Refused with file and line or field."""
    given = proposal.text
    assert given is not None, "asked for sources that have a text"
    if given.origin.path.suffix.lower() == ENDING:
        return _listed(proposal, given)
    document = given.document or _read(given)
    try:
        segments = split(document.text, given.segment, PASSAGE_LIMIT)
    except ValueError as error:
        raise Refused(Problem(given.origin.shown, 0, "text", str(error))) from None
    if not segments:
        raise Refused(Problem(given.origin.shown, 1, "text", "It is empty."))
    _refuse_number(given, len(segments))
    if document.pages and given.segment != "given":
        segments = on_pages(segments, document)
    _refuse_unheard(proposal, given, {segment.voice for segment in segments})
    return [_passage(given, segment) for segment in segments]


def _refuse_unheard(proposal: Proposal, given: GivenText, heard: Set[str | None]) -> None:
    unheard = set(given.voices) - heard
    if unheard:
        reason = f"Nobody speaks as {shown(min(unheard))} in the text."
        raise Refused(proposal.row.problem(f"voices.{min(unheard)}", reason))


def _listed(proposal: Proposal, given: GivenText) -> list[NewPassage]:
    """The passages of a text that is a list of them."""
    found = passages(given)
    if not found:
        raise Refused(Problem(given.origin.shown, 1, "text", "It is empty."))
    _refuse_number(given, len(found))
    for passage in found:
        _refuse_length(given, passage.number, passage.text)
    _refuse_unheard(proposal, given, {passage.voice for passage in found})
    return [
        NewPassage(
            number=passage.number,
            locator=passage.locator,
            text=passage.text,
            voice=given.voices.get(passage.voice),
            fidelity=passage.fidelity,
            withheld=passage.withheld,
        )
        for passage in found
    ]


def _refuse_number(given: GivenText, number: int) -> None:
    if number > PASSAGE_LIMIT:
        reason = (
            f"It makes more than {PASSAGE_LIMIT:,} passages. Divide it, or name it in a bundle "
            "and cut it by paragraph."
        )
        raise Refused(Problem(given.origin.shown, 0, "text", reason))


def _refuse_length(given: GivenText, number: int, text: str) -> None:
    if len(text) > LONGEST_PASSAGE:
        reason = f"Passage {number} has {len(text):,} characters, at most {LONGEST_PASSAGE:,}."
        raise Refused(Problem(given.origin.shown, 0, "text", reason))


def _read(given: GivenText) -> PlainText:
    suffix = PurePath(given.origin.shown).suffix.lower()
    reader = DOCUMENTS.get(suffix)
    if reader is None:
        endings = " or ".join([*DOCUMENTS, ENDING])
        reason = f"A text ends in {endings}, not in {shown(suffix)}."
        raise Refused(Problem(given.origin.shown, 0, "text", reason))
    return reader(given.origin)


def _passage(given: GivenText, segment: Segment) -> NewPassage:
    """A voice that the bundle names is the passage's; any other stays written in the text."""
    voice, text = _heard(given.voices, segment)
    _refuse_length(given, segment.number, text)
    return NewPassage(segment.number, segment.locator, text, voice, given.fidelity)


def _heard(voices: Mapping[str, Reference], segment: Segment) -> tuple[Reference | None, str]:
    if segment.voice is None:
        return None, segment.text
    voice = voices.get(segment.voice)
    if voice is None or not segment.text:
        return voice, f"{segment.voice}: {segment.text}".rstrip()
    return voice, segment.text
