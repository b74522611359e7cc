"""Documents made to break whoever reads them: what each is, and how its bytes are made."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.ingest.papers import (
    PACKAGE,
    RELS,
    TYPES,
    R,
    declaring,
    document,
    docx,
    objects,
    package,
    packed,
    paragraph,
    parts,
    pdf,
    stream,
)

Made = Callable[[], bytes]
WORDS = paragraph("The mill burned.")
MEGABYTE = 1_000_000


# DOCX


def _with(name: str, content: str | bytes = "x") -> Made:
    return lambda: docx(WORDS, {name: content})


def _body(xml: str) -> Made:
    return lambda: docx(xml)


def _main(xml: str | bytes) -> Made:
    return lambda: docx("", {"word/document.xml": xml})


def _twice(*names: str) -> bytes:
    return package([*parts(WORDS).items(), *((name, "<a/>") for name in names)])


def _link() -> bytes:
    out = io.BytesIO(docx(WORDS))
    with zipfile.ZipFile(out, "a") as file:
        info = zipfile.ZipInfo("word/link.xml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    return out.getvalue()


def _commented() -> bytes:
    out = io.BytesIO(docx(WORDS))
    with zipfile.ZipFile(out, "a") as file:
        file.comment = b"PK" * 30_000
    return out.getvalue()


def _patched(local: int, central: int, value: bytes) -> bytes:
    """The smallest DOCX with some bytes of each local and central header set."""
    data = bytearray(docx(WORDS))
    for head, place in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = data.find(head)
        while at >= 0:
            data[at + place : at + place + len(value)] = value
            at = data.find(head, at + 4)
    return bytes(data)


def _overlapping() -> bytes:
    """A package whose directory names one part five thousand times under other names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.xml", b" " * MEGABYTE)
        first = file.infolist()[0]
        for number in range(4_000):
            copy = zipfile.ZipInfo(f"a{number}.xml")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(copy, field, getattr(first, field))
            file.filelist.append(copy)
            file.NameToInfo[copy.filename] = copy
        file._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


def _entities(kind: str) -> str:
    laughs = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12)
    )
    declared = {
        "laughs": laughs,
        "file": '<!ENTITY a11 SYSTEM "file:///etc/passwd">',
        "address": '<!ENTITY a11 SYSTEM "http://127.0.0.1:9/a">',
        "parameter": '<!ENTITY % p SYSTEM "http://127.0.0.1:9/a"> %p; <!ENTITY a11 "x">',
    }[kind]
    return f"<!DOCTYPE d [{declared}]>" + document(paragraph("&a11;"))


_HYPERLINK = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{R}/image" Target="ADDRESS" TargetMode="External"/>'
    f'<Relationship Id="r2" Type="{R}/attachedTemplate" Target="ADDRESS" TargetMode="External"/>'
    f'<Relationship Id="r3" Type="{R}/hyperlink" Target="ADDRESS" TargetMode="External"/>'
    f'<Relationship Id="r4" Type="{R}/oleObject" Target="ADDRESS" TargetMode="External"/>'
    f'<Relationship Id="r5" Type="{R}/aFChunk" Target="ADDRESS" TargetMode="External"/>'
    "</Relationships>"
)
_LINKED_PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
    'main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/'
    'picture"><pic:blipFill><a:blip r:link="r1"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def remote_docx(address: str) -> bytes:
    """A DOCX that names an address in every way that Word would follow."""
    body = paragraph("The mill burned.", _LINKED_PICTURE, '<w:hyperlink r:id="r3"/>')
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "{address}"'
    )
    field += "</w:instrText></w:r>"
    rels = _HYPERLINK.replace("ADDRESS", address)
    body += paragraph(field) + '<w:altChunk r:id="r5"/>'
    return docx(body, {"word/_rels/document.xml.rels": rels})


