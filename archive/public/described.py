"""What lists say of their rows, kept for one state of the public rows.

Every page asks the public view anew which of its rows are there; what they say is worked out and
printed once. Owns what is remembered of rows; what a row says is declared in `filters/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import get_script_prefix

from archive.public import stamp
from archive.public.filters.base import ListFilter

POSSIBLE = "possible"
"""How a row falls within days, where HTML says so."""

MOST_REMEMBERED = 2_000
"""How many rows of a list are remembered in a language."""

KEPT_LISTS = 20


class Described(dict[str, Any]):
    """What JSON prints of the row `id`."""

    __slots__ = ("_print", "id")

    def __init__(self, row: int, told: dict[str, Any], shared: Print | None = None) -> None:
        super().__init__(told)
        self.id = row
        self._print = shared or Print()

    @property
    def printed(self) -> str | None:
        """What HTML prints of the row, once it has."""
        return self._print.html

    @printed.setter
    def printed(self, html: str) -> None:
        self._print.html = html

    @property
    def possibly(self) -> bool:
        """Whether it falls within the days that are asked for by what is not known of its own."""
        return bool(self.get("falls_within") == POSSIBLE)

    def and_more(self, more: dict[str, Any], *, prints_alike: bool = False) -> Described:
        """The same row with what is told of it besides; HTML may print nothing of that."""
        return Described(self.id, {**self, **more}, self._print if prints_alike else None)


@dataclass
class Print:
    """HTML that rows share which print alike."""

    html: str | None = None


def described(rows: Sequence[Any], declaration: type[ListFilter], language: str) -> list[Described]:
    """What a list says of rows that have been read."""
    told = declaration.describe(rows, language)
    return [Described(row.pk, each) for row, each in zip(rows, told, strict=True)]


class _Remembered:
    """Rows of a list as they are described in a language."""

    def __init__(self, declaration: type[ListFilter], language: str) -> None:
        self._declaration = declaration
        self._language = language
        self._known: dict[int, Described] = {}

    def rows(self, ids: Sequence[int]) -> list[Described]:
        """The rows that the public view holds, in the order of `ids`, in one query."""
        if not ids:
            return []
        known = self._known  # the same one to the end, whatever other threads do meanwhile
        if all(each in known for each in ids):
            public = self._declaration.which(ids)
            return [known[each] for each in ids if each in public]
        if len(known) > MOST_REMEMBERED:
            known = self._known = {}
        read = self._declaration.read_rows(ids, self._language)
        found = described(read, self._declaration, self._language)
        known.update({each.id: each for each in found})
        return found


def rows_of(
    ids: Sequence[int], declaration: type[ListFilter], language: str, now: stamp.Stamp | None
) -> list[Described]:
    """What a list says of the rows of a page; those are missing that the public view has not."""
    return _REMEMBERED.get((declaration, language, get_script_prefix()), now).rows(ids)


_REMEMBERED: stamp.Kept[tuple[type[ListFilter], str, str], _Remembered] = stamp.Kept(
    lambda key, _stamp: _Remembered(key[0], key[1]), most=KEPT_LISTS
)
"""By list, language, and where this site stands on its host, which stands in addresses."""
