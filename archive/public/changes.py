"""Which public rows a change has made other than they were, so that only these are read again.

The database says which entries were touched (`PublicTouch`). What follows is found here, step by
step: the rows of a touched entry are compared with what they were; where one has come, gone or
changed, what it points at is compared too; where one has come or gone, so is what points at it. A
row hangs on other rows in no other way, which the tests hold against reading everything anew. Owns
that walk; what is kept is patched in `pairs` and `renewing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, ForeignKey, Model, QuerySet, TextField

from archive.public.columns import places_of
from archive.public.entries import few_lengths, view_of
from archive.public.filters.tables import WHOLE
from archive.public.models import PublicPassage, PublicRecord, PublicStamp, PublicTerm, PublicTouch
from archive.public.pairs import Tables
from archive.public.stamp import Stamp

MOST = 5000
"""So many rows are compared at most; beyond that, everything is read anew."""

Keys = dict[type[Model], set[int]]
"""The keys of public rows, by model."""

Found = tuple[Keys, set[int]]
"""The rows that are other than they were; and the records that these point at."""

FOLLOWED = (*WHOLE, PublicTerm.objects.all())
"""Every public model that something is made of which is kept and renewed: each once, and whole."""

RECORDS = [rows.model for rows in FOLLOWED if issubclass(rows.model, PublicRecord)]


def changed(old: Tables, since: Stamp, now: Stamp) -> Found | None:
    """What is other at `now` than in `old`, which was read at `since`.

    None where it cannot be told, or is too much.
    """
    if not old.can_be_followed or not can_be_followed():
        return None
    touched = _touched(since, now)
    if touched is None or not all(old.holds(rows) for rows in FOLLOWED):
        return None
    return _Walk(old).all_from(touched)


def can_be_followed() -> bool:
    """Whether all on which public rows hang is public too, so that changes can be followed.

    A claim that answers an answer may hang on one that is hidden.
    """
    return not PublicStamp.objects.values_list("hanging", flat=True).get()


def _touched(since: Stamp, now: Stamp) -> Keys | None:
    """The records touched in between; None if they were too many, or are no longer known.

    What was deleted meanwhile may have been of any kind.
    """
    if since.day != now.day or not 0 < since.touch <= now.touch:
        return None
    touches = PublicTouch.objects.order_by("pk")
    told = list(
        touches.filter(pk__gt=since.touch).values_list("entry_id", "entry_type")[: MOST + 1]
    )
    if len(told) > MOST or not touches.filter(pk__lte=since.touch).exists():
        return None
    found: Keys = defaultdict(set)
    for entry, kind in told:
        if entry is None:
            return None
        for model in [view_of(kind)] if kind else RECORDS:
            found[model].add(entry)
    return found


class _Walk:
    """From touched records to every row that is other than it was."""

    def __init__(self, old: Tables) -> None:
        self._old = old
        self._compared: Keys = defaultdict(set)
        self._found: Keys = {_model(rows): set() for rows in FOLLOWED}
        self._near: set[int] = set()
        self._gone: Keys = defaultdict(set)

    def all_from(self, touched: Keys) -> Found | None:
        """These rows; None if too many would have to be compared."""
        asked: Keys = defaultdict(set)
        come_or_gone: Keys = defaultdict(set)
        for rows in FOLLOWED:
            model = _model(rows)
            keys = touched.get(model, set())
            if not issubclass(model, PublicRecord):
                keys = self._pointing(rows, touched)
            self._compare(rows, keys, asked, come_or_gone)
            if _has_words(model):
                # Words are not kept, so that it cannot be seen whether they changed.
                self._found[model] |= keys
            if model is PublicPassage:
                come_or_gone[model] |= keys
        while asked or come_or_gone:
            if sum(map(len, self._compared.values())) > MOST:
                return None
            to_ask, moved = asked, come_or_gone
            asked, come_or_gone = defaultdict(set), defaultdict(set)
            for rows in FOLLOWED:
                keys = to_ask.get(_model(rows), set()) | self._pointing(rows, moved)
                self._compare(rows, keys, asked, come_or_gone)
        return self._found, self._near

    def _pointing(self, rows: QuerySet[Any], targets: Keys) -> set[int]:
        """The keys of the rows that point at one of the targets now, or did."""
        found: set[int] = set()
        ids = self._old.column(rows, "id")
        for name, model in _links(_model(rows)):
            wanted = _keys(targets, model)
            if wanted:
                column = self._old.column(rows, name)
                found.update(ids[place] for place in places_of(column, wanted))
            # No public row points at what is not public, and some pointers have no index.
            if there := wanted - _keys(self._gone, model):
                pointing = rows.order_by().filter(**{f"{name}__in": few_lengths(there)})
                found.update(pointing.values_list("id", flat=True))
        return found

    def _compare(
        self, rows: QuerySet[Any], keys: set[int], asked: Keys, come_or_gone: Keys
    ) -> None:
        model = _model(rows)
        keys = keys - self._compared[model]
        if not keys:
            return
        self._compared[model] |= keys
        before, after = self._old.some(rows, keys), Tables().some(rows, keys)
        for key in keys:
            was, is_now = before.get(key), after.get(key)
            if was == is_now:
                continue
            self._found[model].add(key)
            if is_now is None:
                self._gone[model].add(key)
            if was is None or is_now is None:
                come_or_gone[model].add(key)
            for row in filter(None, (was, is_now)):
                for target, pointed in _targets(model, row):
                    asked[target].add(pointed)
                    if issubclass(target, PublicRecord):
                        self._near.add(pointed)


def _keys(of: Keys, model: type[Model] | None) -> set[int]:
    """The keys of a model; None is all records together: no two have the same key."""
    if model is not None:
        return of.get(model, set())
    of_records = (some for kind, some in of.items() if issubclass(kind, PublicRecord))
    return set[int]().union(*of_records)


def _targets(model: type[Model], row: Any) -> Iterator[tuple[type[Model], int]]:
    for name, target in _links(model):
        if pointed := getattr(row, name):
            kind = f"{name.removesuffix('_id')}_type"
            yield target or view_of(getattr(row, kind)), pointed


@lru_cache
def _links(model: type[Model]) -> list[tuple[str, type[Model] | None]]:
    """The columns of a public model that point at others, each with whose keys it holds: None
    where these are records of any kind."""
    found: list[tuple[str, type[Model] | None]] = []
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            target: Any = field.related_model
            found.append((field.attname, target))
        elif isinstance(field, BigIntegerField) and field.name in ("entry_id", "subject_id"):
            found.append((field.name, None))
    return found


@lru_cache
def _has_words(model: type[Model]) -> bool:
    return any(isinstance(field, TextField) for field in model._meta.concrete_fields)


def _model(rows: QuerySet[Any]) -> type[Model]:
    model: type[Model] = rows.model
    return model