DOCX_REFUSED: Mapping[str, Made] = {
    "an empty file": lambda: b"",
    "a text": lambda: b"The mill burned.",
    "an old Word file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a beginning only": lambda: b"PK\x03\x04",
    "an end only": lambda: b"PK\x05\x06" + b"\0" * 18,
    "cut in the middle": lambda: docx(WORDS)[:400],
    "cut before its directory": lambda: docx(WORDS)[: docx(WORDS).find(b"PK\x01\x02")],
    "noise in its parts": lambda: _patched(30, 46, b"\xff\xfe\xfd"),
    "a part of blanks": _with("word/styles.xml", b" " * 30 * MEGABYTE),
    "a bomb in its text": lambda: docx(paragraph("a" * 30 * MEGABYTE)),
    "a bomb among its pictures": _with("word/media/a.png", b"\0" * 210 * MEGABYTE),
    "gigabytes declared": lambda: declaring(docx(WORDS), 4_000_000_000),
    "less declared than it has": lambda: declaring(docx(WORDS), 10),
    "more declared than it has": lambda: declaring(docx(WORDS), 5_000),
    "parts that overlap": _overlapping,
    "ten thousand parts": lambda: docx(WORDS, {f"a{number}": "" for number in range(10_000)}),
    "a part above": _with("../document.xml"),
    "a part far above": _with("word/../../../etc/cron.d/a"),
    "an absolute part": _with("/etc/passwd"),
    "a part on a drive": _with("C:/a.xml"),
    "a part with backslashes": _with("..\\..\\a.xml"),
    "a part beside nothing": _with("word//a.xml"),
    "a part here": _with("./a.xml"),
    "a link": _link,
    "one name twice": lambda: _twice("word/document.xml"),
    "one name in two cases": lambda: _twice("word/DOCUMENT.xml"),
    "encrypted parts": lambda: _patched(6, 8, b"\x01\x00"),
    "an unknown way of packing": lambda: _patched(8, 10, b"\x63\x00"),
    "another way of packing than it has": lambda: _patched(8, 10, b"\x0c\x00"),
    "entities of entities": _main(_entities("laughs")),
    "an entity that is a file": _main(_entities("file")),
    "an entity that is an address": _main(_entities("address")),
    "an entity of its declaration": _main(_entities("parameter")),
    "entities in UTF-16": _main(_entities("laughs").encode("utf-16")),
    "entities in its relations": _with("_rels/.rels", f"<!DOCTYPE a [<!ENTITY b 'c'>]>{RELS}"),
    "tables in tables": _body("<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400),
    "a hundred thousand levels": _body("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "levels in its styles": _with("word/styles.xml", "<a>" * 5_000 + "</a>" * 5_000),
    "no main part": lambda: package([("[Content_Types].xml", TYPES), ("_rels/.rels", RELS)]),
    "a main part that is no XML": _main("The mill burned."),
    "a main part of nothing": _main(b""),
    "a main part of NUL": _main(b"\0" * 1_000),
    "a main part in an unknown encoding": _main('<?xml version="1.0" encoding="x-none"?><a/>'),
    "a main part that is cut": _main(document(WORDS)[:-20]),
    "another main part": _main("<a>The mill burned.</a>"),
    "no words": _body("<w:p/>"),
    "hidden words only": _body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>A</w:t></w:r></w:p>"),
    "deleted words only": _body("<w:p><w:del><w:r><w:delText>A</w:delText></w:r></w:del></w:p>"),
    "half a character": _body(paragraph("&#xD800;")),
    "a character that is none": _body(paragraph("&#0;")),
}  # fmt: skip

DOCX_SAFE: Mapping[str, Made] = {
    "macros": _with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 1_000),
    "a package in a package": _with("word/embeddings/a.docx", docx(WORDS)),
    "a field that would run": _body(
        WORDS + "<w:p><w:r><w:instrText>DDEAUTO c:\\\\a.exe</w:instrText></w:r></w:p>"
    ),
    "addresses of all kinds": lambda: remote_docx("http://127.0.0.1:9/a"),
    "a picture from a file": lambda: remote_docx("file:///etc/passwd"),
    "a main part elsewhere": _with("_rels/.rels", RELS.replace("word/", "../../etc/")),
    "a style map of its own": _with("mammoth/style-map", "p => script"),
    "markup in its words": _body(WORDS + paragraph("&lt;script&gt;alert(1)&lt;/script&gt;")),
    "a long comment behind its directory": _commented,
}

# PDF


def _page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page with this stream object; more objects have the numbers from 6 on."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> >>" % resources,
        content,
        font,
        *more,
    )


SAID = b"BT /F1 11 Tf 72 770 Td (The mill burned.) Tj ET"
GOOD = stream(SAID)


