"""A small bundle for tests: what Orlen Legal Aid says about the fire at the mill of Orlen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from django.contrib.auth.models import User

from archive.ingest.importing import Options, import_paths
from archive.ingest.plans import Action
from archive.ingest.report import Report
from archive.models import Entry, Record, Revision, Source, Stamp
from archive.models.triggers import record_models
from archive.workflow import revisions
from archive.workflow.principals import Principal

EXAMPLE = Path(__file__).parents[2] / "docs" / "bundle-example"

TEXT = (
    "The mill of Orlen burned in the night from 3 to 4 May 2031. One person died. "
    "Nine people stood trial in Tarva."
)


def manifest() -> dict[str, Any]:
    """A manifest of six records, one for each list that most others rest on."""
    return {
        "principals": {"by": "Orlen desk", "second": "Orlen review"},
        "actors": [
            {
                "slug": "legal-aid",
                "kind": "organisation",
                "naming": "role",
                "public_name": "Orlen Legal Aid",
            }
        ],
        "sources": [
            {
                "key": "nine",
                "kind": "ngo",
                "title": "Nine on trial for the fire of Orlen",
                "author": "legal-aid",
                "language": "en",
                "text": "nine.txt",
                "segment": "sentence",
                "fidelity": "verbatim",
            }
        ],
        "places": [
            {"slug": "velia", "kind": "country", "name": {"en": "Velia"}},
            {"slug": "orlen", "kind": "village", "within": "velia", "name": {"en": "Orlen"}},
        ],
        "incidents": [
            {
                "slug": "fire",
                "kind": "destruction",
                "place": "orlen",
                "when": "2031-05-03/2031-05-04",
                "title": {"en": "Fire at the mill"},
                "cite": "nine#1",
            }
        ],
        "claims": [
            {
                "id": "one-dead",
                "asserted_by": "legal-aid",
                "subject": "fire",
                "topic": "killed",
                "text": "One person died in the fire.",
                "low": 1,
                "high": 1,
                "unit": "people",
                "cite": 'nine#2 "One person died"',
            }
        ],
    }


class Bundle:
    """A bundle in a folder, whose manifest a test changes before it imports it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = manifest()
        self.write("nine.txt", TEXT)

    def record(self, list_name: str, name: str) -> dict[str, Any]:
        """The record of a list with that slug, key or id, to be changed in place."""
        return next(
            one
            for one in self.manifest[list_name]
            if name in (one.get("slug"), one.get("key"), one.get("id"))
        )

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def save(self) -> None:
        """Write the manifest as it is now."""
        text = json.dumps(self.manifest, indent=1, ensure_ascii=False)
        self.write("manifest.json", text)

    def line(self, words: str, name: str = "manifest.json") -> int:
        """The number of the first line of a file that holds these words."""
        lines = (self.folder / name).read_text().splitlines()
        return next(number for number, line in enumerate(lines, start=1) if words in line)

    def plan(self, **options: Any) -> Report:
        """What an import would do."""
        self.save()
        return import_paths([str(self.folder)], Options(**options))

    def apply(self, **options: Any) -> Report:
        """Import; a test that expects problems looks at the report."""
        return self.plan(apply=True, **options)


def counts(report: Report) -> dict[str, int]:
    """How many records the import creates, updates, leaves and finds in conflict."""
    return {action.value: report.count(action) for action in Action}


def reasons(report: Report) -> list[str]:
    """The problems as the lines that a person reads, without the folder's path."""
    return [str(replace(one, file=PurePath(one.file).name)) for one in report.problems]


def everything() -> dict[str, Any]:
    """All that the archive holds of records, parts, history and the stamp, as plain data."""
    return {
        "records": {
            record.ref: revisions.snapshot(record)
            for model in record_models()
            for record in model._base_manager.all()
        },
        "revisions": list(Revision.objects.order_by("pk").values_list("pk", "digest", "reason")),
        "entries": list(Entry.objects.order_by("pk").values_list("pk", "ref")),
        "stamp": Stamp.objects.get().value,
    }


def edit(record: Record, editor: User, **columns: Any) -> None:
    """Change a record as an editor does in the admin."""
    for name, value in columns.items():
        setattr(record, name, value)
    record.save()
    keep_edit(record, editor)


def keep_edit(record: Record, editor: User) -> None:
    """Keep what an editor has just changed in the parts of a record."""
    revisions.keep(record, by=Principal.of(editor), reason="A reader wrote to us.")


def texts_of(key: str) -> list[str]:
    """The passages of a source in their order."""
    source = Source.objects.get(slug=key)
    return list(source.passages.order_by("number").values_list("text", flat=True))


def told(report: Report) -> Iterator[tuple[str, Any, Any, Any]]:
    """The differences that the report shows, field by field."""
    for planned in report.plan.planned:
        for one in planned.differences:
            yield one.field, one.imported, one.archive, one.file
