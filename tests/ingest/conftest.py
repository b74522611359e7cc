"""A bundle for each test, in a folder of its own, and stored files apart from all others."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from tests import factories
from tests.ingest.bundles import Bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A small bundle about the fire at the mill of Orlen."""
    folder = tmp_path / "orlen"
    folder.mkdir()
    return Bundle(folder)


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who changes records in the admin."""
    return factories.editor_user()


@pytest.fixture(autouse=True)
def stored_files(tmp_path: Path, settings: Settings) -> Path:
    """Where files are stored during the test."""
    settings.MEDIA_ROOT = tmp_path / "stored"
    return tmp_path / "stored"
