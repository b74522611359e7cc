"""Each decision says what it was about, what was decided, and what follows, on half a page."""

import re
from pathlib import Path

import pytest

from tests.docs.reading import DOCS, links

DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 15


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. \w", text), "the heading begins with its number"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert len(text.splitlines()) <= 60
    assert all(len(part.strip()) > 60 for part in text.split("\n## ")[1:])


def test_the_list_of_decisions_names_all_of_them() -> None:
    index = DOCS / "decisions" / "README.md"
    assert [link.text for link in links(index)] == [path.name for path in DECISIONS]
