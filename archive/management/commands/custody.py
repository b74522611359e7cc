"""`manage.py custody FILE…`: whether a file in somebody's hands is one that this archive keeps."""

from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from archive.public.pages.custody import certificates, lines
from archive.public.views.answers import as_json
from archive.workflow.custody import compare


class Command(BaseCommand):
    help = (
        "Compute the SHA-256 of each file and say which public file of which source it is, with "
        "its custody certificate. Exit 1 when one is none of this archive, cannot be read, or, "
        "with --verify, when the stored bytes or the passages are not what the record says."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and how far to look."""
        parser.add_argument("file", nargs="+", help="a downloaded file")
        parser.add_argument(
            "--verify",
            action="store_true",
            help="hold the stored bytes and the passages against the record as well",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is known of each file; exit 1 unless all is well with all of them."""
        with translation.override(settings.LANGUAGE_CODE):
            told = [_told(Path(name), verify=options["verify"]) for name in options["file"]]
            if options["json"]:
                self.stdout.write(json.dumps({"files": told}, ensure_ascii=False, indent=1))
            else:
                self.stdout.write("\n\n".join("\n".join(_text(one)) for one in told))
        if not all(one["ok"] for one in told):
            raise SystemExit(1)


def _told(path: Path, *, verify: bool) -> dict[str, Any]:
    """What is known of one file, as plain data."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        return {"path": str(path), "ok": False, "problem": problem.strerror or str(problem)}
    found = certificates(digest, afresh=True)
    told: dict[str, Any] = {
        "path": str(path),
        "sha256": digest,
        "ok": bool(found),
        "certificates": [],
    }
    for one in found:
        entry = {"certificate": json.loads(as_json(one)), "text": list(lines(one))}
        if verify:
            compared = compare(one)
            entry["record"] = asdict(compared)
            told["ok"] = told["ok"] and not compared.differs
        told["certificates"].append(entry)
    return told


def _text(told: dict[str, Any]) -> Iterator[str]:
    if "problem" in told:
        yield _("%(path)s: cannot be read: %(problem)s") % told
        return
    yield f"{told['path']}: SHA-256 {told['sha256']}"
    if not told["certificates"]:
        yield _("No public file of this archive has this SHA-256.")
    for one in told["certificates"]:
        yield ""
        yield from one["text"]
        record = one.get("record", {})
        for label, sentences in (
            (_("verified"), record.get("same", [])),
            (_("DIFFERS"), record.get("differs", [])),
            (_("not compared"), record.get("unknown", [])),
        ):
            yield from (f"{label}: {sentence}" for sentence in sentences)
