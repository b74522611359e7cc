"""The files that the shipped bundle opens to readers, and whether their digests are still theirs.

After a change of such a text its digest in the bundle is stale, and an import refuses it. This
writes the digests anew, in the one place where each stands:

    python -m tests.fixtures_kordai.file_digests
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fixtures_kordai.bundle import FOLDER, rows

LISTS = ("manifest.json", "sources.json")
"""The files of the bundle in which sources stand."""


def files() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each file that a source of the bundle names, with its source."""
    for source in rows("sources"):
        for file in source.get("files", []):
            yield source, file


def digest_of(file: dict[str, Any], folder: Path = FOLDER) -> str:
    """The SHA-256 of a file as it lies in the bundle."""
    return hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest()


def stale(folder: Path = FOLDER) -> dict[str, str]:
    """The digests of the bundle that are no longer those of their files, with what they must be."""
    found = {file["sha256"]: digest_of(file, folder) for _source, file in files()}
    return {told: now for told, now in found.items() if told != now}


def refreshed(text: str, changes: dict[str, str]) -> str:
    """A list of the bundle with its digests written anew, and nothing else of it touched."""
    for told, now in changes.items():
        text = text.replace(f'"{told}"', f'"{now}"')
    return text


def refresh() -> dict[str, str]:
    """Write every stale digest of the bundle anew; return what was changed into what."""
    changes = stale()
    for name in LISTS:
        path = FOLDER / name
        text = path.read_text(encoding="utf-8")
        if (written := refreshed(text, changes)) != text:
            path.write_text(written, encoding="utf-8")
    return changes


if __name__ == "__main__":
    for told, now in refresh().items():
        print(f"{told} → {now}")
