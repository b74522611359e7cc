"""What cites passages, as lines of a page, and what would be gone if a source fell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.public import models as public
from archive.public.addresses import address_of, addresses_of_records
from archive.public.entries import pointed_at
from archive.public.models.base import PublicFact
from archive.public.pages import parts
from archive.public.support import SHOWN, Fall, Pointer
from archive.public.wording import titles_of
from archive.vocabularies import RecordType, Stance

_TYPES = {record_type: place for place, record_type in enumerate(RecordType.values)}


@dataclass(frozen=True)
class Resting:
    """Something that cites a passage. `silent` is a claim that tells of a search in vain."""

    type: parts.Code
    what: parts.Link
    speaker: parts.Link | None
    silent: bool
    quotation: str = ""


@dataclass(frozen=True)
class Loss:
    """Some of what rests on a source: how many there are, and the first of them."""

    count: int
    shown: list[Resting]


@dataclass(frozen=True)
class Falling:
    """What would follow if a source fell.

    `alone` rest on it and nothing else, `along` hang on those: neither would be public any more,
    `gone` counts both. `elsewhere` would stay.
    """

    gone: int
    alone: Loss
    along: Loss
    elsewhere: Loss


def described(pointers: Iterable[Pointer], language: str) -> dict[int, Resting]:
    """Lines for records of mixed types by entry id; what has no address is missing.

    The apparatus of the page has asked for these already, with their names: all this is kept.
    """
    entries = pointed_at(pointers)
    speakers = {row.pk: row.asserted_by for row in entries.values() if isinstance(row, PublicFact)}
    titles = titles_of([*entries.values(), *speakers.values()], language)
    sentences = (row for row in entries.values() if isinstance(row, public.PublicSentence))
    subjects = pointed_at((row.subject_type, row.subject_id) for row in sentences)
    addresses = addresses_of_records((subjects | entries).values())
    found: dict[int, Resting] = {}
    for pk, row in entries.items():
        if pk not in addresses:
            continue
        title, speaker = titles[pk], speakers.get(pk)
        record_type = RecordType((row._meta.model_name or "").removeprefix("public"))
        found[pk] = Resting(
            type=parts.Code(record_type.value, str(record_type.label)),
            what=parts.Link(title.text, addresses[pk], title.language, title.status),
            speaker=parts.Link(titles[speaker.pk].text, address_of(speaker)) if speaker else None,
            silent=isinstance(row, public.PublicClaim) and row.stance == Stance.SILENT,
        )
    return found


def by_passage(
    citations: Iterable[public.PublicCitation], lines: Mapping[int, Resting]
) -> dict[int, list[Resting]]:
    """The back links of passages, by the id of the passage."""
    found: dict[int, list[Resting]] = defaultdict(list)
    for row in citations:
        if row.entry_id in lines:
            found[row.passage_id].append(replace(lines[row.entry_id], quotation=row.quotation))
    return {passage: in_order(resting) for passage, resting in found.items()}


def in_order(lines: Iterable[Resting]) -> list[Resting]:
    """Lines by type, then by their words."""
    return sorted(lines, key=lambda one: (_TYPES[one.type.code], one.what.title, one.what.url))


def first_of(fall: Fall) -> set[Pointer]:
    """What a page names of a fall."""
    return {each for group in (fall.alone, fall.along, fall.elsewhere) for each in group[:SHOWN]}


def falling(fall: Fall, lines: Mapping[int, Resting]) -> Falling:
    """A fall with the lines of its first records."""

    def loss(pointers: Sequence[Pointer]) -> Loss:
        shown = (lines[entry] for _type, entry in pointers[:SHOWN] if entry in lines)
        return Loss(len(pointers), in_order(shown))

    return Falling(len(fall.gone), loss(fall.alone), loss(fall.along), loss(fall.elsewhere))
