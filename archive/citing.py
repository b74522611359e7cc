"""The cite line: one line of text that names passages, the same in admin, fixtures and CSV.

    cite   = item *( ";" item )
    item   = key "#" number [ "-" number ] [ SP quoted ]
    quoted = DQUOTE text DQUOTE          ; a quotation mark inside is written twice

Example: `report-2022#5 "torture and beatings"; report-2022#7-8`. Blanks around a semicolon and
around the line mean nothing. Owns this grammar alone: whether the source, its passages and the
quoted words exist is for others to say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_KEY = re.compile(r'[^\s#;"]+')
_NUMBER = re.compile("[0-9]+")
_GREATEST_NUMBER = 2_147_483_647  # of an integer column; no source comes near
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_LINE_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class CitationItem:
    """Passages `first` to `last` of the source `key`, and exact words that stand in one of them.

    Raises ValueError for values that no cite line can write down.
    """

    key: str
    first: int
    last: int
    quotation: str = ""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"“{self.key}” cannot be the key of a source.")
        if not 1 <= self.first <= self.last <= _GREATEST_NUMBER:
            raise ValueError(f"{self.first}-{self.last} is no range of passages, counted from 1.")
        if self.quotation and not self.quotation.strip():
            raise ValueError("A quotation has words.")
        if _LINE_BREAK.search(self.quotation):
            raise ValueError("A quotation stands on one line.")


def parse(line: str) -> list[CitationItem]:
    """Read a cite line; repeats collapse, the order of first mention stays.

    Raises ValueError with one sentence that names the column (counted from 1) and what it lacks.
    A caller whose line may be empty asks before.
    """
    items: dict[CitationItem, None] = {}
    place = 0
    while True:
        item, place = _item(line, _after_blanks(line, place))
        items[item] = None
        place = _after_blanks(line, place)
        if place == len(line):
            return list(items)
        if line[place] != ";":
            raise _problem(place, f"“;” is expected before {_shown(line, place)}")
        place += 1


def format(items: Iterable[CitationItem]) -> str:  # noqa: A001 - read as citing.format
    """Write a cite line that `parse` reads back; repeats collapse, no items give an empty line."""
    return "; ".join(dict.fromkeys(_written(item) for item in items))


def _written(item: CitationItem) -> str:
    numbers = f"{item.first}" if item.first == item.last else f"{item.first}-{item.last}"
    doubled = item.quotation.replace('"', '""')
    return f"{item.key}#{numbers}" + (f' "{doubled}"' if doubled else "")


def _item(line: str, start: int) -> tuple[CitationItem, int]:
    """The item that begins at `start`, and where it ends."""
    key = _KEY.match(line, start)
    if key is None:
        raise _problem(start, f"the key of a source is expected, not {_shown(line, start)}")
    place = key.end()
    if line[place : place + 1] != "#":
        raise _problem(place, f"“#” and a passage's number are expected after “{key[0]}”")
    first, place = _passage_number(line, place + 1)
    last = first
    if line[place : place + 1] == "-":
        last, end = _passage_number(line, place + 1)
        if last < first:
            raise _problem(place + 1, f"the range {first}-{last} runs backwards")
        place = end
    quotation, place = _quotation(line, place)
    return CitationItem(key[0], first, last, quotation), place


def _passage_number(line: str, start: int) -> tuple[int, int]:
    match = _NUMBER.match(line, start)
    if match is None:
        raise _problem(start, f"a passage's number is expected, not {_shown(line, start)}")
    if len(match[0]) > 10 or not 1 <= int(match[0]) <= _GREATEST_NUMBER:
        raise _problem(start, f"no passage has the number {match[0][:12]}")
    return int(match[0]), match.end()


def _quotation(line: str, start: int) -> tuple[str, int]:
    """The exact words that may follow a number, and where they end; "" when there are none."""
    place = _after_blanks(line, start)
    if line[place : place + 1] != '"':
        return "", start
    if place == start:
        raise _problem(place, "a blank is expected before the quotation")
    match = _QUOTED.match(line, place)
    if match is None:
        raise _problem(place, "the quotation that begins here has no end")
    quotation = match[1].replace('""', '"')
    if not quotation.strip():
        raise _problem(place, "the quotation is empty")
    line_break = _LINE_BREAK.search(line, place, match.end())
    if line_break:
        raise _problem(line_break.start(), "a quotation stands on one line")
    return quotation, match.end()


def _after_blanks(line: str, start: int) -> int:
    while line[start : start + 1] == " ":
        start += 1
    return start


def _shown(line: str, place: int) -> str:
    if place == len(line):
        return "the end of the line"
    character = line[place]
    return f"“{character}”" if character.isprintable() else f"U+{ord(character):04X}"


def _problem(place: int, lack: str) -> ValueError:
    return ValueError(f"Column {place + 1} of the citations: {lack}.")
