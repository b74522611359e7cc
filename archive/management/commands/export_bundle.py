"""`manage.py export_bundle`: the whole archive as a bundle that imports to the same archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from archive.ingest.exporting import LEFT_BEHIND, Answering, Export, export_bundle
from archive.ingest.problems import Refused


class Command(BaseCommand):
    help = (
        "Write the whole archive into a new folder, as a bundle that imports into an empty archive "
        "as the same archive. Nothing protected leaves."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, who answers for the bundle, and whether desk notes leave."""
        parser.add_argument("folder", metavar="DIR", help="a folder that is new or empty")
        parser.add_argument("--by", default="", help="who answers for what the bundle publishes")
        parser.add_argument("--second", default="", help="the other one, where two must agree")
        parser.add_argument(
            "--desk-notes", action="store_true", help="let the editors' own notes leave too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Export; exit 1 with one line for each problem, and no folder."""
        answering = Answering(options["by"].strip(), options["second"].strip())
        try:
            export = export_bundle(
                Path(options["folder"]), answering, desk_notes=options["desk_notes"]
            )
        except Refused as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem), self.style.ERROR)
            raise SystemExit(1) from None
        for line in _told(export, answering, desk_notes=options["desk_notes"]):
            self.stdout.write(line)


def _told(export: Export, answering: Answering, *, desk_notes: bool) -> list[str]:
    lists = [f"{name.replace('_', ' ')}: {number}" for name, number in export.records.items()]
    lines = [*lists, f"passages: {export.passages}", f"files: {export.files}"]
    lines += [f"arrives as a draft: {told}" for told in export.kept_back]
    lines.append(f"{LEFT_BEHIND}{'.' if desk_notes else '; desk notes.'}")
    if not (answering.by and answering.second):
        lines.append(
            "No two people answer for it: with --by and --second it can be published as a whole."
        )
    return lines
