"""One date of an EDTF text: read, refused, and turned into its first and last day and moment.

Owns the grammar of what stands alone or at an end of an interval; `archive.dates` owns what both
ends mean together. Knows nothing of languages, records or requests.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Precision = Literal["year", "month", "day", "time", "interval"]
Part = Literal["", "year", "month", "day"]
Side = Literal["plain", "since", "until"]  # the other end is open to the future, to the past

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<time>[0-9:.,]*[0-9]|)(?P<zone>Z|[+-][0-9:]+)?)?"
    r"(?P<qualifier>[?~%]?)"
)
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})")
_FORMS = (
    "2020, 2020-02, 2020-02-07, 2020-02-XX, 202X, 2020-02-07T22:00:00, 2020-02-07/2020-02-08, "
    "2020-02-07/.. or ../2020-02-07, each date with ? (uncertain), ~ (approximate) or % (both) "
    "behind it"
)
_LONGEST_SHOWN = 60
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True)
class Point:
    """One end of an interval, or a date that stands alone; 0 is a part that is not given."""

    first_year: int
    last_year: int
    month: int
    day: int
    time: time | None
    unknown: Part
    qualifier: str
    side: Side

    @property
    def approximate(self) -> bool:
        """Whether its source says "about"."""
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        """Whether its source says "perhaps"."""
        return self.qualifier in ("?", "%")

    @property
    def exact(self) -> bool:
        """Neither qualified nor with unspecified digits: it may share words with another date."""
        return not self.qualifier and not self.unknown

    @property
    def precision(self) -> Precision:
        """The finest part that is given."""
        if self.unknown == "year":
            return "interval"
        if self.time is not None:
            return "time"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.first_year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.last_year, month, self.day or _days_in(self.last_year, month))

    @property
    def first(self) -> datetime:
        """The first moment that it can mean."""
        return datetime.combine(self.earliest, self.time or time())

    @property
    def last(self) -> datetime:
        """The last moment that it can mean: of a day, its last second."""
        return datetime.combine(self.latest, _LAST_SECOND if self.time is None else self.time)


def points(text: str) -> list[Point]:
    """The date itself, the one known end of an open interval, or the two ends of a closed one.

    Raises ValueError with one sentence.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return [_point(text, text)]
    if "/" in last:
        raise ValueError(f"{shown(text)} is not an interval: it has more than two ends.")
    if not first or not last:
        raise ValueError(
            f"{shown(text)} lacks an end of the interval: an open one is written “..”."
        )
    if first == last == "..":
        raise ValueError(f"{shown(text)} is not an interval: one of its ends must be a date.")
    if first == "..":
        return [_point(last, text, side="until")]
    if last == "..":
        return [_point(first, text, side="since")]
    return [_point(first, text), _point(last, text)]


def _point(part: str, whole: str, side: Side = "plain") -> Point:
    match = _POINT.fullmatch(part)
    if match is None:
        raise ValueError(f"{shown(whole)} is not a date in one of these forms: {_FORMS}.")
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and month:
        raise ValueError(f"{shown(whole)} gives a month of an unspecified year.")
    if month == "XX" and day and day != "XX":
        raise ValueError(f"{shown(whole)} gives a day of an unspecified month.")
    first_year = int(year.replace("X", "0"))
    if first_year == 0:
        raise ValueError(f"{shown(whole)} is not a date: years are counted from 0001.")
    month_number = 0 if month in (None, "XX") else int(month)
    if month and month != "XX" and not 1 <= month_number <= 12:
        raise ValueError(f"{shown(whole)} is not a date: there is no month {month}.")
    day_number = 0 if day in (None, "XX") else int(day)
    if day and day != "XX" and not 1 <= day_number <= _days_in(first_year, month_number):
        raise ValueError(f"{shown(whole)} is not a date: there is no day {day} in {year}-{month}.")
    at = None if match["time"] is None else _time(match["time"], match["zone"], whole)
    if at is not None and not day_number:
        raise ValueError(f"{shown(whole)} gives a time of an unspecified day.")
    return Point(
        first_year=first_year,
        last_year=int(year.replace("X", "9")),
        month=month_number,
        day=day_number,
        time=at,
        unknown=_unknown(year, month, day),
        qualifier=match["qualifier"],
        side=side,
    )


def _time(text: str, zone: str | None, whole: str) -> time:
    """A time of day, which EDTF writes with its seconds. Raises ValueError."""
    if zone:
        raise ValueError(
            f"{shown(whole)} names a time zone: times stand here as the source gives them, "
            "in the time of the place."
        )
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{shown(whole)} has no time of day that EDTF knows: it is written with hours, "
            "minutes and seconds, as in 2020-02-07T22:00:00."
        )
    hour, minute, second = (int(part) for part in match.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        raise ValueError(
            f"{shown(whole)} is not a time: a day runs from 00:00:00 to 23:59:59."
        ) from None


def _unknown(year: str, month: str | None, day: str | None) -> Part:
    """The part that is left open: of 2020-XX-XX, the day."""
    if day == "XX":
        return "day"
    if month == "XX":
        return "month"
    return "year" if "X" in year else ""


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def shown(text: str) -> str:
    """The text in quotation marks, on one line and no longer than is needed to know it again."""
    shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return "“" + "".join(sign if sign.isprintable() else "\ufffd" for sign in shown) + "”"
