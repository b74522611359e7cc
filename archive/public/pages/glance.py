"""What the first page tells at a glance: what happened, what is disputed, what became of the
accused.

Of which incident and trial, the records tell: the incident that is part of none and of which most
is said, the trial with most accused. The sentences are published summaries; the numbers are those
of sources, or counted. It is kept for one state of the archive, as the frame of all pages is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.dates import display
from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import address_of, list_address, trial_address
from archive.public.filters import tables as shared
from archive.public.filters.claims import Claims
from archive.public.footnotes import Note
from archive.public.index import INDEXES, TABLES
from archive.public.ledger import around, reckon
from archive.public.models.base import PublicRecord
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus
from archive.public.pages.numbers import between, bounds, reading
from archive.public.positions import AFFIRMS, apart
from archive.public.tellings import TELLINGS
from archive.vocabularies import ClaimTopic, Unit

SENTENCES = 2
"""How many sentences of a summary stand at the top of the first page."""

TOPICS = 2
"""How many disputed numbers stand there."""


@dataclass(frozen=True)
class Counted:
    """How many, and the list of them."""

    count: int
    url: str


@dataclass(frozen=True)
class Disputed:
    """How many people, from the least to the greatest number that is named, and by whom.

    Of the numbers that one source gives the greatest is taken: the others may be of a part. Where
    it is about some group, the source gives none of the whole.
    """

    topic: parts.Code
    url: str
    numbers: str
    sources: Counted
    fewest: End
    most: End


@dataclass(frozen=True)
class End:
    """Who named the least or the greatest number first, and whether others name it too."""

    speaker: parts.Link
    and_others: bool


@dataclass(frozen=True)
class Happened:
    """The incident: what is said of it, and what is disputed."""

    incident: parts.Link
    when: parts.When | None
    place: parts.Link | None
    summary: list[parts.Sentence]
    disputed: list[Disputed]
    statements: Counted


@dataclass(frozen=True)
class Became:
    """The trial: what is said of it, and how much sources leave open as of today.

    `least_open` is what the source leaves open that tells most, `most_open` the one that tells
    least; None where no source gives a number.
    """

    trial: parts.Link
    summary: list[parts.Sentence]
    as_of: str
    as_of_display: str
    total: str
    accounts: Counted
    least_open: int | None
    most_open: int | None
    allegations: str
    evidence: str


@dataclass(frozen=True)
class Glance:
    """The top of the first page, with the archive's own summary and all footnotes."""

    summary: list[parts.Sentence]
    happened: Happened | None
    became: Became | None
    notes: list[Note]


def glance(language: str) -> Glance:
    """Return what stands at the top of the first page."""
    return GLANCES.get((language, get_language() or language), stamp.current())


def _built(key: tuple[str, str], now: stamp.Stamp | None) -> Glance:
    language, asked = key
    told = TABLES.get(None, now)
    claims, accused = told.rows(shared.CLAIMS), told.rows(shared.ACCUSED)
    archive = public.PublicArchive.objects.first()
    incident = _main(rows.incidents(Q(part_of=None)), Counter(row.subject_id for row in claims))
    trial = _main(rows.trials(Q()), Counter(row.trial_id for row in accused))
    own = _summary(archive, language) if archive else []
    happened = _summary(incident, language)[:SENTENCES] if incident else []
    became = _summary(trial, language)[:SENTENCES] if trial else []
    numbers = _numbers(incident) if incident else []
    named = [speaker for one in numbers for speaker in (*one.fewest, *one.most)]
    apparatus = Apparatus(
        language,
        cited=[*own, *happened, *became],
        named=[incident, trial, *named],
    )
    return Glance(
        summary=[apparatus.sentence(row) for row in own],
        happened=_happened(incident, happened, numbers, apparatus, asked) if incident else None,
        became=_became(trial, became, apparatus, timezone.now().date()) if trial else None,
        notes=apparatus.notes,
    )


def _summary(of: PublicRecord, language: str) -> list[public.PublicSentence]:
    return rows.summary(list(rows.sentences(of.pk)), language)


def _main(records: Iterable[Any], weight: Counter[int]) -> Any:
    """The record of most weight; of equal ones the first by slug. None where none has any."""
    weighed = (row for row in records if weight[row.pk])
    return min(weighed, key=lambda row: (-weight[row.pk], row.slug), default=None)


@dataclass(frozen=True)
class _Numbers:
    """The numbers on one topic that exclude each other, with the speakers at both ends."""

    topic: str
    low: public.PublicClaim
    high: public.PublicClaim
    fewest: list[public.PublicActor]
    most: list[public.PublicActor]


