"""What the first page tells at a glance: what happened, what is disputed, what became of the
accused.

Of which incident and trial, the records tell: the incident that is part of none and of which most
is said, the trial with most accused. The sentences are published summaries; the numbers are those
of sources, or counted. It is kept for one state of the archive, as the frame of all pages is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.dates import display
from archive.public import contested as contests
from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import address_of, list_address, trial_address
from archive.public.contested import Contested, Numbers, contested
from archive.public.filters import tables as shared
from archive.public.footnotes import Note
from archive.public.index import kept_rows
from archive.public.ledger import around, reckon
from archive.public.models.base import PublicRecord
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus
from archive.public.pages.numbers import between, bounds, reading
from archive.public.pairs import Tables
from archive.public.tellings import of_trials
from archive.vocabularies import ClaimTopic, Unit

SENTENCES = 2
"""How many sentences of a summary stand at the top of the first page."""


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
    language, _asked = key
    told = kept_rows(now)
    archive = public.PublicArchive.objects.first()
    incident = rows.incidents(Q(pk=_main_incident(told))).first()
    trial = rows.trials(Q(pk=_main_trial(told))).first()
    own = _summary(archive, language) if archive else []
    happened = _summary(incident, language)[:SENTENCES] if incident else []
    became = _summary(trial, language)[:SENTENCES] if trial else []
    said = contested(incident.pk) if incident else Contested([], 0)
    claims = _at_the_ends(said.numbers)
    apparatus = Apparatus(
        language,
        cited=[*own, *happened, *became],
        named=[incident, trial, *(claim.asserted_by for claim in claims.values())],
    )
    return Glance(
        summary=[apparatus.sentence(row) for row in own],
        happened=_happened(incident, happened, said, claims, apparatus) if incident else None,
        became=_became(trial, became, apparatus, timezone.now().date()) if trial else None,
        notes=apparatus.notes,
    )


def _summary(of: PublicRecord, language: str) -> list[public.PublicSentence]:
    return rows.summary(list(rows.sentences(of.pk)), language)


def _main_incident(told: Tables) -> int | None:
    """The incident that is part of none and of which most is said; None where of none anything."""
    columns = (told.column(shared.INCIDENTS, name) for name in ("id", "part_of_id", "slug"))
    whole = {key: slug for key, part_of, slug in zip(*columns, strict=True) if not part_of}
    return _main(whole, Counter(told.column(shared.CLAIMS, "subject_id")))


def _main_trial(told: Tables) -> int | None:
    """The trial with most accused; None where in none anybody is."""
    columns = (told.column(shared.TRIALS, name) for name in ("id", "slug"))
    slugs = dict(zip(*columns, strict=True))
    return _main(slugs, Counter(told.column(shared.ACCUSED, "trial_id")))


def _main(slugs: Mapping[int, str], weight: Counter[int]) -> int | None:
    """The record of most weight; of equal ones the first by slug."""
    weighed = (key for key in slugs if weight[key])
    return min(weighed, key=lambda key: (-weight[key], slugs[key]), default=None)


def _at_the_ends(numbers: Iterable[Numbers]) -> dict[int, public.PublicClaim]:
    """The claims that name the least and the greatest numbers."""
    ends = [end for one in numbers for end in (one.fewest, one.most)]
    claims = rows.some_claims({key for end in ends for key in (end.number, end.first)})
    return {claim.pk: claim for claim in claims}


def _from_to(low: public.PublicClaim, high: public.PublicClaim) -> str:
    """From one number to another; one in words keeps them, with what they are read as."""
    if not low.number_words and not high.number_words:
        return between(contests.named(low), contests.named(high), Unit.PEOPLE)
    ends = {"low": _in_words(low), "high": _in_words(high)}
    return _("%(low)s to %(high)s") % ends


def _in_words(claim: public.PublicClaim) -> str:
    if not claim.number_words:
        return reading(claim)
    told = {"words": claim.number_words, "reading": reading(claim)}
    return _("“%(words)s” (read as %(reading)s)") % told


def _happened(
    incident: public.PublicIncident,
    sentences: Iterable[public.PublicSentence],
    said: Contested,
    claims: Mapping[int, public.PublicClaim],
    apparatus: Apparatus,
) -> Happened:
    def end(one: contests.End) -> End:
        return End(apparatus.link(claims[one.first].asserted_by), one.others)

    def disputed(one: Numbers) -> Disputed:
        return Disputed(
            topic=parts.Code(one.topic, str(dict(ClaimTopic.choices)[one.topic])),
            url=f"{address_of(incident)}#{one.topic}",
            numbers=_from_to(claims[one.fewest.number], claims[one.most.number]),
            sources=Counted(one.sources, _claims(topic=one.topic, subject=incident.ref)),
            fewest=end(one.fewest),
            most=end(one.most),
        )

    return Happened(
        incident=apparatus.link(incident),
        when=apparatus.when(incident),
        place=apparatus.maybe(incident.place),
        summary=[apparatus.sentence(row) for row in sentences],
        disputed=[disputed(one) for one in said.numbers],
        statements=Counted(said.disputed, _claims(subject=incident.ref, disputed="yes")),
    )


def _became(
    trial: public.PublicTrial,
    sentences: Iterable[public.PublicSentence],
    apparatus: Apparatus,
    today: date,
) -> Became:
    tellings = of_trials([trial.pk]).by_trial.get(trial.pk, [])
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
