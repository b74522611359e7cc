"""The order of addresses, as a number for each document, with room for others between.

Documents with the same head (part, and what the address ends in) stand one after another, by their
own number. The heads are kept in their order, in small packed blocks, so that a new one finds its
place without those of all documents at hand. Knows text and numbers only.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

NUMBER = 31
"""How many bits of a place the number of a document within its head takes."""

TOP = 1 << 33
"""Below this are the labels of heads: the other bits of a place."""

BLOCK = 256
"""How many heads are packed together; twice as many are parted."""

_LEVEL = 1


class Standing:
    """All heads in their order, each with a label that is higher than those before it."""

    def __init__(self, heads: Iterable[str] = ()) -> None:
        self._firsts: list[str] = []
        self._blocks: list[tuple[bytes, array[int]]] = []
        ordered = sorted(set(heads))
        step = TOP // (len(ordered) + 1)
        for start in range(0, len(ordered), BLOCK):
            some = ordered[start : start + BLOCK]
            labels = range((start + 1) * step, (start + len(some) + 1) * step, step)
            self._put(len(self._blocks), some, labels)

    def labels(self) -> dict[str, int]:
        """Every head with its label."""
        return {
            head: label
            for number in range(len(self._blocks))
            for head, label in zip(*self._taken(number), strict=True)
        }

    def of(self, head: str) -> int:
        """The label of a head that is there."""
        heads, labels = self._taken(self._block_of(head))
        return labels[bisect_left(heads, head)]

    def changed(self, gone: Iterable[int], came: Iterable[str]) -> Standing | None:
        """The order without the heads that have some labels and with others; None where there is
        no room between two heads for one."""
        made = Standing()
        made._firsts, made._blocks = self._firsts[:], self._blocks[:]
        for label in gone:
            made._remove(label)
        return made if all(map(made._insert, came)) else None

    def _block_of(self, head: str) -> int:
        return max(0, bisect_right(self._firsts, head) - 1)

    def _taken(self, number: int) -> tuple[list[str], array[int]]:
        packed, labels = self._blocks[number]
        return zlib.decompress(packed).decode().split("\n"), labels

    def _put(self, number: int, heads: Sequence[str], labels: Iterable[int]) -> None:
        packed = zlib.compress("\n".join(heads).encode(), _LEVEL)
        self._firsts.insert(number, heads[0])
        self._blocks.insert(number, (packed, array("Q", labels)))

    def _taken_out(self, number: int) -> tuple[list[str], array[int]]:
        heads, labels = self._taken(number)
        del self._firsts[number], self._blocks[number]
        return heads, labels[:]

    def _remove(self, label: int) -> None:
        number = bisect_right(self._blocks, label, key=lambda block: block[1][0]) - 1
        heads, labels = self._taken_out(number)
        place = labels.index(label)
        del heads[place], labels[place]
        if heads:
            self._put(number, heads, labels)

    def _insert(self, head: str) -> bool:
        """Put a head in, which is not there; whether there was room."""
        if not self._blocks:
            self._put(0, [head], [TOP // 2])
            return True
        number = self._block_of(head)
        heads, labels = self._taken_out(number)
        place = bisect_left(heads, head)
        before, after = self._around(number, place, labels)
        heads.insert(place, head)
        labels.insert(place, (before + after) // 2)
        length = BLOCK if len(heads) > 2 * BLOCK else len(heads)
        for start in reversed(range(0, len(heads), length)):
            self._put(number, heads[start : start + length], labels[start : start + length])
        return after - before > 1

    def _around(self, number: int, place: int, labels: Sequence[int]) -> tuple[int, int]:
        """The labels between which a head stands, in a block that was taken out."""
        before, after = 0, TOP
        if place:
            before = labels[place - 1]
        elif number:
            before = self._blocks[number - 1][1][-1]
        if place < len(labels):
            after = labels[place]
        elif number < len(self._blocks):
            after = self._blocks[number][1][0]
        return before, after
