"""A reader who meets the archive as the web server hands it out, with a store of pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factories
from tests.factories import Story
from tests.ingest.bundles import EXAMPLE
from tests.ingest.installations import Installation, scratch_database
from tests.public.repeat_reads.reader import Reader


@pytest.fixture
def story(db: None) -> Story:
    """Everything published and cited."""
    return factories.story()


@pytest.fixture
def reader(db: None) -> Reader:
    """A reader before an empty store."""
    return Reader()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """The example bundle, published, in a database of its own."""
    with scratch_database() as database:
        made = Installation(tmp_path, database)
        made.environment |= {
            "ARCHIVE_BUNDLE": str(EXAMPLE),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        status, _out, problem = made.run("manage.py", "prepare")
        assert status == 0, problem
        yield made
