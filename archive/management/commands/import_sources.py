"""`manage.py import_sources`: bundles, lists and documents into the archive, or a plan of it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from archive.ingest import schema
from archive.ingest.importing import Options, import_paths
from archive.management.progress import Bar


class Command(BaseCommand):
    help = (
        "Import bundles (folders), lists (claims.csv, claims.json) and documents (.txt, .md). "
        "Without --apply it shows the plan and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The paths, and what the import may do."""
        parser.add_argument("paths", nargs="*", metavar="PATH")
        parser.add_argument("--apply", action="store_true", help="carry the plan out")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="open to readers what the import brings, if every rule allows it",
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="let the files win where somebody changed a record since its import",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--schema", action="store_true", help="print the JSON Schema of a manifest and end"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the report on stdout and one line for each problem on stderr."""
        if options["schema"]:
            self.stdout.write(schema.as_text(), ending="")
            return
        if not options["paths"]:
            raise CommandError("Name a bundle, a list or a document to import.")
        chosen = Options(options["apply"], options["publish"], options["overwrite"])
        try:
            report = import_paths(options["paths"], chosen, Bar(self.stderr))
        except KeyboardInterrupt:
            self.stderr.write("Interrupted: nothing was changed.")
            raise SystemExit(130) from None
        if options["json"]:
            self.stdout.write(report.as_json())
        else:
            for line in report.lines():
                self.stdout.write(line)
            for problem in report.problems:
                self.stderr.write(str(problem), self.style.ERROR)
        if report.problems:
            raise SystemExit(1)
