"""Where the archive's own knowledge is thick and where it is thin.

Places against days, kinds of source, languages and standpoints. Every number is counted from the
list of claims and leads to it. An empty cell says whether somebody searched there: that nothing
is told is something else than that nothing was looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import list_address, table_address
from archive.public.facets import NONE, Bits
from archive.public.filters import LISTS
from archive.public.filters.base import NOT
from archive.public.index import INDEXES
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus
from archive.vocabularies import Stance

CLAIMS = "claims"
PLACE = "village"
COLUMNS = ("day", "source_kind", "source_language", "standpoint")
MOST = 12
"""How many columns a table has: the values of which most is told."""


@dataclass(frozen=True)
class Told:
    """How many claims there are, and the list of them."""

    count: int
    url: str


@dataclass(frozen=True)
class Cell:
    """What is told of a place, and what was looked for there in vain."""

    told: Told
    silent: Told


@dataclass(frozen=True)
class Line:
    """A place with a cell for each column; where none is recorded, the list of those claims."""

    place: parts.Link
    total: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """Places against the values of a facet; `table` is the whole of it as a cross-table."""

    name: str
    label: str
    columns: list[parts.Code]
    lines: list[Line]
    table: str


@dataclass(frozen=True)
class Coverage:
    """Of which places something is told, and how."""

    matrices: list[Matrix]


def coverage(language: str) -> Coverage:
    """Gather the page."""
    claims = _Claims(language)
    places = list(public.PublicPlace.objects.order_by("slug")[: rows.MANY * 10])
    apparatus = Apparatus(language, named=places)
    heads = [(row.slug, apparatus.link(row)) for row in places]
    unplaced = parts.Link(_("No place recorded"), _address({PLACE: NONE}))
    return Coverage([_matrix(claims, name, [*heads, (NONE, unplaced)]) for name in COLUMNS])


def _matrix(claims: _Claims, facet: str, places: list[tuple[str, parts.Link]]) -> Matrix:
    columns = claims.columns(facet)
    lines = [
        Line(
            place=link,
            total=claims.cell({PLACE: slug}),
            cells=[claims.cell({PLACE: slug, facet: column.code}) for column in columns],
        )
        for slug, link in places
    ]
    label = str(LISTS[CLAIMS].facets()[facet].label)
    table = table_address(CLAIMS, urlencode({"rows": PLACE, "columns": facet}))
    return Matrix(facet, label, columns, lines, table)


class _Claims:
    """The list of claims as bit sets, for one state of the archive."""

    def __init__(self, language: str) -> None:
        self._index = INDEXES.get((LISTS[CLAIMS], language), stamp.current())
        self._silent = self._bits("stance", Stance.SILENT)

    def _bits(self, facet: str, value: str) -> Bits:
        return self._index.facets.having(facet, value)

    def columns(self, facet: str) -> list[parts.Code]:
        """The values of which most is told: days in order of time, others the most told first."""
        bits = self._index.facets.bits[facet]
        values = sorted(bits.keys() - {NONE}, key=lambda value: (-len(bits[value]), value))
        labels = self._index.labels[facet]
        most = values[:MOST]
        shown = sorted(most) if facet == "day" else most
        columns = [parts.Code(value, labels[value]) for value in shown]
        return [*columns, parts.Code(NONE, _("not recorded"))]

    def cell(self, chosen: Mapping[str, str]) -> Cell:
        """The claims that have all of these values, those apart that tell of a search in vain."""
        found = self._index.all()
        for facet, value in chosen.items():
            found &= self._bits(facet, value)
        told = {**chosen, f"stance{NOT}": Stance.SILENT.value}
        silent = {**chosen, "stance": Stance.SILENT.value}
        return Cell(
            Told(len(found - self._silent), _address(told)),
            Told(len(found & self._silent), _address(silent)),
        )


def _address(chosen: Mapping[str, str]) -> str:
    return f"{list_address(CLAIMS)}?{urlencode(chosen)}"
