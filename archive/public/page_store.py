"""Whole answers, kept in the process for one state of the public rows.

Owns what is kept and how much of it. Whether an answer may be kept, and of which state it is,
others say; a page of one state is never given out for another. What is kept of an old state is let
go as soon as a new one is seen.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock

import brotli

from archive.public.negotiation import BROTLI, GZIP, IDENTITY
from archive.public.stamp import Stamp

Headers = list[tuple[str, str]]

SMALLEST_COMPRESSED = 500
"""In octets: what is shorter fits one packet as it is."""

COMPRESSED_TYPES = (
    "text/",
    "application/json",
    "application/geo+json",
    "application/atom+xml",
    "application/xml",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
    "image/svg+xml",
)

LARGEST_SHARE = 16
"""An answer that takes more than this part of the store is not kept: it would drive out others."""

ITS_OWN_WEIGHT = 2_000
"""In octets: what a page takes beside its bodies, its headers and its address."""

OF_A_304 = frozenset({"etag", "vary", "cache-control", "content-location", "expires"})


@dataclass(frozen=True)
class Variant:
    """An answer in one encoding. `unchanged` are the headers of the 304 that stands for it."""

    etag: str
    headers: Headers
    unchanged: Headers
    body: bytes


class Page:
    """An answer, in the encodings in which it has been asked for; each is made once."""

    def __init__(self, status: str, headers: Headers, body: bytes) -> None:
        self.status = status
        self._headers = [pair for pair in headers if pair[0].lower() != "content-length"]
        self._variants: dict[str, Variant] = {}
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        self._packable = kind.startswith(COMPRESSED_TYPES)
        self._digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        self._whole = self._variant(IDENTITY, body)
        self._variants[IDENTITY] = self._whole

    def variant(self, encoding: str) -> Variant:
        """The answer in an encoding; what is small or packed by itself comes as it is."""
        known = self._variants.get(encoding)
        if known is not None:
            return known
        whole = self._whole.body
        if not self._packable or len(whole) < SMALLEST_COMPRESSED:
            return self._whole
        packed = brotli.compress(whole, quality=5) if encoding == BROTLI else _gzipped(whole)
        made = self._variants[encoding] = self._variant(encoding, packed)
        return made

    def _variant(self, encoding: str, body: bytes) -> Variant:
        """The entity tag is a hash of the content, and another one for each encoding of it."""
        ending = "" if encoding == IDENTITY else f"-{encoding}"
        etag = f'"{self._digest}{ending}"'
        headers = list(self._headers)
        if not self.status.startswith("304"):  # whose length would be that of what it stands for
            headers.append(("Content-Length", str(len(body))))
        if self._packable:
            headers = _also_varying(headers)
        if ending:
            headers.append(("Content-Encoding", encoding))
        if self.status.startswith("200"):
            headers.append(("ETag", etag))
        unchanged = [pair for pair in headers if pair[0].lower() in OF_A_304]
        return Variant(etag, headers, unchanged, body)

    @property
    def weight(self) -> int:
        """About how many octets it takes."""
        return ITS_OWN_WEIGHT + sum(len(each.body) for each in list(self._variants.values()))


def _gzipped(body: bytes) -> bytes:
    # Without the time, so that the same content is the same octets.
    return gzip.compress(body, compresslevel=6, mtime=0)


def _also_varying(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers with the encoding among what the answer varies by."""
    varying = [value for name, value in headers if name.lower() == "vary"]
    rest = [pair for pair in headers if pair[0].lower() != "vary"]
    return [*rest, ("Vary", ", ".join([*varying, "Accept-Encoding"]))]


class PageStore:
    """At most `octets` of pages, each under its address, all of one state. For many threads."""

    def __init__(self, octets: int) -> None:
        self._most = octets
        self._lock = Lock()
        self._of: Stamp | None = None
        self._pages: OrderedDict[Hashable, tuple[Page, int]] = OrderedDict()
        self._weight = 0

    def holds(self, address: Hashable) -> bool:
        """Whether there is a page of any state, so that asking for the state is worth it."""
        return address in self._pages

    def get(self, address: Hashable, now: Stamp) -> Page | None:
        """The page as of `now`. Pages of another state are forgotten."""
        with self._lock:
            self._turn_to(now)
            kept = self._pages.get(address)
            if kept is None:
                return None
            self._pages.move_to_end(address)
            return kept[0]

    def put(self, address: Hashable, built_from: Stamp, page: Page) -> None:
        """Keep a page that was built from this state, or let it be when it is too large."""
        if page.weight * LARGEST_SHARE > self._most:
            return
        with self._lock:
            self._turn_to(built_from)
            self._drop(address)
            self._add(address, page)

    def reweigh(self, address: Hashable, page: Page) -> None:
        """Take notice that a page has got a further encoding."""
        with self._lock:
            if address in self._pages and self._pages[address][0] is page:
                self._drop(address)
                self._add(address, page)

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._clear()

    @property
    def weight(self) -> int:
        """How many octets are held."""
        return self._weight

    def _turn_to(self, stamp: Stamp) -> None:
        if self._of != stamp:
            self._clear()
            self._of = stamp

    def _clear(self) -> None:
        self._pages.clear()
        self._weight = 0

    def _add(self, address: Hashable, page: Page) -> None:
        self._pages[address] = (page, page.weight)
        self._weight += page.weight
        while self._weight > self._most:
            self._drop(next(iter(self._pages)))

    def _drop(self, address: Hashable) -> None:
        _page, weight = self._pages.pop(address, (None, 0))
        self._weight -= weight


__all__ = ["GZIP", "Headers", "Page", "PageStore", "Variant"]
