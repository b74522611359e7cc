"""What is new in a list: the newest versions of its rows.

Owns which versions these are; a version is seen only while its record and all that it mentions are,
so nothing that is hidden or withdrawn leaves a mark here. What is made of them, exports say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language

from archive.public import models as public
from archive.public import stamp
from archive.public.answering import Answer, answer
from archive.public.described import Described, described
from archive.public.entries import few_lengths, type_of
from archive.public.filters.base import ListFilter
from archive.public.index import AT_ONCE
from archive.public.query import Query
from archive.public.wording import reader_language

MOST = 50
"""How many versions are told of."""

LOOKED_THROUGH = 10 * AT_ONCE
"""How many of the newest versions of all are looked through for those of a long list."""


@dataclass(frozen=True)
class News:
    """A version of a row, and the row as it is now; the first version of a record is a new one."""

    row: Described
    number: int
    made_on: date

    @property
    def is_new(self) -> bool:
        """Whether the record was not in the archive before."""
        return self.number == 1


def news(asked: QueryDict, declaration: type[ListFilter]) -> tuple[Query, list[News]]:
    """What a request asks of a list, and the newest versions of its rows. Raises BadQuery."""
    language = get_language() or reader_language()
    left = answer(asked, declaration, language, stamp.current())
    versions = list(_newest(left, declaration))
    rows = declaration.read_rows(list({entry for entry, _number, _day in versions}), language)
    told = {row.id: row for row in described(rows, declaration, language)}
    found = [
        News(told[entry], number, made_on) for entry, number, made_on in versions if entry in told
    ]
    return left.query, found


def _newest(left: Answer, declaration: type[ListFilter]) -> Iterator[tuple[int, int, date]]:
    """Record, number and day of the newest versions of the rows that are left, newest first."""
    several = public.PublicVersion.objects.order_by("-id").values_list(
        "entry_id", "number", "made_on", "id"
    )
    if len(left.found) <= AT_ONCE:
        ids = left.index.page(left.found, "", 0, None)
        rows = several.filter(entry_id__in=few_lengths(ids))[:MOST] if ids else []
        yield from (row[:3] for row in rows)
        return
    yield from _walked(several.filter(entry_type=type_of(declaration.all_rows.model)), left)


def _walked(several: QuerySet[Any, Any], left: Answer) -> Iterator[tuple[int, int, date]]:
    """The same for a long list: from the newest version of all backwards."""
    told, last, looked = 0, 0, 0
    while told < MOST and looked < LOOKED_THROUGH:
        part = list((several.filter(id__lt=last) if last else several)[:AT_ONCE])
        if not part:
            return
        for entry, number, made_on, _id in part:
            if told < MOST and left.index.among([entry]) & left.found:
                told += 1
                yield entry, number, made_on
        last, looked = part[-1][-1], looked + len(part)
