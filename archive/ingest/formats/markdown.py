"""`.md`: Markdown, read for its words. Marks of layout go, HTML stays the text that it is."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.ingest.bundle import TEXT_LIMIT, Origin
from archive.ingest.formats.text import lone_source
from archive.ingest.rows import Row

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
_MARKDOWN.disable(["html_block", "html_inline"])


def read(origin: Origin) -> Iterator[Row]:
    """One source whose title is the first heading, or else the first line. Raises Refused."""
    blocks = list(_blocks(origin.text(TEXT_LIMIT)))
    title = next((text for is_heading, text in blocks if is_heading and text.strip()), "")
    first = next((text.strip().splitlines()[0] for _heading, text in blocks if text.strip()), "")
    body = "\n\n".join(text for _heading, text in blocks)
    yield lone_source(origin, title or first, body)


def plain(text: str) -> str:
    """The text in paragraphs parted by blank lines; a heading and a list item are one each."""
    return "\n\n".join(text for _heading, text in _blocks(text))


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """The blocks of text in their order, each with whether it is a heading."""
    heading = False
    for token in _MARKDOWN.parse(text):
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline":
            yield heading, _words(token)
        elif token.type in ("fence", "code_block"):
            yield False, token.content.strip("\n")


def _words(token: Token) -> str:
    """What a reader of the rendered block would read, on one line."""
    found = []
    for part in token.children or []:
        if part.type in ("text", "code_inline"):
            found.append(part.content)
        elif part.type in ("softbreak", "hardbreak"):
            found.append(" ")
        elif part.type == "image":
            found.append(part.content)
    return " ".join("".join(found).split())
