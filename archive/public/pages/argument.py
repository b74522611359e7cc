"""The argument about an exhibit as a picture: what it was to prove, challenges, answers.

Boxes stand below one another, so that a telephone shows them as large as a desk does. Whatever
stands in a box stands in the list beside the picture, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import gettext as _

from archive.public.filters.claims import NOBODY_LOOKED
from archive.public.pages import parts
from archive.public.pages.answered import Answered
from archive.vocabularies import Stance

WIDTH = 340
_INDENT, _GAP, _PADDING = 22, 12, 9
_LETTER, _LINE = 7.0, 17


@dataclass(frozen=True)
class Line:
    """A line of text at its place; `strong` is the line that says what the box is."""

    y: int
    text: str
    strong: bool


@dataclass(frozen=True)
class Box:
    """A box with its lines; `kind` is its class, `ref` the record that it stands for."""

    kind: str
    ref: str
    x: int
    y: int
    width: int
    height: int
    lines: list[Line]

    @property
    def text_x(self) -> int:
        """Where its lines begin."""
        return self.x + _PADDING


@dataclass(frozen=True)
class Edge:
    """From a box to one that stands below it and further in."""

    kind: str
    start: str
    end: str
    path: str


@dataclass(frozen=True)
class Argument:
    """The picture, in units of its own."""

    width: int
    height: int
    boxes: list[Box]
    edges: list[Edge]


@dataclass(frozen=True)
class _Thing:
    """What a box is made of: how far in, from which other one, and what it says."""

    depth: int
    of: int | None
    kind: str
    ref: str
    heading: str
    text: str


def argument(exhibit: parts.Exhibit, challenges: Iterable[Answered]) -> Argument:
    """Draw the argument about an exhibit."""
    boxes: list[Box] = []
    edges: list[Edge] = []
    y = 1
    for thing in _things(exhibit, challenges):
        box = _box(thing, y)
        if thing.of is not None:
            above = boxes[thing.of]
            start, middle = above.x + _INDENT // 2, box.y + box.height // 2
            path = f"M{start} {above.y + above.height}V{middle}H{box.x}"
            edges.append(Edge(thing.kind, above.ref, box.ref, path))
        boxes.append(box)
        y += box.height + _GAP
    return Argument(WIDTH, y - _GAP + 1, boxes, edges)


def _things(exhibit: parts.Exhibit, challenges: Iterable[Answered]) -> Iterator[_Thing]:
    """The boxes from above to below, each with the place of the one that it hangs on."""
    yield _Thing(0, None, "exhibit", exhibit.ref, exhibit.kind.label, exhibit.title)
    place = 1
    against = _("against %(whom)s") % {"whom": exhibit.against.title} if exhibit.against else ""
    proves = exhibit.used_to_prove or ("" if against else _("not said"))
    proof = " – ".join(filter(None, (proves, against)))
    yield _Thing(1, 0, "proof", f"{exhibit.ref}-proof", _("Used to prove"), proof)
    place = 2
    for one in challenges:
        said = one.statement
        heading = f"{said.topic.label}: {said.said.speaker.title}"
        yield _Thing(1, 0, "challenge", said.ref, heading, said.text)
        above, place = place, place + 1
        for answer in one.answers:
            heading = f"{answer.stance.label}: {answer.said.speaker.title}"
            yield _Thing(2, above, "answer", answer.ref, heading, answer.text)
            place += 1
        for search in one.searches:
            row = search.statement
            yield _Thing(2, above, Stance.SILENT, row.ref, one_line(search.day), row.text)
            place += 1
        if one.state.code == NOBODY_LOOKED:
            heading = _("No search for an answer is recorded")
            yield _Thing(2, above, "open", f"{said.ref}-open", heading, "")
            place += 1


def one_line(day: parts.When | None) -> str:
    """That no answer is known, and when one was looked for."""
    if day is None:
        return _("No answer known")
    return _("No answer known: looked for on %(day)s") % {"day": day.display}


def _box(thing: _Thing, y: int) -> Box:
    x = 1 + thing.depth * _INDENT
    width = WIDTH - 1 - x
    letters = int((width - 2 * _PADDING) / _LETTER)
    lines = [(text, True) for text in wrap(thing.heading, letters)]
    lines += [(text, False) for text in wrap(thing.text, letters)]
    first = y + _PADDING + 12
    return Box(
        kind=thing.kind,
        ref=thing.ref,
        x=x,
        y=y,
        width=width,
        height=2 * _PADDING + _LINE * len(lines),
        lines=[
            Line(first + number * _LINE, text, strong)
            for number, (text, strong) in enumerate(lines)
        ],
    )
