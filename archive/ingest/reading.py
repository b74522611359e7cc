"""From the paths of an import to raw rows: which files are read, and by which reader.

A folder is a bundle; a single file is a list or a document by its ending. Whatever lies in a bundle
and looks like a list must be one, so that a misspelt name loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from archive.ingest.bundle import Folder, Origin, open_path
from archive.ingest.formats import DOCUMENTS, LISTS, MANIFESTS, Reader
from archive.ingest.lone_files import lone_source
from archive.ingest.problems import Problem, Refused, did_you_mean, shown
from archive.ingest.rows import Row
from archive.ingest.shapes import LIST_NAMES

ROW_LIMIT = 200_000
"""How many records one import may have."""


@dataclass
class Rows:
    """What was read, and what could not be."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(paths: Iterable[str]) -> Rows:
    """All rows of bundles, lists and documents, in the order given."""
    found = Rows()
    for path in paths:
        try:
            opened = open_path(path)
        except Refused as refusal:
            found.problems += refusal.problems
            continue
        if isinstance(opened, Folder):
            _read_bundle(opened, found)
        else:
            _read_file(opened, found)
    return found


def _read_bundle(folder: Folder, found: Rows) -> None:
    names = list(folder.names())
    manifests = [name for name in names if name in MANIFESTS]
    if len(manifests) != 1:
        reason = (
            "A bundle has one manifest; this one has manifest.json and manifest.toml."
            if manifests
            else f"There is no {' or '.join(MANIFESTS)} in this folder."
        )
        found.problems.append(Problem(folder.shown, 0, "", reason))
        return
    before = len(found.rows)
    _collect(folder, manifests[0], MANIFESTS[manifests[0]], found)
    lists = [name for name in names if name not in MANIFESTS and PurePath(name).suffix in LISTS]
    for name in lists:
        if PurePath(name).stem in LIST_NAMES:
            _collect(folder, name, LISTS[PurePath(name).suffix], found)
    named = set(_files_named_in(found.rows[before:]))
    for name in lists:
        stem = PurePath(name).stem
        if stem not in LIST_NAMES and name not in named:
            reason = f"There is no list {shown(stem)}.{did_you_mean(stem, LIST_NAMES)}"
            found.problems.append(Problem(f"{folder.shown}/{name}", 0, "", reason))


def _files_named_in(rows: Iterable[Row]) -> Iterator[str]:
    """The files that sources name, which need not be lists although they end like some."""
    for row in rows:
        if row.list_name == "sources" and isinstance(row.values.get("text"), str):
            yield row.values["text"]
        files = row.values.get("files")
        for file in files if isinstance(files, list) else []:
            path = file.get("path") if isinstance(file, dict) else None
            if isinstance(path, str):
                yield path


def _read_file(origin: Origin, found: Rows) -> None:
    """One document or one list that stands alone."""
    folder = Folder(origin.path.parent, str(PurePath(origin.shown).parent))
    name = origin.path.name
    suffix = origin.path.suffix.lower()
    stem = origin.path.stem
    if name in MANIFESTS:
        reason = "A manifest is imported by naming its folder."
        found.problems.append(Problem(origin.shown, 0, "", reason))
    elif suffix in DOCUMENTS:
        read_document = DOCUMENTS[suffix]
        _collect(folder, name, lambda one: iter([lone_source(one, read_document(one))]), found)
    elif suffix in LISTS and stem in LIST_NAMES:
        _collect(folder, name, LISTS[suffix], found)
    elif suffix in LISTS:
        reason = f"A list is named after what it holds.{did_you_mean(stem, LIST_NAMES)}"
        found.problems.append(Problem(origin.shown, 0, "", reason))
    else:
        endings = ", ".join([*DOCUMENTS, *LISTS])
        reason = f"A file that ends in {shown(suffix)} cannot be read; these can: {endings}."
        found.problems.append(Problem(origin.shown, 0, "", reason))


def _collect(folder: Folder, name: str, reader: Reader, found: Rows) -> None:
    """The rows of one file, those before the place where it cannot be read included."""
    try:
        origin = folder.find(name)
    except ValueError as error:
        found.problems.append(Problem(f"{folder.shown}/{shown(name)}", 0, "", str(error)))
        return
    try:
        for row in reader(origin):
            if row.list_name not in LIST_NAMES:
                hint = did_you_mean(row.list_name, LIST_NAMES)
                reason = f"There is no list {shown(row.list_name)}.{hint}"
                problem = Problem(row.file, row.line, "", reason)
                if not found.problems or found.problems[-1].reason != reason:
                    found.problems.append(problem)
                continue
            if len(found.rows) >= ROW_LIMIT:
                reason = f"There are more than {ROW_LIMIT:,} records. Divide the import."
                raise Refused(Problem(row.file, row.line, "", reason))
            found.rows.append(replace(row, folder=folder))
    except Refused as refusal:
        found.problems += refusal.problems
