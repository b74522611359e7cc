"""What is contested of one record: numbers of people that exclude each other, and how many
statements are disputed.

Found among the claims on that record alone, in the rows that are kept for lists, and kept until one
of these claims, or what it rests on, has changed. It decides nothing, and knows which claims to
read; what a page prints of them it reads itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from archive.public.filters.claims import disputed_among
from archive.public.filters.tables import CITATIONS, CLAIMS, PASSAGES, sources_cited
from archive.public.index import kept_rows
from archive.public.pairs import Tables
from archive.public.positions import AFFIRMS
from archive.public.stamp import Kept, Stamp, current
from archive.vocabularies import ClaimTopic, Unit

TOPICS = 2
"""On how many topics at most it is told who names which number."""


@dataclass(frozen=True)
class End:
    """The least or the greatest number that is named: by the claim `first`, and whether by
    `others` too. `number` is a claim that gives it in figures, if any does."""

    number: int
    first: int
    others: bool


@dataclass(frozen=True)
class Numbers:
    """The numbers on one topic that exclude each other. `sources` tell anything at all of it."""

    topic: str
    fewest: End
    most: End
    sources: int


@dataclass(frozen=True)
class Contested:
    """What is contested of a record; `disputed` counts its claims that are."""

    numbers: list[Numbers]
    disputed: int


def contested(subject: int) -> Contested:
    """What is contested of a record."""
    return CONTESTED.get(subject, current())


def _found(subject: int, now: Stamp | None) -> Contested:
    tables = kept_rows(now)
    claims = tables.having(CLAIMS, "subject_id", {subject})
    return Contested(
        numbers=_numbers(claims, tables),
        disputed=len(disputed_among(tables, claims)),
    )


def _unchanged(subject: int, old: Contested, since: Stamp, now: Stamp) -> Contested | None:
    """What was found earlier, where no change has reached it."""
    tables = kept_rows(now)
    delta = tables.since(since)
    if delta is None:
        return None
    claims, passages = delta.rows(CLAIMS), {row.id for row in delta.rows(PASSAGES)}
    citations = [*delta.rows(CITATIONS), *tables.having(CITATIONS, "passage_id", passages)]
    reached = {row.answers_id for row in claims} | {row.entry_id for row in citations}
    rows = [*claims, *tables.some(CLAIMS, reached - {None}).values()]
    return None if any(row.subject_id == subject for row in rows) else old


def _numbers(claims: Iterable[Any], tables: Tables) -> list[Numbers]:
    """The first topics on which sources give numbers of people that cannot both be so."""
    by_topic: dict[str, list[Any]] = defaultdict(list)
    for claim in claims:
        by_topic[claim.topic].append(claim)
    found: list[Numbers] = []
    for topic in ClaimTopic.values:
        told = by_topic[topic]
        counted = [row for row in told if row.unit == Unit.PEOPLE and row.stance in AFFIRMS]
        if len(found) == TOPICS or not counted:
            continue
        sources = sources_cited(tables, [row.id for row in told])
        several = _greatest_of_each(sorted(counted, key=_in_time), sources)
        if _exclude_each_other(several):
            fewest, most = (_end(several, pick(map(named, several))) for pick in (min, max))
            every = {source for row in told for source in sources[row.id]}
            found.append(Numbers(topic, fewest, most, len(every)))
    return found


def _greatest_of_each(claims: Iterable[Any], sources: dict[int, set[int]]) -> Sequence[Any]:
    """Of each source the claim with the greatest number, the first of equal ones; the others may be
    of a part. Where it is about some group, the source gives no number of the whole."""
    greatest: dict[int, Any] = {}
    for claim in claims:
        for source in sources[claim.id]:
            best = greatest.get(source)
            if best is None or named(claim) > named(best):
                greatest[source] = claim
    whole = {claim.id: claim for claim in greatest.values() if claim.about_id is None}
    return sorted(whole.values(), key=_in_time)


def _exclude_each_other(claims: Iterable[Any]) -> bool:
    """Whether two of these numbers cannot both be so (see `positions.apart`)."""
    highs = [claim.high for claim in claims if claim.high is not None]
    lows = [claim.low for claim in claims if claim.low is not None]
    return bool(highs and lows) and min(highs) < max(lows)


def _end(claims: Iterable[Any], number: Decimal) -> End:
    naming = [claim for claim in claims if named(claim) == number]
    return End(
        number=min(naming, key=lambda claim: bool(claim.number_words)).id,
        first=naming[0].id,
        others=len({claim.asserted_by_id for claim in naming}) > 1,
    )


def named(claim: Any) -> Decimal:
    """The number that a claim names: its lower end, or its upper where there is no other."""
    return Decimal(claim.low if claim.low is not None else claim.high or 0)


def _in_time(claim: Any) -> tuple[date, date, str, str]:
    """The order of claims, as far as the rows that are kept tell it."""
    return claim.earliest or date.max, claim.latest or date.max, claim.as_of, claim.ref


CONTESTED: Kept[int, Contested] = Kept(_found, 4, _unchanged)
"""By the record that claims speak of."""
