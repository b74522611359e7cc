"""Each how-to is followed to the letter on a copy of the project, its own test included."""

from pathlib import Path

import pytest

from tests.docs.reading import DOCS, Block, blocks
from tests.docs.recipes import Copy, StaleError

HOW_TOS = sorted(DOCS.glob("how-to-*.md"))


def test_there_is_a_how_to_for_each_thing_that_is_often_added() -> None:
    names = {path.stem.removeprefix("how-to-add-a-") for path in HOW_TOS}
    assert names >= {"facet", "format", "field", "rule"}


@pytest.mark.parametrize("document", HOW_TOS, ids=lambda path: path.stem)
def test_following_a_how_to_works(document: Path, tmp_path: Path) -> None:
    assert any("pytest" in block.body for block in blocks(document, "sh")), "it ends with a test"
    Copy(tmp_path).follow(document)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy that holds one file of two lines."""
    made = object.__new__(Copy)
    made.folder = tmp_path
    (tmp_path / "story.txt").write_text("The mill burned.\nIt rained.\n")
    return made


def changes(body: str) -> Block:
    """A block of changes."""
    return Block("a how-to", 1, "diff", body)


def test_a_change_is_made_where_its_lines_stand(copy: Copy) -> None:
    copy.change(changes("--- story.txt\n The mill burned.\n-It rained.\n+It snowed.\n"))
    assert (copy.folder / "story.txt").read_text() == "The mill burned.\nIt snowed.\n"


def test_a_new_file_is_made_of_its_lines(copy: Copy) -> None:
    copy.change(changes("--- new/story.txt\n+Once.\n+\n+Twice.\n"))
    assert (copy.folder / "new" / "story.txt").read_text() == "Once.\n\nTwice.\n"


@pytest.mark.parametrize(
    "body",
    [
        "--- story.txt\n The barn burned.\n+It snowed.\n",
        "--- story.txt\n+It snowed.\n",
        "--- story.txt\n The mill\n+It snowed.\n",
        " The mill burned.\n+It snowed.\n",
        "--- story.txt\nThe mill burned.\n",
    ],
    ids=["lines gone", "no place", "half a line", "no file", "no sign in front"],
)
def test_a_change_that_does_not_fit_is_refused(copy: Copy, body: str) -> None:
    with pytest.raises(StaleError):
        copy.change(changes(body))
    assert (copy.folder / "story.txt").read_text() == "The mill burned.\nIt rained.\n"


def test_a_command_that_fails_is_refused_and_one_that_must_fail_and_does_not(copy: Copy) -> None:
    with pytest.raises(StaleError):
        copy.succeed("false", changes(""))
    with pytest.raises(StaleError):
        copy.fail(changes("$ true\n"))
    with pytest.raises(StaleError):
        copy.fail(changes("$ echo no; false\nyes\n"))
    copy.fail(changes("$ echo no; false\nno\n"))
