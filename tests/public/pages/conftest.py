"""The story of the fire, told in full, for every test of a page that asks for it."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from archive.visibility import kept as kept_keys
from tests import factories
from tests.factories import Story
from tests.public.pages import timelines


@pytest.fixture
def story(db: None) -> Story:
    """Everything published and cited."""
    return factories.story()


@pytest.fixture
def kept(story: Story, request: pytest.FixtureRequest) -> None:
    """All of it has been seen by readers, and can be cited.

    A test of one address needs that only where the address is one of versions.
    """
    of_one_address = "[" in request.node.name
    if not of_one_address or "version" in request.node.name:
        factories.versions()


@pytest.fixture
def night(story: Story) -> Story:
    """The same, with its night told by the hour."""
    timelines.tell_by_the_hour(story)
    return story


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The same, seen by readers, told once for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        story = factories.story()
        factories.versions()
        # As the end of the transaction would.
        kept_keys.keep(connection)
        yield story
        transaction.set_rollback(True)