def _catalog(entries: bytes, *more: bytes) -> bytes:
    """A good page in a PDF whose catalogue says more."""
    data = _page(GOOD, b"", *more)
    return data.replace(b"/Type /Catalog", b"/Type /Catalog " + entries, 1)


def _tree(kids: bytes, *more: bytes) -> bytes:
    return objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 1000000000 >>" % kids,
        *more,
    )


def _deep_tree(depth: int) -> bytes:
    nodes = [
        b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (number - 1, number + 1)
        for number in range(3, depth + 3)
    ]
    return _tree(b"3 0 R", *nodes, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


def _in_object_stream(content: bytes, entries: bytes) -> bytes:
    """A PDF whose catalogue stands in a stream of objects, by a table that is a stream too."""
    head = b"%PDF-1.7\n"
    body = b"3 0 obj\n" + packed(content, b"/Type /ObjStm " + entries) + b"\nendobj\n"
    start = len(head) + len(body)
    rows = b"".join(
        struct.pack(">BIH", *row)
        for row in ((0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, len(head), 0), (1, start, 0))
    )
    table = packed(rows, b"/Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R ")
    return head + body + b"4 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def _moved(start: bytes) -> bytes:
    """A good PDF that gives another place for its table."""
    data = _page(GOOD)
    return data[: data.rfind(b"startxref")] + b"startxref\n" + start + b"\n%%EOF\n"


def _previous(place: Callable[[bytes], bytes]) -> bytes:
    data = _page(GOOD)
    at = data.rfind(b"xref\n0 ")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + place(b"%d" % at), 1)


def _filters(times: int) -> bytes:
    content = b"\0" * 10 * MEGABYTE
    for _time in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [" + b"/FlateDecode " * times + b"]")


def _to_unicode(cmap: bytes) -> bytes:
    data = _page(GOOD, b"", packed(cmap))
    return data.replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /ToUnicode 6 0 R")


def remote_pdf(address: bytes) -> bytes:
    """A PDF that names an address in every way that a viewer would follow."""
    return _catalog(
        b"/OpenAction << /S /URI /URI (%s) >> /URI << /Base (%s) >> "
        b"/AA << /WC << /S /SubmitForm /F (%s) >> >> " % (address, address, address),
        stream(b"", b"/F << /FS /URL /F (%s) >> " % address),
        b"<< /S /GoToR /F << /FS /URL /F (%s) >> /D [0 /Fit] >>" % address,
    )


