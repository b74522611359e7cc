"""The word index of the present state of the archive, and the answers that it has given lately."""

from __future__ import annotations

from array import array
from functools import lru_cache

from pyroaring import BitMap

from archive.public import stamp
from archive.public.search.asked import read
from archive.public.search.documents import documents
from archive.public.search.matching import Matched, match
from archive.public.search.word_index import WordIndex, build

REMEMBERED = 64
"""How many queries are answered from memory: turning a page or choosing a facet asks again."""


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


def _build(_key: None, _stamp: stamp.Stamp | None) -> Search:
    return Search(build(documents()))


WORDS = stamp.Kept(_build, most=1)
"""Built at the first request that searches; `WORDS.get(None, stamp.current())` builds it before."""
