"""Files of a source: checked, stored under their digest, private, swept when unused."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from archive.ingest import files
from archive.models import File
from tests.ingest.bundles import Bundle, counts, reasons

pytestmark = pytest.mark.django_db

SCAN = b"%PDF-1.7 a scan of the verdict"
DIGEST = hashlib.sha256(SCAN).hexdigest()


@pytest.fixture
def with_file(bundle: Bundle) -> Bundle:
    """The bundle with an original in it."""
    bundle.write("originals/verdict.pdf", SCAN)
    bundle.record("sources", "nine")["files"] = [
        {"path": "originals/verdict.pdf", "sha256": DIGEST, "use": "original"}
    ]
    return bundle


def test_a_file_is_stored_under_its_digest(with_file: Bundle, stored_files: Path) -> None:
    assert with_file.apply().problems == []
    assert (stored_files / DIGEST).read_bytes() == SCAN
    row = File.objects.get()
    assert (row.sha256, row.size, row.media_type, row.use) == (
        DIGEST,
        len(SCAN),
        "application/pdf",
        "original",
    )


def test_a_file_is_private(with_file: Bundle) -> None:
    with_file.apply(publish=True)
    assert File.objects.get().public is False


def test_a_plan_stores_nothing(with_file: Bundle, stored_files: Path) -> None:
    with_file.plan()
    assert not stored_files.exists()


def test_the_same_file_again_is_no_change(with_file: Bundle) -> None:
    with_file.apply()
    assert counts(with_file.apply())["unchanged"] == 6
    assert File.objects.count() == 1


def test_a_file_with_another_digest_is_refused(with_file: Bundle) -> None:
    with_file.write("originals/verdict.pdf", b"something else")
    (problem,) = reasons(with_file.apply())
    assert "files.1: “verdict.pdf” has another sha256: " in problem
    assert not File.objects.exists()


def test_strays_of_a_killed_import_are_swept_by_the_next(
    with_file: Bundle, stored_files: Path
) -> None:
    stored_files.mkdir()
    long_ago = time.time() - files.STRAY_AFTER - 60
    stray, draft, young = "a" * 64, f"{files.DRAFT}x", "b" * 64
    for name in (stray, draft, young, "notes.txt"):
        (stored_files / name).write_bytes(b"")
        if name != young:
            os.utime(stored_files / name, (long_ago, long_ago))
    with_file.apply()
    assert {path.name for path in stored_files.iterdir()} == {DIGEST, young, "notes.txt"}


def test_a_file_that_a_record_names_is_no_stray(with_file: Bundle, stored_files: Path) -> None:
    with_file.apply()
    os.utime(stored_files / DIGEST, (0, 0))
    with_file.record("claims", "one-dead")["text"] = "One man died."
    with_file.apply()
    assert (stored_files / DIGEST).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sha256": "abc"}, "files.1: A sha256 is 64 of the digits 0-9 and a-f."),
        ({"path": "../nine.txt"}, "files.1: “../nine.txt” is not a plain path inside the bundle."),
        ({"path": "missing.pdf"}, "files.1: There is no file “missing.pdf” in the bundle."),
        ({"use": "copy"}, "files.1: “copy” is not one of its values."),
        ({"public": "yes"}, "files.1: It is to be true or false, not a text."),
        ({"opened": True}, "files.1: There is no “opened” here."),
        ({"path": 3}, "files.1: It is to be a text, not a number."),
    ],
)
def test_what_is_said_of_a_file_is_checked(
    with_file: Bundle, changed: dict[str, object], said: str
) -> None:
    with_file.record("sources", "nine")["files"][0] |= changed
    (problem,) = reasons(with_file.apply())
    assert said in problem
