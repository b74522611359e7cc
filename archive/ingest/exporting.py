"""The way back: the whole archive as a bundle, written beside its place and then moved there.

What was written is read again as an import would read it, so that an export that could not be
imported is none. The same archive gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction

from archive.ingest import files, importing
from archive.ingest.problems import Problem, Refused
from archive.ingest.shapes import PRINCIPALS
from archive.ingest.unload import FILES, PASSAGES, Row, Unloaded, Unloader
from archive.models import Entry
from archive.workflow.reopening import unready
from archive.workflow.scanning import betrayed, protected_names

DRAFT = ".export-"
"""How the name of a folder begins that is being written."""

LEFT_BEHIND = (
    "Left behind: history and decisions, public versions, notices of withdrawal, old addresses, "
    "readers' replies; identities, unredacted texts, redactions, consents that were taken back, "
    "the notes of the others"
)
"""What no bundle carries."""


@dataclass(frozen=True)
class Answering:
    """The two people whom the bundle names, for what two must agree on; empty: none."""

    by: str = ""
    second: str = ""


@dataclass
class Export:
    """What was written: how many records of each list, passages, files; and what is public here
    and would be refused elsewhere, so that it arrives as a draft."""

    records: dict[str, int] = field(default_factory=dict)
    passages: int = 0
    files: int = 0
    kept_back: list[str] = field(default_factory=list)


def export_bundle(target: Path, answering: Answering, *, desk_notes: bool = False) -> Export:
    """Write the archive into a folder that is new or empty.

    Raises Refused, with nothing left behind, when the folder is not empty, a stored file is not as
    it should be, a protected name would leave, or the importer would refuse what was written.
    """
    target = target.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(Problem(str(target), 0, "", "It is there already: name a new folder."))
    if not target.parent.is_dir():
        raise Refused(Problem(str(target.parent), 0, "", "There is no such folder."))
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=target.parent))
    try:
        export = _write_all(draft, answering, desk_notes=desk_notes)
        draft.replace(target)
    except OperationalError as error:
        reason = f"The archive was being changed: export it again. ({str(error).splitlines()[0]})"
        raise Refused(Problem(str(target), 0, "", reason)) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return export


def _write_all(folder: Path, answering: Answering, *, desk_notes: bool) -> Export:
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Everything is read from one state of the archive; SQLite gives no other.
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        kept_back = unready()
        unloaded = Unloader(kept_back, desk_notes=desk_notes).unload()
        _refuse_names(unloaded)
        told = [
            f"{entry.get_record_type_display()} {entry.ref}: {kept_back[entry.pk][0]}"
            for entry in Entry.objects.filter(pk__in=kept_back).order_by("ref")
        ]
    _write_lists(folder, unloaded, answering)
    for digest in sorted(unloaded.files):
        _copy(digest, folder)
    if problems := importing.problems_of_files([str(folder)]):
        raise Refused(*(_as_told(problem, folder) for problem in problems))
    return Export(
        records={name: len(rows) for name, rows in unloaded.lists.items()},
        passages=sum(map(len, unloaded.passages.values())),
        files=len(unloaded.files),
        kept_back=told,
    )


def _as_told(problem: Problem, folder: Path) -> Problem:
    """A problem of what was written, without the folder that is gone by then."""
    file = problem.file.removeprefix(f"{folder}/")
    return Problem(file, problem.line, problem.field, problem.reason)


def _refuse_names(unloaded: Unloaded) -> None:
    """A bundle travels: it is refused while the protected name of anybody stands in its words."""
    names = protected_names()
    if not names:
        return
    problems = []
    for file, rows in _rows_by_file(unloaded):
        for row in rows:
            if betrayed("\n".join(_words(row)), names):
                reason = "A protected name stands in it: reword, redact or withhold it first."
                problems.append(Problem(file, 0, _called(row), reason))
    if problems:
        raise Refused(*problems)


def _rows_by_file(unloaded: Unloaded) -> Iterator[tuple[str, list[Row]]]:
    for name, rows in unloaded.lists.items():
        yield f"{name}.json", rows
    for key, rows in unloaded.passages.items():
        yield f"{PASSAGES}/{key}.json", rows


def _called(row: Row) -> str:
    return str(next(iter(row.values())))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


# Files


def _write_lists(folder: Path, unloaded: Unloaded, answering: Answering) -> None:
    manifest: dict[str, Any] = {}
    if answering.by:
        manifest[PRINCIPALS] = {"by": answering.by}
        if answering.second:
            manifest[PRINCIPALS]["second"] = answering.second
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    (folder / PASSAGES).mkdir()
    for file, rows in _rows_by_file(unloaded):
        with (folder / file).open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(_as_text(rows))


def _as_text(rows: Iterable[Row]) -> Iterator[str]:
    """A list as JSON, a line for each record, so that two exports can be compared line by line."""
    before = "[\n"
    for row in rows:
        parts = (f"{json.dumps(name)}: {_as_json(value)}" for name, value in row.items())
        yield f"{before}{{{', '.join(parts)}}}"
        before = ",\n"
    yield "\n]\n"


def _as_json(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def _copy(digest: str, folder: Path) -> None:
    """Copy a stored file into the bundle. Raises Refused unless it is what its name says."""
    source = Path(settings.MEDIA_ROOT) / digest
    (folder / FILES).mkdir(exist_ok=True)
    copy = folder / FILES / digest
    try:
        shutil.copyfile(source, copy)
        found = files.digest_of_file(copy)
    except OSError as error:
        reason = f"It cannot be read: {error.strerror}."
        raise Refused(Problem(f"{FILES}/{digest}", 0, "", reason)) from None
    if found != digest:
        reason = f"The stored file was changed: its sha256 is {found}."
        raise Refused(Problem(f"{FILES}/{digest}", 0, "", reason))
