"""How the number in a claim is said: with its unit, its bounds and the words of the source.

A vague number keeps its words in front; what it is read as stands behind, as a reading.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from archive.public.ledger import People
from archive.public.models import PublicClaim
from archive.vocabularies import Unit

COUNTED: dict[str, Promise | str] = {
    Unit.PEOPLE: ngettext_lazy("%(number)s person", "%(number)s people", "count"),
    Unit.HOUSEHOLDS: ngettext_lazy("%(number)s household", "%(number)s households", "count"),
    Unit.BUILDINGS: ngettext_lazy("%(number)s building", "%(number)s buildings", "count"),
    Unit.VEHICLES: ngettext_lazy("%(number)s vehicle", "%(number)s vehicles", "count"),
    Unit.PLACES: ngettext_lazy("%(number)s place", "%(number)s places", "count"),
    Unit.DAYS: ngettext_lazy("%(number)s day", "%(number)s days", "count"),
    Unit.MONTHS: ngettext_lazy("%(number)s month", "%(number)s months", "count"),
    Unit.YEARS: ngettext_lazy("%(number)s year", "%(number)s years", "count"),
    Unit.USD: ngettext_lazy("%(number)s US dollar", "%(number)s US dollars", "count"),
    Unit.KZT: ngettext_lazy("%(number)s tenge", "%(number)s tenge", "count"),
    Unit.PERCENT: ngettext_lazy("%(number)s per cent", "%(number)s per cent", "count"),
    Unit.CASES: ngettext_lazy("%(number)s criminal case", "%(number)s criminal cases", "count"),
}
"""Every unit with its forms."""


def reading(claim: PublicClaim) -> str:
    """Return the number as the archive reads it: “10 people”, “200 people or more”, or nothing."""
    return between(claim.low, claim.high, claim.unit)


def between(low: Decimal | int | None, high: Decimal | int | None, unit: str) -> str:
    """Return bounds with their unit: “10 people”, “5 to 20 years”, “at most 3 days”, or nothing."""
    if low is not None and high is not None:
        if low == high:
            return counted(Decimal(low), unit)
        return _("%(low)s to %(high)s") % {
            "low": digits(Decimal(low)),
            "high": counted(Decimal(high), unit),
        }
    if low is not None:
        return _("%(number)s or more") % {"number": counted(Decimal(low), unit)}
    if high is not None:
        return _("at most %(number)s") % {"number": counted(Decimal(high), unit)}
    return ""


def counted(number: Decimal, unit: str) -> str:
    """Return a number with its unit in the right form: “1 person”, “1,800,000 US dollars”."""
    # Languages choose the form by the whole number; a fraction takes that of many.
    count = int(number) if number == number.to_integral_value() else 2
    return str(COUNTED[unit] % {"number": digits(number), "count": count})


def digits(number: Decimal) -> str:
    """Return a number in the digits of the language, without zeros that say nothing."""
    whole = number == number.to_integral_value()
    plain = number.quantize(Decimal(1)) if whole else number.normalize()
    return number_format(plain, force_grouping=True)


def bounds(people: People | None) -> str:
    """Return how many, in words that need no unit: “3”, “1 to 3”, “up to 13”, “2 or more”."""
    if people is None:
        return ""
    if people.high is None:
        if not people.low:
            return _("number not said")
        return _("%(low)s or more") % {"low": people.low}
    if people.low == people.high:
        return str(people.low)
    if not people.low:
        return _("up to %(high)s") % {"high": people.high}
    return _("%(low)s to %(high)s") % {"low": people.low, "high": people.high}


def term(low: int | None, high: int | None) -> str:
    """Return a term between two numbers of months: “16 years 6 months”, “5 to 20 years”."""
    if low is not None and low == high:
        return duration(low)
    if (low or 0) % 12 == (high or 0) % 12 == 0:
        years = [months and months // 12 for months in (low, high)]
        return between(years[0], years[1], Unit.YEARS)
    return between(low, high, Unit.MONTHS)


def duration(months: int) -> str:
    """Return a term in years and months: 30 is “2 years 6 months”."""
    years, rest = divmod(months, 12)
    said = [
        counted(Decimal(number), unit)
        for number, unit in ((years, Unit.YEARS), (rest, Unit.MONTHS))
        if number
    ]
    return " ".join(said)
