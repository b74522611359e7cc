"""What every list has in common: facets, dates, words, order and pages, and their validation.

A list is a `ListFilter`: a django-filter FilterSet whose declared filters are facets. Its form
validates the query; its `qs` is the list in SQL, against which the tests hold the counting.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Self

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_filters import Filter, FilterSet

from archive.dates import display, parse
from archive.public.addresses import Addresses
from archive.public.facets import NONE, condition
from archive.public.filters.values import Values
from archive.public.models.base import PublicModel
from archive.public.pairs import Column, Pairs, Tables
from archive.public.prewritten import rows_with
from archive.public.stamp import current
from archive.public.wording import NAMED, Wording, names_with
from archive.vocabularies import Vocabulary

LONGEST_WORDS = 200
"""How many characters a reader may search for at once."""

ALL, NOT = ".all", ".not"
"""What stands behind the name of a facet that must have all of the values, or none of them."""

SORTS: dict[str, Any] = {
    "date": gettext_lazy("oldest first"),
    "-date": gettext_lazy("newest first"),
    "name": gettext_lazy("by name"),
}
"""The orders of lists. Rows without a date come last either way; rows that are equal by name."""


# Fields: one for each kind of parameter. Each takes the list of all values that were given.


class _AsGiven(forms.Widget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value.strip()]


class _Field(forms.Field):
    widget = _AsGiven

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.name = name

    def refuse(self, value: str, why: str = "") -> forms.ValidationError:
        """The error that names the parameter and its value; `why` is a sentence of its own."""
        problem = _("“%(name)s” does not take the value “%(value)s”.")
        return forms.ValidationError(
            " ".join(filter(None, (problem % {"name": self.name, "value": shown(value)}, why)))
        )


class ValuesField(_Field):
    """Any number of values of a facet; cleaned to the distinct ones in order."""

    def __init__(self, name: str, *, knows: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.knows = knows

    def clean(self, value: Sequence[str]) -> tuple[str, ...]:
        """The values. Raises ValidationError for the first that does not exist."""
        for one in value:
            if not self.knows(one):
                raise self.refuse(one)
        return tuple(sorted(set(value)))


class OneField(_Field):
    """At most one value, which `read` makes sense of; "" where none is given.

    `read` raises ValueError with a sentence when it cannot.
    """

    def __init__(self, name: str, *, read: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.read = read

    def clean(self, value: Sequence[str]) -> str:
        """The value. Raises ValidationError for several, and for one that makes no sense."""
        if len(value) > 1:
            raise forms.ValidationError(_("“%(name)s” is given twice.") % {"name": self.name})
        try:
            return self.read(value[0]) if value else ""
        except ValueError as problem:
            raise self.refuse(value[0], str(problem)) from problem


def shown(text: str) -> str:
    """What a reader sent, safe to be repeated to them: short, and without what no text holds."""
    kept = "".join("\ufffd" if unicodedata.category(one) in ("Cc", "Cs") else one for one in text)
    return kept if len(kept) <= 60 else f"{kept[:59]}…"


def a_day(text: str) -> str:
    """A day, month or year. Raises ValueError."""
    partial = parse(text)
    if partial.precision == "interval" or not text.strip().replace("-", "").isdigit():
        raise ValueError(_("Write a day, a month or a year: 2020-02-07, 2020-02 or 2020."))
    return partial.text


def one_day(text: str) -> str:
    """A single day. Raises ValueError."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as problem:
        raise ValueError(_("Write one day: 2020-02-07.")) from problem


def words(text: str) -> str:
    """Words to look for, with single blanks between them. Raises ValueError."""
    text = " ".join(text.split())
    if len(text) > LONGEST_WORDS:
        raise ValueError(_("Search for at most %(n)s characters.") % {"n": LONGEST_WORDS})
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in text):
        raise ValueError(_("It holds characters that no text has."))
    return text


