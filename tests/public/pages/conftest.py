"""The story of the fire, told in full, for every test of a page that asks for it."""

import pytest

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
