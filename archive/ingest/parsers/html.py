"""HTML, read for the words that a reader of the page would see. Nothing that it names is fetched.

What goes: scripts, styles, comments, templates, what is hidden by the attribute `hidden` or by an
own style, menus (`nav`), fields of forms, drawings and frames. Style sheets are not evaluated.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from archive.ingest.parsers.answers import Answer

_UNREAD = """
    applet audio button canvas datalist embed frameset iframe map math nav noembed noframes
    noscript object optgroup option plaintext rp script select style svg template textarea video
    xmp
"""
_DROPPED = set(_UNREAD.split())
_PARTED = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p
    pre search section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_PARTED.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_TAG = re.compile(r"<([A-Za-z][^\s/>\0]*)")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def prepare() -> None:
    """Load what is loaded at the first use."""
    parse(b"<p>A word")


def parse(data: bytes) -> Answer:
    """The visible paragraphs; the title is that of the page, or else its first heading."""
    return words_of(data.decode())


def words_of(page: str) -> Answer:
    """The words of a page in paragraphs. A cell of a table and a list item are one each."""
    tags = {name.lower() for name in _TAG.findall(page)} - _DROPPED
    reader = _Reader()
    # What is not allowed here would lose its tag and keep its words, hidden ones included.
    reader.feed(
        nh3.clean(
            page,
            tags=tags,
            clean_content_tags=_DROPPED,
            attributes={"*": {"hidden", "style"}},
            link_rel=None,
        )
    )
    reader.close()
    reader.end_block()
    title = " ".join("".join(reader.title).split())
    text = "\n\n".join(reader.paragraphs)
    return {"title": title or reader.heading, "text": text, "pages": []}


class _Reader(HTMLParser):
    """Gathers paragraphs from cleaned HTML, in which every tag is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.title: list[str] = []
        self.heading = ""
        self._words: list[str] = []
        self._hidden = 0
        self._preformatted = 0
        self._in_title = False
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or go deeper into what is hidden."""
        if self._hidden or _is_hidden(attrs):
            self._hidden += tag not in _EMPTY
        elif tag == "title":
            self._in_title = True
        elif tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS:
            self.end_block()
            self._preformatted += tag == "pre"
            self._in_heading = tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or come back from what is hidden."""
        if self._hidden:
            self._hidden -= tag not in _EMPTY
        elif tag == "title":
            self._in_title = False
        elif tag in _BLOCKS:
            self.end_block()
            self._preformatted -= tag == "pre"
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        """Keep words that can be seen."""
        if self._hidden:
            return
        if self._in_title:
            self.title.append(data)
        else:
            self._words.append(data if self._preformatted else _BLANKS.sub(" ", data))

    def end_block(self) -> None:
        """What was gathered is a paragraph, if it is anything."""
        lines = [line.strip(" ") for line in "".join(self._words).split("\n")]
        paragraph = "\n".join(lines).strip()
        self._words.clear()
        if paragraph:
            self.paragraphs.append(paragraph)
            if self._in_heading and not self.heading:
                self.heading = " ".join(paragraph.split())


def _is_hidden(attributes: list[tuple[str, str | None]]) -> bool:
    return any(
        name == "hidden" or (name == "style" and _INVISIBLE.search(value or ""))
        for name, value in attributes
    )
