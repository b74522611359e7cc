"""An invented archive of 300 testimonies, in the test's own transaction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from archive.benchmark import loading
from archive.benchmark.flat import Flat
from archive.benchmark.plain import PlainList, read_testimony
from archive.visibility import kept

SIZE = 300


@pytest.fixture
def invented(db: None) -> loading.Data:
    """What was written."""
    data = loading.fill(SIZE)
    kept.keep(connection)
    return data


@pytest.fixture
def plain(invented: loading.Data) -> PlainList:
    """The public rows of it, read once."""
    return read_testimony()


@pytest.fixture
def flat(invented: loading.Data, tmp_path: Path) -> Iterator[Flat]:
    """The flat tables of it."""
    tables = Flat(tmp_path / "flat.sqlite3")
    tables.make("state")
    yield tables
    tables.close()
