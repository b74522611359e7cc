"""The app of the records, the two moments at which views and triggers are put in place, and the
editors' site."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.signals import request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The records. Its signals install views, triggers and the belt on SQLite, and keep the
    kept keys valid; nothing else."""

    name = "archive"
    label = "archive"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from archive.models import sqlite
        from archive.visibility import belts, checks, install, kept

        checks.register()
        pre_migrate.connect(install.before_migration, sender=self)
        post_migrate.connect(install.after_migration, sender=self)
        request_started.connect(kept.keep_daily)
        connection_created.connect(belts.fasten_sqlite)
        connection_created.connect(sqlite.teach_letters)


class EditorsConfig(AdminConfig):
    """Django's admin, with the site of this archive in the place of the default one."""

    default_site = "archive.admin.site.EditorsSite"

    def ready(self) -> None:
        # The site is made when the first page registers on it: that must not happen while the
        # module of the site itself is being looked for, or its registrations are lost.
        import_module("archive.admin")
        super().ready()
