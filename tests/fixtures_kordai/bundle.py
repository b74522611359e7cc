"""Reads the files of the shipped bundle as they lie there, without importing them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "kordai"
SOURCE = "adc-2022-08"
LOG = "reading-log-adc-2022-08"

_LOCATOR = re.compile(r"\A\[[A-Z0-9]+\] ")


def loaded(name: str) -> Any:
    """Return the content of one of the bundle's JSON files."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def rows(list_name: str) -> list[dict[str, Any]]:
    """Return a list of the bundle, what stands in the manifest and what in a file of its own."""
    own = FOLDER / f"{list_name}.json"
    found: list[dict[str, Any]] = loaded("manifest.json").get(list_name, [])
    return [*found, *(loaded(own.name) if own.exists() else [])]


def gathered() -> dict[str, dict[str, Any]]:
    """The sources that were gathered for the archive, by their number: S for what speaks of the
    events, W for works of reference, L for law. What the archive itself made is not among them."""
    of_key = {row["key"]: row for row in rows("sources")}
    return {row["id"]: of_key[row["key"]] for row in loaded("coverage/sources.json")}


def told(source: dict[str, Any]) -> list[str]:
    """The lines in which the bundle tells a source, one for each of its passages."""
    text = (FOLDER / source["text"]).read_text(encoding="utf-8")
    return [_LOCATOR.sub("", line) for line in text.splitlines() if line]


def words() -> Iterator[tuple[str, str]]:
    """Every text of the bundle with the name of the file in which it stands."""
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix == ".txt":
            yield path.name, path.read_text(encoding="utf-8")
        elif path.suffix == ".json":
            for text in _strings(json.loads(path.read_text(encoding="utf-8"))):
                yield path.name, text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