def page_number(text: str) -> str:
    """The digits of a page's number; of the first page, none. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 1):
        raise ValueError(_("Pages are counted from 1."))
    return "" if int(text) == 1 else str(int(text))


# Filters


class _ListFilter(Filter):  # type: ignore[misc]
    """A filter of which each request takes a shallow copy: what it declares never changes."""

    def __deepcopy__(self, memo: Any) -> Self:
        return copy.copy(self)


class FacetFilter(_ListFilter):
    """A facet: what it is called, its pairs, and the kind of its values."""

    def __init__(self, label: Any, *pairs: Pairs, values: Values) -> None:
        super().__init__(label=label)
        self.pairs = pairs
        self.values = values
        self.name = ""
        self.ending = ""

    def _make(self, name: str, ending: str) -> FacetFilter:
        made = copy.copy(self)
        made.name, made.ending = name, ending
        return made

    @property
    def field(self) -> ValuesField:
        """The field of its parameter."""
        return ValuesField(f"{self.name}{self.ending}", knows=self.knows, label=self.label)

    def knows(self, value: str) -> bool:
        """Whether there is such a value: a row of the list has it, or some public record."""
        present = self.parent.present.get(self.name, ())
        return value == NONE or value in present or self.values.knows(value)

    def filter(self, qs: QuerySet[Any], value: Collection[str]) -> QuerySet[Any]:
        """The rows with any of the values, with none of them, or with all."""
        if not value:
            return qs
        if self.ending == ALL:
            for one in value:
                qs = qs.filter(condition(self.pairs, [one]))
            return qs
        has = condition(self.pairs, value)
        return qs.filter(~has if self.ending == NOT else has)


class OneFilter(_ListFilter):
    """A parameter with one value. `apply` makes its SQL condition, where it has one."""

    def __init__(
        self,
        label: Any,
        read: Callable[[str], str],
        apply: Callable[[str], Q] | None = None,
    ) -> None:
        super().__init__(label=label)
        self.read = read
        self.apply = apply
        self.name = ""

    @property
    def field(self) -> OneField:
        """The field of its parameter."""
        return OneField(self.name, read=self.read, label=self.label)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows that fit."""
        return qs.filter(self.apply(value)) if value and self.apply else qs


def _from(text: str) -> Q:
    return ~Q(when="") & (Q(latest__isnull=True) | Q(latest__gte=parse(text).earliest))


def _to(text: str) -> Q:
    return ~Q(when="") & (Q(earliest__isnull=True) | Q(earliest__lte=parse(text).latest))


@dataclass(frozen=True)
class Titles:
    """What rows and the records that they point at are called, by entry id, and where they are."""

    found: Mapping[int, Wording]
    addresses: Addresses = field(default_factory=Addresses)

    def __getitem__(self, row: Any) -> str:
        return self.found[row.pk].text

    def link(self, row: Any) -> dict[str, str] | None:
        """A record that a row points at: its slug or ref, its title and address."""
        if row is None:
            return None
        name = getattr(row, "slug", row.ref)
        return {"slug": name, "title": self[row], "url": self.addresses.of(row)}


