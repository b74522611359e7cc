"""Every number that a public page prints, counted again from the rows that it opens.

Owns the units of counted numbers and what may stand in digits without being counted: words of
sources, names, dates, measures, places in a text, ordinals. It reads pages only, never the
database, so that it sees what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from archive.vocabularies import Fidelity
from archive.workflow.pages import Element, Reader

_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Printed:
    """A number on a page: where, of what unit, as it is printed, and what a recount gives.

    `counted` is None where nothing could be counted.
    """

    page: str
    unit: str
    printed: str
    counted: int | None

    @property
    def holds(self) -> bool:
        """Whether the recount says the same."""
        return self.printed == str(self.counted)

    def __str__(self) -> str:
        told = {"printed": self.printed, "unit": self.unit, "counted": self.counted}
        if self.counted is None:
            return _("It prints %(printed)s (%(unit)s), which opens nothing to count.") % told
        return _("It prints %(printed)s (%(unit)s); counted again it is %(counted)s.") % told


@dataclass(frozen=True)
class Unmarked:
    """Digits on a page that are neither a counted number nor somebody's words."""

    page: str
    text: str

    def __str__(self) -> str:
        return _("“%(text)s” holds digits that nobody has counted or said.") % {"text": self.text}


@dataclass(frozen=True)
class Recount:
    """How many pages were read, how many numbers hold there, and which do not."""

    pages: int
    right: int
    wrong: list[Printed | Unmarked]


@dataclass(frozen=True)
class _Place:
    """A printed number with its page, and how to read further."""

    reader: Reader
    address: str
    page: Element
    element: Element

    @property
    def opens(self) -> str:
        """The address of its rows: its own, or that of the link in which it stands."""
        for one in self.element.around():
            if target := one["href"] or one["data-rows"]:
                return urljoin(self.address, target)
        return self.address

    @property
    def main(self) -> Element:
        """The page's own part."""
        return next(one for one in self.page.all() if one.tag == "main")

    def rows(self) -> Element:
        """What holds its rows: the target of its link on this page, else what it stands in."""
        path, _hash, name = self.opens.partition("#")
        if name and path == self.address:
            return next(one for one in self.page.all() if one["id"] == name)
        return next(one for one in self.element.around() if _holds_rows(one))


def _holds_rows(element: Element) -> bool:
    return element.tag in ("details", "section", "main") or "of-type" in element.classes


INVENTED = "/about/design/"
"""Where every number is an example."""


def recount() -> Recount:
    """Count every number on every page again."""
    reader, pages, right = Reader(), 0, 0
    wrong: list[Printed | Unmarked] = []
    for address, page in reader.crawl():
        pages += 1
        for one in numbers_on(reader, address, page):
            if isinstance(one, Printed) and one.holds:
                right += 1
            else:
                wrong.append(one)
    return Recount(pages, right, wrong)


def numbers_on(reader: Reader, address: str, page: Element) -> Iterator[Printed | Unmarked]:
    """Every number of one page; those on the page of the design are invented."""
    if address.partition("?")[0].endswith(INVENTED):
        return
    for element in page.all():
        unit = _unit(element)
        if unit and unit != "people":
            place = _Place(reader, address, page, element)
            yield Printed(address, unit, " ".join(element.text.split()), _recount(unit, place))
        for text in element.content:
            if isinstance(text, str) and _DIGITS.search(text) and not _is_accounted(element):
                yield Unmarked(address, " ".join(text.split()))


def _unit(element: Element) -> str:
    """Of what unit a number is; in a value of a facet, which are many, that goes without saying."""
    in_value = element.tag == "b" and element.parent is not None and element.parent["data-count"]
    return element["data-unit"] or ("rows" if in_value else "")


def _recount(unit: str, place: _Place) -> int | None:
    count = UNITS.get(unit)
    return count(place) if count else None


# What is written in digits without having been counted


_TAGS = {
    *("blockquote", "cite", "code", "q", "time"),
    *("title", "h1", "option", "script", "style", "th", "svg"),
}
_CLASSES = {
    # Words and numbers of sources, and how the archive reads those
    *("text", "passage", "words", "reading", "number", "scale", "summary", "meaning", "rule"),
    # Names, places in a text, dates, addresses, footnote marks, ordinals
    *("name", "form", "locator", "place", "origin", "when", "day", "marks", "printed", "lead"),
    *("coordinates", "digest", "ordinal", "size", "unseen"),
}


