"""`manage.py verify_files`: whether every stored file is what it was when it came in."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand

from archive.ingest import fixity
from archive.management.progress import Bar


class Command(BaseCommand):
    help = (
        "Compute the SHA-256 of every stored file anew. Exit 1 naming each file that differs, is "
        "missing, or lies there without a record."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--json` for programs."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is wrong; exit 1 when anything is."""
        verified = fixity.verify(Bar(self.stderr))
        if options["json"]:
            found = [asdict(one) for one in verified.findings]
            told = {"checked": verified.checked, "findings": found}
            self.stdout.write(json.dumps(told, indent=2))
        else:
            for finding in verified.findings:
                self.stderr.write(str(finding), self.style.ERROR)
            wrong = len(verified.findings)
            self.stdout.write(f"{verified.checked} files verified, {wrong} wrong")
        if verified.findings:
            raise SystemExit(1)
