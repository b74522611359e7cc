"""What the values of facets are called, which values there are, and the values that dates give.

A kind of value says two things: whether a value exists at all (what does not exist is refused),
and what a list of values is called in a language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any, ClassVar, Literal, Protocol

from django.conf.locale import LANG_INFO
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.utils.translation import gettext, gettext_lazy, override

from archive.dates import display, parse
from archive.public.pairs import Delta, Tables, gathered
from archive.public.pairs import Values as Followed
from archive.public.wording import names_of
from archive.vocabularies import Vocabulary

_PLAIN = re.compile(r"[a-z0-9-]{1,80}")


class NamesOf(Protocol):
    """Tells which records values stand for, and what these are called."""

    def ids(self, rows: QuerySet[Any], by: str, values: Collection[str]) -> Mapping[str, int]:
        """The ids of the rows of which a column has one of some values, by value."""

    def names(self, rows: QuerySet[Any], ids: Collection[int], language: str) -> Mapping[int, str]:
        """The names of these rows at least, by entry id."""


class _Asked:
    """Asks the database each time, which is right for few."""

    def ids(self, rows: QuerySet[Any], by: str, values: Collection[str]) -> Mapping[str, int]:
        """The ids, by value."""
        matching = rows.order_by().filter(**{f"{by}__in": list(values)})
        return dict(matching.values_list(by, "pk"))

    def names(self, _rows: QuerySet[Any], ids: Collection[int], language: str) -> Mapping[int, str]:
        """The names, by entry id."""
        return names_of(ids, language)


ASKED = _Asked()


class Values:
    """A kind of value. `by_count` is False where values have an order of their own."""

    by_count: ClassVar[bool] = True

    def knows(self, value: str) -> bool:
        """Whether there is such a value, although no row of the list has it just now.

        Where no other kind says otherwise, only what a row has exists.
        """
        del value
        return False

    def labels(
        self, values: Collection[str], language: str, names: NamesOf = ASKED
    ) -> dict[str, str]:
        """What the values are called, by `names` where they are records.

        A value that is called nothing is missing.
        """
        raise NotImplementedError

    def of_records(self, tables: Tables, ids: Collection[int]) -> set[str] | None:
        """The values that stand for some records; None where values are no records."""
        del tables, ids
        return None


@dataclass(frozen=True)
class Codes(Values):
    """The codes of closed lists."""

    codes: dict[str, Any]

    @classmethod
    def of(cls, *members: Vocabulary | type[Vocabulary], **more: Any) -> Codes:
        """All codes of the vocabularies, or the named ones; `more` codes with their labels."""
        found: dict[str, Any] = {}
        for member in members:
            each = [member] if isinstance(member, Vocabulary) else list(member)
            found |= {one.value: one.label for one in each}
        return cls(found | more)

    def knows(self, value: str) -> bool:
        """Whether the value is one of the codes."""
        return value in self.codes

    def labels(
        self, values: Collection[str], language: str, names: NamesOf = ASKED
    ) -> dict[str, str]:
        """Their labels in the vocabulary."""
        with override(language):
            return {value: str(self.codes[value]) for value in values if value in self.codes}


@dataclass(frozen=True, eq=False)
class Named(Values):
    """Public records by a column that is part of an address; they are called by their names."""

    rows: tuple[QuerySet[Any], ...]
    by: str = "slug"

    def knows(self, value: str) -> bool:
        """Whether there is such a public record."""
        plain = _PLAIN.fullmatch(value) is not None
        return plain and any(rows.filter(**{self.by: value}).exists() for rows in self.rows)

    def labels(
        self, values: Collection[str], language: str, names: NamesOf = ASKED
    ) -> dict[str, str]:
        """The names of the records."""
        labels: dict[str, str] = {}
        for rows in self.rows:
            if found := names.ids(rows, self.by, values):
                called = names.names(rows, found.values(), language)
                labels |= {value: called[row] for value, row in found.items() if row in called}
        return labels

    def of_records(self, tables: Tables, ids: Collection[int]) -> set[str] | None:
        """The values that stand for some records."""
        return {
            getattr(row, self.by) for rows in self.rows for row in tables.some(rows, ids).values()
        }


class Languages(Values):
    """Languages by their tags."""

    def labels(
        self, values: Collection[str], language: str, names: NamesOf = ASKED
    ) -> dict[str, str]:
        """The names of the languages."""
        return {value: language_name(value, language) for value in values}


SCRIPTS = {
    "Latn": gettext_lazy("Latin letters"),
    "Cyrl": gettext_lazy("Cyrillic letters"),
    "Arab": gettext_lazy("Arabic letters"),
    "Hans": gettext_lazy("simplified characters"),
    "Hant": gettext_lazy("traditional characters"),
}
"""What ISO 15924 calls by four letters, in words."""


OTHER_LANGUAGES = {"zh": gettext_lazy("Chinese")}
"""Languages of which Django knows only some written forms."""


@lru_cache(maxsize=1_000)
def language_name(tag: str, language: str) -> str:
    """What a language is called in another: with its script where the tag has one."""
    code, _hyphen, script = tag.partition("-")
    with override(language):
        script = str(SCRIPTS.get(script, script))
        if code == "und":
            return script or gettext("language not stated")
        if code in OTHER_LANGUAGES:
            name = str(OTHER_LANGUAGES[code])
        elif "name" in LANG_INFO.get(code, {}):
            name = gettext(LANG_INFO[code]["name"])
        else:
            return tag
    return f"{name} ({script})" if script else name


class Calendar(Values):
    """Years, months and days as EDTF writes them, the latest first."""

    by_count: ClassVar[bool] = False

    def labels(
        self, values: Collection[str], language: str, names: NamesOf = ASKED
    ) -> dict[str, str]:
        """Years as they are, months and days by their names."""
        return {value: value if len(value) == 4 else display(value, language) for value in values}


@dataclass(frozen=True, eq=False)
class Spread:
    """Pairs of each dated row and the years, months or days that its date touches.

    Of an open interval the known end counts. A date that touches ten years says nothing of the
    year, one that touches twelve months nothing of the month, one of a week nothing of the day: it
    has no value.
    """

    rows: QuerySet[Any]
    unit: Literal["year", "month", "day"]

    @property
    def _too_many(self) -> int:
        return {"year": 10, "month": 12, "day": 7}[self.unit]

    def read(self, tables: Tables, only: Collection[int] | None = None) -> Followed:
        """Every pair."""
        rows = tables.rows(self.rows)
        return gathered(
            self._pairs(rows if only is None else tables.some(self.rows, only).values())
        )

    def moved(self, tables: Tables, delta: Delta) -> set[int]:
        """The rows that were changed."""
        return {row.id for row in delta.rows(self.rows)}

    def _pairs(self, rows: Iterable[Any]) -> Iterator[tuple[int, str]]:
        for row in rows:
            first, last = row.earliest or row.latest, row.latest or row.earliest
            if first is None:
                continue
            touched = range(self._number(first), self._number(last) + 1)
            if len(touched) < self._too_many:
                yield from ((row.id, self._written(number)) for number in touched)

    def rows_with(self, values: Collection[str] | None) -> Iterable[int]:
        """The ids: the bounds of the date overlap those of a value."""
        rows: QuerySet[Any] = self.rows.order_by().annotate(
            first=Coalesce("earliest", "latest"), last=Coalesce("latest", "earliest")
        )
        rows = rows.filter(first__isnull=False)
        if self.unit == "day":
            rows = rows.annotate(length=F("last") - F("first"))
            rows = rows.filter(length__lt=timedelta(days=self._too_many - 1))
        else:
            rows = rows.annotate(touched=self._numbered("last") - self._numbered("first") + 1)
            rows = rows.filter(touched__lt=self._too_many)
        if values is not None:
            bounds = (parse(value) for value in values)
            overlaps = (Q(first__lte=each.latest, last__gte=each.earliest) for each in bounds)
            rows = rows.filter(reduce(or_, overlaps, Q(pk__in=[])))
        return rows.values_list("pk", flat=True)

    def _number(self, day: date) -> int:
        if self.unit == "day":
            return day.toordinal()
        return day.year if self.unit == "year" else day.year * 12 + day.month - 1

    def _numbered(self, path: str) -> Any:
        if self.unit == "year":
            return ExtractYear(F(path))
        return ExtractYear(F(path)) * 12 + ExtractMonth(F(path))

    def _written(self, number: int) -> str:
        if self.unit == "day":
            return date.fromordinal(number).isoformat()
        if self.unit == "year":
            return f"{number:04d}"
        return f"{number // 12:04d}-{number % 12 + 1:02d}"
