"""The evidence of a trial: what it was used to prove, how it is challenged, and what answers that.

A challenge is a claim about an exhibit whose topic speaks of wrong done; whatever else is said of
an exhibit stands beside, and is not made into a challenge by reading its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from archive.public import models as public
from archive.public.addresses import trial_address
from archive.public.at_once import at_once
from archive.public.filters.justice import ALLEGATIONS
from archive.public.footnotes import Note
from archive.public.pages import answered, parts, rows
from archive.public.pages.answered import Answered, Answers
from archive.public.pages.apparatus import Apparatus, in_time
from archive.public.pages.argument import Argument, argument
from archive.vocabularies import ClaimTopic, Stance

OF_EVIDENCE = (
    ClaimTopic.FORGERY,
    ClaimTopic.EXPERT_ERROR,
    ClaimTopic.COERCION,
    ClaimTopic.FALSE_INCRIMINATION,
)
"""Topics in which the evidence of a trial is challenged without an exhibit being named."""


@dataclass(frozen=True)
class Item:
    """An exhibit, or the evidence as a whole (without `exhibit`), with what is said of it."""

    exhibit: parts.Exhibit | None
    challenges: list[Answered]
    others: list[Answered]

    @property
    def picture(self) -> Argument | None:
        """The same as a picture; what it shows is in the list, too."""
        return argument(self.exhibit, self.challenges) if self.exhibit else None


@dataclass(frozen=True)
class EvidencePage:
    """The evidence of a trial."""

    trial: parts.Link
    slug: str
    url: str
    items: list[Item]
    states: dict[str, int]
    allegations: str
    sources: list[parts.Link]
    origins: int
    notes: list[Note]


def evidence_page(trial: public.PublicTrial, language: str) -> EvidencePage:
    """Gather the evidence of a trial."""
    exhibits, found = at_once(rows.exhibits(Q(trial=trial)), _said(trial))
    claims = _alone(found)
    answers = Answers(claims)
    apparatus = Apparatus(
        language,
        cited=[*exhibits, *answers.rows(claims)],
        named=[trial],
        here=trial,
    )

    shown = {one.pk for one in exhibits}

    def item(exhibit: public.PublicExhibit | None) -> Item:
        mine = [
            claim
            for claim in claims
            if (claim.subject_id == exhibit.pk if exhibit else claim.subject_id not in shown)
        ]
        against = ALLEGATIONS if exhibit else OF_EVIDENCE
        within = exhibit.pk if exhibit else 0
        return Item(
            exhibit=apparatus.exhibit(exhibit) if exhibit else None,
            challenges=[answers.of(row, apparatus, within) for row in mine if row.topic in against],
            others=[answers.of(row, apparatus, within) for row in mine if row.topic not in against],
        )

    items = [item(exhibit) for exhibit in exhibits]
    whole = item(None)
    if whole.challenges or whole.others:
        items.append(whole)
    return EvidencePage(
        trial=apparatus.link(trial),
        slug=trial.slug,
        url=trial_address("evidence", trial),
        items=items,
        states=answered.counted([one for each in items for one in each.challenges]),
        allegations=trial_address("allegations", trial),
        sources=apparatus.sources(),
        origins=apparatus.origins(),
        notes=apparatus.notes,
    )


CHALLENGE, OTHER = "challenge", "other"
HEADER = (
    *("exhibit", "title", "kind", "used_to_prove", "against", "according_to", "exhibit_citations"),
    *("part", *answered.HEADER),
)


def lines(page: EvidencePage) -> Iterator[tuple[str, ...]]:
    """The items as lines of a table: one for each answer of each statement, at least one."""
    for item in page.items:
        first = _first(item.exhibit)
        said = [(CHALLENGE, one) for one in item.challenges]
        said += [(OTHER, one) for one in item.others]
        for part, one in said:
            for line in answered.lines(one):
                yield (*first, part, *line)
        if not said:
            yield (*first, *[""] * (1 + len(answered.HEADER)))


def _first(exhibit: parts.Exhibit | None) -> tuple[str, ...]:
    if exhibit is None:
        return ("",) * 7
    return (
        *(exhibit.url, exhibit.title, exhibit.kind.code, exhibit.used_to_prove),
        exhibit.against.url if exhibit.against else "",
        *(exhibit.said.speaker.url, answered.cited(exhibit.said)),
    )


def _said(trial: public.PublicTrial) -> QuerySet[public.PublicClaim]:
    """What is said of the exhibits, and of the evidence as a whole."""
    exhibits = public.PublicExhibit.objects.filter(trial=trial).values("pk")
    steps = public.PublicStep.objects.filter(trial=trial).values("pk")
    topics = (*OF_EVIDENCE, ClaimTopic.EVIDENCE)
    of_trial = Q(subject_id=trial.pk) | Q(subject_id__in=steps)
    found = rows.claims(Q(subject_id__in=exhibits) | (of_trial & Q(topic__in=topics)))
    return found.exclude(stance=Stance.SILENT, answers__isnull=False)


def _alone(claims: Iterable[public.PublicClaim]) -> list[public.PublicClaim]:
    """In order of time. What answers one of these is told as its answer, not by itself."""
    found = list(claims)
    shown = {row.pk for row in found}
    return sorted((row for row in found if row.answers_id not in shown), key=in_time)
