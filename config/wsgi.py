"""The WSGI entry that the web server imports as `config.wsgi:application`.

It refuses to start when the readers' side of the database can do more than read what is
published: privileges can change under a running archive, by a restored dump for instance.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()


def verify_readers_side() -> None:
    """Ask the database what readers could do. Raises ImproperlyConfigured when that is too much."""
    from django.db import connections

    from archive.visibility import belts

    belts.verify()
    connections.close_all()


verify_readers_side()
