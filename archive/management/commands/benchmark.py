"""`manage.py benchmark`: invents an archive of any size beside this one, and measures it.

Works in a scratch database only. What is measured, and how, stands in `archive/benchmark/`.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.utils import timezone

from archive.benchmark import (
    calling,
    editing,
    facets,
    loading,
    ours,
    pages,
    report,
    runs,
    scratch,
    serving,
    verifying,
    web,
    writing,
)
from archive.benchmark.flat import Flat
from archive.management.progress import Bar
from archive.public import stamp

CHANGES_DATA = ("edit", "write")


class Command(BaseCommand):
    help = (
        "Invent an archive in a scratch database beside this one and measure it: generate it, "
        "verify every count against SQL and a plain loop, time facets, pages and edits, report. "
        "Never writes into the archive's own database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What is to be done, with how many testimonies."""
        works = ["generate", "verify", "facets", "page", "edit", "report", "write"]
        parser.add_argument("work", choices=works, metavar="WORK", help=", ".join(works[:-1]))
        parser.add_argument("--size", default="10000", help="how many testimonies: N or N,N,…")
        parser.add_argument("--seed", type=int, default=1, help="another archive of that size")
        parser.add_argument("--list", default="testimony", choices=sorted(ours.LISTS))
        parser.add_argument("--cases", type=int, default=300, help="how many random questions")
        parser.add_argument("--repeat", type=int, default=20, help="how often each thing is timed")
        parser.add_argument(
            "--while-writing", action="store_true", help="verify while another process writes"
        )
        parser.add_argument(
            "--anew", action="store_true", help="throw the scratch database away before"
        )
        parser.add_argument("--keep", metavar="NAME", help="report: keep it in docs/benchmarks/")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the work in the scratch database, in a process of its own for each size."""
        if scratch.is_scratch(settings.VAR_DIR, settings.DATABASES["default"]):
            self.work(**options)
            return
        if options["work"] == "report":
            self.report(options["keep"], options["json"])
            return
        written = options["work"] in CHANGES_DATA or options["while_writing"]
        for size in _sizes(options["size"]):
            place = scratch.Place(size, options["seed"], written)
            if options["anew"]:
                scratch.remove(place)
            arguments = [*_without_size(sys.argv[2:]), "--size", str(size)]
            code = scratch.run_there(arguments, place)
            if code:
                sys.exit(code)

    def report(self, name: str | None, as_json: bool) -> None:
        """Tell what works have left in the scratch databases; keep it when a name is given."""
        every = report.found(settings.VAR_DIR / scratch.FOLDER)
        results = report.of_revision(every, runs.revision())
        if len(results) < len(every):
            left_out = len(every) - len(results)
            self.stderr.write(f"{left_out} results of other revisions of the code are left out")
        if name:
            day = timezone.now().date().isoformat()
            docs = settings.BASE_DIR / "docs"
            try:
                file = report.keep(results, docs / "benchmarks", f"{day}-{name}")
            except FileExistsError as problem:
                raise CommandError("What is kept is never changed: give another name.") from problem
            except ValueError as problem:
                raise CommandError(str(problem)) from problem
            (docs / "performance.md").write_text(report.document(report.newest(file.parent)))
        self.stdout.write(json.dumps(results) if as_json else report.document(results))

    def work(self, **options: Any) -> None:
        """Do it here: this is a scratch database."""
        self.options = options
        self.declaration = ours.LISTS[options["list"]]
        data = self.filled()
        if options["work"] == "write":
            _write_until_told(options["seed"])
        elif options["work"] != "generate":
            getattr(self, options["work"])(data)

    def say(self, line: str) -> None:
        """Tell people something; programs that asked for JSON are told nothing else."""
        if not self.options["json"]:
            self.stdout.write(line)

    def filled(self) -> loading.Data:
        """Fill the scratch database, unless it is filled, and tell what is in it."""
        start = time.perf_counter()
        call_command("prepare", stdout=StringIO())
        size, seed = int(self.options["size"]), self.options["seed"]
        try:
            data = loading.held() or loading.fill(size, seed)
        except loading.NotScratch as refusal:
            raise CommandError(str(refusal)) from refusal
        seconds = f"{time.perf_counter() - start:.1f} s"
        told = f"{data.size} testimonies in {data.rows} rows, digest {data.digest}, {seconds}"
        if self.options["json"] and self.options["work"] == "generate":
            self.stdout.write(json.dumps(data.__dict__))
        self.say(told)
        return data

    def flat(self) -> Flat:
        """The flat tables of the present state."""
        flat, now = Flat(settings.VAR_DIR / "flat.sqlite3"), stamp.current()
        state = now.value if now else ""
        if not flat.is_of(state):
            flat.make(state)
        return flat

    def measured(self, data: loading.Data, work: Callable[[], dict[str, Any]]) -> None:
        """Do a work, keep its result, and print it as JSON where that is asked for."""
        try:
            with runs.recorded(self.options["work"], data) as result:
                result["figures"] = work()
        except (verifying.Differs, calling.NotAnswered, serving.NoServer) as found:
            raise CommandError(str(found)) from found
        if self.options["json"]:
            self.stdout.write(json.dumps(result))

    def verify(self, data: loading.Data) -> None:
        """Exit 1 at the first difference, with its query string."""
        cases, seed, bar = self.options["cases"], self.options["seed"], Bar(self.stdout)

        def work() -> dict[str, Any]:
            if self.options["while_writing"]:
                states = verifying.verify_while_writing(self.declaration, cases, seed, bar)
                self.say(f"{cases} questions in {states} states of the archive: no difference")
                return {"cases": cases, "states": states, "differences": 0}
            asked = verifying.verify(self.declaration, cases, seed, self.flat(), bar)
            self.say(f"{asked} questions: no difference")
            return {"cases": asked, "differences": 0}

        self.measured(data, work)

    def facets(self, data: loading.Data) -> None:
        """Time the counting."""

        def work() -> dict[str, Any]:
            flat, repeat = self.flat(), self.options["repeat"]
            return facets.measure(self.declaration, flat, settings.VAR_DIR, repeat, self.say)

        self.measured(data, work)

    def page(self, data: loading.Data) -> None:
        """Time whole pages."""
        repeat, folder = self.options["repeat"], settings.VAR_DIR

        def work() -> dict[str, Any]:
            within = pages.measure(self.declaration, repeat, self.say)
            over = web.measure(self.declaration, self.flat(), folder, repeat, self.say)
            return {**within, "http": over}

        self.measured(data, work)

    def edit(self, data: loading.Data) -> None:
        """Time how long changes take to be seen."""
        repeat = self.options["repeat"]
        self.measured(data, lambda: editing.measure(self.declaration, repeat, self.say))


def _sizes(text: str) -> list[int]:
    try:
        sizes = [int(each) for each in text.split(",")]
    except ValueError as problem:
        raise CommandError("--size takes a number, or some with commas between them.") from problem
    if min(sizes) < 1:
        raise CommandError("--size takes numbers from 1.")
    return sizes


def _without_size(arguments: list[str]) -> list[str]:
    """What the command was called with, but for its size."""
    found, rest = [], iter(arguments)
    for each in rest:
        if each == "--size":
            next(rest, None)
        elif not each.startswith("--size="):
            found.append(each)
    return found


def _write_until_told(seed: int) -> None:
    """Change the scratch archive until standard input ends: with whoever started us."""
    ended = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    writing.write(seed, lambda: not ended.is_set(), lambda line: print(line, flush=True))
