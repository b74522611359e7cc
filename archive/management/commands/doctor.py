"""`manage.py doctor`: every problem of this installation in a sentence, with its fix.

It looks and changes nothing. A problem that makes later questions pointless ends the list.
"""

import stat
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from archive.management.commands.prepare import static_is_collected
from archive.visibility import belts, install

PREPARE = "Run `manage.py prepare`."


class Problem(NamedTuple):
    """What is wrong, and what to do about it: two sentences."""

    sentence: str
    fix: str


def secrets_are_kept() -> Iterator[Problem]:
    """The secret key is long, and its file belongs to its owner alone."""
    if len(settings.SECRET_KEY) < 50:
        yield Problem(
            f"The secret key has {len(settings.SECRET_KEY)} characters; 50 are the least.",
            "Set SECRET_KEY to a long random value, or unset it to have one made.",
        )
    file = settings.VAR_DIR / "secret_key"
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Problem(
            f"Others on this machine can read {file}.",
            f"Run `chmod 600 {file}`, then replace the key if others have had access.",
        )


def debugging_is_off() -> Iterator[Problem]:
    """Error pages tell readers nothing."""
    if settings.DEBUG:
        yield Problem(
            "ARCHIVE_DEBUG is on: error pages show settings and data to everybody.",
            "Unset ARCHIVE_DEBUG wherever others can reach the archive.",
        )


def public_hosts_use_https() -> Iterator[Problem]:
    """A host name that is not loopback is served by HTTPS only."""
    loopback = {"127.0.0.1", "localhost", "[::1]"}
    others = sorted(set(settings.ALLOWED_HOSTS) - loopback)
    if others and not settings.HTTPS:
        yield Problem(
            f"The archive answers to {', '.join(others)} without insisting on HTTPS.",
            "Put it behind a proxy that ends TLS, and set ARCHIVE_HTTPS=true.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Problem("The archive answers to every host name.", "Name its hosts in ALLOWED_HOSTS.")


def static_files_are_collected() -> Iterator[Problem]:
    """Style sheets and pictures are the ones of this version."""
    if not settings.DEBUG and not static_is_collected():
        yield Problem("The static files are missing or of another version.", PREPARE)


def database_answers() -> Iterator[Problem]:
    """The database can be reached."""
    try:
        connection.ensure_connection()
    except DatabaseError as refusal:
        yield Problem(
            f"The database does not answer: {str(refusal).strip()}",
            "Start it, or mend DATABASE_URL.",
        )


def migrations_are_applied() -> Iterator[Problem]:
    """The tables are those of this version."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield Problem(f"{len(missing)} migrations are not applied.", PREPARE)


def views_are_installed() -> Iterator[Problem]:
    """Readers have their views."""
    if not install.is_installed(connection):
        yield Problem("Views of the published records are missing.", PREPARE)


def readers_can_only_read() -> Iterator[Problem]:
    """The readers' side reaches what is published and nothing else."""
    try:
        belts.verify()
    except ImproperlyConfigured as excess:
        yield Problem(
            str(excess),
            "Take these rights away from the role, or connect readers as another in "
            "PUBLIC_DATABASE_URL.",
        )
    except DatabaseError as refusal:
        yield Problem(
            f"Readers cannot reach the database: {str(refusal).strip()}",
            "As the database's owner, run `manage.py migrate`, which makes the readers' role if it "
            "may; or make one and name it in PUBLIC_DATABASE_URL.",
        )


def somebody_can_edit() -> Iterator[Problem]:
    """There is an account for the admin."""
    if not get_user_model().objects.filter(is_active=True, is_staff=True).exists():
        yield Problem("Nobody can log in to /admin/.", "Run `manage.py createsuperuser`.")


INDEPENDENT: list[Callable[[], Iterator[Problem]]] = [
    secrets_are_kept,
    debugging_is_off,
    public_hosts_use_https,
    static_files_are_collected,
]
EACH_NEEDS_THE_ONE_BEFORE: list[Callable[[], Iterator[Problem]]] = [
    database_answers,
    migrations_are_applied,
    views_are_installed,
    readers_can_only_read,
    somebody_can_edit,
]


def problems() -> Iterator[Problem]:
    """Every problem found, the database's only up to the first."""
    for check in INDEPENDENT:
        yield from check()
    for check in EACH_NEEDS_THE_ONE_BEFORE:
        found = list(check())
        yield from found
        if found:
            return


class Command(BaseCommand):
    help = "Say every problem of this installation in a sentence, with its fix. Exit 1 when any."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the problems, or that there is none."""
        found = list(problems())
        for problem in found:
            self.stdout.write(f"{problem.sentence}\n    {problem.fix}")
        if found:
            raise SystemExit(1)
        self.stdout.write("No problem found.")
