"""A ZIP file that no bundle needs is refused in one sentence, before anything of it is written."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest import zipped


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A ZIP file of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def entry(name: str, mode: int = 0, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """The directory's words of a file."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = method
    return info


def understated() -> bytes:
    """A file that unpacks to more than its directory says."""
    data = packed(("a.txt", b"a" * 1_000))
    real, said = (1_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    return data.replace(real, said)


def encrypted() -> bytes:
    """A file that is marked as encrypted."""
    data = bytearray(packed(("a.txt", b"a")))
    data[6] |= 1
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def nul() -> bytes:
    """A name with NUL in it."""
    return packed(("a_b.txt", b"a")).replace(b"a_b.txt", b"a\0b.txt")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no ZIP file": (lambda: b"PK but no more", "It is no ZIP file that can be read"),
    "nothing": (lambda: b"", "It is no ZIP file that can be read"),
    "half of one": (lambda: packed(("a", b"a" * 99))[:-30], "It is no ZIP file that can be read"),
    "upwards": (lambda: packed(("../a.txt", b"")), "“../a.txt” is not a plain path"),
    "upwards inside": (lambda: packed(("a/../../b", b"")), "is not a plain path"),
    "absolute": (lambda: packed(("/etc/passwd", b"")), "“/etc/passwd” is not a plain path"),
    "a drive": (lambda: packed(("C:/a.txt", b"")), "is not a plain path"),
    "a backslash": (lambda: packed(("a\\..\\b", b"")), "is not a path inside the bundle"),
    "a dot": (lambda: packed(("./a", b"")), "is not a plain path"),
    "two slashes": (lambda: packed(("a//b", b"")), "is not a plain path"),
    "NUL": (nul, "is not a path inside the bundle"),
    "a turned name": (lambda: packed(("a\u202etxt.exe", b"")), "\\u202e"),
    "a long name": (lambda: packed(("a" * 201, b"")), "is too long"),
    "a link": (lambda: packed((entry("a", stat.S_IFLNK | 0o777), b"/etc")), "“a” is a link."),
    "a pipe": (lambda: packed((entry("a", stat.S_IFIFO), b"")), "“a” is not a file."),
    "a device": (lambda: packed((entry("a", stat.S_IFBLK), b"")), "“a” is not a file."),
    "twice in other letters": (lambda: packed(("a", b""), ("A", b"")), "stands twice in it"),
    "a file and a folder": (lambda: packed(("a", b""), ("a/b", b"")), "is a file and a folder"),
    "another method": (
        lambda: packed((entry("a", method=zipfile.ZIP_BZIP2), b"a")),
        "is packed in a way that is not read here",
    ),
    "encrypted": (encrypted, "“a.txt” is encrypted."),
    "a bomb": (lambda: packed(("a", b"\0" * 5_000_000)), "more than 100 times its size"),
    "many small bombs": (
        lambda: packed(*((f"{number}", b"\0" * 500_000) for number in range(40))),
        "more than 100 times its size",
    ),
    "many files": (
        lambda: packed(*((str(number), b"") for number in range(2_001))),
        "It holds 2,001 files; at most 2,000 are unpacked.",
    ),
    "larger than it says": (understated, "It is no ZIP file that can be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_bundle_needs_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    (tmp_path / "upload.zip").write_bytes(make())
    with pytest.raises(ValueError, match=r"\.$") as refused:
        zipped.unpack(tmp_path / "upload.zip", tmp_path / "orlen")
    assert said in str(refused.value)


def unpacked(data: bytes, folder: Path) -> Path:
    """The bundle of a ZIP file."""
    (folder / "upload.zip").write_bytes(data)
    return zipped.unpack(folder / "upload.zip", folder / "orlen")


def test_more_than_is_unpacked_is_refused_by_what_the_directory_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "UNPACKED_LIMIT", 1_000_000)
    with pytest.raises(ValueError, match="at most 1 MB are unpacked"):
        unpacked(packed((entry("a"), b"a" * 1_000_001)), tmp_path)
    assert not (tmp_path / "orlen").exists()


def test_a_bundle_may_be_packed_with_or_without_its_folder(tmp_path: Path) -> None:
    for number, start in enumerate(("", "orlen-2032/")):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = ((f"{start}manifest.json", b"{}"), (f"{start}texts/a.txt", b"A."))
        machine = ("__MACOSX/._manifest.json", b"x")
        found = unpacked(packed(*files, machine), folder)
        assert (found / "manifest.json").read_bytes() == b"{}"
        assert (found / "texts" / "a.txt").read_bytes() == b"A."


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    flips=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 10_000),
)
def test_a_damaged_file_is_refused_or_unpacked_inside_its_folder(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    data = bytearray(packed(("manifest.json", b"{}"), ("texts/a.txt", b"The mill burned. " * 9)))
    for place, value in flips:
        data[place % len(data)] = value
    if cut % 3 == 0:
        data = data[: cut % len(data)]
    try:
        found = unpacked(bytes(data), folder)
    except ValueError as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - either way is right
    else:
        assert found.is_relative_to(folder / "orlen")
    assert {path.name for path in folder.iterdir()} <= {"upload.zip", "orlen"}
