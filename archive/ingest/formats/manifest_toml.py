"""`manifest.toml`: the same manifest as tables `[[places]]`.

TOML's own reader keeps no lines, so the headers are looked up in the text; a record of a list that
is written inline has the line on which the list begins.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from archive.ingest.bundle import LIST_LIMIT, Origin
from archive.ingest.formats.manifest_json import OBJECTS
from archive.ingest.problems import Problem, Refused, printable, shown
from archive.ingest.rows import Row

# A string without an end is taken up to where it must have ended, so that no place of the text is
# looked at twice, however the quotation marks stand.
_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)|'
    r"'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)|"
    r'"(?:[^"\\\n]|\\.)*+(?:"|(?=\n)|\\?\Z)|'
    r"'[^'\n]*+(?:'|(?=\n)|\Z)|"
    r"#[^\n]*+",
    re.DOTALL,
)
_DEEP_KEY = re.compile(r"(?<![A-Za-z0-9_-])(?:[A-Za-z0-9_-]++[ \t]*+\.[ \t]*+){10}")
_LONG_NUMBER = re.compile(r"[0-9_]{41}")
_TABLE = re.compile(r"^[ \t]*\[\[?[ \t]*(?P<name>[^\s\].\[]+)[ \t]*\]\]?", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*(?P<name>[A-Za-z0-9_-]+)[ \t]*[=.]", re.MULTILINE)
_BRACKET = re.compile(r"[\[{]|[\]}]")
_DEEPEST = 60


def read(origin: Origin) -> Iterator[Row]:
    """The records of all lists in the order in which the lists first stand. Raises Refused."""
    text = origin.text(LIST_LIMIT)
    bare = _STRING_OR_COMMENT.sub(_hollow, text)
    _refuse_excess(bare, origin.shown)
    try:
        manifest = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            Problem(origin.shown, _line_in(str(error)), "", f"It is not TOML: {error}.")
        ) from None
    except (RecursionError, ValueError) as error:
        reason = f"It is not readable TOML: {printable(str(error))}."
        raise Refused(Problem(origin.shown, 0, "", reason)) from None
    lines = _lines(text, bare)
    for name, value in manifest.items():
        if name == "$schema":
            continue
        found = lines.get(name, [0])
        if name in OBJECTS and isinstance(value, dict):
            yield Row(name, _plain(value), origin.shown, found[0])
            continue
        if not isinstance(value, list):
            reason = f"{shown(name)} is a list of records: write [[{name}]]."
            raise Refused(Problem(origin.shown, found[0], "", reason))
        for number, record in enumerate(value):
            line = found[number] if number < len(found) else found[-1]
            if not isinstance(record, dict):
                reason = f"A record of {shown(name)} is a table of fields."
                raise Refused(Problem(origin.shown, line, "", reason))
            yield Row(name, _plain(record), origin.shown, line)


def _hollow(match: re.Match[str]) -> str:
    """A string or comment as signs without meaning, in the same place and on as many lines."""
    filler = " " if match[0].startswith("#") else "s"
    return re.sub(r"[^\n]", filler, match[0])


def _refuse_excess(bare: str, file: str) -> None:
    """Refuse keys and nesting that cost more than they could mean, before they are read."""
    deep = _DEEP_KEY.search(bare)
    if deep:
        line = bare.count("\n", 0, deep.start()) + 1
        raise Refused(Problem(file, line, "", "A key of so many parts is none of a bundle."))
    long_number = _LONG_NUMBER.search(re.sub(r"s+", " ", bare))
    if long_number:
        raise Refused(Problem(file, 0, "", "A number of so many digits is none of an archive."))
    depth = 0
    for match in _BRACKET.finditer(bare):
        depth += 1 if match[0] in "[{" else -1
        if depth > _DEEPEST:
            line = bare.count("\n", 0, match.start()) + 1
            raise Refused(Problem(file, line, "", "It is nested too deeply to be a bundle."))


def _decimal(digits: str) -> Decimal:
    number = Decimal(digits)
    if not number.is_finite():
        raise ValueError(f"{digits} is not a number of an archive")
    return number


def _line_in(message: str) -> int:
    match = re.search(r"at line ([0-9]+)", message)
    return int(match[1]) if match else 0


def _lines(text: str, bare: str) -> dict[str, list[int]]:
    """For each top-level name the lines of its headers, in their order."""
    found: dict[str, list[int]] = {}
    in_tables = False
    heads = sorted(
        [(match.start("name"), match.end("name"), True) for match in _TABLE.finditer(bare)]
        + [(match.start("name"), match.end("name"), False) for match in _KEY.finditer(bare)]
    )
    line, counted = 1, 0
    for start, end, is_table in heads:
        in_tables = in_tables or is_table
        if in_tables and not is_table:
            continue
        line += bare.count("\n", counted, start)
        counted = start
        found.setdefault(text[start:end].strip("\"'"), []).append(line)
    return found


def _plain(value: Any) -> Any:
    """TOML's own dates as the text that they were written as, like in every other format."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    return value
