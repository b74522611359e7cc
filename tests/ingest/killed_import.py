"""Import a bundle and die at the n-th statement: `python killed_import.py BUNDLE N`.

Run as a program of its own by `test_killed.py`. Without N it lives, and prints how many statements
there were. Storing a file counts as a statement, so that it can die between copying and commit.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django


class Death:
    """Counts statements, and kills the program without a word at the last one."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0

    def after(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The act, counted when it is done."""

        def counted(*arguments: Any) -> Any:
            result = act(*arguments)
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted


def main(bundle: str, last: int) -> None:
    """Import the bundle up to a statement."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from django.db import connection

    from archive.ingest import files
    from archive.ingest.importing import Options, import_paths

    death = Death(last)
    files.store = death.after(files.store)
    with connection.execute_wrapper(death.after(lambda execute, *rest: execute(*rest))):
        report = import_paths([bundle], Options(apply=True))
    assert not report.problems, report.problems
    print(death.count)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
