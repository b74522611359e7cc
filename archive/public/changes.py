"""Which public rows a change has made other than they were, so that only these are read again.

The database says which entries were touched (`PublicTouch`). What follows is found here, step by
step: the rows of a touched entry are compared with what they were; where one has come, gone or
changed, what it points at is compared too; where one has come or gone, so is what points at it. A
row hangs on other rows in no other way, which the tests hold against reading everything anew. Owns
that walk; what is kept is patched in `pairs` and `renewing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, ForeignKey, Model, QuerySet, TextField

from archive.public.entries import few_lengths
from archive.public.filters.tables import WHOLE
from archive.public.models import PublicPassage, PublicRecord, PublicStamp, PublicTouch
from archive.public.pairs import Tables
from archive.public.stamp import Stamp

MOST = 2000
"""So many rows are compared at most; beyond that, everything is read anew."""

Space = type[Model]
"""Whose keys are meant. All records share one space: `PublicRecord`."""

Keys = Mapping[Space, set[int]]


Found = tuple[dict[Space, set[int]], set[int]]
"""The keys of rows that are other than they were, by model; and the records that these point at."""


def changed(old: Tables, since: Stamp, now: Stamp) -> Found | None:
    """What is other at `now` than in `old`, which was read at `since`.

    None where it cannot be told, or is too much.
    """
    if not old.can_be_followed or not can_be_followed():
        return None
    entries = _touched(since, now)
    if entries is None or not all(old.holds(rows) for rows in WHOLE):
        return None
    return _Walk(old).all_from(entries)


def can_be_followed() -> bool:
    """Whether all on which public rows hang is public too, so that changes can be followed.

    A claim that answers an answer may hang on one that is hidden.
    """
    return not PublicStamp.objects.values_list("hanging", flat=True).get()


def _touched(since: Stamp, now: Stamp) -> set[int] | None:
    """The entries touched in between; None if they were too many, or are no longer known."""
    if since.day != now.day or not 0 < since.touch <= now.touch:
        return None
    touches = PublicTouch.objects.order_by("pk")
    later = touches.filter(pk__gt=since.touch).values_list("entry_id", flat=True)
    told = list(later[: MOST + 1])
    entries = {entry for entry in told if entry is not None}
    forgotten = not touches.filter(pk__lte=since.touch).exists()
    return None if forgotten or len(told) > MOST or None in told else entries


class _Walk:
    """From touched entries to every row that is other than it was."""

    def __init__(self, old: Tables) -> None:
        self._old = old
        self._compared: dict[type[Model], set[int]] = defaultdict(set)
        self._found: dict[type[Model], set[int]] = {_model(rows): set() for rows in WHOLE}

    def all_from(self, entries: set[int]) -> Found | None:
        """These rows; None if too many would have to be compared."""
        touched: Keys = {PublicRecord: entries}
        asked, come_or_gone = defaultdict[Space, set[int]](set), defaultdict[Space, set[int]](set)
        for rows in WHOLE:
            is_record = issubclass(rows.model, PublicRecord)
            keys = entries if is_record else self._pointing(rows, touched)
            self._compare(rows, keys, asked, come_or_gone)
            if _has_words(_model(rows)):
                # Words are not kept, so that it cannot be seen whether they changed.
                self._found[rows.model] |= keys
            if rows.model is PublicPassage:
                come_or_gone[PublicPassage] |= keys
        near = set[int]()
        while asked or come_or_gone:
            if sum(map(len, self._compared.values())) > MOST:
                return None
            to_ask, moved = asked, come_or_gone
            near |= to_ask[PublicRecord]
            asked, come_or_gone = defaultdict(set), defaultdict(set)
            for rows in WHOLE:
                keys = to_ask.get(_space(rows.model), set()) | self._pointing(rows, moved)
                self._compare(rows, keys, asked, come_or_gone)
        return self._found, near

    def _pointing(self, rows: QuerySet[Any], targets: Keys) -> set[int]:
        """The keys of the rows that point at one of the targets now, or did."""
        found: set[int] = set()
        ids = self._old.column(rows, "id")
        for name, space in _links(_model(rows)):
            if wanted := targets.get(space):
                column = self._old.column(rows, name)
                found.update(ids[place] for place, key in enumerate(column) if key in wanted)
                pointing = rows.order_by().filter(**{f"{name}__in": few_lengths(wanted)})
                found.update(pointing.values_list("id", flat=True))
        return found

    def _compare(
        self,
        rows: QuerySet[Any],
        keys: Collection[int],
        asked: dict[Space, set[int]],
        come_or_gone: dict[Space, set[int]],
    ) -> None:
        model: Space = rows.model
        keys = set(keys) - self._compared[model]
        if not keys:
            return
        self._compared[model] |= keys
        before, after = self._old.some(rows, keys), Tables().some(rows, keys)
        for key in keys:
            was, is_now = before.get(key), after.get(key)
            if was == is_now:
                continue
            self._found[model].add(key)
            if was is None or is_now is None:
                come_or_gone[_space(model)].add(key)
            for row in filter(None, (was, is_now)):
                for name, space in _links(model):
                    if target := getattr(row, name):
                        asked[space].add(target)


def _model(rows: QuerySet[Any]) -> Space:
    model: Space = rows.model
    return model


@lru_cache
def _has_words(model: Space) -> bool:
    return any(isinstance(field, TextField) for field in model._meta.concrete_fields)


@lru_cache
def _links(model: Space) -> list[tuple[str, Space]]:
    """The columns of a public model that point at others, each with whose keys it holds."""
    found: list[tuple[str, Space]] = []
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            found.append((field.attname, _space(field.related_model)))
        elif isinstance(field, BigIntegerField) and field.name in ("entry_id", "subject_id"):
            found.append((field.name, PublicRecord))
    return found


def _space(model: Any) -> Space:
    return PublicRecord if issubclass(model, PublicRecord) else model
