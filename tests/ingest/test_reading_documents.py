"""A PDF, a DOCX and a page of HTML become sources of the words that their readers would see."""

from pathlib import Path

import pytest

from archive.ingest.importing import Options, import_paths
from archive.ingest.report import Report
from archive.models import Passage, Source
from tests.ingest.bundles import Bundle, counts, reasons, texts_of
from tests.ingest.papers import R, docx, paragraph, pdf

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Fire &amp; trial in Orlen</title>
<style>p { color: red }</style><script>document.write("Nobody burned it.")</script></head>
<body><!-- A note of nobody. -->
<nav><a href="/">Home</a></nav>
<h1>The fire</h1>
<p>The mill
burned. One person <b>died</b>.</p>
<p hidden>Hidden words.</p>
<div style="display:none">Hidden <p>words</p> of a style.</div>
<template><p>Words of a template.</p></template>
<noscript>Words for others.</noscript>
<unknown hidden>Hidden words of nothing.</unknown>
<ul><li>Nine stood trial.</li><li>One was acquitted.</li></ul>
<table><tr><td>Dead</td><td>1</td></tr></table>
<form><input value="a value"><textarea>Words typed.</textarea><select><option>A</select></form>
<svg><title>A drawing</title><text>Drawn words.</text></svg>
</body></html>
"""

LONG_LINES = [
    "The mill of Orlen burned in the night from the third to the fourth of May, and",
    "nobody came. One person died.",
    "Nine people stood trial.",
]


def lone(path: Path, content: bytes) -> Report:
    """Import a file that stands alone."""
    path.write_bytes(content)
    report = import_paths([str(path)], Options(apply=True))
    assert report.problems == []
    return report


def locators_of(key: str) -> list[str]:
    """The locators of a source's passages in their order."""
    rows = Passage.objects.filter(source__slug=key).order_by("number")
    return list(rows.values_list("locator", flat=True))


# HTML


def test_a_page_of_html_is_read_for_what_can_be_seen(tmp_path: Path) -> None:
    report = lone(tmp_path / "fire.html", PAGE.encode())
    assert (report.sources[0].title, report.sources[0].language) == ("Fire & trial in Orlen", "en")
    assert texts_of("fire") == [
        "The fire",
        "The mill burned.",
        "One person died.",
        "Nine stood trial.",
        "One was acquitted.",
        "Dead",
        "1",
    ]


def test_a_page_without_a_title_has_that_of_its_first_heading(tmp_path: Path) -> None:
    page = "<p>Draft.</p><h2>The <i>fire</i></h2><p>The mill burned."
    assert lone(tmp_path / "fire.htm", page.encode()).sources[0].title == "The fire"


def test_a_page_without_a_heading_has_its_first_line_as_title(tmp_path: Path) -> None:
    page = "<p>The mill burned. One person died.</p>"
    report = lone(tmp_path / "fire.html", page.encode())
    assert report.sources[0].title == "The mill burned. One person died."


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            '<meta charset="windows-1251">\n<p>Words.',
            "fire.html:1: It declares the charset “windows-1251”, not UTF-8.",
        ),
        (
            '<html>\n<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Words.',
            "fire.html:2: It declares the charset “koi8-r”, not UTF-8.",
        ),
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?><p>Words.',
            "fire.html:1: It declares the charset “ISO-8859-1”, not UTF-8.",
        ),
    ],
)
def test_a_page_that_declares_another_charset_is_refused(
    tmp_path: Path, page: str, said: str
) -> None:
    path = tmp_path / "fire.html"
    path.write_text(page)
    (problem,) = reasons(import_paths([str(path)], Options()))
    assert problem.startswith(said)


def test_a_page_in_another_charset_is_refused_with_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "fire.html"
    page = "<meta charset=windows-1251>\n<p>В ночь на четвёртое мая сгорела мельница."
    path.write_bytes(page.encode("cp1251"))
    (problem,) = reasons(import_paths([str(path)], Options()))
    assert problem.startswith("fire.html:2: It is not UTF-8; it looks like windows-1251.")


# DOCX


def test_a_docx_is_read_for_the_words_of_its_body(tmp_path: Path) -> None:
    body = (
        paragraph("Draft")
        + paragraph("The fire", style="Heading1")
        + paragraph("The mill ", "<w:r><w:rPr><w:b/></w:rPr><w:t>burned.</w:t></w:r>", " One died.")
        + paragraph(
            "<w:del><w:r><w:delText>Two died.</w:delText></w:r></w:del>",
            "<w:ins><w:r><w:t>Nobody else died.</w:t></w:r></w:ins>",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden words.</w:t></w:r>",
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve"> Seen.</w:t></w:r>',
        )
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Dead</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        + paragraph("As told.", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    report = lone(tmp_path / "fire.docx", docx(body, SURROUNDINGS))
    assert report.sources[0].title == "The fire"
    assert texts_of("fire") == [
        "Draft",
        "The fire",
        "The mill burned.",
        "One died.",
        "Nobody else died.",
        "Seen.",
        "Dead",
        "1",
        "As told.[1]",
        "The note of the prosecutor.",
    ]


W_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SURROUNDINGS: dict[str, str | bytes] = {
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{R}/{name}" Target="{name}.xml"/>'
            for number, name in enumerate(
                ("header", "footer", "comments", "footnotes", "styles"), start=1
            )
        )
        + "</Relationships>"
    ),
    "word/header.xml": f"<w:hdr {W_SPACE}>{paragraph('Words of a header.')}</w:hdr>",
    "word/footer.xml": f"<w:ftr {W_SPACE}>{paragraph('Words of a footer.')}</w:ftr>",
    "word/comments.xml": (
        f'<w:comments {W_SPACE}><w:comment w:id="1">{paragraph("A remark.")}</w:comment>'
        "</w:comments>"
    ),
    "word/footnotes.xml": (
        f'<w:footnotes {W_SPACE}><w:footnote w:id="2">'
        f"{paragraph('The note of the prosecutor.')}</w:footnote></w:footnotes>"
    ),
    "word/styles.xml": (
        f'<w:styles {W_SPACE}><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
    ),
}


