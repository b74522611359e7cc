"""What the page of a claim says: the statement, what it answers, what answers it, and who else says
what on the same subject and topic. Side by side and in order of time; none of them wins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.public import models as public
from archive.public.addresses import address_of, list_address
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, defined
from archive.public.pages.positions import topics
from archive.public.presence import claims_in_order
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
    """Gather the page of a claim, selected as `rows.claims` does."""
    order = claims_in_order()
    to, by = claim.answers.pk if claim.answers else 0, order.answering.get(claim.pk, [])
    same = [
        pk
        for pk in order.of_subject.get(claim.subject_id, ())
        if order.topic[pk] == claim.topic and pk not in (claim.pk, to, *by)
    ]
    linked = rows.some_claims([*filter(None, [to]), *by])
    answered = [row for row in linked if row.pk == to]
    answering = [row for row in linked if row.pk in by]
    beside, more = rows.first(same, f"{list_address('claims')}?topic={claim.topic}")
    sentences = rows.summary(claim.pk, language)
    apparatus = Apparatus(language, cited=[claim, *sentences, *answered, *answering, *beside])
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
        answered_by=apparatus.statements(answering),
        topics=topics([claim, *beside], apparatus, [*answered, *answering]) if beside else [],
        more=more,
        notes=apparatus.notes,
    )
