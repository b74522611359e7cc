"""In which documents each word stands, and which words each document holds, kept small.

Knows numbers only: of words, and the slots of documents in the order in which they came. What is
written here was chosen by measuring: two million passages of thirty words must fit into a process.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyroaring import BitMap

FEW = 32
"""So many slots of a word are kept as plain numbers at most; more are packed."""

PACKED = 65_536
"""After how many documents slots are packed: as many as one block of a roaring bit map holds."""

WIDTH = 3
"""How many bytes the number of a word takes in a run: sixteen million words have one."""

_FULL_WIDTH = 4


class Postings:
    """The slots of each word: packed blocks, and the rest as it came."""

    def __init__(self) -> None:
        self._blocks: defaultdict[int, list[bytes]] = defaultdict(list)
        self._loose: defaultdict[int, array[int]] = defaultdict(_no_numbers)
        self._documents = 0

    def add(self, slot: int, words: Iterable[int]) -> None:
        """Note that these words stand in a document; slots come in ascending order."""
        loose = self._loose
        for word in words:
            loose[word].append(slot)
        self._documents += 1
        if not self._documents % PACKED:
            self.pack()

    def pack(self) -> None:
        """Pack the slots of the words that have many."""
        many = [word for word, slots in self._loose.items() if len(slots) > FEW]
        for word in many:
            block = BitMap(self._loose.pop(word))
            block.run_optimize()
            self._blocks[word].append(block.serialize())

    def having(self, words: Iterable[int]) -> BitMap:
        """The slots of documents that hold any of the words."""
        loose, blocks = _no_numbers(), list[BitMap]()
        for word in words:
            blocks += map(BitMap.deserialize, self._blocks.get(word, ()))
            loose.extend(self._loose.get(word, ()))
        return BitMap.union(BitMap(loose), *blocks)

    def any_but(self, word: int, gone: BitMap) -> bool:
        """Whether a word stands in any document that is not gone."""
        if any(slot not in gone for slot in self._loose.get(word, ())):
            return True
        return any(BitMap.deserialize(block) - gone for block in self._blocks.get(word, ()))


class Runs:
    """The words of each document in their order."""

    def __init__(self) -> None:
        self._octets = bytearray()
        self._starts = array("I", [0])

    def append(self, run: Sequence[int]) -> None:
        """Keep the run of the next slot."""
        octets = bytearray(array("I", run).tobytes())
        del octets[_FULL_WIDTH - 1 :: _FULL_WIDTH]
        self._octets += octets
        self._starts.append(self._starts[-1] + len(run))

    def of(self, slot: int) -> array[int]:
        """The numbers of the words of a document."""
        octets = self._of(slot)
        full = bytearray(len(octets) // WIDTH * _FULL_WIDTH)
        for place in range(WIDTH):
            full[place::_FULL_WIDTH] = octets[place::WIDTH]
        run = _no_numbers()
        run.frombytes(full)
        return run

    def holds(self, slot: int, stretch: Sequence[int]) -> bool:
        """Whether these words follow each other in a document."""
        wanted = b"".join(word.to_bytes(WIDTH, "little") for word in stretch)
        octets = self._of(slot)
        place = octets.find(wanted)
        while place >= 0 and place % WIDTH:
            place = octets.find(wanted, place + 1)
        return place >= 0

    def _of(self, slot: int) -> bytearray:
        return self._octets[self._starts[slot] * WIDTH : self._starts[slot + 1] * WIDTH]


def _no_numbers() -> array[int]:
    return array("I")
