"""The story of the fire, told in full, for every test of a page that asks for it."""

import pytest

from tests import factories
from tests.factories import Story


@pytest.fixture
def story(db: None) -> Story:
    """Everything published and cited."""
    return factories.story()
