"""Which lists a bundle has, and which fields each record of a list may have.

Read off the models, so that a new column of a record can be imported, and stands in the published
schema, without another line. `records.py` reads values by these shapes and `schema.py` writes them
down as JSON Schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from django.db import models

from archive.dates import EdtfField
from archive.models import (
    SUBJECT_TYPES,
    Actor,
    Archive,
    Claim,
    Consent,
    Entry,
    Exhibit,
    Fact,
    File,
    Incident,
    Involvement,
    LawArticle,
    Membership,
    Passage,
    Place,
    Record,
    Report,
    Sentence,
    Source,
    Step,
    Term,
    Text,
    Trial,
)
from archive.vocabularies import TextPart


class Kind(Enum):
    """How the value of a field is written and read."""

    TEXT = "text"
    CHOICE = "choice"
    EDTF = "edtf"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    REFERENCE = "reference"  # the slug, key or id of one other record
    REFERENCES = "references"  # a list of them
    LANGUAGES = "languages"  # a list of language codes
    AREA = "area"  # west, south, east, north
    GEOGRAPHY = "geography"  # lines of the map, as GeoJSON
    WORDINGS = "wordings"  # an object: language -> text
    CITE = "cite"  # a cite line, or a list of them
    PATH = "path"  # the relative path of a text in the bundle
    SEGMENT = "segment"  # how the text is cut
    VOICES = "voices"  # an object: name of a voice in the text -> actor
    FILES = "files"  # a list of objects: path, sha256, use
    CONSENTS = "consents"  # an object or a list of them: scope, means, given_on, until, note
    LOCAL_ID = "id"
    STATE = "state"  # where the record stands; what is not said is open for publication
    REF = "ref"  # the ref that is part of public addresses, kept from archive to archive


@dataclass(frozen=True)
class Field:
    """A field of a list: its name, how it is written, and the column that it fills, if any.

    `targets` are the lists of which a reference may name a record.
    """

    name: str
    kind: Kind
    required: bool = False
    column: models.Field[Any, Any] | None = None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shape:
    """A list of a bundle: its name, its model, the field that names its records, its fields."""

    list_name: str
    model: type[Record]
    key: str
    fields: Mapping[str, Field]


MODELS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "archive": Archive,
        "sources": Source,
        "places": Place,
        "actors": Actor,
        "memberships": Membership,
        "incidents": Incident,
        "trials": Trial,
        "involvements": Involvement,
        "steps": Step,
        "reports": Report,
        "exhibits": Exhibit,
        "law_articles": LawArticle,
        "claims": Claim,
        "sentences": Sentence,
        "terms": Term,
    }
)
"""The lists of records. `texts` and `principals` are read besides; their rows are no records."""

LIST_OF_TYPE: Mapping[str, str] = MappingProxyType(
    {model.TYPE.value: list_name for list_name, model in MODELS.items()}
)
"""The list of each record type."""

_NOT_WRITTEN = {"id", "ref", "record_type", "entry", "slug", "state", "only"}
_WORDING_PARTS = tuple(part.value for part in TextPart)
_KEYS = {"sources": "key"}
_LISTS_NAMED_BY_ID = {"steps", "sentences"}
"""Beside the facts: records without an address of their own, named by their `id`."""


def _kind(column: models.Field[Any, Any]) -> Kind:
    """How a column is written; an `assert` stops a new kind of column that nothing reads."""
    if isinstance(column, models.ManyToManyField):
        return Kind.REFERENCES
    if isinstance(column, models.ForeignKey):
        return Kind.REFERENCE
    if isinstance(column, EdtfField):
        return Kind.EDTF
    if column.choices:
        return Kind.CHOICE
    for column_type, kind in (
        (models.BooleanField, Kind.BOOLEAN),
        (models.DecimalField, Kind.DECIMAL),
        (models.IntegerField, Kind.INTEGER),
        (models.DateField, Kind.DATE),
        (models.CharField, Kind.TEXT),
        (models.TextField, Kind.TEXT),
    ):
        if isinstance(column, column_type):
            return kind
    special = {
        "languages": Kind.LANGUAGES,
        "map_area": Kind.AREA,
        "geography": Kind.GEOGRAPHY,
    }
    assert column.name in special, f"no way to write {column} in a bundle"
    return special[column.name]


def _targets(column: models.Field[Any, Any]) -> tuple[str, ...]:
    """The lists whose records a relation may name."""
    target = column.remote_field.model if column.remote_field else None
    if target is None:
        return ()
    if target is Entry:
        types = SUBJECT_TYPES if column.model is Claim else tuple(LIST_OF_TYPE)
        return tuple(LIST_OF_TYPE[str(record_type)] for record_type in types)
    return tuple(name for name, model in MODELS.items() if model is target)


def _field(column: models.Field[Any, Any]) -> Field:
    required = not column.has_default() and not column.null and not column.blank
    return Field(column.name, _kind(column), required, column, _targets(column))


def _shape(list_name: str, model: type[Record]) -> Shape:
    columns = [*model._meta.fields, *model._meta.many_to_many]
    fields = {
        column.name: _field(column)
        for column in columns
        if column.name not in _NOT_WRITTEN
        and not column.primary_key
        and not getattr(column.remote_field, "parent_link", False)
        and column.editable
    }
    named_by_id = issubclass(model, Fact) or list_name in _LISTS_NAMED_BY_ID
    key = "id" if named_by_id else _KEYS.get(list_name, "slug")
    slug = model._meta.get_field("slug")
    names = [
        Field("id", Kind.LOCAL_ID, required=key == "id"),
        Field("ref", Kind.REF),
        Field("state", Kind.STATE),
        Field(_KEYS.get(list_name, "slug"), Kind.TEXT, required=False, column=slug),
    ]
    parts = [Field(part, Kind.WORDINGS) for part in _WORDING_PARTS if part not in fields]
    extra = [Field("cite", Kind.CITE)]
    if model is Source:
        extra += [
            Field("text", Kind.PATH),
            Field("segment", Kind.SEGMENT),
            Field("fidelity", Kind.CHOICE, column=Passage._meta.get_field("fidelity")),
            Field("voices", Kind.VOICES, targets=("actors",)),
            Field("files", Kind.FILES),
            Field("consent", Kind.CONSENTS),
        ]
        parts = [part for part in parts if part.name != "name"]
    named = {field.name: field for field in (*names, *parts, *extra)}
    return Shape(list_name, model, key, MappingProxyType({**named, **fields}))


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {list_name: _shape(list_name, model) for list_name, model in MODELS.items()}
)
"""Every list of records by its name."""


def _columns(model: type[models.Model], *names: str) -> dict[str, Field]:
    columns = {column.name: column for column in model._meta.fields}
    return {name: _field(columns[name]) for name in names}


PRINCIPALS = "principals"
TEXTS = "texts"

WORDING = MappingProxyType(_columns(Text, "text", "status", "kind", "used_by"))
"""What a language's wording may say of itself."""

TEXT_ROW = MappingProxyType(
    {
        "entry": Field("entry", Kind.REFERENCE, required=True, targets=tuple(MODELS)),
        "type": Field("type", Kind.TEXT),
        **_columns(Text, "part", "text", "language", "kind", "used_by", "status"),
    }
)
"""The fields of the list `texts`, whose rows are parts of records."""

CONSENT = MappingProxyType(_columns(Consent, "scope", "means", "given_on", "until", "note"))
"""What is said of a consent."""

FILE = MappingProxyType(
    {
        "path": Field("path", Kind.PATH, required=True),
        "sha256": Field("sha256", Kind.TEXT, required=True),
        **_columns(File, "use"),
        "media_type": Field("media_type", Kind.TEXT, column=File._meta.get_field("media_type")),
        **_columns(File, "public"),
    }
)
"""What is said of a file."""

PASSAGE = MappingProxyType(
    {
        **_columns(Passage, "number", "locator", "text", "fidelity", "withheld"),
        "voice": Field("voice", Kind.TEXT),
    }
)
"""What is said of a passage in a text that is a list of passages."""

LIST_NAMES = frozenset({*MODELS, TEXTS, PRINCIPALS})
"""All names that a manifest may use at its top."""