class ListFilter(FilterSet):  # type: ignore[misc]
    """A list. Its declared filters are its facets, in the order of canonical addresses.

    `noun` is its address, `title` its heading; `all_rows` are its rows, whole and in no order;
    `sorts` its orders, the default first; `key` the column that breaks ties and names a row in an
    address; `related` what its rows are read together with; `columns` what CSV prints of a row, a
    dot leading into what it points at; `cited_through` the ways from a row to further records whose
    citations are its own; `cited_whole` says that a row is a source and cited by all its passages;
    `standing` that rows are defendants, of whom it is told where they stand as of a day.
    """

    noun: ClassVar[str]
    title: ClassVar[Any]
    all_rows: ClassVar[QuerySet[Any]]
    sorts: ClassVar[tuple[str, ...]] = ("name",)
    key: ClassVar[str] = "slug"
    related: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ()
    cited_through: ClassVar[tuple[Column, ...]] = ()
    cited_whole: ClassVar[bool] = False
    standing: ClassVar[bool] = False
    base_filters: Mapping[str, Filter]

    def __init__(
        self, data: Any = None, *, present: Mapping[str, Collection[str]] | None = None
    ) -> None:
        """Read a query; `present` are the values that rows have, by facet."""
        if data is not None:
            # A list has fifty parameters, and a query few of them.
            declared = type(self).base_filters
            self.base_filters = {name: declared[name] for name in data if name in declared}
        super().__init__(data, self.all_rows.all())
        self.present = present or {}

    @classmethod
    def facets(cls) -> dict[str, FacetFilter]:
        """The facets by name, in their order."""
        return dict(cls.declared_filters)

    @classmethod
    def dated(cls) -> bool:
        """Whether the list can be asked for a time."""
        return "date" in cls.sorts

    @classmethod
    def many(cls, tables: Tables) -> int:
        """How many rows the list has, from the rows that are kept for lists."""
        return tables.count(cls.all_rows)

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """Each facet three times: any of, all of, none of; then time, words, order and page."""
        filters: dict[str, Filter] = {}
        for name, facet in cls.facets().items():
            filters |= {f"{name}{ending}": facet._make(name, ending) for ending in ("", ALL, NOT)}
        if not hasattr(cls, "noun"):
            return filters
        if cls.dated():
            filters["from"] = OneFilter(gettext_lazy("From"), a_day, _from)
            filters["to"] = OneFilter(gettext_lazy("To"), a_day, _to)
        if cls.standing:
            filters["as_of"] = OneFilter(gettext_lazy("As of"), one_day)
        filters["q"] = OneFilter(gettext_lazy("Words"), words)
        filters["sort"] = OneFilter(gettext_lazy("Order"), cls._sort)
        filters["page"] = OneFilter(gettext_lazy("Page"), page_number)
        for name, one in filters.items():
            if isinstance(one, OneFilter):
                one.name = name
        return filters

    @classmethod
    def _sort(cls, text: str) -> str:
        if text not in cls.sorts:
            raise ValueError(_("It takes: %(names)s.") % {"names": ", ".join(cls.sorts)})
        return "" if text == cls.sorts[0] else text

    @classmethod
    def read_rows(cls, ids: Collection[int], language: str = "") -> list[Any]:
        """The rows with these ids that are public now, in the order of `ids`.

        With a language, what they are called in it is read in the same statement, where it is not
        known.
        """
        named = NAMED.get(language, current()) if language else None
        if named is None or named.knows(ids):
            (rows,) = rows_with((cls, "rows"), lambda keys: [cls._with(keys)], ids)
        else:
            rows, texts = rows_with(
                (cls, "rows and names"), lambda keys: [cls._with(keys), names_with(keys)], ids
            )
            named.learn(ids, texts)
        found = {row.pk: row for row in rows}
        return [found[each] for each in ids if each in found]

    @classmethod
    def which(cls, ids: Collection[int]) -> set[int]:
        """Those of the ids that are rows which are public now."""
        (keys,) = rows_with(
            (cls, "keys"),
            lambda keys: [cls.all_rows.order_by().values_list("pk", flat=True).filter(pk__in=keys)],
            ids,
        )
        return set(keys)

    @classmethod
    def _with(cls, keys: Collection[int]) -> QuerySet[Any]:
        return cls.all_rows.order_by().select_related(*cls.related).filter(pk__in=keys)

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """What JSON prints of each row, in a constant number of queries."""
        raise NotImplementedError


# What rows print


def head(row: Any, titles: Titles, key: str = "slug") -> dict[str, Any]:
    """What every row of every list begins with."""
    url = titles.addresses.of(row)
    return {"ref": row.ref, "slug": getattr(row, key), "url": url, "title": titles[row]}


def coded(name: str, value: str, vocabulary: type[Vocabulary]) -> dict[str, str]:
    """A code and its label."""
    return {name: value, f"{name}_label": _label(vocabulary, value, get_language())}


@lru_cache(maxsize=5_000)
def _label(vocabulary: type[Vocabulary], value: str, language: str | None) -> str:
    """The label of a code in the language of the page, looked up once."""
    del language  # what words are translated into
    return next((str(each.label) for each in vocabulary if each.value == value), "")


@lru_cache(maxsize=5_000)
def _said(when: str, language: str, of_page: str | None) -> str:
    """A date as people say it; many rows of a list have the same."""
    del of_page  # what words are translated into
    return display(when, language)


def when(row: Any, language: str) -> dict[str, str]:
    """A date as EDTF, as people say it, and as the source says it."""
    label = _said(row.when, language, get_language()) if row.when else ""
    return {"when": row.when, "when_label": label, "when_words": row.when_words}


def pointed_at(rows: Sequence[Any], *paths: str) -> list[PublicModel]:
    """The rows and the records that they point at, whose titles a page needs."""
    found: list[PublicModel] = list(rows)
    for path in paths:
        found += [target for row in rows if (target := getattr(row, path)) is not None]
    return list({target.pk: target for target in found if isinstance(target, Model)}.values())
