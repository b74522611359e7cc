"""The threat model names each promise once, where it is held, and a test for all that is held."""

from __future__ import annotations

import re

import pytest

from tests.docs.reading import DOCS, ROOT

TEXT = (DOCS / "threat-model.md").read_text(encoding="utf-8")
ROWS = {
    row[0]: row[1:]
    for row in re.findall(r"^\| (P\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)
}


def test_every_promise_is_there_once_and_in_order() -> None:
    assert list(ROWS) == [f"P{number}" for number in range(1, 25)]
    assert len(re.findall(r"^\| P\d+ ", TEXT, re.MULTILINE)) == 24


@pytest.mark.parametrize("promise", ROWS)
def test_what_is_held_names_its_place_and_a_test_that_runs(promise: str) -> None:
    _promise, place, tests, state = ROWS[promise]
    assert re.match(r"held$|partly: \w|\*\*not yet\*\*", state), state
    if state.startswith("**not yet**"):
        return
    assert "`" in place
    named = re.findall(r"`(tests/[\w/]+\.py)`", tests)
    assert named, "a promise that is held has a test"
    for name in named:
        assert re.search(r"^\s*def test_", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
