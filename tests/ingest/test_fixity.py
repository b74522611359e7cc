"""A stored file that changed in any way is found and named, and so is one without a record."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest import fixity
from archive.models import File, Source
from tests import factories

pytestmark = pytest.mark.django_db

CONTENTS = tuple(bytes([number]) * (7 * number + 1) for number in range(6))
DIGESTS = tuple(hashlib.sha256(data).hexdigest() for data in CONTENTS)

harms = st.one_of(
    st.just(("none",)),
    st.tuples(st.just("flip"), st.integers(0, 10_000), st.integers(0, 7)),
    st.tuples(st.just("truncate"), st.integers(0, 10_000)),
    st.tuples(st.just("append"), st.binary(min_size=1, max_size=9)),
    st.tuples(st.just("swap"), st.integers(0, len(CONTENTS) - 1)),
    st.just(("delete",)),
    st.just(("folder",)),
    st.just(("link",)),
)
stray_names = st.text("abcdef0123456789.-", min_size=1, max_size=64).filter(
    lambda name: name not in (".", "..") and name not in DIGESTS
)


def silent(_done: int, _steps: int) -> None:
    """Tell nobody."""


@pytest.fixture
def records(db: None) -> Source:
    """A source with six files, and another that has one of them too."""
    source = factories.source("Scans")
    for digest, data in zip(DIGESTS, CONTENTS, strict=True):
        File.objects.create(
            source=source, sha256=digest, size=len(data), media_type="application/pdf"
        )
    other = factories.source("Copies")
    File.objects.create(
        source=other, sha256=DIGESTS[0], size=len(CONTENTS[0]), media_type="text/plain"
    )
    return source


def put_back(folder: Path) -> None:
    """The files as they came in."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for digest, data in zip(DIGESTS, CONTENTS, strict=True):
        (folder / digest).write_bytes(data)


def harm(folder: Path, place: int, act: Sequence[object]) -> str:
    """Do something to a file; what that is to be found as, or nothing."""
    path, data = folder / DIGESTS[place], CONTENTS[place]
    match act:
        case ("flip", int(byte), int(bit)):
            changed = bytearray(data)
            changed[byte % len(data)] ^= 1 << bit
            path.write_bytes(changed)
        case ("truncate", int(length)):
            path.write_bytes(data[: length % len(data)])
        case ("append", bytes(more)):
            path.write_bytes(data + more)
        case ("swap", int(other)):
            path.write_bytes(CONTENTS[other])
            return "" if other == place else "changed"
        case ("delete",):
            path.unlink()
            return "missing"
        case ("folder",):
            path.unlink()
            path.mkdir()
        case ("link",):
            path.rename(folder.parent / "elsewhere")
            path.symlink_to(folder.parent / "elsewhere")
        case _:
            return ""
    return "changed"


def found_as_harmed(folder: Path, acts: Sequence[Sequence[object]], strays: set[str]) -> int:
    """Harm the files, and see that exactly this is found; how many harms that were."""
    put_back(folder)
    expected = {(name, "stray") for name in strays}
    for place, act in enumerate(acts):
        if damage := harm(folder, place, act):
            expected.add((DIGESTS[place], damage))
    for name in strays:
        (folder / name).write_bytes(b"stray")
    verified = fixity.verify(silent)
    assert {(one.file, one.damage.value) for one in verified.findings} == expected
    assert len(verified.findings) == len(expected)
    assert verified.checked == len(CONTENTS)
    return len(expected)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(harms, min_size=len(CONTENTS), max_size=len(CONTENTS)),
    strays=st.sets(stray_names, max_size=2),
)
def test_whatever_happens_to_files_is_found_and_nothing_else(
    records: Source, stored_files: Path, acts: list[tuple[object, ...]], strays: set[str]
) -> None:
    found_as_harmed(stored_files, acts, strays)


@pytest.mark.prove
def test_a_thousand_harms_are_found(records: Source, stored_files: Path) -> None:
    done = []

    @settings(
        max_examples=1_000,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(act=harms.filter(lambda act: act != ("none",)), place=st.integers(0, 5))
    def each(act: tuple[object, ...], place: int) -> None:
        acts: list[Sequence[object]] = [("none",)] * len(CONTENTS)
        acts[place] = act
        done.append(found_as_harmed(stored_files, acts, set()))

    each()
    print(f"{sum(done)} of {sum(done)} harms found over {len(done)} runs")


def test_a_stored_file_is_what_it_was(records: Source, stored_files: Path) -> None:
    put_back(stored_files)
    assert fixity.verify(silent).findings == []


def test_without_files_nothing_is_wrong(stored_files: Path) -> None:
    assert not stored_files.exists()
    assert fixity.verify(silent) == fixity.Verified()


def test_a_record_that_tells_another_size_is_found(records: Source, stored_files: Path) -> None:
    put_back(stored_files)
    File.objects.filter(sha256=DIGESTS[1]).update(size=1)
    (finding,) = fixity.verify(silent).findings
    assert (
        str(finding) == f"{DIGESTS[1]}: changed: it has 8 bytes, and its record says 1 (of scans)"
    )


def test_the_command_names_each_file_and_its_sources(
    records: Source, stored_files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_back(stored_files)
    call_command("verify_files")
    assert capsys.readouterr().out == "6 files verified, 0 wrong\n"
    (stored_files / DIGESTS[0]).unlink()
    (stored_files / "notes\u202e.txt").write_bytes(b"")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_files", no_color=True)
    assert stopped.value.code == 1
    told = capsys.readouterr()
    assert told.out == "6 files verified, 2 wrong\n"
    assert told.err.splitlines() == [
        f"{DIGESTS[0]}: missing: it is not there (of copies, scans)",
        "notes\\u202e.txt: stray: no record names it",
    ]


def test_the_command_answers_programs(
    records: Source, stored_files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_back(stored_files)
    (stored_files / DIGESTS[2]).write_bytes(b"another")
    with pytest.raises(SystemExit):
        call_command("verify_files", json=True)
    other = hashlib.sha256(b"another").hexdigest()
    assert json.loads(capsys.readouterr().out) == {
        "checked": 6,
        "findings": [
            {
                "file": DIGESTS[2],
                "damage": "changed",
                "reason": f"its sha256 is {other}",
                "sources": ["scans"],
            }
        ],
    }
