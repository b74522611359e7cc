"""Passages that come with their numbers, from a text that is a list of them.

Owns what may be said of such a passage. Cutting texts is said in `documents.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.ingest import values
from archive.ingest.formats import json_passages
from archive.ingest.problems import Problem, Refused, shown
from archive.ingest.records import GivenText, Reading
from archive.ingest.rows import Row
from archive.ingest.shapes import PASSAGE

ENDING = ".json"
"""How the name of a text ends that is a list of passages."""
HIGHEST_NUMBER = 9_999_999
"""The highest number that an address has room for."""


@dataclass(frozen=True)
class GivenPassage:
    """A passage as the list has it; `voice` is a name of `voices`, empty for nobody's."""

    number: int
    locator: str
    text: str
    voice: str
    fidelity: str
    withheld: bool


def passages(given: GivenText) -> list[GivenPassage]:
    """The passages of a list, numbered upwards. Raises Refused with every problem of it."""
    if given.segment != "given":
        reason = "A list of passages is cut already: leave “segment” out."
        raise Refused(Problem(given.origin.shown, 0, "segment", reason))
    found: list[GivenPassage] = []
    problems: list[Problem] = []
    last = 0
    for row in json_passages.read(given.origin):
        passage, wrong = _passage(row, given, last)
        problems += wrong
        last = passage.number
        found.append(passage)
    if problems:
        raise Refused(*problems)
    return found


def _passage(row: Row, given: GivenText, last: int) -> tuple[GivenPassage, list[Problem]]:
    reading = Reading(row, PASSAGE)
    number = _column(reading, "number")
    withheld = bool(_column(reading, "withheld"))
    text = reading.take("text", lambda value: values.text_of(value, lines=True)) or ""
    passage = GivenPassage(
        number=last + 1 if number is None else number,
        locator=_column(reading, "locator") or "",
        text=text,
        voice=reading.take("voice", values.text_of) or "",
        fidelity=_column(reading, "fidelity") or given.fidelity,
        withheld=withheld,
    )
    for field, reason in _faults(passage, given, last):
        reading.wrong(field, reason)
    return passage, reading.problems


def _column(reading: Reading, name: str) -> Any:
    return reading.take(name, lambda value: values.column_value(PASSAGE[name], value))


def _faults(passage: GivenPassage, given: GivenText, last: int) -> Iterator[tuple[str, str]]:
    if not last < passage.number <= HIGHEST_NUMBER:
        yield "number", f"Numbers rise from 1: {passage.number} stands behind {last}."
    if passage.withheld and passage.text:
        yield "text", "A withheld passage has no text."
    if not passage.withheld and not passage.text:
        yield "text", "It is missing, and the passage is not withheld."
    if passage.voice and passage.voice not in given.voices:
        yield "voice", f"“voices” of the source does not say who {shown(passage.voice)} is."
