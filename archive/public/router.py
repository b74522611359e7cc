"""Where public models are read: on the alias `public`, which can reach the views and nothing else.

Preview pins the router to the editor's own connection for the length of one request; nothing
else may. The pin also tells the process caches that they must not be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

PUBLIC = "public"

_pinned: ContextVar[str | None] = ContextVar("pinned", default=None)


@contextmanager
def pinned(alias: str) -> Iterator[None]:
    """Read public models on `alias`, past every process cache, within the block."""
    token = _pinned.set(alias)
    try:
        yield
    finally:
        _pinned.reset(token)


def is_pinned() -> bool:
    """Whether a preview is being rendered, so that nothing may be cached or read from a cache."""
    return _pinned.get() is not None


def public_alias() -> str:
    """The alias on which public models are read just now."""
    return _pinned.get() or PUBLIC


class PublicRouter:
    """Sends public models to the public alias and keeps migrations away from it."""

    def db_for_read(self, model: type[models.Model], **hints: object) -> str | None:
        """Public models on the public alias; everything else as Django decides."""
        del hints
        return public_alias() if model._meta.app_label == "public" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """Nothing is ever migrated on the public alias, and public models nowhere."""
        del hints
        if db == PUBLIC or app_label == "public":
            return False
        return None
