"""The parts that pages are made of: plain data, so that HTML and JSON cannot differ.

`url` is a path on this site. `language` is the tag of a text where it is not that of the page.
No part holds an integer of the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.public.footnotes import Footnote, Note

_HTML_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2})?)?)?")


@dataclass(frozen=True)
class Link:
    """Something with a page: what it is called and where it is read."""

    title: str
    url: str
    language: str = ""
    status: str = ""


@dataclass(frozen=True)
class When:
    """A date: EDTF, how it is said, the words of the source, its first and last possible day."""

    edtf: str
    display: str
    words: str
    earliest: str
    latest: str

    @property
    def datetime(self) -> str:
        """The date as HTML knows it: a day, perhaps with a time, a month or year; else empty."""
        return self.edtf if _HTML_DATE.fullmatch(self.edtf) else ""


@dataclass(frozen=True)
class Code:
    """A code of a closed list with its label and, where it helps, its definition."""

    code: str
    label: str
    definition: str = ""


@dataclass(frozen=True)
class Said:
    """Who says so, who passes it on, and on which passages it rests."""

    speaker: Link
    relayed_by: Link | None
    footnotes: list[Footnote]


@dataclass(frozen=True)
class Number:
    """A number: the words of the source, what it is read as, and the bounds of the reading."""

    words: str
    reading: str
    low: str
    high: str
    unit: str


@dataclass(frozen=True)
class Statement:
    """A claim."""

    ref: str
    url: str
    text: str
    language: str
    topic: Code
    stance: Code
    said: Said
    subject: Link | None
    about: Link | None
    number: Number | None
    when: When | None
    as_of: When | None
    answers: Link | None


@dataclass(frozen=True)
class Bar:
    """A number on the scale of its matter, in hundredths of it; `is_open` to one end."""

    start: str
    width: str
    is_open: bool


@dataclass(frozen=True)
class Position:
    """What is said by one or several voices, and what answers it.

    `more_voices` are those that a page folds away.
    """

    number: Number | None
    bar: Bar | None
    voices: list[Statement]
    more_voices: list[Statement]
    answers: list[Statement]


@dataclass(frozen=True)
class Matter:
    """All positions on one topic of one subject, in order of time; none of them wins.

    `differences` say in which ways they differ, `scales` from where to where numbers are drawn.
    """

    subject: Link | None
    about: Link | None
    differences: list[Code]
    scales: list[str]
    positions: list[Position]


@dataclass(frozen=True)
class Topic:
    """The matters of one topic: how many statements, from how many sources of how many origins.

    `families` are sources that go back to one origin, where several of them speak here.
    """

    topic: Code
    count: int
    sources: int
    origins: int
    families: list[list[Link]]
    matters: list[Matter]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a summary."""

    ref: str
    text: str
    language: str
    footnotes: list[Footnote]


@dataclass(frozen=True)
class Role:
    """An involvement: which role an actor had, in what, as somebody says."""

    ref: str
    url: str
    role: Code
    actor: Link
    whole: Link | None
    acts_for: Link | None
    said: Said


@dataclass(frozen=True)
class Report:
    """What one speaker says of a step."""

    ref: str
    outcome: Code
    people: str
    term: str
    words: str
    conditions: str
    article: Link | None
    when: When | None
    said: Said


@dataclass(frozen=True)
class Step:
    """A procedural step with all reports of it; `party` is empty for the whole trial."""

    ref: str
    url: str
    kind: Code
    party: Link | None
    of: Link | None
    reports: list[Report]
    statements: list[Statement]


@dataclass(frozen=True)
class Exhibit:
    """An exhibit, what it was used to prove, and what is said of it."""

    ref: str
    url: str
    title: str
    language: str
    kind: Code
    used_to_prove: str
    against: Link | None
    said: Said
    statements: list[Statement]


@dataclass(frozen=True)
class Member:
    """A membership: who belongs to what."""

    ref: str
    url: str
    member: Link
    group: Link
    knowledge: Code
    said: Said


@dataclass(frozen=True)
class Form:
    """One form of a name in a language; `used_by` is who calls it so, if not the archive."""

    text: str
    language: str
    kind: Code
    used_by: Link | None
    status: str


@dataclass(frozen=True)
class More:
    """That a page shows only the first of many, and the list in which to look on."""

    shown: int
    url: str


@dataclass(frozen=True)
class Page:
    """What every page of a record has."""

    ref: str
    slug: str
    url: str
    type: str
    title: str
    language: str
    names: list[Form] = field(default_factory=list)
    summary: list[Sentence] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
