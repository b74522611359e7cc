"""The public pages as a reader gets them: asked for over HTTP's own path, read as a tree, crawled.

Owns how an audit reads what is public. It is no reader's way and no editor's; it must not read
the database.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SITE = "http://testserver"
NOT_PAGES = ("/static/", "/admin/")
REMEMBERED = 500
"""How many pages are remembered as data."""


@dataclass(eq=False)
class Element:
    """A tag with its attributes, what it stands in, and what stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    content: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> set[str]:
        """The classes of the tag."""
        return set(self["class"].split())

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.content)

    def all(self) -> Iterator[Element]:
        """Every element in it, in order."""
        for one in self.content:
            if isinstance(one, Element):
                yield one
                yield from one.all()

    def around(self) -> Iterator[Element]:
        """The element itself and everything that it stands in, outwards."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("document", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.content.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag: str) -> None:
        if self.here.parent is not None and self.here.tag == tag:
            self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.content.append(data)


def tree(html: str) -> Element:
    """A page as a tree; what is closed wrongly stays open."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class Reader:
    """Somebody without an account. Remembers how long lists are, and the last pages as data."""

    def __init__(self) -> None:
        hosts = [host for host in settings.ALLOWED_HOSTS if host.strip(".*")]
        host = hosts[0].lstrip(".") if hosts else "localhost"
        self._client = Client(headers={"host": host})
        self._secure = settings.SECURE_SSL_REDIRECT
        self._lengths: dict[str, int | None] = {}
        self._read = lru_cache(maxsize=REMEMBERED)(self._twin)

    def get(self, address: str) -> Any:
        """The answer at an address, as Django's test client has it."""
        return self._client.get(address, secure=self._secure)

    def page(self, address: str) -> Element | None:
        """The tree of the page at an address; None where no page answers."""
        answer = self.get(address.partition("#")[0])
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            return None
        return tree(answer.content.decode())

    def data(self, address: str) -> dict[str, Any]:
        """What the JSON twin of a page says; nothing where there is none."""
        return self._read(_twin_of(address))

    def length(self, address: str) -> int | None:
        """How long the list at an address is; None where there is no list."""
        if address not in self._lengths:
            # Not by `data`: lists are many, and would drive out the pages that are asked for often.
            found = self._twin(_twin_of(address)).get("count")
            self._lengths[address] = found if isinstance(found, int) else None
        return self._lengths[address]

    def _twin(self, address: str) -> dict[str, Any]:
        answer = self.get(address)
        return json.loads(answer.content) if answer.status_code == 200 else {}

    def crawl(self, start: str = "/") -> Iterator[tuple[str, Element]]:
        """Every page that links lead to, without the answers to questions (`?`)."""
        waiting, seen = deque([start]), {start}
        while waiting:
            address = waiting.popleft()
            page = self.page(address)
            if page is None:
                continue
            yield address, page
            for link in page.all():
                target = _on_site(address, link["href"]) if link.tag == "a" else ""
                if target and target not in seen:
                    seen.add(target)
                    waiting.append(target)


def _twin_of(address: str) -> str:
    """The address of the JSON twin of a page."""
    parts = urlsplit(address)
    return f"{parts.path.rstrip('/')}.json" + (f"?{parts.query}" if parts.query else "")


def _on_site(address: str, link: str) -> str:
    parts = urlsplit(urljoin(f"{SITE}{address}", link))
    languages = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
    inside = f"{parts.scheme}://{parts.netloc}" == SITE and parts.path.endswith("/")
    if not inside or parts.query or parts.path.startswith((*NOT_PAGES, *languages)):
        return ""
    return parts.path
