"""Dates as far as the sources know them: the EDTF text, its bounds, its display, its model field.

Owns the part of EDTF (ISO 8601-2:2019, Library of Congress profile) that a documentation archive
needs: a day, month or year; trailing unspecified digits (`2020-02-XX`, `2020-XX`, `202X`); the
qualifiers `?` (uncertain), `~` (approximate) and `%` (both) at the end of a date; intervals `A/B`,
`../B` and `A/..`. Knows nothing of records or requests, and never guesses a date out of prose.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from archive.date_words import WORDINGS, Case, Wording

Precision = Literal["year", "month", "day", "interval"]
Overlap = Literal["certain", "possible"]

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_FORMS = (
    "2020, 2020-02, 2020-02-07, 2020-02-XX, 202X, 2020-02-07/2020-02-08, 2020-02-07/.. "
    "or ../2020-02-07, each date with ? (uncertain), ~ (approximate) or % (both) behind it"
)
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class PartialDate:
    """A date or interval as far as it is known.

    `earliest` and `latest` are the first and last day that it can mean; None is an open side. The
    qualifiers widen no bound, because EDTF gives "about" no width: `approximate` and `uncertain`
    tell that the bounds are themselves a statement of the source. A span of unspecified years
    (`202X`) has the precision "interval".
    """

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool
    uncertain: bool
    precision: Precision


def parse(text: str) -> PartialDate:
    """Read EDTF text, blanks around it allowed.

    Raises ValueError with one sentence that quotes the text and says what is wrong with it. An
    interval is refused as reversed when no reading of its two ends puts them in order; so
    `2020-06/2020` (from June until some time in that year) stands.
    """
    text = text.strip()
    points = _points(text)
    earliest = None if points[0].side == "until" else points[0].earliest
    latest = None if points[-1].side == "since" else points[-1].latest
    if earliest and latest and earliest > latest:
        raise ValueError(f"{_shown(text)} is not an interval: it ends before it begins.")
    return PartialDate(
        text=text,
        earliest=earliest,
        latest=latest,
        approximate=any(point.approximate for point in points),
        uncertain=any(point.uncertain for point in points),
        precision="interval" if "/" in text else points[0].precision,
    )


def overlaps(partial: PartialDate, start: date | None, end: date | None) -> Overlap | None:
    """Tell whether a date falls into the days from `start` to `end`, both included; None is open.

    "certain" when every day that it can mean lies in the range and the source does not qualify it
    as approximate or uncertain; "possible" when some day does; None when none does.
    """
    if start and end and start > end:
        return None
    begins_late = partial.earliest and end and partial.earliest > end
    ends_early = partial.latest and start and partial.latest < start
    if begins_late or ends_early:
        return None
    from_start = start is None or (partial.earliest is not None and partial.earliest >= start)
    to_end = end is None or (partial.latest is not None and partial.latest <= end)
    qualified = partial.approximate or partial.uncertain
    return "certain" if from_start and to_end and not qualified else "possible"


_Part = Literal["", "year", "month", "day"]
_Side = Literal["plain", "since", "until"]  # the other end is open to the future, to the past


@dataclass(frozen=True)
class _Point:
    """One end of an interval, or a date that stands alone; 0 is a part that is not given."""

    first_year: int
    last_year: int
    month: int
    day: int
    unknown: _Part
    qualifier: str
    side: _Side

    @property
    def approximate(self) -> bool:
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        return self.qualifier in ("?", "%")

    @property
    def exact(self) -> bool:
        """Neither qualified nor with unspecified digits: it may share words with another date."""
        return not self.qualifier and not self.unknown

    @property
    def precision(self) -> Precision:
        if self.unknown == "year":
            return "interval"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        return date(self.first_year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.last_year, month, self.day or _days_in(self.last_year, month))


def _points(text: str) -> list[_Point]:
    """The date itself, the one known end of an open interval, or the two ends of a closed one."""
    first, slash, last = text.partition("/")
    if not slash:
        return [_point(text, text)]
    if "/" in last:
        raise ValueError(f"{_shown(text)} is not an interval: it has more than two ends.")
    if not first or not last:
        raise ValueError(
            f"{_shown(text)} lacks an end of the interval: an open one is written “..”."
        )
    if first == last == "..":
        raise ValueError(f"{_shown(text)} is not an interval: one of its ends must be a date.")
    if first == "..":
        return [_point(last, text, side="until")]
    if last == "..":
        return [_point(first, text, side="since")]
    return [_point(first, text), _point(last, text)]


def _point(part: str, whole: str, side: _Side = "plain") -> _Point:
    match = _POINT.fullmatch(part)
    if match is None:
        raise ValueError(f"{_shown(whole)} is not a date in one of these forms: {_FORMS}.")
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and month:
        raise ValueError(f"{_shown(whole)} gives a month of an unspecified year.")
    if month == "XX" and day and day != "XX":
        raise ValueError(f"{_shown(whole)} gives a day of an unspecified month.")
    first_year = int(year.replace("X", "0"))
    if first_year == 0:
        raise ValueError(f"{_shown(whole)} is not a date: years are counted from 0001.")
    month_number = 0 if month in (None, "XX") else int(month)
    if month and month != "XX" and not 1 <= month_number <= 12:
        raise ValueError(f"{_shown(whole)} is not a date: there is no month {month}.")
    day_number = 0 if day in (None, "XX") else int(day)
    if day and day != "XX" and not 1 <= day_number <= _days_in(first_year, month_number):
        raise ValueError(f"{_shown(whole)} is not a date: there is no day {day} in {year}-{month}.")
    return _Point(
        first_year=first_year,
        last_year=int(year.replace("X", "9")),
        month=month_number,
        day=day_number,
        unknown=_unknown(year, month, day),
        qualifier=match["qualifier"],
        side=side,
    )


def _unknown(year: str, month: str | None, day: str | None) -> _Part:
    """The part that is left open: of 2020-XX-XX, the day."""
    if day == "XX":
        return "day"
    if month == "XX":
        return "month"
    return "year" if "X" in year else ""


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _shown(text: str) -> str:
    """The text in quotation marks, on one line and no longer than is needed to know it again."""
    shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return "“" + "".join(sign if sign.isprintable() else "\ufffd" for sign in shown) + "”"


# Display


def display(text: str, language: str) -> str:
    """Say EDTF text for people, in the language of the tag (`en`, `ru`, `kk`, `ky`; `kk-Cyrl` too).

    Other languages get the English words. Raises ValueError as `parse` does.
    """
    words = WORDINGS.get(language.replace("_", "-").split("-")[0].lower(), WORDINGS["en"])
    points = _points(parse(text).text)
    first, last = points[0], points[-1]
    if first == last:
        return _alone(first, words)
    if first.exact and last.exact:
        return _exact_interval(first, last, words)
    return f"{_alone(first, words)} – {_alone(last, words)}"


def _alone(point: _Point, words: Wording) -> str:
    if point.side == "since":
        said, nearly = words.since.format(_said(point, words, "since")), words.roughly
    elif point.side == "until":
        said, nearly = words.until.format(_said(point, words, "until")), words.roughly
    else:
        said, nearly = _said(point, words, "about" if point.approximate else "plain"), words.about
    if point.approximate:
        said = nearly.format(said)
    return words.possibly.format(said) if point.uncertain else said


def _exact_interval(first: _Point, last: _Point, words: Wording) -> str:
    """Two exact ends, with what they share said once: "7–8 February 2020"."""
    if not first.month and not last.month:
        return words.years["plain"].format(f"{first.first_year}–{last.first_year}")
    if first.first_year != last.first_year or not (first.month and last.month):
        return f"{_alone(first, words)} – {_alone(last, words)}"
    if first.month == last.month and first.day and last.day:
        month = words.months_after_day["plain"][first.month - 1]
        what = words.day.format(day=f"{first.day}–{last.day}", month=month)
    else:
        what = f"{_within_year(first, words, 'plain')} – {_within_year(last, words, 'plain')}"
    return words.in_year.format(what=what, year=first.first_year)


def _said(point: _Point, words: Wording, case: Case) -> str:
    """The date in a grammatical case, without its qualifier, with what is unknown in brackets."""
    if point.month:
        within = _within_year(point, words, case)
        said = words.in_year.format(what=within, year=point.first_year)
    elif point.first_year == point.last_year:
        said = words.year[case].format(point.first_year)
    else:
        said = words.years[case].format(f"{point.first_year}–{point.last_year}")
    return f"{said} ({words.unknown[point.unknown]})" if point.unknown else said


def _within_year(point: _Point, words: Wording, case: Case) -> str:
    if not point.day:
        return words.months[case][point.month - 1]
    return words.day.format(day=point.day, month=words.months_after_day[case][point.month - 1])


# The model field

if TYPE_CHECKING:
    _TextField = models.CharField[str, str]
else:
    _TextField = models.CharField


def validate_edtf(text: str) -> None:
    """Refuse text that is no EDTF date, as a model or form validator does (ValidationError)."""
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="edtf") from error


class EdtfField(_TextField):
    """EDTF text that keeps its bounds in two date columns of the same row, so that SQL can compare.

    `earliest` and `latest` name those fields; either may be left out. Both must be declared after
    this field, since Django asks the fields for their values in that order, and must allow null for
    open intervals; `manage.py check` says so when they are not. Blank text empties the bounds.

    The bounds are set whenever the instance is saved, created in bulk included. They are left as
    they are by what goes around `pre_save`: `QuerySet.update`, `bulk_update` and fixtures loaded
    raw, which must bring them along; a `save(update_fields=…)` that names this field must name its
    bounds too.
    """

    default_validators = [validate_edtf]
    description = "EDTF date"

    def __init__(
        self, *args: Any, earliest: str | None = None, latest: str | None = None, **kwargs: Any
    ) -> None:
        self.earliest = earliest
        self.latest = latest
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        bounds = {"earliest": self.earliest, "latest": self.latest}
        return name, path, args, kwargs | {key: of for key, of in bounds.items() if of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The text without blanks around it; the bounds are set on the instance on the way.

        Raises ValidationError for text that nobody validated before saving.
        """
        value = super().pre_save(model_instance, add)
        text = (value or "").strip()
        if text:
            validate_edtf(text)
        partial = parse(text) if text else None
        if self.earliest:
            setattr(model_instance, self.earliest, partial.earliest if partial else None)
        if self.latest:
            setattr(model_instance, self.latest, partial.latest if partial else None)
        if value is not None:
            setattr(model_instance, self.attname, text)
        return None if value is None else text

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        bounds = [name for name in (self.earliest, self.latest) if name]
        problems = [problem for name in bounds if (problem := self._bound_problem(name))]
        errors = [checks.Error(problem, obj=self, id="dates.E001") for problem in problems]
        return [*super().check(**kwargs), *errors]

    def _bound_problem(self, name: str) -> str:
        try:
            bound = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return f"The bound “{name}” of “{self.name}” is not a field of this model."
        if not isinstance(bound, models.DateField) or not bound.null:
            return f"The bound “{name}” of “{self.name}” must be a DateField that allows null."
        fields = self.model._meta.local_fields
        if bound not in fields or fields.index(bound) < fields.index(self):
            return f"The bound “{name}” must be declared after “{self.name}”, in the same model."
        return ""
