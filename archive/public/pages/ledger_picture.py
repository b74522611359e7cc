"""The ledger as a picture: a bar for each source, as long as it says that people were tried.

Plain geometry in units of its own. A bar is made of what the source surely tells, the least of each
number, and of what it leaves open, as an outline; so the parts of a bar add up as its line in the
table does. Sources are never added up, and none stands for another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from archive.public.pages import parts
from archive.vocabularies import SANCTIONS, Outcome

WIDTH, SIDE, ROW, BAR = 600.0, 2.0, 46.0, 18.0
_LETTER = 8.0
_LETTERS = 76

PRISON, EITHER, SANCTION, FREE, STAGE, OPEN = (
    *("prison", "either", "sanction", "free", "stage", "open"),
)

_SHADES: dict[str, str] = {
    **dict.fromkeys(SANCTIONS, SANCTION),
    Outcome.IMPRISONMENT: PRISON,
    Outcome.PROBATION_OR_PRISON: EITHER,
    **dict.fromkeys((Outcome.ACQUITTED, Outcome.PAROLE, Outcome.AMNESTY, Outcome.SERVED), FREE),
}
"""How an outcome is drawn; every other one is a stage on the way."""


class Told(Protocol):
    """How many people stand in a state."""

    @property
    def stage(self) -> parts.Code: ...

    @property
    def outcome(self) -> parts.Code: ...

    @property
    def least(self) -> int: ...

    @property
    def words(self) -> str: ...


class Account(Protocol):
    """What one source tells."""

    @property
    def source(self) -> parts.Link: ...

    @property
    def author(self) -> parts.Link | None: ...

    @property
    def left_open(self) -> int | None: ...

    @property
    def counts(self) -> Sequence[Told]: ...


@dataclass(frozen=True)
class Part:
    """A part of a bar: how it is drawn, its number where there is room, and what it says."""

    shade: str
    x: float
    width: float
    label: str
    title: str

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Bar:
    """What one source tells, below its author and title."""

    y: float
    label: str
    parts: list[Part]

    @property
    def text_y(self) -> float:
        """Where the label stands, above the bar."""
        return self.y + 14

    @property
    def bar_y(self) -> float:
        """Where the bar begins."""
        return self.y + 20

    @property
    def number_y(self) -> float:
        """Where the numbers in it stand."""
        return self.bar_y + 14


@dataclass(frozen=True)
class Shade:
    """A way in which parts are drawn, and what it stands for."""

    shade: str
    label: str


@dataclass(frozen=True)
class Picture:
    """What the picture is made of."""

    width: float
    height: float
    bar_height: float
    bars: list[Bar]
    shades: list[Shade]


def picture(accounts: Sequence[Account]) -> Picture | None:
    """Draw the accounts that surely tell of somebody; None when none does."""
    drawn = [one for one in accounts if any(count.least for count in one.counts)]
    if not drawn:
        return None
    unit = (WIDTH - 2 * SIDE) / max(_length(one) for one in drawn)
    bars = [
        Bar(y=round(place * ROW, 1), label=_label(one), parts=list(_parts(one, unit)))
        for place, one in enumerate(drawn)
    ]
    used = {part.shade for bar in bars for part in bar.parts}
    return Picture(
        width=WIDTH,
        height=round(len(bars) * ROW, 1),
        bar_height=BAR,
        bars=bars,
        shades=[Shade(shade, label) for shade, label in _labels() if shade in used],
    )


def _labels() -> list[tuple[str, str]]:
    return [
        (PRISON, _("Deprived of liberty")),
        (EITHER, _("Prison or another sanction, split not given")),
        (SANCTION, _("Another sanction")),
        (FREE, _("Acquitted or released")),
        (STAGE, _("Charge, verdict or change, and nothing further told")),
        (OPEN, _("Left open by the source")),
    ]


def _length(account: Account) -> int:
    return sum(count.least for count in account.counts) + (account.left_open or 0)


def _label(account: Account) -> str:
    """Who says it and where, cut to the width of the picture."""
    told = [account.author.title] if account.author else []
    label = ": ".join([*told, account.source.title])
    return label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1].rstrip()}…"


def _parts(account: Account, unit: float) -> Iterator[Part]:
    """What the source tells, people at liberty last but for what it leaves open."""
    order = [shade for shade, _words in _labels()]
    told = [
        (_SHADES.get(count.outcome.code, STAGE), count.least, _said(count))
        for count in account.counts
        if count.least
    ]
    told.sort(key=lambda part: order.index(part[0]))
    if account.left_open:
        told.append((OPEN, account.left_open, f"{account.left_open} {_('left open')}"))
    x = SIDE
    for shade, number, title in told:
        width = number * unit
        roomy = width >= len(str(number)) * _LETTER + 3
        yield Part(shade, round(x, 1), round(width, 1), str(number) if roomy else "", title)
        x += width


def _said(count: Told) -> str:
    return f"{count.words} {count.outcome.label} ({count.stage.label})"
