"""What the page of a trial says.

What a step was and how it ended is told by reports, each with its speaker; where they differ, all
stand, and none is preferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from archive.public import models as public
from archive.public.addresses import address_of, list_address, trial_address
from archive.public.at_once import at_once
from archive.public.footnotes import Footnote
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, by_topic
from archive.public.pages.events import Part, incident_part
from archive.public.pages.positions import topics
from archive.vocabularies import ActorKind, InvolvementRole, StepKind

_KINDS = {kind: place for place, kind in enumerate(StepKind.values)}
_ROLES = {role: place for place, role in enumerate(InvolvementRole.values)}


@dataclass(frozen=True)
class Party:
    """An involvement in a trial with the steps that concern it and what is said of it."""

    role: parts.Role
    steps: list[parts.Step]
    statements: list[parts.Statement]


@dataclass(frozen=True, kw_only=True)
class TrialPage(parts.Page):
    """The page of a trial."""

    court: parts.Link | None
    case_number: str
    when: parts.When | None
    footnotes: list[Footnote]
    incidents: list[Part]
    parties: list[Party]
    ledger: str
    allegations: str
    evidence: str
    others: list[parts.Role]
    steps: list[parts.Step]
    exhibits: list[parts.Exhibit]
    topics: list[parts.Topic]
    more: parts.More | None
    sources: list[parts.Link]
    origins: int


def trial_page(trial: public.PublicTrial, language: str) -> TrialPage:
    """Gather the page of a trial."""
    steps_of = public.PublicStep.objects.filter(trial=trial).values("pk")
    incidents, involved, steps, reports, exhibits, told, texts = at_once(
        rows.incidents(Q(trial_links__trial=trial)),
        rows.involvements(Q(trial=trial)),
        rows.steps(Q(trial=trial)),
        rows.reports(Q(step__in=steps_of)),
        rows.exhibits(Q(trial=trial)),
        rows.sentences(trial.pk),
        rows.texts([trial.pk]),
    )
    involved.sort(key=lambda row: (_ROLES[row.role], row.actor.slug, row.ref))
    about = rows.keys([trial, *involved, *steps, *exhibits])
    everything = f"{list_address('claims')}?trial={trial.slug}"
    claims, more = rows.more(rows.first_claims(Q(subject_id__in=about)), everything)
    sentences = rows.summary(told, language)

    apparatus = Apparatus(
        language,
        cited=[*sentences, trial, *involved, *steps, *reports, *exhibits, *by_topic(claims)],
        named=incidents,
        here=trial,
        users=texts,
    )
    said_of: dict[int, list[public.PublicClaim]] = defaultdict(list)
    for claim in claims:
        said_of[claim.subject_id].append(claim)
    of_party: dict[int | None, list[public.PublicStep]] = defaultdict(list)
    for step in steps:
        of_party[step.party_id].append(step)
    charged = [
        row for row in involved if row.role == InvolvementRole.DEFENDANT or row.pk in of_party
    ]
    told_elsewhere = {row.pk for row in (*charged, *steps, *exhibits)}
    title = apparatus.title(trial)
    return TrialPage(
        ref=trial.ref,
        slug=trial.slug,
        url=address_of(trial),
        type="trial",
        title=title.text,
        language=title.language,
        names=rows.names(texts, apparatus)[trial.pk],
        summary=[apparatus.sentence(row) for row in sentences],
        court=apparatus.maybe(trial.court),
        case_number=trial.case_number,
        when=apparatus.when(trial),
        footnotes=apparatus.resting(trial),
        incidents=[incident_part(row, apparatus) for row in incidents],
        parties=[
            Party(
                role=apparatus.role(row),
                steps=with_reports(of_party[row.pk], reports, claims, apparatus),
                statements=apparatus.statements(said_of[row.pk], within=row.pk),
            )
            for row in sorted(
                charged,
                key=lambda row: (
                    row.actor.kind != ActorKind.PERSON,
                    apparatus.title(row.actor).text,
                ),
            )
        ],
        ledger=trial_address("ledger", trial),
        allegations=trial_address("allegations", trial),
        evidence=trial_address("evidence", trial),
        others=[apparatus.role(row) for row in involved if row not in charged],
        steps=with_reports(of_party[None], reports, claims, apparatus),
        exhibits=[apparatus.exhibit(row, said_of[row.pk]) for row in exhibits],
        topics=topics((row for row in claims if row.subject_id not in told_elsewhere), apparatus),
        more=more,
        sources=apparatus.sources(),
        origins=apparatus.origins(),
        notes=apparatus.notes,
    )


def with_reports(
    steps: Iterable[public.PublicStep],
    reports: Iterable[public.PublicReport],
    claims: Iterable[public.PublicClaim],
    apparatus: Apparatus,
) -> list[parts.Step]:
    """Steps in the order of proceedings, each with all reports of it and what is said of it."""
    told: dict[int, list[public.PublicReport]] = defaultdict(list)
    for report in reports:
        told[report.step_id].append(report)
    said: dict[int, list[public.PublicClaim]] = defaultdict(list)
    for claim in claims:
        said[claim.subject_id].append(claim)
    ordered = sorted(
        steps, key=lambda step: (_KINDS[step.kind], _first_day(told[step.pk]), step.ref)
    )
    return [apparatus.step(step, told[step.pk], said[step.pk]) for step in ordered]


def _first_day(reports: Iterable[public.PublicReport]) -> str:
    """The first day that any report of a step names; those without a day come last."""
    days = [report.earliest.isoformat() for report in reports if report.earliest]
    return min(days, default="~")
