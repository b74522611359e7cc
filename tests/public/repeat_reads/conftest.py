"""A reader who meets the archive as the web server hands it out, with a store of pages."""

import pytest

from tests import factories
from tests.factories import Story
from tests.public.repeat_reads.reader import Reader


@pytest.fixture
def story(db: None) -> Story:
    """Everything published and cited."""
    return factories.story()


@pytest.fixture
def reader(db: None) -> Reader:
    """A reader before an empty store."""
    return Reader()
