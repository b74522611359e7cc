"""On what a division into groups rests: who says who belongs, and how many each group is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from archive.public import models as public
from archive.public.entries import few_lengths
from archive.public.footnotes import Note
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus
from archive.vocabularies import ActorKind, ClaimTopic, InvolvementRole, Unit


@dataclass(frozen=True)
class Division:
    """A group: the memberships that make it, and the numbers that are given for it."""

    group: parts.Link
    members: list[parts.Member]
    sizes: list[parts.Statement]


@dataclass(frozen=True)
class Basis:
    """The groups that stand in a table, with the passages that they rest on."""

    groups: list[Division]
    notes: list[Note]


def basis(slugs: Collection[str], language: str) -> Basis:
    """Gather what is said of some groups, by their slugs, and of all groups of defendants of which
    somebody says how many they are: a share needs the others beside it."""
    accused = public.PublicInvolvement.objects.filter(role=InvolvementRole.DEFENDANT)
    sized = list(
        rows.claims(
            Q(topic=ClaimTopic.DEFENDANTS, unit=Unit.PEOPLE)
            & (
                Q(about__in=accused.values("actor_id"))
                | Q(subject_id__in=accused.values("actor_id"))
            )
        )
    )
    named = {key for claim in sized for key in (claim.about_id, claim.subject_id)}
    groups = list(
        public.PublicActor.objects.filter(
            Q(slug__in=slugs) | Q(pk__in=few_lengths(key for key in named if key)),
            kind=ActorKind.GROUP,
        ).order_by("slug")
    )
    ids = {group.pk for group in groups}
    members = list(rows.memberships(Q(group__in=ids)))
    sizes = [claim for claim in sized if {claim.about_id, claim.subject_id} & ids]
    apparatus = Apparatus(language, cited=[*members, *sizes], named=groups)
    return Basis(
        groups=[
            Division(
                group=apparatus.link(group),
                members=[apparatus.member(row) for row in members if row.group.pk == group.pk],
                sizes=[
                    apparatus.statement(row)
                    for row in sizes
                    if group.pk in (row.subject_id, row.about_id)
                ],
            )
            for group in groups
        ],
        notes=apparatus.notes,
    )