# PDF


def test_the_passages_of_a_pdf_say_their_page(tmp_path: Path) -> None:
    pages = [["Fire in Orlen", *LONG_LINES], ["It was raining.", "2"]]
    report = lone(tmp_path / "fire.pdf", pdf(pages, title="The fire of Orlen"))
    assert report.sources[0].title == "The fire of Orlen"
    assert texts_of("fire") == [
        "Fire in Orlen",
        f"{LONG_LINES[0]} nobody came.",
        "One person died.",
        "Nine people stood trial.",
        "It was raining.",
    ]
    assert locators_of("fire") == ["p1S1", "p1S2", "p1S3", "p1S4", "p2S1"]


def test_a_sentence_that_goes_over_a_page_stands_on_the_first(tmp_path: Path) -> None:
    pages = [
        ["Nobody came. The mill of Orlen", "burned in the"],
        ["night of May. One person died."],
    ]
    lone(tmp_path / "fire.pdf", pdf(pages))
    assert texts_of("fire")[1] == "The mill of Orlen burned in the night of May."
    assert locators_of("fire") == ["p1S1", "p1S2", "p2S1"]


def test_a_pdf_in_cyrillic_is_read_by_what_its_font_says(tmp_path: Path) -> None:
    lines = ["В ночь на 4 мая 2031 г. сгорела мельница.", "Бір адам қаза тапты."]
    report = lone(tmp_path / "fire.pdf", pdf([lines]))
    assert (report.sources[0].title, report.sources[0].language) == (" ".join(lines), "kk")
    assert texts_of("fire") == lines


def test_a_page_without_text_is_counted(tmp_path: Path) -> None:
    lone(tmp_path / "fire.pdf", pdf([["The mill burned."], [], ["One died."]]))
    assert locators_of("fire") == ["p1S1", "p3S1"]


@pytest.mark.parametrize(
    ("segment", "locators"),
    [
        ("sentence", ["p1S1", "p1S2", "p2S1"]),
        ("paragraph", ["p1P1", "p2P1"]),
        ("turn", ["p1T1", "p2T1"]),
        ("given", ["P1", "P2"]),
    ],
)
def test_a_bundle_may_cut_a_pdf_in_each_way(
    bundle: Bundle, segment: str, locators: list[str]
) -> None:
    bundle.write("nine.pdf", pdf([["JUDGE: The mill burned. One died."], ["CLERK: Nine remain."]]))
    bundle.record("sources", "nine").update(text="nine.pdf", segment=segment)
    for list_name in ("incidents", "claims"):
        del bundle.manifest[list_name]
    assert bundle.apply().problems == []
    assert locators_of("nine") == locators


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nine.html", b"<p>The mill of Orlen burned. One person died."),
        ("nine.docx", docx(paragraph("The mill of Orlen burned. One person died."))),
        ("nine.pdf", pdf([["The mill of Orlen burned. One person died."]])),
        ("nine.md", b"The mill of Orlen burned.\nOne person died."),
    ],
)
def test_a_source_of_a_bundle_may_have_its_text_in_any_format(
    bundle: Bundle, name: str, content: bytes
) -> None:
    bundle.write(name, content)
    bundle.record("sources", "nine")["text"] = name
    assert bundle.apply().problems == []
    assert texts_of("nine") == ["The mill of Orlen burned.", "One person died."]


def test_another_ending_is_refused_with_those_that_can_be_read(bundle: Bundle) -> None:
    bundle.write("nine.odt", b"PK")
    bundle.record("sources", "nine")["text"] = "nine.odt"
    (problem,) = reasons(bundle.plan())
    assert "A text ends in .txt or .md or .html or .htm or .docx or .pdf" in problem


def test_importing_a_document_again_changes_nothing(tmp_path: Path) -> None:
    for name, content in (("a.pdf", pdf([LONG_LINES])), ("b.docx", docx(paragraph("Words.")))):
        lone(tmp_path / name, content)
        again = lone(tmp_path / name, content)
        assert counts(again) == {"create": 0, "update": 0, "unchanged": 1, "conflict": 0}
    assert Source.objects.count() == 2
