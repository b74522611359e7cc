"""What every test gets without asking.

Both database aliases are open to each test that uses a database, and both speak through the
same connection, so that the readers' side sees what the test has just written. The belts of the
real second connection have tests of their own in tests/visibility/.
"""

import itertools
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_started
from django.db import connections
from django.db.models import QuerySet
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from archive.visibility import kept

NO_CHROMIUM = "no Chromium found"
TESTS_TO_A_SWEEP = 50

_used = itertools.count(1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open every alias to each test that uses a database, by marker or by fixture."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = set(getattr(item, "fixturenames", ()))
        if marker is None and not names & {"db", "transactional_db", "client"}:
            continue
        options = {**marker.kwargs} if marker else {}
        options["transaction"] = options.get("transaction") or "transactional_db" in names
        options["databases"] = "__all__"
        item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def asked_as_after_a_commit() -> Iterator[None]:
    """Before each request keep the keys of what is shown, as the end of a transaction would.

    The transaction of a test never ends; what is read without a request goes the other way.
    """

    def keep(**_signal: object) -> None:
        kept.keep(connections["default"])

    request_started.connect(keep)
    yield
    request_started.disconnect(keep)


@pytest.fixture(autouse=True)
def swept(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Sweep PostgreSQL's tables now and then of what rolled-back tests have left in their files.

    Nothing of it can be seen, but each reading of a table goes past it. An emptied table has no
    statistics either, so that the planner takes it for one of the usual size.
    """
    yield
    database = connections["default"]
    if database.vendor != "postgresql" or database.connection is None or database.in_atomic_block:
        return
    if next(_used) % TESTS_TO_A_SWEEP:
        return
    with django_db_blocker.unblock(), database.cursor() as cursor:
        tables = [name for name in database.introspection.table_names() if "archive_" in name]
        names = ", ".join(name for name in tables if name != "archive_stamp")
        cursor.execute(f"TRUNCATE {names}, kept.entry")
        cursor.execute("VACUUM archive_stamp, kept.mark")


@pytest.fixture(autouse=True)
def shared_rows_are_never_remembered() -> Iterator[None]:
    """A queryset that modules share holds no rows: it would show them after they were withdrawn."""
    yield
    remembering = [name for name, rows in shared_querysets() if rows._result_cache is not None]
    for _name, rows in shared_querysets():
        rows._result_cache = None
    assert remembering == []


@cache
def shared_querysets() -> list[tuple[str, Any]]:
    """Every queryset that a module of the readers' side holds, by name."""
    from archive.public import urls

    assert urls
    found: list[tuple[str, Any]] = []
    for module in [name for name in sys.modules if name.startswith("archive.public")]:
        for name, value in vars(sys.modules[module]).items():
            held = {name: value} if not isinstance(value, type) else vars(value)
            found += [
                (f"{module}.{name}.{each}", rows)
                for each, rows in held.items()
                if isinstance(rows, QuerySet)
            ]
    return found


@pytest.fixture(autouse=True)
def own_language() -> None:
    """Begin each test in the language of the code: a page in another leaves its own behind."""
    translation.activate(settings.LANGUAGE_CODE)


def pytest_report_header() -> str:
    """Say on which database the tests run."""
    return f"database: {connections['default'].vendor}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make `public` the very connection of `default`, inside whose transaction a test runs."""
    own = connections["public"]
    connections["public"] = connections["default"]
    yield
    connections["public"] = own


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in so many words that the browser tests did not run."""
    missed = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if NO_CHROMIUM in str(report.longrepr)
    ]
    if missed:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(missed)} skipped: no Chromium on this machine. On Debian: apt-get install "
            "chromium. Elsewhere: CHROMIUM=/path/to/chromium make test"
        )
