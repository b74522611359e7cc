"""What is kept of a list between requests: its order, the bit sets of its facets, their labels.

One index for each list and language, valid for one stamp. Everything in it comes from the public
models. What a page prints of its rows is read anew each time. After a change a long list is made
from what was kept of it (`changes`, `renewing`), a short one anew.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from archive.dates import PartialDate, parse
from archive.public.called import AT_ONCE, Names, labels_of, labels_renewed, renamed_by
from archive.public.changes import FOLLOWED, can_be_followed, changed
from archive.public.facets import NONE, Bits, FacetIndex, bit_set
from archive.public.filters.base import ListFilter
from archive.public.filters.tables import CLAIMS, SOURCES
from archive.public.ordered import ListIndex, Row, Where
from archive.public.pairs import Tables
from archive.public.renewing import renewed, row_of
from archive.public.stamp import Kept, Stamp
from archive.public.wording import names_of_all

__all__ = ["AT_ONCE", "INDEXES", "NAMES", "TABLES", "ListIndex", "Names", "forget", "kept_rows"]

KEPT_LISTS = 40
"""Ten lists in four languages."""

RENEWED_FROM = 5000
"""A list of so many rows is renewed after a change; a shorter one is made anew about as fast."""

REMEMBERED = 100
"""How many changes back what is kept may lie and still be renewed."""


def build(key: tuple[type[ListFilter], str], now: Stamp | None) -> ListIndex:
    """Read a list whole and make its index in a language."""
    declaration, language = key
    tables, names = TABLES.get(None, now), NAMES.get(language, now)
    ids, orders, dates = _ordered(declaration, language, tables)
    declared = declaration.facets()
    facets = FacetIndex.build(ids, {name: facet.pairs for name, facet in declared.items()}, tables)
    tables.let_go()
    if len(ids) >= RENEWED_FROM:
        follow(tables)
    return ListIndex(
        facets=facets,
        orders=orders,
        dates=dates,
        labels={
            name: labels_of(facet, _recorded(facets, name), language, names, tables)
            for name, facet in declared.items()
        },
        where=Where.of(ids),
    )


def _ordered(
    declaration: type[ListFilter], language: str, tables: Tables
) -> tuple[Sequence[int], dict[str, Sequence[int]], list[tuple[PartialDate, Bits]]]:
    """The ids of a list in its order, its other orders, its dates. The rows themselves, which take
    more than all that is kept of them, are gone afterwards."""
    default, *others = declaration.sorts
    called = names_of_all(declaration.all_rows, language, tables)
    read = tables.rows(declaration.all_rows)
    unsorted = (row_of(declaration, row, called.get(row.id, ""), language) for row in read)
    rows = sorted(unsorted, key=lambda row: row.in_order(default))
    orders = {sort: _order(rows, sort) for sort in others}
    return array("q", [row.id for row in rows]), orders, _dates(rows)


def follow(tables: Tables) -> None:
    """Read all that is needed to find what changes from now on, and to bring it up to date."""
    tables.read(FOLLOWED)
    tables.can_be_followed = can_be_followed()


def kept_rows(now: Stamp | None) -> Tables:
    """The rows that lists are made of, for whoever looks into them besides.

    In a long archive all that is needed to bring them up to date is read with them, so that no
    later state has to be read whole.
    """
    tables = TABLES.get(None, now)
    if now and not tables.can_be_followed:
        many = max(len(tables.column(rows, "id")) for rows in (CLAIMS, SOURCES))
        if many >= RENEWED_FROM:
            follow(tables)
    return tables


def renew(
    key: tuple[type[ListFilter], str], old: ListIndex, since: Stamp, now: Stamp
) -> ListIndex | None:
    """The index of a list made from an earlier one, where it is known what has changed."""
    declaration, language = key
    tables = TABLES.get(None, now)
    delta = tables.since(since)
    made = renewed(declaration, language, old, tables, delta) if delta else None
    if made is None or delta is None:
        return None
    names, renamed = NAMES.get(language, now), renamed_by(tables, delta)
    labels = {
        name: labels_renewed(
            facet,
            _recorded(made.facets, name),
            language,
            names,
            tables,
            old.labels[name],
            renamed,
        )
        for name, facet in declaration.facets().items()
    }
    return replace(made, labels=labels)


def renew_names(_language: str, old: Names, since: Stamp, now: Stamp) -> Names | None:
    """The names that are still known, where it is known what has changed."""
    tables = TABLES.get(None, now)
    delta = tables.since(since)
    return old.without(renamed_by(tables, delta)) if delta else None


def renew_tables(_key: None, old: Tables, since: Stamp, now: Stamp) -> Tables | None:
    """The rows as they are now, made from earlier ones, where it is known what has changed."""
    found = changed(old, since, now)
    if found is None:
        return None
    made, delta = old.patched(*found)
    made.can_be_followed = True
    made.steps = (*old.steps, (since, delta))[-REMEMBERED:]
    return made


def _order(rows: Sequence[Row], sort: str) -> Sequence[int]:
    return array("I", sorted(range(len(rows)), key=lambda place: rows[place].in_order(sort)))


def _dates(rows: Sequence[Row]) -> list[tuple[PartialDate, Bits]]:
    places: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, row in enumerate(rows):
        if row.when:
            places[row.when].append(place)
    return [(parse(when), bit_set(found)) for when, found in places.items()]


def _recorded(facets: FacetIndex, name: str) -> Collection[str]:
    return facets.bits[name].keys() - {NONE}


TABLES: Kept[None, Tables] = Kept(lambda _key, _stamp: Tables(FOLLOWED), 1, renew_tables)
"""What all lists read, so that each view is read once for all of them."""

NAMES: Kept[str, Names] = Kept(lambda _language, _stamp: Names(), 4, renew_names)
"""What records are called in a language, so that each is asked for once for all lists."""

INDEXES = Kept(build, KEPT_LISTS, renew)


def forget() -> None:
    """Let go of every index and of all that indexes are made of."""
    for kept in (INDEXES, TABLES, NAMES):
        kept.forget()
