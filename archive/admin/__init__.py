"""The editors' side: Django's admin over the records, one module for each noun.

State is changed only through `archive.workflow`. Importing this package registers every model.
"""

from archive.admin import (
    claims,
    events,
    history,
    justice,
    people,
    places,
    protected,
    sources,
    testimony,
    texts,
)

__all__ = [
    "claims",
    "events",
    "history",
    "justice",
    "people",
    "places",
    "protected",
    "sources",
    "testimony",
    "texts",
]
