"""`manage.py prepare`: whatever an installation needs before it can serve, and nothing twice.

Each step looks first whether there is anything to do, so that a second run changes nothing. It
must not change an archive that holds something.
"""

import hashlib
import secrets
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.ingest import uploads
from archive.models import Entry
from archive.visibility import install

EDITOR = "editor"
STAMP = ".collected"


def static_fingerprint() -> str:
    """Return a digest that changes whenever a static file of the code or a package does."""
    digest = hashlib.sha256(django.__version__.encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_is_collected() -> bool:
    """Say whether STATIC_ROOT holds the static files as they are now."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.is_file() and stamp.read_text() == static_fingerprint()


class Command(BaseCommand):
    help = (
        "Make this installation ready to serve: migrate the database, import ARCHIVE_BUNDLE into "
        "an empty archive, make a first account, collect static files. Changes nothing when "
        "nothing is missing."
    )
    # The checks speak of tables that this command may be about to make.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the four steps in order; the first that fails ends the command with exit 1."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        uploads.sweep()
        self.migrate()
        self.fill()
        self.make_account()
        self.collect_static()

    def migrate(self) -> None:
        """Bring the tables and views up to the code."""
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing or not install.is_installed(connection):
            work = f"{len(missing)} migrations to apply" if missing else "views to make anew"
            self.stdout.write(f"Database: {work}")
            call_command("migrate", interactive=False, verbosity=0)

    def fill(self) -> None:
        """Import and publish the bundle, if the archive is empty and a bundle is named."""
        if settings.BUNDLE in ("", "none") or Entry.objects.exists():
            return
        if not Path(settings.BUNDLE).is_dir():
            raise CommandError(
                f"ARCHIVE_BUNDLE names no folder: {settings.BUNDLE}. "
                "Name a bundle, or `none` for an empty archive."
            )
        self.stdout.write(f"Archive: importing and publishing {settings.BUNDLE}")
        call_command(
            "import_sources",
            settings.BUNDLE,
            apply=True,
            publish=True,
            stdout=self.stdout,
            stderr=self.stderr,
        )

    def make_account(self) -> None:
        """Make the first account and print its password, which is kept nowhere else."""
        users = get_user_model().objects
        if users.exists():
            return
        password = secrets.token_urlsafe(15)
        users.create_superuser(username=EDITOR, password=password)
        self.stdout.write(
            "Account: an editor for /admin/ was made. This is shown once:\n"
            f"    name      {EDITOR}\n"
            f"    password  {password}"
        )

    def collect_static(self) -> None:
        """Copy and compress the static files, when they have changed."""
        if settings.DEBUG or static_is_collected():
            return
        self.stdout.write("Static files: collecting")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        (Path(settings.STATIC_ROOT) / STAMP).write_text(static_fingerprint())
