"""The timeline as a picture: one row for each entry, a bar from its first to its last moment.

Plain geometry in units of its own. A bar says with its shape how well a time is known: full where
hours are told, an outline where only days are, hatched where the source says "about" or "perhaps",
with an arrow where a side is open or lies beyond the picture. Where sources differ stands a sign
and the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from archive.dates import display
from archive.public.pages.timeline_entries import Entry
from archive.public.wording import reader_language

WIDTH, HEAD, ROW, FOOT, SIDE = 960.0, 46.0, 46.0, 8.0, 14.0
BAR, LEAST = 12.0, 7.0
MOST = 80
"""How many entries are drawn: more of them are a table alone."""
HOURLY = timedelta(days=5, hours=1)
"""Up to which length the axis has hours."""
_HOUR, _NOON, _DAY = timedelta(hours=1), timedelta(hours=12), timedelta(days=1)
_LETTERS, _FEWER = 112, 92
_LABEL_ROOM = 125.0


@dataclass(frozen=True)
class Tick:
    """A line across the picture; a strong one begins a day, month or year and has a name."""

    x: float
    label: str
    strong: bool


@dataclass(frozen=True)
class Bar:
    """An entry as it is drawn. `is_point` is a single moment; `by_day` has no hours; `opens_*` is a
    side without an end, `leaves_*` one that lies beyond the picture."""

    ref: str
    number: int
    type: str
    y: float
    x: float
    width: float
    rough: bool
    by_day: bool
    is_point: bool
    opens_left: bool
    opens_right: bool
    leaves_left: bool
    leaves_right: bool
    label: str
    title: str
    first: str
    last: str
    differs: bool

    @property
    def text_y(self) -> float:
        """Where its words stand, above the bar."""
        return self.y + 16

    @property
    def style(self) -> str:
        """The classes of its shape."""
        kind = "rough" if self.rough else "by-day" if self.by_day else "sure"
        return f"{kind} open" if self.opens_left or self.opens_right else kind

    @property
    def bar_y(self) -> float:
        """Where the bar begins."""
        return self.y + 24

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.bar_y + BAR / 2

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return round(self.x + self.width, 1)

    @property
    def point(self) -> str:
        """A rhombus around a single moment."""
        middle = round(self.x + self.width / 2, 1)
        return f"M{middle - 7} {self.middle}l7 -7 7 7 -7 7z"

    @property
    def arrow_left(self) -> str:
        """An arrow head at its left end."""
        return f"M{self.x + 9} {self.bar_y - 2}l-9 8 9 8z"

    @property
    def arrow_right(self) -> str:
        """An arrow head at its right end."""
        return f"M{self.end - 9} {self.bar_y - 2}l9 8 -9 8z"


@dataclass(frozen=True)
class Picture:
    """What the picture is made of."""

    width: float
    height: float
    bars: list[Bar]
    ticks: list[Tick]
    bar_height: float
    description: str


def picture(
    entries: Sequence[Entry], first: datetime | None, last: datetime | None
) -> Picture | None:
    """Draw the entries between two moments, or else between the first and last that they know.

    None when there is nothing to draw, or too much.
    """
    if not entries or len(entries) > MOST:
        return None
    moments = [datetime.fromisoformat(m) for one in entries for m in (one.first, one.last) if m]
    start = _midnight((first or min(moments)).date())
    end = _midnight((last or max(moments)).date(), days=1)
    if end <= start:
        end = start + _DAY
    scale = _Scale(start, end)
    height = HEAD + ROW * len(entries) + FOOT
    bars = [_bar(one, place, scale) for place, one in enumerate(entries)]
    until = display((end - _DAY).date().isoformat(), reader_language())
    told = {"first": display(start.date().isoformat(), reader_language()), "last": until}
    return Picture(
        width=WIDTH,
        height=height,
        bars=bars,
        ticks=list(_ticks(scale)),
        bar_height=BAR,
        description=_("From %(first)s to %(last)s. The table below says the same.") % told,
    )


def _midnight(day: date, days: int = 0) -> datetime:
    """The beginning of a day, or of one some days later; the calendar ends with its last day."""
    if days and day.toordinal() + days > date.max.toordinal():
        return datetime.combine(day, time.max)
    return datetime.combine(day, time()) + timedelta(days=days)


@dataclass(frozen=True)
class _Scale:
    start: datetime
    end: datetime

    def x(self, moment: datetime) -> float:
        """Where a moment stands, within the picture."""
        share = (moment - self.start) / (self.end - self.start)
        return round(SIDE + min(max(share, 0), 1) * (WIDTH - 2 * SIDE), 1)

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def _bar(one: Entry, place: int, scale: _Scale) -> Bar:
    first = datetime.fromisoformat(one.first) if one.first else None
    last = datetime.fromisoformat(one.last) if one.last else None
    left = SIDE if first is None else scale.x(first)
    right = WIDTH - SIDE if last is None else scale.x(last)
    width = max(right - left, LEAST)
    left = min(left, WIDTH - SIDE - width)
    return Bar(
        ref=one.ref,
        number=one.number,
        type=one.type.code,
        y=HEAD + ROW * place,
        x=round(left, 1),
        width=round(width, 1),
        rough=one.approximate or one.uncertain,
        by_day="T" not in one.when.edtf,
        is_point=first is not None and first == last,
        opens_left=first is None,
        opens_right=last is None,
        leaves_left=first is not None and first < scale.start,
        leaves_right=last is not None and last >= scale.end,
        label=_shortened(_what(one), _FEWER if one.differs else _LETTERS),
        title=f"{one.when.display}: {_what(one)}",
        first=one.first,
        last=one.last,
        differs=bool(one.differs),
    )


def _what(one: Entry) -> str:
    if one.said is None:
        return one.what.title
    return _("%(speaker)s: %(what)s") % {"speaker": one.said.speaker.title, "what": one.what.title}


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


# The axis: hours up to a few days, then days, months or years


def _ticks(scale: _Scale) -> Iterator[Tick]:
    if scale.length <= HOURLY:
        yield from _hours(scale)
        return
    taken = -_LABEL_ROOM
    for day, label in _calendar(scale):
        x = scale.x(_midnight(day))
        if x - taken >= _LABEL_ROOM:
            taken = x
            yield Tick(x, label, True)


def _hours(scale: _Scale) -> Iterator[Tick]:
    """Every third hour of one day, every sixth of two or three, noon of more; days by name."""
    step = 3 * _HOUR if scale.length <= _DAY else 6 * _HOUR if scale.length <= 3 * _DAY else _NOON
    moment = scale.start
    while moment <= scale.end:
        midnight = moment.time() == time()
        begins = midnight and moment < scale.end
        day = display(moment.date().isoformat(), reader_language()) if begins else ""
        yield Tick(scale.x(moment), day or ("" if midnight else f"{moment:%H}"), midnight)
        moment += step


def _calendar(scale: _Scale) -> Iterator[tuple[date, str]]:
    """The beginnings of days, months or years within the picture, with their names."""
    language, day, last = reader_language(), scale.start.date(), scale.end.date()
    if scale.length <= timedelta(days=70):
        while day < last:
            yield day, display(day.isoformat(), language)
            day += _DAY
        return
    if scale.length <= timedelta(days=365 * 3):
        begun = day.year * 12 + day.month - (day.day == 1)
        for number in range(begun, last.year * 12 + last.month):
            month = date(number // 12, number % 12 + 1, 1)
            yield month, display(f"{month:%Y-%m}", language)
        return
    for year in range(day.year + (day.timetuple().tm_yday > 1), last.year + 1):
        yield date(year, 1, 1), f"{year:04}"
