"""The groups of accounts exist, and the table of roles is the whole of what they may do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from archive.workflow.roles import Action, Role, may
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_new_database_has_the_groups() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


def test_only_custodians_see_what_is_protected() -> None:
    assert may(factories.custodian_user(), Action.PROTECT)
    assert not may(factories.editor_user(), Action.PROTECT)
    assert not may(factories.reviewer_user(), Action.PROTECT)


def test_who_may_not_log_in_here_may_do_nothing() -> None:
    user = factories.custodian_user()
    user.is_staff = False
    assert not any(may(user, action) for action in Action)
    assert not any(may(AnonymousUser(), action) for action in Action)
