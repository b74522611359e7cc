"""On what a division into groups rests: who says who belongs, and how many each group is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from archive.public import models as public
from archive.public.footnotes import Note
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus
from archive.vocabularies import ActorKind, ClaimTopic, Unit


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
    """Gather what is said of some groups, by their slugs."""
    groups = list(
        public.PublicActor.objects.filter(kind=ActorKind.GROUP, slug__in=slugs).order_by("slug")
    )
    ids = [group.pk for group in groups]
    members = list(rows.memberships(Q(group__in=ids)))
    sizes = list(
        rows.claims(
            Q(topic=ClaimTopic.DEFENDANTS, unit=Unit.PEOPLE)
            & (Q(about__in=ids) | Q(subject_id__in=ids))
        )
    )
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
