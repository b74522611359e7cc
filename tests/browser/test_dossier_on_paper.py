"""The dossier as it comes out of the printer: a PDF made by Chromium, read back page by page."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page

from tests.browser.addresses import fullest_trial

ILL_TREATMENT = "?topic=beating&topic=coercion&topic=torture"
A4 = (595, 842)
"""In points."""


def printed(page: Page) -> pypdf.PdfReader:
    """The page as a PDF, in the size and with the margins that its own style asks for."""
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(one: pypdf.PageObject) -> str:
    return " ".join(unicodedata.normalize("NFKC", one.extract_text()).split())


def bare(text: str) -> str:
    """The letters of a text without blanks, ligatures taken apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def unbroken(pdf: pypdf.PdfReader) -> str:
    """All letters of all pages: a line may end anywhere."""
    return "".join(bare(one.extract_text()) for one in pdf.pages)


@pytest.fixture
def dossier(page: Page) -> tuple[str, dict[str, Any], pypdf.PdfReader]:
    """The dossier on ill-treatment in custody of the trial that has most of it: its address, its
    twin, and the PDF."""
    address = fullest_trial(page, "dossier")
    assert address is not None
    page.goto(f"{address}{ILL_TREATMENT}")
    twin = f"{address.rstrip('/')}.json{ILL_TREATMENT}"
    return page.url, page.request.get(twin).json(), printed(page)


def test_each_page_is_a4_and_bears_its_number_and_the_title(
    dossier: tuple[str, dict[str, Any], pypdf.PdfReader],
) -> None:
    _url, told, pdf = dossier
    assert len(pdf.pages) >= 5
    running = f"Dossier: {told['trial']['title']}: {told['title']}"
    for number, one in enumerate(pdf.pages, start=1):
        assert (round(one.mediabox.width), round(one.mediabox.height)) == A4
        text = text_of(one)
        assert re.findall(r"\b\d+ / \d+\b", text) == [f"{number} / {len(pdf.pages)}"]
        assert running in text


def test_every_footnote_passage_and_digest_is_on_paper(
    dossier: tuple[str, dict[str, Any], pypdf.PdfReader],
) -> None:
    url, told, pdf = dossier
    paper = unbroken(pdf)
    assert len(told["passages"]) >= 10
    for one in told["passages"]:
        note = one["note"]
        assert bare(note["text"]) in paper, note["cite"]
        assert note["cite"] in paper
        assert url.partition("/trials/")[0] + note["url"] in paper
    for source in told["sources"]:
        assert bare(source["source"]["title"]) in paper
        assert source["url"] in paper
        for kept in source["kept"]:
            assert kept["file"]["sha256"] in paper
            assert kept["file"]["url_custody"] in paper
    assert sum(len(source["kept"]) for source in told["sources"]) >= 5
    assert paper.count("Verified") == sum(len(source["kept"]) for source in told["sources"])
    for one in told["items"]:
        assert bare(one["entry"]["alleged"]["statement"]["text"]) in paper
    assert url in paper


def test_nothing_that_only_leads_elsewhere_is_on_paper(
    dossier: tuple[str, dict[str, Any], pypdf.PdfReader],
) -> None:
    paper = " ".join(text_of(one) for one in dossier[2].pages)
    for words in ("Skip to the content", "Choose the topics", "This claim", "Glossary", "Menu"):
        assert words not in paper
    assert "Contents" in paper


def test_no_heading_stands_alone_at_the_foot_of_a_page(page: Page) -> None:
    """What comes before the number at the end of a page is no heading of the dossier."""
    address = fullest_trial(page, "dossier")
    page.goto(str(address))
    headings = {
        " ".join(text.split()) for text in page.locator("main h2, main h3").all_inner_texts()
    }
    assert len(headings) >= 10
    for one in printed(page).pages:
        lines = [line.strip() for line in one.extract_text().splitlines() if line.strip()]
        lines = [line for line in lines if not re.fullmatch(r"\d+ / \d+", line)]
        assert lines[-1] not in headings


def test_other_pages_are_numbered_on_paper_and_have_no_title_there(page: Page) -> None:
    page.goto("/method/")
    pdf = printed(page)
    for number, one in enumerate(pdf.pages, start=1):
        assert f"{number} / {len(pdf.pages)}" in text_of(one)
        assert "Dossier" not in text_of(one)
