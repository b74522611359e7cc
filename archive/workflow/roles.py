"""What an account may do with records. The table below is the whole of it.

A role is a group of accounts (`django.contrib.auth`). Permissions are not rows but this table, so
that a new model or a restored database can never be without them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class Role(StrEnum):
    """The groups of accounts, by the names of their rows."""

    EDITOR = "editors"
    REVIEWER = "reviewers"
    CUSTODIAN = "custodians"


class Action(StrEnum):
    """What can be done. Whoever may do any of it may read the records."""

    WRITE = "write"
    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    PROTECT = "protect"


MAY: dict[Role, frozenset[Action]] = {
    Role.EDITOR: frozenset({Action.WRITE, Action.SUBMIT, Action.RETURN, Action.WITHDRAW}),
    Role.REVIEWER: frozenset({Action.RETURN, Action.PUBLISH, Action.WITHDRAW}),
    Role.CUSTODIAN: frozenset({Action.WITHDRAW, Action.PROTECT}),
}
"""All may take back, only reviewers open to readers, only custodians see what is protected."""


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Role]:
    """The roles of an account; a superuser has all, who may not log in here has none.

    Read once for each account object, that is, once in a request.
    """
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        return frozenset()
    if user.is_superuser:
        return frozenset(Role)
    kept: Any = user.__dict__
    if "_archive_roles" not in kept:
        names = set(user.groups.values_list("name", flat=True))
        kept["_archive_roles"] = frozenset(role for role in Role if role.value in names)
    roles: frozenset[Role] = kept["_archive_roles"]
    return roles


def may(user: AbstractBaseUser | AnonymousUser, action: Action) -> bool:
    """Whether an account may do this."""
    return any(action in MAY[role] for role in roles_of(user))


def require(user: User | None, action: Action) -> None:
    """Refuse what an account may not do. Raises PermissionDenied.

    Nobody (None) stands for whoever works at the machine itself, with commands and imports.
    """
    if user is not None and not may(user, action):
        raise PermissionDenied(
            _("%(name)s may not do this: %(action)s.")
            % {"name": user.get_username(), "action": action.value}
        )
