"""A bundle that comes as a ZIP file: looked through by its directory first, then unpacked.

Owns what such a file may hold. Nothing is written before all of its directory is found harmless,
and nothing is trusted that the directory says of sizes.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archive.ingest.bundle import MEGABYTE
from archive.ingest.problems import shown
from archive.names import refuse_deceptive

ENTRY_LIMIT = 2_000
"""How many files a ZIP file may have."""
UNPACKED_LIMIT = 500 * MEGABYTE
"""How large they may be together."""
RATIO_LIMIT = 100
"""How many times larger they may be than the ZIP file, if that makes more than a megabyte."""
LONGEST_NAME = 200

_BLOCK = 64 * 1024
# NotImplementedError is what `zipfile` raises for a way of packing that it does not know.
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, struct.error)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_OF_A_MACHINE = "__MACOSX/"


class HarmfulError(ValueError):
    """What no bundle needs, in one sentence."""


def unpack(file: Path, folder: Path) -> Path:
    """Unpack a ZIP file into a new folder and return the bundle's own folder in it.

    Raises HarmfulError with one sentence when it is no ZIP file or holds what no bundle needs; the
    folder may then be half full, and is the caller's to take away.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = list(_harmless(archive, file.stat().st_size))
            folder.mkdir()
            for entry in entries:
                _extract(archive, entry, folder / entry.filename)
    except HarmfulError:
        raise
    except (*_UNREADABLE, ValueError) as error:
        raise HarmfulError(f"It is no ZIP file that can be read: {error}.") from None
    except (OSError, RuntimeError, OverflowError) as error:
        raise HarmfulError(f"It cannot be unpacked: {error}.") from None
    return _own_folder(folder)


def _own_folder(folder: Path) -> Path:
    """The one folder inside, where the bundle was packed with its folder."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _harmless(archive: zipfile.ZipFile, packed: int) -> Iterator[zipfile.ZipInfo]:
    """The files of a ZIP file. Raises HarmfulError for the first thing that no bundle needs."""
    entries = archive.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise HarmfulError(
            f"It holds {len(entries):,} files; at most {ENTRY_LIMIT:,} are unpacked."
        )
    size = sum(entry.file_size for entry in entries)
    if size > UNPACKED_LIMIT:
        limit = UNPACKED_LIMIT // MEGABYTE
        raise HarmfulError(
            f"It would unpack to {size // MEGABYTE:,} MB; at most {limit:,} MB are unpacked."
        )
    if size > MEGABYTE and size > RATIO_LIMIT * packed:
        raise HarmfulError(f"It would unpack to more than {RATIO_LIMIT} times its size.")
    seen: set[str] = set()
    for entry in entries:
        _refuse_name(entry)
        _refuse_kind(entry)
        name = entry.filename.rstrip("/").casefold()
        if name in seen:
            raise HarmfulError(f"{shown(entry.filename)} stands twice in it.")
        seen.add(name)
        if not entry.is_dir() and not entry.filename.startswith(_OF_A_MACHINE):
            yield entry


def _refuse_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.orig_filename != name or "\\" in name or "\0" in entry.orig_filename:
        raise HarmfulError(f"{shown(entry.orig_filename)} is not a path inside the bundle.")
    if len(name) > LONGEST_NAME:
        raise HarmfulError(f"The name {shown(name)} is too long.")
    parts = name.rstrip("/").split("/")
    outside = name.startswith("/") or ":" in parts[0] or not parts[0]
    if outside or any(part in ("", ".", "..") for part in parts):
        raise HarmfulError(f"{shown(name)} is not a plain path inside the bundle.")
    try:
        refuse_deceptive(name)
    except ValueError as error:
        raise HarmfulError(f"{shown(name)}: {error}") from None


def _refuse_kind(entry: zipfile.ZipInfo) -> None:
    name = shown(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if stat.S_ISLNK(kind):
        raise HarmfulError(f"{name} is a link.")
    if kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise HarmfulError(f"{name} is not a file.")
    if entry.flag_bits & _ENCRYPTED:
        raise HarmfulError(f"{name} is encrypted.")
    if entry.compress_type not in _METHODS:
        raise HarmfulError(f"{name} is packed in a way that is not read here.")


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Write one file, and no more of it than its directory says."""
    folder = PurePosixPath(entry.filename).parent
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise HarmfulError(f"{shown(str(folder))} is a file and a folder.") from None
    written = 0
    with archive.open(entry) as packed, target.open("xb") as out:
        while block := packed.read(_BLOCK):
            written += len(block)
            if written > entry.file_size:
                raise HarmfulError(f"{shown(entry.filename)} is larger than it says.")
            out.write(block)
