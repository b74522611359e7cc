"""`manage.py audit`: what has to be put right in the archive, and what sources disagree about."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand, CommandParser

from archive.workflow import audit


class Command(BaseCommand):
    help = (
        "List uncited facts, broken quotations, contradictions inside one source, missing consent, "
        "overdue reviews, protected names in public words and changes made around the workflow. "
        "Exit 1 when there is any. Acknowledged contradictions and disputes are listed only."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--json` for programs."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is found; exit 1 when something has to be put right."""
        findings, remarks = audit.findings(), audit.remarks()
        if options["json"]:
            told = {
                "findings": [asdict(one) for one in findings],
                "remarks": [asdict(one) for one in remarks],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for one in findings:
                self.stdout.write(f"{one.check}: {one.record} ({one.ref}): {one.message}")
            for one in remarks:
                self.stdout.write(f"  remark: {one.record} ({one.ref}): {one.message}")
            self.stdout.write(f"{len(findings)} findings, {len(remarks)} remarks")
        if findings:
            sys.exit(1)
