"""Markdown, read for its words. Marks of layout go, HTML stays the text that it is."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.ingest.parsers.answers import Answer

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
_MARKDOWN.disable(["html_block", "html_inline"])


def prepare() -> None:
    """Load what is loaded at the first use."""
    parse(b"# A *word*")


def parse(data: bytes) -> Answer:
    """A heading, a list item and a paragraph are a paragraph each; the title is a heading."""
    blocks = list(_blocks(data.decode()))
    title = next((text for is_heading, text in blocks if is_heading and text.strip()), "")
    return {"title": title, "text": "\n\n".join(text for _heading, text in blocks), "pages": []}


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
