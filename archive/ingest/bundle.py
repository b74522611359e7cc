"""What may be read: the files of a bundle's folder, and single files.

Owns the limits of size and the refusal of paths that lead out of the folder. Knows nothing of
what stands in the files, except which format reads which.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.ingest.decoding import text_of
from archive.ingest.problems import Problem, Refused, printable, shown
from archive.names import refuse_deceptive

MEGABYTE = 1_000_000
LIST_LIMIT = 32 * MEGABYTE
"""The largest manifest or list, in bytes."""
TEXT_LIMIT = 8 * MEGABYTE
"""The largest text of one source, in bytes."""
DOCUMENT_LIMIT = 64 * MEGABYTE
"""The largest PDF or DOCX whose text is read, in bytes."""
FILE_LIMIT = 1_000 * MEGABYTE
"""The largest original or other stored file, in bytes."""

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Origin:
    """A file that was found and may be read; `shown` is its name for people."""

    path: Path
    shown: str

    def text(self, limit: int) -> str:
        """Its text. Raises Refused when it is larger than `limit` bytes or not UTF-8 text."""
        return text_of(self.data(limit), self.shown)

    def filled_text(self, limit: int) -> str:
        """Its text, which says something. Raises Refused when it is blank as well."""
        text = self.text(limit)
        if not text.strip():
            raise Refused(self._empty())
        return text

    def filled_data(self, limit: int) -> bytes:
        """Its bytes, of which there are some. Raises Refused when there are none as well."""
        data = self.data(limit)
        if not data:
            raise Refused(self._empty())
        return data

    def _empty(self) -> Problem:
        return Problem(self.shown, 1, "", "It is empty: there is no text to import.")

    def data(self, limit: int) -> bytes:
        """Its bytes. Raises Refused when there are more than `limit`, or none can be read."""
        try:
            with self.path.open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise Refused(
                Problem(self.shown, 0, "", f"It cannot be read: {error.strerror}.")
            ) from None
        if len(data) > limit:
            size = self.path.stat().st_size
            raise Refused(Problem(self.shown, 0, "", too_large(size, limit)))
        return data


def too_large(size: int, limit: int) -> str:
    """The sentence about a file of `size` bytes where `limit` are allowed."""
    return (
        f"It has {size / MEGABYTE:,.1f} MB; at most {limit / MEGABYTE:,.0f} MB are read. Divide it."
    )


@dataclass(frozen=True)
class Folder:
    """A folder out of which no name leads: a bundle, or where a single file lies."""

    root: Path
    shown: str

    def find(self, name: str) -> Origin:
        """The regular file of that relative name.

        Raises ValueError with one sentence for names that lead elsewhere and for what is no file.
        """
        refuse_deceptive(name)
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or _DRIVE.match(name):
            raise ValueError(f"{shown(name)} is not a path inside the bundle: write it with “/”.")
        if any(part in ("", ".", "..") for part in parts):
            raise ValueError(f"{shown(name)} is not a plain path inside the bundle.")
        try:
            path = self.root.joinpath(*parts).resolve(strict=True)
            inside = path.is_relative_to(self.root.resolve(strict=True))
        except (OSError, RuntimeError, ValueError):
            raise ValueError(f"There is no file {shown(name)} in the bundle.") from None
        if not inside:
            raise ValueError(f"{shown(name)} is a link that leads out of the bundle.")
        if not path.is_file():
            raise ValueError(f"{shown(name)} is not a file.")
        return Origin(path, os.path.join(self.shown, name) if self.shown else name)  # noqa: PTH118

    def names(self) -> Iterator[str]:
        """The names of what lies directly in the folder, in order, without hidden things."""
        yield from sorted(
            entry.name for entry in os.scandir(self.root) if not entry.name.startswith(".")
        )


def open_path(argument: str) -> Folder | Origin:
    """What a path of the command line names. Raises Refused when it names nothing readable."""
    name = printable(argument)
    try:
        path = Path(argument)
        if path.is_dir():
            return Folder(path, name.rstrip("/") or "/")
        if path.is_file():
            return Origin(path, name)
    except (OSError, ValueError):
        pass
    raise Refused(Problem(name, 0, "", "There is no such file or folder."))
