"""`manage.py audit`: what has to be put right in the archive, and what sources disagree about.

The records first, then every number on every public page, counted again.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand, CommandParser

from archive.workflow import audit
from archive.workflow.findings import Finding
from archive.workflow.numbers import Printed, Unmarked, recount


class Command(BaseCommand):
    help = (
        "List uncited facts, broken quotations, contradictions inside one source, missing consent, "
        "overdue reviews, protected names in public words, changes made around the workflow, and "
        "numbers on public pages that are not the length of what they open. "
        "Exit 1 when there is any. Acknowledged contradictions and disputes are listed only."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--json` for programs, `--records` to leave the pages out."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--records", action="store_true", help="the records only: no page is read"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is found; exit 1 when something has to be put right."""
        findings, remarks = audit.findings(), audit.remarks()
        pages = None if options["records"] else recount()
        if pages:
            findings += [_finding(one) for one in pages.wrong]
        if options["json"]:
            told: dict[str, Any] = {
                "findings": [asdict(one) for one in findings],
                "remarks": [asdict(one) for one in remarks],
            }
            if pages:
                told["numbers"] = {"pages": pages.pages, "right": pages.right}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for one in findings:
                self.stdout.write(f"{one.check}: {one.record} ({one.ref}): {one.message}")
            for one in remarks:
                self.stdout.write(f"  remark: {one.record} ({one.ref}): {one.message}")
            if pages:
                self.stdout.write(f"{pages.right} numbers on {pages.pages} pages hold")
            self.stdout.write(f"{len(findings)} findings, {len(remarks)} remarks")
        if findings:
            sys.exit(1)


def _finding(number: Printed | Unmarked) -> Finding:
    return Finding("number", "", number.page, str(number))
