"""Modules stay small enough to be read at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
MOST_LINES = 450
VOCABULARIES = ROOT / "archive" / "vocabularies.py"
"""One list after another: as long as the words are many."""


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("archive", "config")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and path != VOCABULARIES
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "archive").rglob("*.py")) if "migrations" not in path.parts],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_module_says_what_it_owns(path: Path) -> None:
    assert path.read_text().startswith('"""'), "a module begins with what it owns"
