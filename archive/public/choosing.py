"""What a reader can choose further on a list: values of facets, parts to drop, orders.

Owns the addresses of everything that can be clicked, and which values of a facet a page shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from archive.public.addresses import values_address
from archive.public.answering import Answer
from archive.public.facets import NONE, Choice
from archive.public.filters.base import SORTS, FacetFilter, ListFilter
from archive.public.query import FacetAddresses, Query

SHOWN_VALUES = 12
"""How many values of a facet a page shows before "all values"."""


@dataclass(frozen=True)
class FacetValue:
    """A value to choose. `count` is the exact length of the list at `url`, which is the present
    list with this value alone in its facet.

    `url_with` adds the value to those that are chosen in the facet (any of them); it is empty when
    none is chosen or this one already is. `url_without` is empty unless the value is chosen.
    `url_both` asks for rows that have this value and the chosen ones, where there are any:
    `both` of them.
    """

    value: str
    label: str
    count: int
    selected: bool
    url: str
    url_with: str = ""
    url_without: str = ""
    url_both: str = ""
    both: int = 0


@dataclass(frozen=True)
class FacetView:
    """A facet with its values that lead somewhere, or the first of them.

    `every` is how many there are; `url_all` the page with all of them, where some are left out.
    """

    name: str
    label: str
    values: list[FacetValue]
    every: int
    selected: bool
    url_all: str = ""


@dataclass(frozen=True)
class Chip:
    """A part of the query that is in force, and the list without it."""

    label: str
    value_label: str
    url_without: str


@dataclass(frozen=True)
class Sort:
    """An order that can be chosen."""

    name: str
    label: str
    url: str
    selected: bool


def facets(left: Answer, declaration: type[ListFilter], most: int | None) -> list[FacetView]:
    """The facets of a list, each with at most so many of its values."""
    return [facet_view(left, name, facet, most) for name, facet in declaration.facets().items()]


def facet_view(left: Answer, name: str, facet: FacetFilter, most: int | None = None) -> FacetView:
    """A facet with at most so many of its values, and those that are chosen."""
    choice = left.query.choices[name]
    labels = _labels(left, name, facet)
    values = _in_order(left, name, facet, labels)
    shown = values if most is None or len(values) <= most else _first(values, most, choice)
    left_out = len(shown) < len(values)
    return FacetView(
        name=name,
        label=str(facet.label),
        values=_values(left, name, shown, labels),
        every=len(values),
        selected=bool(choice),
        url_all=values_address(left.query.noun, name, left.query.rows_alone()) if left_out else "",
    )


def _in_order(left: Answer, name: str, facet: FacetFilter, labels: Mapping[str, str]) -> list[str]:
    """The values that lead somewhere, the most frequent first; what is not recorded comes last."""
    choice, counts = left.query.choices[name], left.counts[name]
    chosen = {*choice.any_of, *choice.all_of} - {NONE}
    values = [value for value in labels if value in counts or value in chosen]
    if facet.values.by_count:
        values.sort(key=lambda value: (value not in chosen, -counts.get(value, 0)))
    if NONE in counts or NONE in choice.any_of or NONE in choice.all_of:
        values.append(NONE)
    return values


def _first(values: list[str], most: int, choice: Choice) -> list[str]:
    """The first values; what is chosen is always among them."""
    chosen = {*choice.any_of, *choice.all_of}
    return values[:most] + [value for value in values[most:] if value in chosen]


def _values(
    left: Answer, name: str, values: Sequence[str], labels: Mapping[str, str]
) -> list[FacetValue]:
    choice, counts = left.query.choices[name], left.counts[name]
    addresses = FacetAddresses.of(left.query, name)
    called = [_label(labels, value) for value in values]
    if not choice:
        # Nothing is chosen in most facets of most pages, and then values have one address each.
        to = addresses.to_one
        return [
            FacetValue(value, label, counts[value], False, to(value))
            for value, label in zip(values, called, strict=True)
        ]
    chosen = {*choice.any_of, *choice.all_of}
    return [
        FacetValue(
            value=value,
            label=label,
            count=counts.get(value, 0),
            selected=value in chosen,
            url=addresses.to_one(value),
            url_with=_with(addresses, choice, value),
            url_without=_without(addresses, choice, value),
            both=(both := _both(left, name, value)),
            url_both=addresses.to(_all_of(choice, value)) if both else "",
        )
        for value, label in zip(values, called, strict=True)
    ]


def _labels(left: Answer, name: str, facet: FacetFilter) -> Mapping[str, str]:
    """What the values of a facet are called, in alphabetical order or their own.

    A value that was chosen although no row has it stands first. What is not recorded is not among
    them.
    """
    known = left.index.labels[name]
    choice = left.query.choices[name]
    if not choice:
        return known
    asked = (*choice.any_of, *choice.all_of, *choice.none_of)
    rare = {value for value in asked if value not in known} - {NONE}
    if not rare:
        return known
    language = get_language() or settings.LANGUAGE_CODE
    said = {value: value for value in sorted(rare)} | facet.values.labels(rare, language)
    return said | dict(known)


def _label(labels: Mapping[str, str], value: str) -> str:
    return labels[value] if value != NONE else _("not recorded")


def _with(addresses: FacetAddresses, choice: Choice, value: str) -> str:
    if not choice.any_of or choice.all_of or value in choice.any_of:
        return ""
    any_of = tuple(sorted((*choice.any_of, value)))
    return addresses.to(Choice(any_of, _less(choice.none_of, value)))


def _without(addresses: FacetAddresses, choice: Choice, value: str) -> str:
    if value not in choice.any_of and value not in choice.all_of:
        return ""
    return addresses.to(choice.without(value))


def _both(left: Answer, name: str, value: str) -> int:
    """How many rows have a value and the one that is chosen, or all that are."""
    choice = left.query.choices[name]
    chosen = choice.all_of or choice.any_of
    is_one = len(choice.any_of) == (0 if choice.all_of else 1)
    if not is_one or value in chosen or NONE in (value, *chosen):
        return 0
    return left.found.intersection_cardinality(left.index.facets.having(name, value))


def _all_of(choice: Choice, value: str) -> Choice:
    return Choice((), choice.none_of, tuple(sorted({*choice.any_of, *choice.all_of, value})))


def _less(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple([each for each in values if each != value])


def chips(left: Answer, declaration: type[ListFilter]) -> list[Chip]:
    """What is chosen, in canonical order, each part with the list without it."""
    query = left.query
    found = chips_of_facets(left, declaration)
    single = (
        ("from", gettext_lazy("From"), query.start),
        ("to", gettext_lazy("To"), query.end),
        ("as_of", gettext_lazy("As of"), query.as_of),
        ("q", gettext_lazy("Words"), query.q),
    )
    found += [
        Chip(str(label), value, query.without(name)) for name, label, value in single if value
    ]
    return found


def chips_of_facets(left: Answer, declaration: type[ListFilter]) -> list[Chip]:
    """What is chosen in facets, each value with the list without it."""
    query, declared = left.query, declaration.facets()
    found: list[Chip] = []
    for name, choice in query.choices.items():
        if not choice:
            continue
        facet = declared[name]
        labels, addresses = _labels(left, name, facet), FacetAddresses.of(query, name)
        wanted = [(value, _label(labels, value)) for value in choice.any_of]
        wanted += [(value, _("also: %s") % _label(labels, value)) for value in choice.all_of]
        found += [
            Chip(str(facet.label), label, addresses.to(choice.without(value)))
            for value, label in wanted
        ]
        for value in choice.none_of:
            without = replace(choice, none_of=_less(choice.none_of, value))
            label = _("not: %(value)s") % {"value": _label(labels, value)}
            found.append(Chip(str(facet.label), label, addresses.to(without)))
    return found


def sorts(query: Query, declaration: type[ListFilter]) -> list[Sort]:
    """The orders of a list."""
    default = declaration.sorts[0]
    found: list[Sort] = []
    for name in declaration.sorts:
        asked = "" if name == default else name
        found.append(Sort(name, str(SORTS[name]), query.in_order(asked), asked == query.sort))
    return found
