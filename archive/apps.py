"""The app of the records, and the two moments at which views and triggers are put in place."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The records. Its signals install views, triggers and the belt on SQLite; nothing else."""

    name = "archive"
    label = "archive"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from archive.visibility import belts, checks, install

        checks.register()
        pre_migrate.connect(install.before_migration, sender=self)
        post_migrate.connect(install.after_migration, sender=self)
        connection_created.connect(belts.fasten_sqlite)