def _numbers(incident: public.PublicIncident) -> list[_Numbers]:
    """The first topics on which sources give numbers of people that cannot both be so."""
    found: list[_Numbers] = []
    claims = rows.claims(Q(subject_id=incident.pk, unit=Unit.PEOPLE, stance__in=AFFIRMS))
    by_topic: dict[str, list[public.PublicClaim]] = defaultdict(list)
    sources = _sources_of(claims)
    for claim in claims:
        by_topic[claim.topic].append(claim)
    for topic in ClaimTopic.values:
        greatest: dict[int, public.PublicClaim] = {}
        for claim in by_topic[topic]:
            for source in sources[claim.pk]:
                best = greatest.get(source)
                if best is None or _named(claim) > _named(best):
                    greatest[source] = claim
        whole = (claim for claim in greatest.values() if claim.about_id is None)
        several = list({claim.pk: claim for claim in whole}.values())
        if any(apart(one, other) for one in several for other in several):
            low, high = min(map(_named, several)), max(map(_named, several))
            ends = _end(several, low), _end(several, high)
            speakers = _speakers(several, low), _speakers(several, high)
            found.append(_Numbers(topic, *ends, *speakers))
    return found[:TOPICS]


def _sources_of(claims: Iterable[public.PublicClaim]) -> dict[int, set[int]]:
    cited = public.PublicCitation.objects.filter(entry_id__in=[claim.pk for claim in claims])
    found: dict[int, set[int]] = defaultdict(set)
    for entry, source in cited.values_list("entry_id", "passage__source_id"):
        found[entry].add(source)
    return found


def _named(claim: public.PublicClaim) -> Decimal:
    """The number that a claim names: its lower end, or its upper where there is no other."""
    return Decimal(claim.low if claim.low is not None else claim.high or 0)


def _end(claims: Sequence[public.PublicClaim], number: Decimal) -> public.PublicClaim:
    """A claim that names a number, in figures rather than in words."""
    named = [claim for claim in claims if _named(claim) == number]
    return min(named, key=lambda claim: bool(claim.number_words))


def _from_to(low: public.PublicClaim, high: public.PublicClaim) -> str:
    """From one number to another; one in words keeps them, with what they are read as."""
    if not low.number_words and not high.number_words:
        return between(_named(low), _named(high), Unit.PEOPLE)
    ends = {"low": _in_words(low), "high": _in_words(high)}
    return _("%(low)s to %(high)s") % ends


def _in_words(claim: public.PublicClaim) -> str:
    if not claim.number_words:
        return reading(claim)
    told = {"words": claim.number_words, "reading": reading(claim)}
    return _("“%(words)s” (read as %(reading)s)") % told


def _speakers(claims: Sequence[public.PublicClaim], number: Decimal) -> list[public.PublicActor]:
    """Who names a number, in order of time."""
    named = (claim.asserted_by for claim in claims if _named(claim) == number)
    return list({speaker.pk: speaker for speaker in named}.values())


def _happened(
    incident: public.PublicIncident,
    sentences: Iterable[public.PublicSentence],
    numbers: Iterable[_Numbers],
    apparatus: Apparatus,
    asked: str,
) -> Happened:
    facets = INDEXES.get((Claims, asked), stamp.current()).facets
    has = facets.having

    def disputed(one: _Numbers) -> Disputed:
        chosen = has("topic", one.topic) & has("subject", incident.ref)
        sources = facets.bits["source"].values()
        told = sum(1 for rows_of in sources if rows_of.intersect(chosen))
        address = _claims(topic=one.topic, subject=incident.ref)
        return Disputed(
            topic=parts.Code(one.topic, str(dict(ClaimTopic.choices)[one.topic])),
            url=f"{address_of(incident)}#{one.topic}",
            numbers=_from_to(one.low, one.high),
            sources=Counted(told, address),
            fewest=End(apparatus.link(one.fewest[0]), len(one.fewest) > 1),
            most=End(apparatus.link(one.most[0]), len(one.most) > 1),
        )

    contested = has("subject", incident.ref) & has("disputed", "yes")
    return Happened(
        incident=apparatus.link(incident),
        when=apparatus.when(incident),
        place=apparatus.maybe(incident.place),
        summary=[apparatus.sentence(row) for row in sentences],
        disputed=[disputed(one) for one in numbers],
        statements=Counted(len(contested), _claims(subject=incident.ref, disputed="yes")),
    )


def _became(
    trial: public.PublicTrial,
    sentences: Iterable[public.PublicSentence],
    apparatus: Apparatus,
    today: date,
) -> Became:
    tellings = TELLINGS.get(None, stamp.current()).by_trial.get(trial.pk, [])
    accounts = [reckon(telling.total, telling.cohorts, today) for telling in tellings]
    left = [account.left_open for account in accounts if account.left_open is not None]
    totals = [telling.total for telling in tellings if telling.total]
    return Became(
        trial=apparatus.link(trial),
        summary=[apparatus.sentence(row) for row in sentences],
        as_of=today.isoformat(),
        as_of_display=display(today.isoformat(), apparatus.language),
        total=bounds(around(totals)) if totals else "",
        accounts=Counted(len(accounts), trial_address("ledger", trial)),
        least_open=min(left, default=None),
        most_open=max(left, default=None),
        allegations=trial_address("allegations", trial),
        evidence=trial_address("evidence", trial),
    )


def _claims(**chosen: str) -> str:
    return f"{list_address('claims')}?{urlencode(chosen)}"


GLANCES: stamp.Kept[tuple[str, str], Glance] = stamp.Kept(_built, most=8)
"""The top of the first page in each language."""