def _is_accounted(element: Element) -> bool:
    """Whether digits here are a counted number, somebody's words, a name, a date or an ordinal."""
    for one in element.around():
        if one["data-unit"] or (one["lang"] and one.tag != "html"):
            return True
        if one.tag in _TAGS or one.tag == "a" or one.classes & _CLASSES:
            return True
    return False


# Units: how each is counted again


def _length(place: _Place) -> int | None:
    """How long the list is that it opens."""
    return place.reader.length(place.opens)


def _items(tag: str, name: str = "") -> Callable[[_Place], int]:
    """How many elements stand in its rows, with a class if one is named."""

    def count(place: _Place) -> int:
        return sum(
            one.tag == tag and (not name or name in one.classes) for one in place.rows().all()
        )

    return count


def _sources_in(rows: Element) -> set[str]:
    """The addresses of the sources that footnotes or links in some rows lead to."""
    found = set()
    for one in rows.all():
        path = urlsplit(one["href"]).path
        if one.tag == "a" and path.startswith(("/sources/", "/testimony/")):
            found.add("/".join(path.split("/")[:3]) + "/")
    return found


def _sources(place: _Place) -> int:
    return len(_sources_in(place.rows()))


def _origins(place: _Place) -> int:
    return len({_origin(place.reader, one) for one in _sources_in(place.rows())})


def _origin(reader: Reader, source: str) -> str:
    """The source at which a chain of derivation begins, as the pages of the sources tell it."""
    seen = [source]
    while above := reader.data(seen[-1]).get("derives_from"):
        if above["url"] in seen:
            return min(seen)
        seen.append(above["url"])
    return seen[-1]


def _passages(fidelity: str = "") -> Callable[[_Place], int]:
    """How many passages a source has, page after page of it; withheld ones are announced only."""

    def count(place: _Place) -> int:
        found, address = 0, place.opens.partition("#")[0]
        while address:
            data = place.reader.data(address)
            found += sum(not fidelity or _is(one, fidelity) for one in data.get("passages", ()))
            address = (data.get("numbered") or {}).get("next", "")
        return found

    return count


def _is(passage: dict[str, Any], fidelity: str) -> bool:
    return bool(passage["withheld"] if fidelity == "withheld" else passage["fidelity"] == fidelity)


def _withheld_in_all(place: _Place) -> int:
    """What the lines of its section add up to."""
    return sum(
        int(one.text)
        for one in place.rows().all()
        if one["data-unit"] == "withheld" and one is not place.element
    )


def _gone(place: _Place) -> int:
    """What would fall with a source: what rests on it alone, and what goes with that."""
    lost = {"falls-alone", "falls-along"}
    folds = [one for one in place.rows().all() if one["id"] in lost]
    return sum(one.tag == "li" for fold in folds for one in fold.all())


def _members(place: _Place) -> int:
    """How many members the page of a group names, each once, however many sources name it."""
    page = place.reader.page(place.opens)
    rows = page.all() if page else ()
    memberships = [one for one in rows if one["id"].startswith("membership-")]
    return len({next(row["href"] for row in one.all() if row.tag == "a") for one in memberships})


def _values(place: _Place) -> int:
    """How many values of a facet a reader may choose, on the page that shows all of them."""
    page = place.reader.page(place.opens)
    return sum("data-facet" in one.attributes for one in page.all()) if page else 0


def _left_out(side: str) -> Callable[[_Place], int]:
    """How many values the facet on a side of a table has that the table does not show."""

    def count(place: _Place) -> int:
        table = place.reader.data(place.address)
        facets = place.reader.data(place.opens)["facets"]
        name = table[side]["name"]
        every = next(facet["values"] for facet in facets if facet["name"] == name)
        lines = [line["head"] for line in table["lines"]]
        shown = {head["value"] for head in (lines if side == "rows" else table["heads"])}
        return len({one["value"] for one in every} - shown)

    return count


def _in_state(state: str) -> Callable[[_Place], int]:
    """How many allegations or challenges of the page are in a state."""

    def count(place: _Place) -> int:
        return sum(one["data-state"] == state for one in place.main.all())

    return count


