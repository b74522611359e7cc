"""The entries of the timeline, as a page, JSON and CSV print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from archive.dates import display
from archive.public.addresses import timeline_address
from archive.public.footnotes import Footnote
from archive.public.pages import parts

SHORT = 3
"""Of how many days something may be for its hours to be worth a link."""


def hour_by_hour(
    village: str, days: Iterable[tuple[date | None, date | None]], language: str
) -> list[parts.Link]:
    """The timelines of a few days each, called by their days; longer spans lead nowhere."""
    short = {
        (first, last)
        for first, last in days
        if first and last and (last - first).days < SHORT and last.year > 1
    }
    return [
        parts.Link(
            display(f"{first}/{last}", language),
            timeline_address(village, first.isoformat(), last.isoformat()),
        )
        for first, last in sorted(short)
    ]


@dataclass(frozen=True)
class Entry:
    """A line of the timeline: an incident, a claim, or a step as one speaker reports it.

    `first` and `last` are the moments between which it lies, in the time of the place; empty is
    open. `within` tells as lists do whether it certainly or possibly falls into the days that are
    asked for, `reaches_out` whether it may lie outside; `differs` in which ways sources differ.
    """

    number: int
    type: parts.Code
    ref: str
    what: parts.Link
    kind: parts.Code
    subject: parts.Link | None
    place: parts.Link | None
    of: parts.Link | None
    said: parts.Said | None
    when: parts.When
    first: str
    last: str
    approximate: bool
    uncertain: bool
    within: str
    reaches_out: bool
    differs: list[parts.Code]
    footnotes: list[Footnote]


HEADER = (
    *("number", "type", "ref", "url", "title", "kind", "subject", "place", "part_of"),
    *("speaker", "relayed_by", "when", "when_label", "when_words", "first", "last"),
    *("approximate", "uncertain", "within", "differs", "citations"),
)


def lines(entries: Iterable[Entry]) -> Iterator[tuple[str | int, ...]]:
    """The entries as lines of a table."""
    for one in entries:
        said = one.said
        yield (
            *(one.number, one.type.code, one.ref, one.what.url, one.what.title, one.kind.code),
            *(link.url if link else "" for link in (one.subject, one.place, one.of)),
            *(link.title if link else "" for link in _speakers(said)),
            *(one.when.edtf, one.when.display, one.when.words, one.first, one.last),
            *("yes" if each else "no" for each in (one.approximate, one.uncertain)),
            *(one.within, " ".join(each.code for each in one.differs)),
            "; ".join(dict.fromkeys(note.cite for note in one.footnotes)),
        )


def _speakers(said: parts.Said | None) -> tuple[parts.Link | None, parts.Link | None]:
    return (said.speaker, said.relayed_by) if said else (None, None)
