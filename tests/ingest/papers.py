"""PDF and DOCX written by hand, so that tests know every byte of what they import."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# PDF


def objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; the first is the catalogue. The trailer may say more."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(bodies) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object that is compressed."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + entries)


_FONT_OF_CODES = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def pdf(pages: Sequence[Sequence[str]], title: str = "", *, letters: bool = True) -> bytes:
    """A PDF of pages of lines, in any script. Without `letters` the font says not which it has."""
    signs = sorted({sign for lines in pages for line in lines for sign in line})
    code = {sign: number for number, sign in enumerate(signs, start=1)}
    kids = b" ".join(b"%d 0 R" % (7 + 2 * number) for number in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] %s >>" % (b"/ToUnicode 5 0 R" if letters else b""),
        _FONT_OF_CODES,
        stream(_to_unicode(code)),
        b"<< /Title <%s> >>" % (b"\xfe\xff" + title.encode("utf-16-be")).hex().encode(),
    ]
    for number, lines in enumerate(pages):
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (8 + 2 * number)
        )
        bodies.append(packed(_shown(lines, code)))
    return objects(*bodies, trailer=b"/Info 6 0 R" if title else b"")


def _to_unicode(code: Mapping[str, int]) -> bytes:
    rows = [f"<{number:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, number in code.items()]
    blocks = [rows[place : place + 100] for place in range(0, len(rows), 100)]
    maps = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{maps}endcmap end end"
    ).encode()


def _shown(lines: Sequence[str], code: Mapping[str, int]) -> bytes:
    shown = [f"<{''.join(f'{code[sign]:04x}' for sign in line)}> Tj T*" for line in lines]
    return "\n".join(["BT /F1 11 Tf 14 TL 72 770 Td", *shown, "ET"]).encode()


# DOCX

TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of Word of runs that are texts, or XML when they begin with “<”."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    parts = [run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs]
    return f"<w:p>{head}{''.join(parts)}</w:p>"


def document(body: str) -> str:
    """The main part of a DOCX."""
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def parts(body: str) -> dict[str, str | bytes]:
    """The parts of the smallest DOCX with this body."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": document(body),
    }


def docx(body: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX with this body, and more parts or other ones."""
    return package({**parts(body), **(more or {})}.items())


def package(named: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip of names and contents in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in named:
            file.writestr(name, content)
    return out.getvalue()


def declaring(data: bytes, size: int) -> bytes:
    """A zip of which each part declares this size, whatever it has."""
    for head, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(head)
        while at >= 0:
            data = data[: at + place] + struct.pack("<I", size) + data[at + place + 4 :]
            at = data.find(head, at + 4)
    return data
