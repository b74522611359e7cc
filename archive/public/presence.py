"""What a page need not ask: which records any public row points at, kept for one state of them.

Most records have nothing in most relations. What is kept here is only that there is nothing; what
there is, pages read anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, QuerySet

from archive.public import models as public
from archive.public import stamp

M = TypeVar("M", bound=Model)

RELATIONS = 40
"""At least as many as pages ask for."""


def _pointed_at(key: tuple[type[Model], str], _stamp: stamp.Stamp | None) -> frozenset[int]:
    model, column = key
    rows = model._default_manager.order_by().values_list(column, flat=True)
    return frozenset(rows.distinct())


POINTED_AT: stamp.Kept[tuple[type[Model], str], frozenset[int]] = stamp.Kept(
    _pointed_at, most=RELATIONS
)


def some(
    rows: QuerySet[M], column: str, ids: Iterable[int], model: type[Model] | None = None
) -> list[M]:
    """The rows, which point at some of `ids` by a column; nothing is asked where none does.

    `model` is the public model of the column where it is not that of the rows.
    """
    pointed_at = POINTED_AT.get((model or rows.model, column), stamp.current())
    return [] if pointed_at.isdisjoint(ids) else list(rows)


@dataclass
class ClaimOrder:
    """The ids of all claims in the order of pages, by what they speak of, who speaks and so on."""

    place: dict[int, int] = field(default_factory=dict)
    topic: dict[int, str] = field(default_factory=dict)
    of_subject: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    about: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    by: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    answering: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def speaking_of(self, subjects: Collection[int], actor: int = 0) -> list[int]:
        """The claims on some subjects, or about an actor."""
        found = {each for subject in subjects for each in self.of_subject.get(subject, ())}
        found.update(self.about.get(actor, ()))
        return sorted(found, key=self.place.__getitem__)

    def in_order(self, ids: Iterable[int]) -> list[int]:
        """These claims."""
        return sorted(set(ids), key=self.place.__getitem__)


def _claim_order(_key: None, _stamp: stamp.Stamp | None) -> ClaimOrder:
    order = ClaimOrder()
    rows = public.PublicClaim.objects.order_by(*CLAIM_ORDER)
    columns = ("pk", "topic", "subject_id", "about_id", "asserted_by_id", "answers_id")
    for pk, topic, subject, about, speaker, answered in rows.values_list(*columns):
        order.place[pk] = len(order.place)
        order.topic[pk] = topic
        order.of_subject[subject].append(pk)
        order.by[speaker].append(pk)
        if about:
            order.about[about].append(pk)
        if answered:
            order.answering[answered].append(pk)
    return order


CLAIM_ORDER = ("earliest", "latest", "as_of", "text", "ref")
"""Claims in order of time."""

CLAIMS_IN_ORDER = stamp.Kept(_claim_order, most=1)


def claims_in_order() -> ClaimOrder:
    """The order of the claims as they are now."""
    return CLAIMS_IN_ORDER.get(None, stamp.current())
