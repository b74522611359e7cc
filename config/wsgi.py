"""The WSGI entry that the web server imports as `config.wsgi:application`.

Before Django stands the front that keeps pages. It refuses to start when the readers' side of the
database can do more than read what is published: privileges can change under a running archive, by
a restored dump for instance.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from archive.public.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def verify_readers_side() -> None:
    """Ask the database what readers could do. Raises ImproperlyConfigured when that is too much."""
    from django.db import connections

    from archive.visibility import belts

    belts.verify()
    connections.close_all()


def front() -> Front:
    """Django, with a store of pages before it."""
    django = get_wsgi_application()
    # What can only be imported once Django is set up.
    from django.conf import settings

    from archive.public.front import Front
    from archive.public.page_store import PageStore

    return Front(django, PageStore(settings.PAGE_STORE))


application = front()
verify_readers_side()
