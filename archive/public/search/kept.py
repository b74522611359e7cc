"""The word index of the present state of the archive, and the answers that it has given lately."""

from __future__ import annotations

from array import array
from functools import lru_cache

from pyroaring import BitMap

from archive.public import index as lists
from archive.public.changes import FOLLOWED
from archive.public.filters.tables import PASSAGES, TEXTS
from archive.public.models.base import PublicRecord
from archive.public.pairs import Delta
from archive.public.search.asked import read
from archive.public.search.documents import documents
from archive.public.search.matching import Matched, match
from archive.public.search.renewing import renewed
from archive.public.search.word_index import WordIndex, build
from archive.public.stamp import Kept, Stamp

REMEMBERED = 64
"""How many queries are answered from memory: turning a page or choosing a facet asks again."""

MOST_OF_ALL = 4
"""One of so many slots may be of a document that is gone, or have come behind the others."""


class Search:
    """Searches one state of the archive."""

    def __init__(self, index: WordIndex) -> None:
        self.index = index

        @lru_cache(maxsize=REMEMBERED)
        def found(q: str) -> Matched:
            return match(index, read(q), q)

        @lru_cache(maxsize=REMEMBERED)
        def records(q: str) -> BitMap:
            slots = found(q).all().to_array()  # half the time of going through the set itself
            return BitMap(array("I", map(index.entries.__getitem__, slots)))

        self._found, self._records = found, records

    def match(self, q: str) -> Matched:
        """What a query finds."""
        return self._found(q)

    def entries(self, q: str) -> BitMap:
        """The ids of the records that the found documents belong to; not to be changed."""
        return self._records(q)


def _build(_key: None, now: Stamp | None) -> Search:
    index = build(documents())
    if now and len(index) >= lists.RENEWED_FROM:
        lists.follow(lists.TABLES.get(None, now))
    return Search(index)


def _renew(_key: None, old: Search, since: Stamp, now: Stamp) -> Search | None:
    """The words as they are now, made from earlier ones, where it is known what has changed."""
    delta = lists.TABLES.get(None, now).since(since)
    if delta is None or old.index.is_worn(MOST_OF_ALL):
        return None
    changed = changed_records(delta)
    return Search(renewed(old.index, changed, documents(changed)))


def changed_records(delta: Delta) -> set[int]:
    """The records to which belongs what may be found otherwise than it was."""
    found = {row.entry_id for row in delta.rows(TEXTS)}
    found |= {row.source_id for row in delta.rows(PASSAGES)}
    for rows in FOLLOWED:
        if issubclass(rows.model, PublicRecord):
            found |= {row.id for row in delta.rows(rows)}
    return found


WORDS: Kept[None, Search] = Kept(_build, 1, _renew)
"""Built at the first request that searches; `WORDS.get(None, stamp.current())` builds it before."""