PDF_ANY: Mapping[str, Made] = {
    "a header only": lambda: b"%PDF-1.7\n",
    "an end only": lambda: b"%PDF-1.7\n%%EOF\n",
    "a quarter": lambda: pdf([["The mill burned."]])[:300],
    "a half": lambda: (data := pdf([["The mill burned."]]))[: len(data) // 2],
    "all but the table": lambda: (data := _page(GOOD))[: data.rfind(b"xref\n0 ")],
    "all but the end": lambda: _page(GOOD)[:-30],
    "a table beyond the file": lambda: _moved(b"999999999"),
    "a table at nothing": lambda: _moved(b"0"),
    "a table at a negative place": lambda: _moved(b"-5"),
    "a table at a place without end": lambda: _moved(b"9" * MEGABYTE),
    "a table that is no number": lambda: _moved(b"here"),
    "a table before itself": lambda: _previous(lambda place: place),
    "a table before the file": lambda: _previous(lambda _place: b"-1"),
    "a size of a thousand million": lambda: _page(GOOD).replace(b"/Size 6", b"/Size 1000000000"),
    "no catalogue": lambda: _page(GOOD).replace(b"/Root 1 0 R", b""),
    "a catalogue that is a page": lambda: _page(GOOD).replace(b"/Root 1 0 R", b"/Root 3 0 R"),
    "a catalogue of itself": lambda: objects(b"1 0 R"),
    "pages that are their own pages": lambda: _tree(b"2 0 R"),
    "pages in a circle": lambda: _tree(
        b"3 0 R", b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>"
    ),
    "pages ten thousand deep": lambda: _deep_tree(10_000),
    "a thousand million pages": lambda: _tree(b""),
    "one page a million times": lambda: _tree(
        b"3 0 R " * MEGABYTE, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    ),
    "a page that is null": lambda: _tree(b"3 0 R", b"null"),
    "a page that is not there": lambda: _tree(b"99 0 R"),
    "a page that is a number": lambda: _tree(b"17"),
    "a stream of objects that is a bomb": lambda: _in_object_stream(
        b" " * 200 * MEGABYTE, b"/N 2 /First 10"
    ),
    "a thousand million objects in a stream": lambda: _in_object_stream(
        b"1 0 2 5 null null", b"/N 1000000000 /First 8"
    ),
    "a stream of objects that goes on in itself": lambda: _in_object_stream(
        b"1 0 2 5 null null", b"/N 2 /First 8 /Extends 3 0 R"
    ),
    "a stream of objects with negative places": lambda: _in_object_stream(
        b"1 -9 2 -5 null null", b"/N 2 /First -8"
    ),
    "a content that is a bomb": lambda: _page(packed(b"\0" * 200 * MEGABYTE)),
    "a bomb in a bomb in a bomb": lambda: _page(_filters(3)),
    "a content of a million words": lambda: _page(packed(b"BT " + b"(a) Tj " * MEGABYTE + b"ET")),
    "a content of brackets": lambda: _page(packed(b"[" * 2 * MEGABYTE)),
    "a content of tables": lambda: _page(packed(b"<<" * MEGABYTE)),
    "a content of a text without end": lambda: _page(packed(b"BT (" + b"(" * 5 * MEGABYTE)),
    "a content of saved states": lambda: _page(packed(b"q " * 3 * MEGABYTE)),
    "a content of long numbers": lambda: _page(packed(b"9" * MEGABYTE + b" 0 Td")),
    "a picture inside that never ends": lambda: _page(packed(b"BI /W 9 ID " + b"x" * MEGABYTE)),
    "a content that is its own filter": lambda: _page(stream(b"x", b"/Filter 4 0 R")),
    "a content of its own length": lambda: _page(b"<< /Length 4 0 R >>\nstream\nx\nendstream"),
    "a negative length": lambda: _page(b"<< /Length -9 >>\nstream\nx\nendstream"),
    "a length beyond the file": lambda: _page(b"<< /Length 999999999 >>\nstream\nx\nendstream"),
    "an unknown filter": lambda: _page(stream(b"x", b"/Filter /NoneDecode")),
    "noise that is no Flate": lambda: _page(stream(b"\xff" * 999, b"/Filter /FlateDecode")),
    "noise that is no LZW": lambda: _page(stream(b"\xff" * 999, b"/Filter /LZWDecode")),
    "a run of lengths that is a bomb": lambda: _page(
        stream(b"\x81a" * 2 * MEGABYTE, b"/Filter /RunLengthDecode")
    ),
    "columns without end": lambda: _page(
        packed(b"x", b"/DecodeParms << /Predictor 15 /Columns 999999999 >> ")
    ),
    "a form that draws itself": lambda: _page(
        stream(SAID + b" /X Do"),
        b"/XObject << /X 6 0 R >>",
        stream(b"/X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"),
    ),
    "an array of arrays": lambda: _catalog(b"/Names " + b"[" * 50_000 + b"]" * 50_000),
    "a table of tables": lambda: _catalog(b"/Names " + b"<</A" * 50_000 + b">>" * 50_000),
    "a text of brackets": lambda: _catalog(b"/Names " + b"(" * 100_000),
    "a name without end": lambda: _catalog(b"/" + b"a" * MEGABYTE + b" 1"),
    "a number without end": lambda: _catalog(b"/A " + b"9" * MEGABYTE),
    "letters by a table without end": lambda: _to_unicode(
        b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"
    ),
    "letters by a table of halves": lambda: _to_unicode(
        b"1 beginbfrange <00> <ff> <d800> endbfrange"
    ),
    "letters by noise": lambda: _to_unicode(b"beginbfchar <" + b"\xff" * 9_999),
    "letters that turn": lambda: _to_unicode(b"1 beginbfrange <54> <54> <202e> endbfrange"),
    "letters that end texts": lambda: _to_unicode(b"1 beginbfrange <00> <ff> <0000> endbfrange"),
    "a table of attributes without end": lambda: _catalog(b"/A << " + b"/B 1 " * 500_000 + b">>"),
    "a page without end": lambda: _page(GOOD).replace(b"[0 0 595 842]", b"[0 0 1e99 1e99]"),
    "a page of nothing": lambda: _page(GOOD).replace(b"[0 0 595 842]", b"[0 0 nan inf]"),
    "a page turned by nothing": lambda: _page(GOOD).replace(b"/Contents", b"/Rotate 17 /Contents"),
    "noise behind a header": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4_000,
    "a header deep in noise": lambda: b"\0" * 900 + _page(GOOD),
    "two documents": lambda: _page(GOOD) * 2,
}  # fmt: skip
"""Whatever comes of these, a plan or a sentence, is right as long as nothing else happens."""

PDF_REFUSED: Mapping[str, tuple[Made, str]] = {
    "an empty file": (lambda: b"", "It is empty"),
    "a text": (lambda: b"The mill burned.", "It is not a PDF file."),
    "another format": (lambda: docx(WORDS), "It is not a PDF file."),
    "no text": (lambda: pdf([[], []]), "There is no text in it."),
    "a picture only": (
        lambda: _page(
            stream(b"/I Do"),
            b"/XObject << /I 6 0 R >>",
            stream(
                b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
                b"/ColorSpace /DeviceGray",
            ),
        ),
        "There is no text in it.",
    ),
    "fonts that say no letters": (
        lambda: pdf([["The mill burned."]], letters=False),
        "Its fonts do not say which letters they show",
    ),
    "a password": (
        lambda: objects(
            b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
            trailer=b"/Encrypt << /Filter /Standard /V 2 /R 3 /O <%s> /U <%s> /P -4 /Length 128 >> "
            b"/ID [<00> <00>]" % (b"00" * 32, b"00" * 32),
        ),
        "It is encrypted",
    ),
    "a title that turns": (
        lambda: pdf([["The mill burned."]], title="The\u202emill"), "title: Character 4",
    ),
}  # fmt: skip

PDF_SAFE: Mapping[str, Made] = {
    "a script": lambda: _catalog(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
    "a program to be started": lambda: _catalog(b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
    "attached files": lambda: _catalog(
        b"/Names << /EmbeddedFiles << /Names [(a.exe) << /EF << /F 6 0 R >> >>] >> >>",
        stream(b"MZ", b"/Type /EmbeddedFile"),
    ),
    "a form of XML": lambda: _catalog(b"/AcroForm << /XFA 6 0 R >>", stream(b"<xdp>Words</xdp>")),
    "addresses of all kinds": lambda: remote_pdf(b"http://127.0.0.1:9/a"),
    "a giant page": lambda: _page(GOOD).replace(b"[0 0 595 842]", b"[0 0 2000000000 2000000000]"),
    "fifty thousand empty objects": lambda: _page(GOOD, b"", *[b"null"] * 50_000),
}

# HTML

_AROUND = "<p>The mill burned.</p>"


def _html(page: str) -> Made:
    return lambda: page.encode("utf-8", "surrogatepass")


def remote_html(address: str) -> bytes:
    """A page that names an address in every way that a browser would follow."""
    return f"""<!doctype html SYSTEM "{address}"><head><base href="{address}">
<meta http-equiv="refresh" content="0; url={address}"><link rel="stylesheet" href="{address}">
<link rel="preload" href="{address}"><script src="{address}"></script>
<style>@import url({address}); p {{ background: url({address}) }}</style></head>
<body background="{address}">{_AROUND}<img src="{address}" srcset="{address} 2x">
<iframe src="{address}"></iframe><object data="{address}"></object><embed src="{address}">
<video src="{address}" poster="{address}"></video><svg><image href="{address}"/></svg>
<p style="background: url({address})">One died.</p></body>""".encode()


HTML_ANY: Mapping[str, Made] = {
    f"{name} nested without end": _html(f"<{name}>" * (1_200_000 // (len(name) + 2)) + "x")
    for name in ("div", "b", "a", "font", "table", "ul", "p", "svg", "template", "select", "form")
} | {
    "misnested marks": _html("<b><p></b><i></p></i>" * 50_000),
    "tables with things beside their cells": _html("<table><b><tr><p>" * 40_000),
    "ends without beginnings": _html("</p></div></b></table>" * 60_000),
    "a million attributes": _html("<p " + "a=1 " * 300_000 + ">x"),
    "attributes of other names": _html("<p " + " ".join(f"a{n}=1" for n in range(99_999)) + ">x"),
    "an attribute without end": _html(f'<p title="{"a" * 2 * MEGABYTE}'),
    "a hundred thousand kinds of marks": _html("".join(f"<x{n}>" for n in range(99_999)) + "x"),
    "a name of a mark without end": _html(f"<{'a' * MEGABYTE}>x"),
    "opening brackets": _html("<" * 2 * MEGABYTE),
    "opening comments": _html("<!--" * 500_000),
    "characters by number": _html("&#0;&#xD800;&#x110000;&#x1b;&#x202e;&#128;" * 20_000),
    "characters by names without end": _html("&" + "a" * MEGABYTE + ";" + "&amp" * 200_000),
    "characters that are none": _html("<p>a&#xfffe;b&#1;"),
    "an unfinished mark": _html(_AROUND + "<p title='"),
}  # fmt: skip

HTML_REFUSED: Mapping[str, tuple[Made, str]] = {
    "an empty file": (lambda: b"", "It is empty"),
    "blanks": (lambda: b" \n\t ", "It is empty"),
    "ten megabytes of marks": (lambda: b"<b>" * 3_400_000, "It has 10.2 MB; at most 8 MB"),
    "no words": (_html("<p></p><br>"), "There is no text in it."),
    "hidden words only": (_html("<p hidden>Words.</p>"), "There is no text in it."),
    "a script only": (_html("<script>document.write('a')</script>"), "There is no text in it."),
    "a comment never closed": (_html("<!-- " + _AROUND), "There is no text in it."),
    "a script never closed": (_html("<script>" + _AROUND), "There is no text in it."),
    "a style never closed": (_html("<style>" + _AROUND), "There is no text in it."),
    "a title never closed": (_html("<title>" + _AROUND), "There is no text in it."),
    "plain text": (_html("<plaintext>" + _AROUND), "There is no text in it."),
    "frames": (_html("<frameset><frame src='a'></frameset>"), "There is no text in it."),
    "NUL": (_html(_AROUND + "\n\0"), "a.html:2: The character U+0000 has no place"),
    "an escape": (_html("\x1b[2J" + _AROUND), "a.html:1: The character U+001B has no place"),
    "half a character": (_html(_AROUND + "\n\ud800"), "a.html:2: It is not UTF-8"),
    "overlong UTF-8": (lambda: b"<p>\xc0\xbcscript>", "a.html:1: It is not UTF-8"),
    "UTF-16": (lambda: _AROUND.encode("utf-16"), "it looks like UTF-16"),
    "UTF-7": (_html("<meta charset=utf-7>+ADw-p+AD4-"), "It declares the charset “utf-7”"),
    "UTF-16 declared": (_html("<meta charset='utf-16'><p>a"), "It declares the charset “utf-16”"),
    "a title that turns": (_html("<title>a\u202eb</title>" + _AROUND), "title: Character 2"),
}

HTML_SAFE: Mapping[str, Made] = {
    "scripts in attributes": _html("<p onclick='a()' style='x:expression(a)'>The mill burned."),
    "an address of a script": _html('<a href="javascript:alert(1)">The mill burned.</a>'),
    "data in addresses": _html('<img src="data:text/html;base64,PHA+">The mill burned.'),
    "a comment with an early end": _html("<!--> <p>The mill burned. <!-- x --!>"),
    "a comment for one browser": _html("<!--[if IE]><p>Other words.</p><![endif]-->" + _AROUND),
    "a section of characters": _html("<![CDATA[ Other words. ]]>" + _AROUND),
    "a declaration with entities": _html('<!DOCTYPE a [<!ENTITY b "c">]>' + _AROUND),
    "an instruction": _html("<?php system('a'); ?>" + _AROUND),
    "a frame with a document": _html("<iframe srcdoc='<p>Other words.'></iframe>" + _AROUND),
    "a script in a drawing": _html("<svg><script>Other words.</script></svg>" + _AROUND),
    "a style in a formula": _html("<math><style>Other words.</style></math>" + _AROUND),
    "hidden in hidden": _html("<div hidden><div><p>Other words.</div><p>Other.</div>" + _AROUND),
    "addresses of all kinds": lambda: remote_html("http://127.0.0.1:9/a"),
}
