"""How an installation is put together: settings, root addresses, the WSGI entry."""
