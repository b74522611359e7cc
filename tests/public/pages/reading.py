"""Reads a page as a browser does that knows neither style nor script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver

from archive.public import urls
from archive.public.filters import LISTS
from archive.public.models import PublicActor, PublicClaim, PublicFile, PublicPassage

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """A tag with its attributes and all text within it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element within, in order; with `tags` only those."""
        for one in self.inside:
            if not tags or one.tag in tags:
                yield one
            yield from one.all(*tags)

    def classed(self, name: str) -> list["Element"]:
        """Every element within that has a class."""
        return [one for one in self.all() if name in one["class"].split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1].tag}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parse(html: str) -> tuple[Element, list[str]]:
    """A page as a tree, and what is wrong with its tags."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        reader.faults.append(f"<{reader.open[-1].tag}> is never closed")
    return reader.root, reader.faults


def read(client: Client, address: str, status: int = 200) -> Element:
    """The page at an address; a fragment is left out as browsers do."""
    response = client.get(address.partition("#")[0])
    assert response.status_code == status, f"{address}: {response.status_code}"
    return parse(response.content.decode())[0]


def links(page: Element) -> list[str]:
    """The addresses on this site that a page leads to."""
    found = [one["href"] for one in page.all("a")]
    return [address for address in found if not urlsplit(address).netloc]


def ids(page: Element) -> list[str]:
    """Every anchor of a page."""
    return [one["id"] for one in page.all() if one["id"]]


def names(patterns: list[URLPattern | URLResolver] | None = None) -> set[str]:
    """The name of every address of the readers' side."""
    found = urls.urlpatterns if patterns is None else patterns
    return {str(one.name) for one in found if isinstance(one, URLPattern)}


def arguments(name: str) -> list[str | int] | None:
    """What the address `name` needs in the story, or None for what stands alone."""
    plain = re.sub("-(json|csv|bib|ris|csl)$", "", name)
    noun, _, rest = plain.partition("-")
    if rest.startswith("passage-"):
        number = [1] if rest.endswith("version") else []
        return [*(arguments(f"{noun}-passage") or []), *number]
    if rest in {"version", "versions"}:
        return [*(arguments(f"{noun}-page") or []), *([1] if rest == "version" else [])]
    if rest == "passage":
        of_testimony = noun == "testimony"
        rows = PublicPassage.objects.select_related("source").order_by("source__slug", "number")
        passage = next(row for row in rows if (row.source.setting != "") == of_testimony)
        return [passage.source.slug, passage.number]
    if rest in {"file", "custody"}:
        files = PublicFile.objects.select_related("source").order_by("source__slug")
        file = next(row for row in files if (row.source.setting != "") == (noun == "testimony"))
        return [file.source.slug, file.sha256]
    if rest == "values":
        return [next(iter(LISTS[noun].facets()))]
    if rest in {"ledger", "allegations", "evidence", "dossier"}:
        return ["trial-of-the-nine"]
    if rest != "page":
        return None
    slugs: dict[str, str] = {
        "incidents": "fire-at-the-mill-of-orlen",
        "villages": "orlen",
        "people": "anna-belskaya",
        "bodies": "tarva-district-court",
        "groups": "eight-defendants-of-the-mill-trial",
        "trials": "trial-of-the-nine",
        "defendants": "anna-belskaya",
        "sources": "nine-on-trial-for-the-fire-of-orlen",
    }
    if noun == "claims":
        return [PublicClaim.objects.order_by("text")[0].ref]
    if noun == "testimony":
        rows = PublicPassage.objects.exclude(source__setting="").select_related("source")
        return [rows[0].source.slug]
    return [slugs[noun]]


def people() -> list[str]:
    """The slugs of all actors that readers can open."""
    return list(PublicActor.objects.values_list("slug", flat=True))
