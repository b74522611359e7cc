"""The three readers at the door of the admin, each with a browser of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories


@pytest.fixture
def story(db: None) -> factories.Story:
    """The fire of Orlen, all of it public."""
    return factories.story()


@pytest.fixture
def editor(db: None) -> Client:
    """Vera, who writes."""
    return _logged_in(factories.editor_user())


@pytest.fixture
def reviewer(db: None) -> Client:
    """Ilya, who publishes what Vera wrote."""
    return _logged_in(factories.reviewer_user())


@pytest.fixture
def custodian(db: None) -> Client:
    """Nadia, who may see what must never be public."""
    return _logged_in(factories.custodian_user())


def _logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client
