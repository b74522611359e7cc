"""Every public address that a document names can be opened."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from archive.public.filters import LISTS
from archive.public.urls import urlpatterns
from tests.docs.reading import Span, documents, ticked

_ADDRESS = re.compile(r"/(?:[\w.<>-]+/?)*(?:\?\S+)?(?:#\S+)?")
_PLACEHOLDERS = {"<number>": "5", "<language>": "ru", "<list>": "trials", "<sha256>": 64 * "a"}


def addresses() -> list[Span]:
    """The addresses in backticks, in all documents."""
    found = [span for path in documents() for span in ticked(path)]
    return [span for span in found if _ADDRESS.fullmatch(span.text)]


def openable(address: str) -> str:
    """The path of an address with something in the place of each placeholder."""
    path = urlsplit(address).path
    for placeholder, value in _PLACEHOLDERS.items():
        path = path.replace(placeholder, value)
    return re.sub(r"<[a-z]+>", "some-slug", path)


def test_every_address_that_is_named_leads_to_a_view() -> None:
    found = addresses()
    assert len(found) > 15
    missing = []
    for span in found:
        try:
            resolve(openable(span.text))
        except Resolver404:
            missing.append(str(span))
    assert not missing, "\n".join(missing)


def test_every_parameter_that_is_named_is_one_of_its_list() -> None:
    wrong = []
    for span in addresses():
        split = urlsplit(span.text)
        declaration = LISTS.get(split.path.strip("/").partition(".")[0])
        for name, _value in parse_qsl(split.query, keep_blank_values=True):
            if declaration is not None and name not in declaration.get_filters():
                wrong.append(f"{span}: {name}")
    assert not wrong, "\n".join(wrong)


def test_every_page_without_a_placeholder_is_named_somewhere() -> None:
    named = {openable(span.text) for span in addresses()}
    pages = {
        reverse(pattern.name)
        for pattern in urlpatterns
        if pattern.name and "<" not in str(pattern.pattern) and "-json" not in pattern.name
    }
    pages = {
        page
        for page in pages
        if not page.endswith(
            (".csv", ".atom", ".xml", ".svg", ".bib", ".ris", ".csl.json", ".geojson")
        )
    }
    assert sorted(pages - named) == []


@pytest.mark.parametrize("address", ["/incident/", "/trials", "/sources/some-slug/p0/"])
def test_an_address_that_leads_nowhere_is_told(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(openable(address))
