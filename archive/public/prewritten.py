"""What lists ask again and again of a few given keys, written once.

To write a statement takes longer than to have it answered. Owns the statements that were written;
what is asked, and what is made of it, is the business of whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from django.db.models import QuerySet

from archive.public.at_once import Written
from archive.public.entries import few_lengths
from archive.public.router import public_alias

Asked = Callable[[Collection[int]], Sequence[QuerySet[Any]]]
"""Querysets that are filtered by keys, last of all."""


def rows_with(name: Hashable, asked: Asked, keys: Collection[int]) -> list[list[Any]]:
    """The rows of each queryset that have these keys, in one statement.

    `name` is that of the question, under which it is remembered.
    """
    few = few_lengths(keys)
    key = (name, len(few), public_alias())
    if key not in _WRITTEN:
        _WRITTEN[key] = Written(asked(range(len(few))))
    return _WRITTEN[key].rows(few)


_WRITTEN: dict[tuple[Hashable, int, str], Written] = {}
