"""What accounts have uploaded and not yet applied: kept privately, for one account, for a day.

A file is kept as it came, under the account and its digest. It is unpacked for each look at it and
taken away afterwards.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings

from archive.ingest import importing, zipped
from archive.ingest.bundle import MEGABYTE
from archive.ingest.files import digest_of_file
from archive.ingest.importing import Options
from archive.ingest.problems import Problem, shown
from archive.ingest.report import Report
from archive.names import refuse_deceptive

UPLOAD_LIMIT = 100 * MEGABYTE
"""How large an uploaded file may be."""
KEPT_FOR = 24 * 60 * 60
"""For how many seconds it is kept."""
LONGEST_NAME = 150

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DRAFT = ".incoming-"


@dataclass(frozen=True)
class Upload:
    """A kept file: its digest, its own name, where it lies."""

    digest: str
    name: str
    path: Path


def keep(account: int, name: str, blocks: Iterable[bytes]) -> Upload:
    """Keep a file of an account. Raises ValueError with one sentence for what is not taken."""
    sweep()
    _refuse_name(name)
    home = _home(account)
    for folder in (_root(), home):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=home))
    try:
        digest = _write(draft / name, blocks)
        target = home / digest
        # Once more the same file: the name may be another, the day begins anew.
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Upload(digest, name, target / name)


def _refuse_name(name: str) -> None:
    if not name or len(name) > LONGEST_NAME or name.startswith(".") or "/" in name or "\\" in name:
        raise ValueError(f"{shown(name)} is no name for a file that is kept here.")
    refuse_deceptive(name)


def _write(path: Path, blocks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    size = 0
    with path.open("xb") as out:
        for block in blocks:
            size += len(block)
            if size > UPLOAD_LIMIT:
                raise ValueError(f"It is larger than {UPLOAD_LIMIT // MEGABYTE} MB.")
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def find(account: int, digest: str) -> Upload | None:
    """The kept file of an account by its digest; None when there is none, or it is another now."""
    sweep()
    folder = _home(account) / digest
    if not _DIGEST.fullmatch(digest) or not folder.is_dir():
        return None
    for path in folder.iterdir():
        if digest_of_file(path) == digest:
            return Upload(digest, path.name, path)
    return None


def discard(upload: Upload) -> None:
    """Take a kept file away."""
    shutil.rmtree(upload.path.parent, ignore_errors=True)


def sweep() -> int:
    """Take away whatever has been kept for a day; return how many files."""
    oldest = time.time() - KEPT_FOR
    number = 0
    for folder in _root().glob("*/*"):
        with suppress(OSError):
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
                number += 1
    return number


def run(upload: Upload, options: Options) -> Report:
    """Plan or carry out the import of a kept file, unpacked for as long as that takes."""
    with _laid_out(upload) as found:
        if isinstance(found, Problem):
            return Report(problems=[found])
        report = importing.import_paths([str(found)], options)
        before = f"{found.parent}/"
        report.problems = [
            Problem(one.file.removeprefix(before), one.line, one.field, one.reason)
            for one in report.problems
        ]
        return report


@contextmanager
def _laid_out(upload: Upload) -> Iterator[Path | Problem]:
    """The bundle's folder, or the single file, in a folder of its own; what is wrong with it."""
    work = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=_home_of(upload)))
    try:
        yield _lay_out(upload, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _lay_out(upload: Upload, work: Path) -> Path | Problem:
    path = PurePath(upload.name)
    if path.suffix.lower() != ".zip":
        copy = work / upload.name
        shutil.copyfile(upload.path, copy)
        return copy
    try:
        unpacked = zipped.unpack(upload.path, work / path.stem)
    except ValueError as error:
        return Problem(upload.name, 0, "", str(error))
    return unpacked


def _home_of(upload: Upload) -> Path:
    return upload.path.parent.parent


def _home(account: int) -> Path:
    return _root() / str(account)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "uploads"
