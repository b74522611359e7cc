"""One value of a field: its type, its characters, and the rules that the model has for it.

Raises ValueError with one sentence whenever a value cannot stand. What a value refers to is looked
up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models

from archive import citing
from archive.geography import canonical, names_in
from archive.ingest.problems import did_you_mean, printable, shown
from archive.ingest.shapes import Field, Kind
from archive.models.base import CROCKFORD, slug_rule
from archive.models.texts import language_rule
from archive.names import refuse_deceptive

LONGEST_SLUG = 80
LONGEST_TEXT = 100_000
"""How many characters a text of a record may have; a source's own text is a file."""

_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
_REF = re.compile(f"[{CROCKFORD}]{{8}}")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_READ_AS_NAMES = frozenset({"title", "public_name", "case_number", "official_code", "code"})

_TYPE_NAMES = {
    bool: "true or false",
    str: "a text",
    int: "a number",
    Decimal: "a number",
    list: "a list",
    dict: "an object",
    type(None): "nothing",
}


def text_of(value: Any, *, lines: bool = False) -> str:
    """A text without blanks around it. With `lines` it may have several lines."""
    if not isinstance(value, str):
        _refuse_type(value, "a text")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"It has {len(value):,} characters; at most {LONGEST_TEXT:,} are read.")
    text = value.replace("\r\n", "\n").strip()
    unreadable = _UNREADABLE.search(text) or _TURNING.search(text)
    if unreadable:
        code = f"U+{ord(unreadable[0]):04X}"
        raise ValueError(f"Character {unreadable.start() + 1}, {code}, has no place in a text.")
    if not lines and "\n" in text:
        raise ValueError("It stands on one line.")
    return text


def name_of(value: Any) -> str:
    """A text that people read as a name or heading: nothing in it may deceive the eye."""
    text = text_of(value)
    refuse_deceptive(text)
    return text


def slug_of(value: Any) -> str:
    """The slug, key or id of a record."""
    slug = name_of(value)
    if not slug:
        raise ValueError("It is empty.")
    if len(slug) > LONGEST_SLUG:
        raise ValueError(f"It has {len(slug)} characters; at most {LONGEST_SLUG} are allowed.")
    _validated(slug_rule, slug)
    return slug


def ref_of(value: Any) -> str:
    """The ref of a record: eight of Crockford's digits."""
    ref = name_of(value)
    if not _REF.fullmatch(ref):
        raise ValueError(f"{shown(ref)} is no ref: a ref is eight of the digits {CROCKFORD}.")
    return ref


def language_of(value: Any) -> str:
    """A language code such as `ru` or `kk-Cyrl`."""
    language = name_of(value)
    _validated(language_rule, language)
    return language


def column_value(field: Field, value: Any) -> Any:
    """The value of a column that is no relation, as the model wants it."""
    column = field.column
    assert column is not None, f"{field.name} fills no column"
    if field.kind is Kind.LANGUAGES:
        return _languages(value)
    if field.kind is Kind.AREA:
        return _area(value)
    if field.kind is Kind.GEOGRAPHY:
        return _geography(value)
    plain = _typed(field, column, value)
    try:
        return column.clean(plain, None)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None


def _typed(field: Field, column: models.Field[Any, Any], value: Any) -> Any:
    if field.kind is Kind.BOOLEAN:
        if not isinstance(value, bool):
            _refuse_type(value, "true or false")
        return value
    if field.kind is Kind.INTEGER:
        if isinstance(value, bool) or not isinstance(value, int):
            _refuse_type(value, "a whole number")
        return value
    if field.kind is Kind.DECIMAL:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            _refuse_type(value, "a number")
        return Decimal(value)
    if field.kind is Kind.CHOICE:
        return _choice(column, text_of(value))
    if field.name == "language":
        return language_of(value)
    if field.name in _READ_AS_NAMES:
        return name_of(value)
    return text_of(value, lines=isinstance(column, models.TextField))


def _choice(column: models.Field[Any, Any], code: str) -> str:
    codes = [str(known) for known, _label in column.flatchoices]
    if code not in codes and not (column.blank and code == ""):
        raise ValueError(f"{shown(code)} is not one of its values.{did_you_mean(code, codes)}")
    return code


def _languages(value: Any) -> list[str]:
    languages = [language_of(item) for item in list_of(value)]
    if len(set(languages)) != len(languages):
        raise ValueError("A language stands twice.")
    return languages


def _area(value: Any) -> list[float]:
    """West, south, east, north in degrees, as the floats that a JSON column keeps."""
    numbers = list_of(value)
    if not numbers:
        return []
    if len(numbers) != 4 or not all(
        isinstance(number, int | Decimal) and not isinstance(number, bool) for number in numbers
    ):
        raise ValueError("A map area is four numbers: west, south, east, north.")
    west, south, east, north = (float(number) for number in numbers)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError("A map area runs from west to east and from south to north, in degrees.")
    return [west, south, east, north]


def _geography(value: Any) -> dict[str, Any]:
    """Lines of a map, as they are kept; the texts among them are texts like any other."""
    kept = canonical(value)
    for name in names_in(kept):
        text_of(name)
    return kept


def cite_of(value: Any) -> list[citing.CitationItem]:
    """The items of one cite line, or of a list of them; repeats collapse."""
    lines = value if isinstance(value, list) else [value]
    items: dict[citing.CitationItem, None] = {}
    for line in lines:
        items.update(dict.fromkeys(citing.parse(text_of(line))))
    if not items:
        raise ValueError("It cites nothing.")
    return list(items)


def shown_name(name: Any) -> str:
    """The name of a field as somebody wrote it, printable and short."""
    return printable(str(name))[:LONGEST_SLUG]


def list_of(value: Any) -> list[Any]:
    """The value, if it is a list."""
    if not isinstance(value, list):
        _refuse_type(value, "a list")
    return value


def object_of(value: Any) -> dict[str, Any]:
    """The value, if it is an object."""
    if not isinstance(value, dict):
        _refuse_type(value, "an object")
    return value


def _refuse_type(value: Any, expected: str) -> NoReturn:
    found = _TYPE_NAMES.get(type(value), type(value).__name__)
    raise ValueError(f"It is to be {expected}, not {found}.")


def _validated(rule: Any, value: str) -> None:
    try:
        rule(value)
    except ValidationError as error:
        raise ValueError(f"{shown(value)}: {' '.join(error.messages)}") from None


def one_of(value: Any, known: Sequence[str]) -> str:
    """A text that is one of the known words."""
    word = text_of(value)
    if word not in known:
        raise ValueError(f"{shown(word)} is not one of its values.{did_you_mean(word, known)}")
    return word
