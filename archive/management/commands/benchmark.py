"""`manage.py benchmark`: invents an archive of any size beside this one, and measures it.

Works in a scratch database only. What is measured, and how, stands in `archive/benchmark/`.
"""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from archive.benchmark import loading, scratch


class Command(BaseCommand):
    help = (
        "Invent an archive in a scratch database beside this one and measure it: generate it, "
        "verify every count against SQL and a plain loop, time facets, pages and edits, report. "
        "Never writes into the archive's own database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What is to be done, with how many testimonies."""
        parser.add_argument("work", choices=["generate"])
        parser.add_argument("--size", type=int, default=10_000, help="how many testimonies")
        parser.add_argument("--seed", type=int, default=1, help="another archive of that size")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the work in the scratch database, in a process of its own."""
        if not scratch.is_scratch(settings.VAR_DIR, settings.DATABASES["default"]):
            sys.exit(scratch.run_there(sys.argv[2:], options["size"], options["seed"]))
        self.generate(**options)

    def generate(self, size: int, seed: int, **options: Any) -> None:
        """Fill the scratch database, unless it is filled."""
        start = time.perf_counter()
        call_command("migrate", interactive=False, verbosity=0)
        try:
            data = loading.held() or loading.fill(size, seed)
        except loading.NotScratch as refusal:
            raise CommandError(str(refusal)) from refusal
        seconds = time.perf_counter() - start
        self.stdout.write(
            f"{data.size} testimonies in {data.rows} rows, digest {data.digest}, {seconds:.1f} s"
        )
