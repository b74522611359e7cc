"""Print the SQL of every published view."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from archive.visibility.install import schema_text


class Command(BaseCommand):
    """Print what `archive/visibility/schema.sql` holds."""

    help = "Print the SQL of every published view, as archive/visibility/schema.sql keeps it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write to standard output."""
        self.stdout.write(schema_text(connection), ending="")
