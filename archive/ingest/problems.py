"""What is wrong with an import, where it stands, and how it is said.

A problem is one sentence with file, line and field. Nothing here knows what is being imported.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_SHOWN = 80
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, order=True)
class Problem:
    """Something that forbids an import. `line` is 0 and `field` "" where there is none."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        """One line, whatever the names in the file hold."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [place, self.field[:_LONGEST_SHOWN], self.reason]
        return printable(": ".join(part for part in parts if part))


class Refused(Exception):  # noqa: N818 - an answer, not a failure of the program
    """A file or bundle that cannot be read further; carries the problems found so far."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def printable(text: str) -> str:
    """The text on one line, with everything that a terminal would obey or hide written out."""
    return "".join(
        f"\\u{ord(sign):04x}" if unicodedata.category(sign) in _UNPRINTABLE else sign
        for sign in text
    )


def shown(value: object) -> str:
    """A value of somebody's file as it may stand in a sentence: in quotes, printable, short."""
    text = value if isinstance(value, str) else repr(value)
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + "…"
    return f"“{printable(text)}”"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing sentence that names the nearest known word, or all of them when they are few."""
    choices = sorted(known)
    nearest = difflib.get_close_matches(word[:_LONGEST_SHOWN], choices, n=1, cutoff=0.6)
    if nearest:
        return f" Did you mean “{nearest[0]}”?"
    if 0 < len(choices) <= 16:
        return f" Known are: {', '.join(choices)}."
    return ""
