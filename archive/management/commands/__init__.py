"""What `manage.py` can do: thin commands, arguments in, one call, a report out."""