def _rows_gone(place: _Place) -> int:
    """How many rows more a citation speaks of than are there now and were there then."""
    cited = next(one["data-cited"] for one in place.main.all() if one["data-cited"])
    return max(0, int(cited) - _in_state("changed")(place) - _in_state("as_it_was")(place))


_RECORDS = ("incidents", "villages", "people", "groups", "bodies", "trials", "sources")


def _listed(reader: Reader) -> Iterator[str]:
    """The addresses of all records that have names of their own."""
    for noun in _RECORDS:
        for number in range(1, reader.data(f"/{noun}/")["pages"] + 1):
            rows = reader.data(f"/{noun}/?page={number}")["results"]
            yield from (row["url"] for row in rows)


def _names(place: _Place) -> int:
    return sum(1 for _url in _listed(place.reader))


def _named_in(language: str) -> Callable[[_Place], int]:
    """How many records have a name in a language."""

    def count(place: _Place) -> int:
        return sum(
            any(
                name["language"].split("-")[0] == language
                for name in place.reader.data(url)["names"]
            )
            for url in _listed(place.reader)
        )

    return count


# A line of a ledger: the least of each number, and what is left open, are all who were tried.


def _line(place: _Place) -> dict[str, list[int]]:
    row = next(one for one in place.element.around() if one.tag == "tr")
    found: dict[str, list[int]] = {"people": [], "left-open": [], "tried": [], "surplus": []}
    for one in row.all():
        if one["data-unit"]:
            digits = _NUMBER.search(one["data-least"] or one.text)
            found[one["data-unit"]].append(int(digits.group()) if digits else 0)
    return found


def _tried(place: _Place) -> int:
    line = _line(place)
    return sum(line["people"]) + sum(line["left-open"]) - sum(line["surplus"])


def _left_open(place: _Place) -> int:
    line = _line(place)
    return max(0, sum(line["tried"]) - sum(line["people"]))


def _surplus(place: _Place) -> int:
    line = _line(place)
    return max(0, sum(line["people"]) - sum(line["tried"]))


# What the first page says of a ledger, and of the sources of a list


def _accounts(place: _Place) -> int:
    """How many sources tell of a trial in its ledger."""
    return len(place.reader.data(place.opens)["accounts"])


def _open_in_accounts(which: Callable[[list[int]], int]) -> Callable[[_Place], int]:
    """What the sources of a ledger leave open: the least or the most of them."""

    def count(place: _Place) -> int:
        accounts = place.reader.data(place.opens)["accounts"]
        return which([one["left_open"] for one in accounts if one["left_open"] is not None])

    return count


def _sources_of_list(place: _Place) -> int:
    """How many sources the rows of a list cite."""
    facets = place.reader.data(place.opens)["facets"]
    return next(len(facet["values"]) for facet in facets if facet["name"] == "source")


UNITS: dict[str, Callable[[_Place], int | None]] = {
    "rows": _length,
    "statements": _items("li", "statement"),
    "records": _items("li"),
    "alleged": _items("li", "allegation"),
    "listed": _items("li"),
    "relatives": _items("li"),
    "sources": _sources,
    "origins": _origins,
    "passages": _passages(),
    **{code: _passages(code) for code in (*Fidelity.values, "withheld")},
    "withheld-in-all": _withheld_in_all,
    "gone": _gone,
    "members": _members,
    "values": _values,
    "rows-left-out": _left_out("rows"),
    "columns-left-out": _left_out("columns"),
    "answered": _in_state("answered"),
    "looked_for": _in_state("looked_for"),
    "nobody_looked": _in_state("nobody_looked"),
    **{code: _in_state(code) for code in ("new", "changed", "as_it_was")},
    "rows-gone": _rows_gone,
    "names": _names,
    **{code: _named_in(code) for code, _name in settings.LANGUAGES},
    "left-open": _left_open,
    "tried": _tried,
    "surplus": _surplus,
    "accounts": _accounts,
    "least-open": _open_in_accounts(min),
    "most-open": _open_in_accounts(max),
    "sources-of-list": _sources_of_list,
}
"""How each unit is counted again. “People” of a ledger are numbers of its sources."""
