"""From bytes to text: UTF-8 or a refusal that says what the bytes look like.

Nothing is ever decoded by a guess. The guess only helps a person to convert the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from contextlib import suppress

import charset_normalizer

from archive.ingest.problems import Problem, Refused

_SAMPLE = 32_768
# Byte order marks of what is not UTF-8; the longer ones first, since one begins like another.
_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, ("UTF-32", "UTF-32")),
    (codecs.BOM_UTF32_BE, ("UTF-32", "UTF-32")),
    (codecs.BOM_UTF16_LE, ("UTF-16", "UTF-16")),
    (codecs.BOM_UTF16_BE, ("UTF-16", "UTF-16")),
)
_REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OF_WORDS = re.compile("[\t\n\r -~\u00a0-\u024f\u0400-\u052f\u2010-\u2026\u2116]")
_MOST_OF_IT = 0.9
_LINE_END = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
# The encodings that documents of the region and its neighbours come in: what Python, people and
# `iconv` call them. Others are not guessed: a wrong hint is worse than none.
_KNOWN: Mapping[str, tuple[str, str]] = {
    "cp1251": ("windows-1251", "CP1251"),
    "koi8_r": ("KOI8-R", "KOI8-R"),
    "cp866": ("cp866", "CP866"),
    "iso8859_5": ("ISO 8859-5", "ISO-8859-5"),
    "mac_cyrillic": ("Mac Cyrillic", "MACCYRILLIC"),
    "cp1252": ("windows-1252", "CP1252"),
    "cp1254": ("windows-1254", "CP1254"),
    "gb18030": ("GB 18030", "GB18030"),
}
_KAZAKH = ("KZ-1048", "RK1048")
_KAZAKH_ALONE = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")
"""Letters that KZ-1048 has where windows-1251 has others."""


def text_of(data: bytes, file: str) -> str:
    """The text of a file in UTF-8, without a byte order mark, each line ended by one line feed.

    Raises Refused for any other encoding, for NUL and for other characters that no text has.
    """
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            raise Refused(_not_utf8(file, 0, encoding))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wide = _wide(data)
        if wide:
            raise Refused(_not_utf8(file, 0, wide)) from None
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(_not_utf8(file, line, _guess(data, error.start))) from None
    unreadable = _REFUSED.search(text)
    if unreadable:
        line = text.count("\n", 0, unreadable.start()) + 1
        code = f"U+{ord(unreadable[0]):04X}"
        wide = _wide(data)
        if wide:
            raise Refused(_not_utf8(file, 0, wide))
        raise Refused(Problem(file, line, "", f"The character {code} has no place in a text."))
    return _LINE_END.sub("\n", text)


def unwritable(text: str) -> str:
    """The code of the first character that no text has, such as "U+0000"; "" when all is well."""
    found = _REFUSED.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _not_utf8(file: str, line: int, encoding: tuple[str, str] | None) -> Problem:
    if encoding is None:
        return Problem(file, line, "", "It is not UTF-8, nor any encoding that is known here.")
    return Problem(
        file,
        line,
        "",
        f"It is not UTF-8; it looks like {encoding[0]}. Convert it with: "
        f"iconv -f {encoding[1]} -t UTF-8 FILE > NEW_FILE",
    )


def _wide(data: bytes) -> tuple[str, str] | None:
    """Whether bytes with NUL among them are text of two or four bytes a character, without a mark.

    Four bytes are told by their highest, which is always 0; two by whether they make words.
    """
    sample = data[: len(data[:_SAMPLE]) // 4 * 4]
    if b"\0" not in sample:
        return None
    for encoding in ("utf-32-le", "utf-32-be"):
        with suppress(UnicodeDecodeError):
            sample.decode(encoding)
            return encoding.upper(), f"UTF-32{encoding[-2:].upper()}"
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        if len(_OF_WORDS.findall(text)) > len(text) * _MOST_OF_IT:
            return encoding.upper(), f"UTF-16{encoding[-2:].upper()}"
    return None


def _guess(data: bytes, first_bad: int) -> tuple[str, str] | None:
    """The likely encoding of a sample around the first byte that is not UTF-8."""
    start = max(0, first_bad - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_isolation=list(_KNOWN)).best()
    if best is None or best.encoding not in _KNOWN:
        return None
    # Short Cyrillic texts fit several code pages; the one in use in the region is the best hint.
    if "cp1251" in (best.encoding, *best.could_be_from_charset):
        kazakh = _KAZAKH_ALONE.search(sample.decode("kz1048", errors="ignore"))
        return _KAZAKH if kazakh else _KNOWN["cp1251"]
    return _KNOWN[best.encoding]
