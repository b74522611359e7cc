"""The app of the readers' side. It has no tables of its own."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Public models on database views."""

    name = "archive.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"
