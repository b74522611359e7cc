"""Dates as far as the sources know them: the EDTF text, its bounds, its display, its model field.

Owns the part of EDTF (ISO 8601-2:2019, Library of Congress profile) that a documentation archive
needs: a day, month or year; a day with a time of day (`2020-02-07T22:00:00`, with seconds as the
profile demands, and without a zone: it is the time of the place, as the source gives it); trailing
unspecified digits (`2020-02-XX`, `2020-XX`, `202X`); the qualifiers `?` (uncertain), `~`
(approximate) and `%` (both) at the end of a date; intervals `A/B`, `../B` and `A/..`.

Two things are ours and not EDTF, which knows them of dates only: a qualifier behind a time of day
(`2020-02-07T11:00:00~`), and a time of day at the end of an interval
(`2020-02-07T18:00:00/2020-02-07T23:59:59`).

Knows nothing of records or requests, and never guesses a date out of prose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from archive.date_points import Point, Precision, points, shown
from archive.date_words import WORDINGS, Case, Wording

Overlap = Literal["certain", "possible"]

REMEMBERED = 4096
"""How many dates are remembered: every list in every language reads the same ones again."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date or interval as far as it is known.

    `earliest` and `latest` are the first and last day that it can mean, for columns and filters;
    `first` and `last` the first and last moment, in the time of the place: of a day without a time
    of day its first and last second. None is an open side. The qualifiers widen no bound, because
    EDTF gives "about" no width: `approximate` and `uncertain` tell that the bounds are themselves a
    statement of the source. A span of unspecified years (`202X`) has the precision "interval".
    """

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool
    uncertain: bool
    precision: Precision
    first: datetime | None
    last: datetime | None


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> PartialDate:
    """Read EDTF text, blanks around it allowed.

    Raises ValueError with one sentence that quotes the text and says what is wrong with it. An
    interval is refused as reversed when no reading of its two ends puts them in order; so
    `2020-06/2020` (from June until some time in that year) stands.
    """
    text = text.strip()
    ends = points(text)
    begins = None if ends[0].side == "until" else ends[0]
    finishes = None if ends[-1].side == "since" else ends[-1]
    if begins and finishes and begins.first > finishes.last:
        raise ValueError(f"{shown(text)} is not an interval: it ends before it begins.")
    return PartialDate(
        text=text,
        earliest=begins.earliest if begins else None,
        latest=finishes.latest if finishes else None,
        approximate=any(end.approximate for end in ends),
        uncertain=any(end.uncertain for end in ends),
        precision="interval" if "/" in text else ends[0].precision,
        first=begins.first if begins else None,
        last=finishes.last if finishes else None,
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


# Display


def display(text: str, language: str) -> str:
    """Say EDTF text for people, in the language of the tag (`en`, `ru`, `kk`, `ky`; `kk-Cyrl` too).

    Other languages get the English words. Raises ValueError as `parse` does.
    """
    words = WORDINGS.get(language.replace("_", "-").split("-")[0].lower(), WORDINGS["en"])
    ends = points(parse(text).text)
    first, last = ends[0], ends[-1]
    if first == last:
        return _alone(first, words)
    if first.time is not None and last.time is not None and first.qualifier == last.qualifier:
        return _between_times(first, last, words)
    if first.exact and last.exact and first.time is last.time is None:
        return _exact_interval(first, last, words)
    return f"{_alone(first, words)} – {_alone(last, words)}"


def _alone(point: Point, words: Wording) -> str:
    if point.side == "since":
        since = words.since if point.time is None else words.since_time
        said, nearly = since.format(_said(point, words, "since")), words.roughly
    elif point.side == "until":
        until = words.until if point.time is None else words.until_time
        said, nearly = until.format(_said(point, words, "until")), words.roughly
    else:
        said, nearly = _said(point, words, "about" if point.approximate else "plain"), words.about
    if point.approximate:
        said = nearly.format(said)
    return words.possibly.format(said) if point.uncertain else said


def _between_times(first: Point, last: Point, words: Wording) -> str:
    """Two times of day that are known alike: "18:00–24:00 on 7 February 2020"."""
    begins, finishes = _clock(first.time), _END if last.time == _LAST else _clock(last.time)
    if first.earliest == last.earliest:
        said = _at(first, f"{begins}–{finishes}", words, "plain")
    else:
        said = f"{_at(first, begins, words, 'plain')} – {_at(last, finishes, words, 'plain')}"
    if first.approximate:
        said = words.roughly.format(said)
    return words.possibly.format(said) if first.uncertain else said


def _exact_interval(first: Point, last: Point, words: Wording) -> str:
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


def _said(point: Point, words: Wording, case: Case) -> str:
    """The date in a grammatical case, without its qualifier, with what is unknown in brackets."""
    if point.time is not None:
        return _at(point, _clock(point.time), words, case)
    if point.month:
        within = _within_year(point, words, case)
        said = words.in_year.format(what=within, year=point.first_year)
    elif point.first_year == point.last_year:
        said = words.year[case].format(point.first_year)
    else:
        said = words.years[case].format(f"{point.first_year}–{point.last_year}")
    return f"{said} ({words.unknown[point.unknown]})" if point.unknown else said


def _within_year(point: Point, words: Wording, case: Case) -> str:
    if not point.day:
        return words.months[case][point.month - 1]
    return words.day.format(day=point.day, month=words.months_after_day[case][point.month - 1])


_LAST, _END = time(23, 59, 59), "24:00"
"""The last second of a day, and how it is said where something ends with the day."""


def _at(point: Point, clock: str, words: Wording, case: Case) -> str:
    """A time of the point's day."""
    within = _within_year(point, words, "plain")
    day = words.in_year.format(what=within, year=point.first_year)
    return words.at[case].format(day=day, time=clock)


def _clock(of: time | None) -> str:
    """A time of day, with its seconds only where there are any."""
    return "" if of is None else f"{of:%H:%M:%S}" if of.second else f"{of:%H:%M}"


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
