"""The lists of people, bodies and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from archive.public import stamp
from archive.public.filters.base import FacetFilter, ListFilter, Titles, coded, head, pointed_at
from archive.public.filters.tables import (
    ACCUSED,
    ACTORS,
    BODIES,
    BODY_KINDS,
    GROUPS,
    INVOLVEMENTS,
    MEMBERSHIPS,
    OUTCOME,
    PEOPLE,
    STEPS,
)
from archive.public.filters.values import Codes, Named
from archive.public.pairs import Column
from archive.public.wording import titles_of
from archive.vocabularies import ActorKind, InvolvementRole, Naming, Outcome

BY_ACTOR = Named((ACTORS,))
"""Actors as values of a facet, by their slug."""

BY_BODY = Named((BODIES,))
BY_GROUP = Named((GROUPS,))

_MEMBER = Column(MEMBERSHIPS, "member_id", "group_id")
IN_BODY = _MEMBER.to(Column(BODIES, "id", "slug"))
IN_GROUP = _MEMBER.to(Column(GROUPS, "id", "slug"))
# Only what is reported of a person's own steps as a defendant: how a trial ended for others, or
# for a group as a whole, says nothing of a lawyer or a member.
OWN_OUTCOME = Column(ACCUSED, "actor_id", "id").to(Column(STEPS, "party_id", "id")).to(OUTCOME)
ROLES = Column(INVOLVEMENTS, "actor_id", "role")


def _parts(_key: None, _stamp: stamp.Stamp | None) -> tuple[dict[int, set[str]], dict[int, int]]:
    roles: dict[int, set[str]] = defaultdict(set)
    for actor, role in INVOLVEMENTS.values_list("actor_id", "role"):
        roles[actor].add(role)
    counted = Count("member", distinct=True)
    members = dict(MEMBERSHIPS.order_by().values_list("group").annotate(n=counted))
    return dict(roles), members


PARTS = stamp.Kept(_parts, most=1)
"""By actor: the roles that it has in incidents and trials, and how many members."""


class _Actors(ListFilter):
    """What the three lists share."""

    columns = ("kind", "naming", "roles", "members")
    cited_through = (
        Column(INVOLVEMENTS, "actor_id", "id"),
        Column(MEMBERSHIPS, "member_id", "id"),
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Kind, on what ground the name is shown, the roles, and how many members."""
        titles = Titles(titles_of(pointed_at(rows), language))
        roles, members = PARTS.get(None, stamp.current())
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, ActorKind),
                **coded("naming", row.naming, Naming),
                "roles": [
                    str(role.label) for role in InvolvementRole if role in roles.get(row.pk, ())
                ],
                "members": members.get(row.pk, 0),
            }
            for row in rows
        ]


class People(_Actors):
    """Persons under the names that the public may read."""

    noun = "people"
    title = _("People")
    all_rows = PEOPLE

    role = FacetFilter(_("Role"), ROLES, values=Codes.of(InvolvementRole))
    body = FacetFilter(_("Body"), IN_BODY, values=BY_BODY)
    group = FacetFilter(_("Group"), IN_GROUP, values=BY_GROUP)
    outcome = FacetFilter(
        _("Reported outcome of their trial"), OWN_OUTCOME, values=Codes.of(Outcome)
    )
    naming = FacetFilter(_("Named as"), Column(ACTORS, "id", "naming"), values=Codes.of(Naming))


class Bodies(_Actors):
    """Organisations, authorities and courts."""

    noun = "bodies"
    title = _("Bodies")
    all_rows = BODIES

    kind = FacetFilter(_("Kind"), Column(ACTORS, "id", "kind"), values=Codes.of(*BODY_KINDS))
    role = FacetFilter(_("Role"), ROLES, values=Codes.of(InvolvementRole))


class Groups(_Actors):
    """Several people whom a source speaks of together."""

    noun = "groups"
    title = _("Groups")
    all_rows = GROUPS

    kind = FacetFilter(_("Kind"), Column(ACTORS, "id", "kind"), values=Codes.of(ActorKind.GROUP))
    role = FacetFilter(_("Role"), ROLES, values=Codes.of(InvolvementRole))
    within = FacetFilter(_("Part of"), IN_GROUP, IN_BODY, values=BY_ACTOR)
