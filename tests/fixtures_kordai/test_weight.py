"""What a page of the shipped archive weighs on a slow line: budgets for every kind of address.

A long part (statements, passages, what rests on a source, the days of a timeline) is what somebody
came for, and weighs what it says; around it there are limits. Compressed, every page has one.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest
from django.conf import settings
from django.test import Client

from archive.public.filters import LISTS
from tests.public.pages.reading import Element, parse

pytestmark = pytest.mark.django_db

KB = 1024
ANY_PAGE = 60 * KB
"""Compressed, whatever it is."""
LIST_PAGE, LIST_PAGE_COMPRESSED = 40_000, 9_000
RECORD_PAGE = 30 * KB
"""Without its long parts."""
LONGER_LISTS = {
    "/ru/claims/": (42_000, "sixteen facets with 150 values; Cyrillic takes two octets a letter"),
}
"""Lists that may weigh more before they are compressed, in octets, each with the reason."""
STYLE_COMPRESSED = 12 * KB
REQUESTS = 4
"""With an empty cache, the page itself counted."""

LONG_PARTS = {
    "voices": "statements with their speakers",
    "positions": "what is said on a matter",
    "statement": "a statement by itself",
    "notes": "the passages that a page rests on",
    "passages": "the text of a source",
    "steps": "steps with all reports of them",
    "resting": "what rests on a passage or a source",
    "contents": "how many statements there are on each topic",
    "plain": "people by their role, each with a footnote",
    "lines": "incidents, sources or trials",
}
"""Classes of what may be long, and what it is."""

SAMPLE = 4
"""Of how many addresses of a kind a usual run asks."""


def compressed(body: bytes) -> int:
    """What a body weighs on its way."""
    return len(gzip.compress(body, compresslevel=6, mtime=0))


def kind_of(path: str) -> str:
    """An address without the names and numbers in it."""
    path = re.sub(r"/(p|v)\d+(?=[/.])", r"/\1N", path)
    nouns = "|".join(LISTS)
    return re.sub(rf"^((?:/ru)?)/({nouns})/[^/.]+(?=[/.])", r"\1/\2/…", path)


def crawled(reader: Client, starts: Iterable[str], most: int | None) -> Iterator[tuple[str, bytes]]:
    """Every address that pages lead to, of each kind at most so many, in no order of their own."""
    asked: dict[str, int] = defaultdict(int)
    chance = random.Random(7)
    todo, seen = list(starts), set(starts)
    while todo:
        path = todo.pop(chance.randrange(len(todo)))
        kind = kind_of(path)
        if most is not None and asked[kind] >= most:
            continue
        answer = reader.get(path)
        if answer.status_code != 200 or answer.streaming:
            continue
        asked[kind] += 1
        yield path, answer.content
        if answer.headers["Content-Type"].startswith("text/html"):
            found = re.findall(r'href="(/[^"#?]*)', answer.content.decode())
            new = {link for link in found if not re.match(r"/(static|admin|kk|ky)/", link)} - seen
            todo += sorted(new)
            seen |= new


def without_long_parts(html: str) -> int:
    """How many octets a page has outside of its long parts."""
    return len(html.encode()) - sum(map(octets, long_parts(parse(html)[0])))


def long_parts(page: Element) -> Iterator[Element]:
    """The outermost of them."""
    for one in page.inside:
        if LONG_PARTS.keys() & set(one["class"].split()):
            yield one
        else:
            yield from long_parts(one)


def octets(element: Element) -> int:
    """About what an element takes in HTML: its text, and its tags with what stands in them."""
    total = len(element.text.encode())
    for one in (element, *element.all()):
        total += 2 * len(one.tag) + 5
        total += sum(len(name) + len(value.encode()) + 4 for name, value in one.attributes.items())
    return total


def too_heavy(path: str, body: bytes) -> str:
    """What is wrong with the weight of an answer, or nothing."""
    if (weight := compressed(body)) > ANY_PAGE:
        return f"{path}: {weight} octets compressed"
    is_record = re.fullmatch(rf"(?:/ru)?/(?:{'|'.join(LISTS)})/[^/]+/", path)
    if is_record and (plain := without_long_parts(body.decode())) > RECORD_PAGE:
        return f"{path}: {plain} octets without its long parts"
    return ""


def is_light(path: str, body: bytes) -> bool:
    """Whether a page of a list keeps to its budget."""
    most, _reason = LONGER_LISTS.get(path, (LIST_PAGE, ""))
    return len(body) <= most and compressed(body) <= LIST_PAGE_COMPRESSED


def wrong_among(pages: Iterable[tuple[str, bytes]]) -> list[str]:
    """All that is too heavy."""
    return list(filter(None, (too_heavy(path, body) for path, body in pages)))


def test_pages_of_every_kind_keep_to_their_budget(reader: Client) -> None:
    pages = list(crawled(reader, ["/", "/ru/"], SAMPLE))
    assert len({kind_of(path) for path, _body in pages}) > 100
    assert wrong_among(pages) == []


HEAVIEST = (
    "/incidents/violence-kordai-2020-02/",
    "/trials/case-of-51-defendants/",
    "/trials/case-of-51-defendants/dossier/",
    "/trials/case-of-51-defendants/allegations/",
    "/sources/adc-2022-08/",
    "/timeline/",
    "/allegations/",
    "/tables/claims/",
    "/lists/claims/",
    "/coverage/",
)


@pytest.mark.parametrize("path", HEAVIEST)
def test_so_do_the_heaviest(reader: Client, path: str) -> None:
    assert too_heavy(path, reader.get(path).content) == ""


@pytest.mark.prove
def test_so_does_every_page(reader: Client) -> None:
    weights = sorted(
        (compressed(body), path) for path, body in crawled(reader, ["/", "/ru/"], None)
    )
    print(f"{len(weights)} addresses; the heaviest, compressed: {weights[-5:]}")
    assert wrong_among(crawled(reader, ["/"], None)) == []


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("noun", LISTS)
def test_a_page_of_a_list_is_light(reader: Client, noun: str, prefix: str) -> None:
    pages = reader.get(f"/{noun}.json").json()["pages"]
    for number in sorted({1, 2, pages // 2, pages} & set(range(1, pages + 1))):
        path = f"{prefix}/{noun}/"
        body = reader.get(f"{path}?page={number}").content
        assert is_light(path, body), (number, len(body), compressed(body))


def test_a_list_with_something_chosen_is_light_too(reader: Client) -> None:
    for noun in LISTS:
        for facet in reader.get(f"/{noun}.json").json()["facets"]:
            body = reader.get(f"/{noun}/?{facet['name']}={facet['values'][0]['value']}").content
            assert is_light(f"/{noun}/", body), (noun, facet["name"], len(body), compressed(body))


def test_all_styles_together_are_light() -> None:
    styles = [*(settings.BASE_DIR / "static" / "css").iterdir()]
    assert sum(compressed(style.read_bytes()) for style in styles) <= STYLE_COMPRESSED


def test_a_first_visit_takes_few_requests_and_no_script(reader: Client) -> None:
    for path, body in crawled(reader, ["/"], 1):
        if not body.startswith(b"<!DOCTYPE html>"):
            continue
        page = parse(body.decode())[0]
        loaded = {one["href"] for one in page.all("link") if one["rel"] in ("stylesheet", "icon")}
        loaded |= {one["src"] for one in page.all("img", "script", "iframe")}
        assert len(loaded) + 1 <= REQUESTS, path
        assert not list(page.all("script")), path
