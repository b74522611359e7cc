"""DOCX, read for the words of its body: paragraphs, lists, tables, notes.

What goes: headers and footers, comments, tracked deletions, hidden text, pictures. A DOCX is a
package of XML parts; the package is looked through before any part is unpacked, and mammoth sees a
copy that holds nothing but parts which were found harmless.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

import mammoth

from archive.ingest.parsers.answers import Answer, UnreadableError
from archive.ingest.parsers.html import words_of

MOST_PARTS = 5_000
MOST_UNPACKED = 200_000_000
"""What all parts together may declare."""
MOST_XML = 40_000_000
"""What the parts that are read may hold."""
MOST_RATIO = 200
"""How many times a part that is read may grow by being unpacked, once it is larger than 1 MB."""
DEEPEST = 200

_ENCRYPTED = 1
_DRIVE = re.compile(r"[A-Za-z]:")
_WORD_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_SMALLEST = {
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Target="document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "document.xml": (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>A word</w:t></w:r></w:p></w:body></w:document>"
    ),
}
_BACK_LINK = re.compile(r'<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')


def prepare() -> None:
    """Load what is loaded at the first use."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        for name, part in _SMALLEST.items():
            file.writestr(name, part)
    parse(package.getvalue())


def parse(data: bytes) -> Answer:
    """The paragraphs of the body, then the notes; the title is the first heading."""
    package = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given:
            parts = _looked_through(given)
            with zipfile.ZipFile(package, "w") as harmless:
                for part in parts:
                    xml = given.read(part)
                    if len(xml) != part.file_size:
                        raise UnreadableError("broken")
                    harmless.writestr(part.filename, _harmless(xml))
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        # NotImplementedError is what `zipfile` raises for a way of packing that it does not know.
        raise UnreadableError("broken") from None
    package.seek(0)
    page = mammoth.convert_to_html(
        package, include_embedded_style_map=False, convert_image=lambda _image: []
    ).value
    return words_of(_BACK_LINK.sub("", page))


def _looked_through(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The XML parts of a package in which nothing is suspicious."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise UnreadableError("parts")
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise UnreadableError("part_twice")
    for part in parts:
        _refuse_part(part)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableError("unpacked")
    read = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in read) > MOST_XML or any(map(_is_bomb, read)):
        raise UnreadableError("unpacked")
    return read


def _refuse_part(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename
    steps = name.removesuffix("/").split("/")
    if "\\" in name or "\0" in name or _DRIVE.match(name) or not {"", ".", ".."}.isdisjoint(steps):
        raise UnreadableError("part_name")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise UnreadableError("part_link")
    if part.flag_bits & _ENCRYPTED:
        raise UnreadableError("encrypted")


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(1_000_000, MOST_RATIO * part.compress_size)


def _harmless(xml: bytes) -> bytes:
    """The part without hidden text. Raises UnreadableError for entities and deep nesting."""
    _refuse_excess(xml)
    root = ElementTree.fromstring(xml)  # noqa: S314 - without a document type there is no entity
    for run, parent in _hidden_runs(root):
        parent.remove(run)
    clean: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return clean


def _refuse_excess(xml: bytes) -> None:
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableError("too_deep")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_about: object) -> None:
        raise UnreadableError("entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise UnreadableError("broken") from None


def _hidden_runs(
    root: ElementTree.Element,
) -> list[tuple[ElementTree.Element, ElementTree.Element]]:
    """Runs that Word does not show, each with the element in which it stands."""
    return [
        (run, parent)
        for parent in root.iter()
        for run in parent
        for space in _WORD_SPACES
        if run.tag == f"{space}r" and _is_on(run.find(f"{space}rPr/{space}vanish"), space)
    ]


def _is_on(switch: ElementTree.Element | None, space: str) -> bool:
    """Whether a switch of Word's is there and not turned off."""
    return switch is not None and switch.get(f"{space}val", "1") not in ("0", "false", "off")
