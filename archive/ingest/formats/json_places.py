"""JSON read with the line of everything that a record consists of.

Owns the scanning of JSON text; the readers of manifests and lists say what the parts mean. Numbers
with a fraction become Decimal, so that no figure changes by being read.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from archive.ingest.problems import Problem, Refused, shown
from archive.ingest.rows import Row

_BLANKS = re.compile(r"[ \t\n\r]*")
_LONGEST_NUMBER = 40
_DEEPEST = 60
_TOO_DEEP = "It is nested too deeply to be a bundle."


class _NotAllowedError(ValueError):
    """JSON that Python would read, but that has no one meaning."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _NotAllowedError(f"The name {shown(name)} stands twice in one object.")
        found[name] = value
    return found


def _constant(name: str) -> NoReturn:
    raise _NotAllowedError(f"{name} is not a number of JSON.")


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _NotAllowedError(f"A number of {len(digits)} digits is none of an archive.")
    return int(digits)


def _decimal(digits: str) -> Decimal:
    if len(digits) > _LONGEST_NUMBER:
        raise _NotAllowedError(f"A number of {len(digits)} signs is none of an archive.")
    return Decimal(digits)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_constant=_constant,
    parse_int=_integer,
    parse_float=_decimal,
)


class Scanner:
    """A place in a JSON text that moves forward as its parts are taken."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        _refuse_depth(text, file, self.line)

    def line(self, at: int | None = None) -> int:
        """The line, from 1, of a place; of the next thing when none is given."""
        return bisect_right(self._line_starts, self.at if at is None else at)

    def opens(self, sign: str) -> bool:
        """Whether the next thing begins with this sign."""
        self._skip_blanks()
        return self.text.startswith(sign, self.at)

    def value(self) -> Any:
        """Take the next value whole."""
        self._skip_blanks()
        start = self.at
        try:
            value, self.at = _DECODER.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            self._refuse(f"It is not JSON: {error.msg}.", error.pos)
        except _NotAllowedError as error:
            self._refuse(str(error), start)
        except RecursionError:
            self._refuse(_TOO_DEEP, start)
        return value

    def members(self) -> Iterator[tuple[str, int]]:
        """The names in the object that comes next, each with its line.

        Whoever iterates takes each member's value before asking for the next name.
        """
        self._take("{")
        seen: set[str] = set()
        while not self._closed("}", first=not seen):
            self._skip_blanks()
            line = self.line()
            name = self.value()
            if not isinstance(name, str):
                self._refuse("It is not JSON: a name in double quotes is expected.", self.at)
            if name in seen:
                raise Refused(Problem(self.file, line, "", f"The name {shown(name)} stands twice."))
            seen.add(name)
            self._take(":")
            yield name, line

    def items(self) -> Iterator[int]:
        """The lines of the items in the array that comes next; each is taken before the next."""
        self._take("[")
        first = True
        while not self._closed("]", first=first):
            first = False
            self._skip_blanks()
            yield self.line()

    def rows(self, list_name: str) -> Iterator[Row]:
        """The array that comes next as rows, each with its line and the lines of its fields."""
        if not self.opens("["):
            self._refuse(f"{shown(list_name)} is a list of records: it begins with “[”.", self.at)
        for line in self.items():
            yield self.row(list_name, line)

    def row(self, list_name: str, line: int) -> Row:
        """The object that comes next as a row."""
        if not self.opens("{"):
            self._refuse(
                f"A record of {shown(list_name)} is an object: it begins with “{{”.", self.at
            )
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for name, name_line in self.members():
            values[name] = self.value()
            lines[name] = name_line
        return Row(list_name, values, self.file, line, lines)

    def end(self) -> None:
        """Refuse whatever follows."""
        self._skip_blanks()
        if self.at != len(self.text):
            self._refuse("It is not JSON: something follows behind its end.", self.at)

    def _closed(self, sign: str, *, first: bool) -> bool:
        self._skip_blanks()
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        if not first:
            self._take(",")
            self._skip_blanks()
            if self.text.startswith(sign, self.at):
                self._refuse("It is not JSON: a comma stands before the end.", self.at)
        return False

    def _take(self, sign: str) -> None:
        self._skip_blanks()
        if not self.text.startswith(sign, self.at):
            self._refuse(f"It is not JSON: “{sign}” is expected.", self.at)
        self.at += 1

    def _skip_blanks(self) -> None:
        match = _BLANKS.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _refuse(self, reason: str, at: int) -> NoReturn:
        raise Refused(Problem(self.file, self.line(at), "", reason))


# A string without an end is taken to the end of the text, so that no place is looked at twice.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def _refuse_depth(text: str, file: str, line: Any) -> None:
    """Refuse what is nested deeper than any bundle, before a recursive reader meets it."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        sign = match[0]
        if sign in "[{":
            depth += 1
            if depth > _DEEPEST:
                raise Refused(Problem(file, line(match.start()), "", _TOO_DEEP))
        elif sign in "]}":
            depth -= 1
