"""Full text over the names, titles, claims and passages that readers can see.

The words are kept in the process, for one state of the public rows, instead of in the full text of
a database: what is found and in which order is the same on both databases, and no hidden row can
be in it, since the words come from the public models alone. What a page prints is read anew.

`asked` reads a query, `word_index` holds the words, `matching` finds, `ranking` orders,
`suggestions` helps on, `marking` marks. The page is gathered in `archive/public/pages/search.py`.
"""

from __future__ import annotations

from pyroaring import BitMap

from archive.public import stamp
from archive.public.search.kept import WORDS, Search

__all__ = ["WORDS", "Search", "entries"]


def entries(q: str, now: stamp.Stamp | None) -> BitMap:
    """The ids of the records that are found by their names, titles, claims or passages.

    `now` is the stamp that the request has read. The result must not be changed: it is kept.
    """
    return WORDS.get(None, now).entries(q)
