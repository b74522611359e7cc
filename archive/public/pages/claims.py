"""What the page of a claim says: the statement, what it answers, what answers it, and who else says
what on the same subject and topic. Side by side and in order of time; none of them wins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q

from archive.public import models as public
from archive.public.addresses import address_of, list_address
from archive.public.at_once import at_once
from archive.public.entries import few_lengths
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, defined
from archive.public.pages.positions import topics
from archive.public.presence import answering
from archive.vocabularies import Stance


@dataclass(frozen=True, kw_only=True)
class ClaimPage(parts.Page):
    """The page of a claim. The claim stands among its `topics`; what it answers and what answers it
    stand by themselves."""

    statement: parts.Statement
    stance: parts.Code
    answers: parts.Statement | None
    answered_by: list[parts.Statement]
    topics: list[parts.Topic]
    more: parts.More | None


def claim_page(claim: public.PublicClaim, language: str) -> ClaimPage:
    """Gather the page of a claim."""
    answering_it = answering(claim.pk)
    elsewhere = [claim.pk, *answering_it, *([claim.answers_id] if claim.answers_id else [])]
    same = Q(subject_id=claim.subject_id, topic=claim.topic) & ~Q(pk__in=few_lengths(elsewhere))
    linked, found, told = at_once(
        rows.claims(Q(pk__in=few_lengths(elsewhere))),
        rows.first_claims(same),
        rows.sentences(claim.pk),
    )
    answered = [row for row in linked if row.pk == claim.answers_id]
    answers_to_it = [row for row in linked if row.pk in answering_it]
    beside, more = rows.more(found, f"{list_address('claims')}?topic={claim.topic}")
    sentences = rows.summary(told, language)
    cited = [claim, *sentences, *answered, *answers_to_it, *beside]
    apparatus = Apparatus(language, cited=cited)
    title = apparatus.title(claim)
    subject = apparatus.subjects.get(claim.subject_id)
    if more and subject:
        more = replace(more, url=f"{more.url}&subject={subject.ref}")
    return ClaimPage(
        ref=claim.ref,
        slug=claim.ref,
        url=address_of(claim),
        type="claim",
        title=title.text,
        language=title.language,
        summary=[apparatus.sentence(row) for row in sentences],
        statement=apparatus.statement(claim),
        stance=defined(Stance, claim.stance),
        answers=apparatus.statement(answered[0]) if answered else None,
        answered_by=apparatus.statements(answers_to_it),
        topics=topics([claim, *beside], apparatus, [*answered, *answers_to_it]) if beside else [],
        more=more,
        notes=apparatus.notes,
    )
