"""The lists of people, bodies and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from archive.public.facets import Column
from archive.public.filters.base import FacetFilter, ListFilter, Titles, coded, head, pointed_at
from archive.public.filters.values import Codes, Named
from archive.public.models import PublicActor, PublicInvolvement, PublicMembership
from archive.public.wording import titles_of
from archive.vocabularies import ActorKind, InvolvementRole, Naming

BODY_KINDS = (ActorKind.ORGANISATION, ActorKind.AUTHORITY, ActorKind.COURT)

ACTORS = PublicActor.objects.all()
BY_ACTOR = Named((ACTORS,))
"""Actors as values of a facet, by their slug."""

BY_BODY = Named((PublicActor.objects.filter(kind__in=BODY_KINDS),))
BY_GROUP = Named((PublicActor.objects.filter(kind=ActorKind.GROUP),))

IN_BODY = Column(
    PublicMembership.objects.filter(group__kind__in=BODY_KINDS), "member_id", "group__slug"
)
IN_GROUP = Column(
    PublicMembership.objects.filter(group__kind=ActorKind.GROUP), "member_id", "group__slug"
)
ROLES = Column(PublicInvolvement.objects.all(), "actor_id", "role")


class _Actors(ListFilter):
    """What the three lists share."""

    columns = ("kind", "naming", "roles", "members")
    cited_through = (
        Column(PublicInvolvement.objects.all(), "actor_id", "pk"),
        Column(PublicMembership.objects.all(), "member_id", "pk"),
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Kind, on what ground the name is shown, the roles, and how many members."""
        titles = Titles(titles_of(pointed_at(rows), language))
        ids = [row.pk for row in rows]
        roles: dict[int, set[str]] = defaultdict(set)
        for actor, role in ROLES.rows.filter(actor__in=ids).values_list("actor_id", "role"):
            roles[actor].add(role)
        members = dict(
            PublicMembership.objects.filter(group__in=ids)
            .values_list("group")
            .annotate(n=Count("member", distinct=True))
            .order_by()
        )
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, ActorKind),
                **coded("naming", row.naming, Naming),
                "roles": [str(role.label) for role in InvolvementRole if role in roles[row.pk]],
                "members": members.get(row.pk, 0),
            }
            for row in rows
        ]


class People(_Actors):
    """Persons under the names that the public may read."""

    noun = "people"
    title = _("People")
    all_rows = PublicActor.objects.filter(kind=ActorKind.PERSON)

    role = FacetFilter(_("Role"), ROLES, values=Codes.of(InvolvementRole))
    body = FacetFilter(_("Body"), IN_BODY, values=BY_BODY)
    group = FacetFilter(_("Group"), IN_GROUP, values=BY_GROUP)
    naming = FacetFilter(_("Named as"), Column(ACTORS, "pk", "naming"), values=Codes.of(Naming))


class Bodies(_Actors):
    """Organisations, authorities and courts."""

    noun = "bodies"
    title = _("Bodies")
    all_rows = PublicActor.objects.filter(kind__in=BODY_KINDS)

    kind = FacetFilter(_("Kind"), Column(ACTORS, "pk", "kind"), values=Codes.of(*BODY_KINDS))
    role = FacetFilter(_("Role"), ROLES, values=Codes.of(InvolvementRole))


class Groups(_Actors):
    """Several people whom a source speaks of together."""

    noun = "groups"
    title = _("Groups")
    all_rows = PublicActor.objects.filter(kind=ActorKind.GROUP)

    kind = FacetFilter(_("Kind"), Column(ACTORS, "pk", "kind"), values=Codes.of(ActorKind.GROUP))
    role = FacetFilter(_("Role"), ROLES, values=Codes.of(InvolvementRole))
    within = FacetFilter(_("Part of"), IN_GROUP, IN_BODY, values=BY_ACTOR)
