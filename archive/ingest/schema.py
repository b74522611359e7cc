"""The manifest of a bundle as JSON Schema, made from the same shapes by which it is read.

`docs/bundle.schema.json` is the published copy; a test holds it to this.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import override

from archive.geography import KINDS
from archive.ingest.records import SEGMENTS, STATES
from archive.ingest.shapes import (
    CONSENT,
    FILE,
    PRINCIPALS,
    SHAPES,
    TEXT_ROW,
    TEXTS,
    WORDING,
    Field,
    Kind,
    Shape,
)
from archive.ingest.values import LONGEST_SLUG, LONGEST_TEXT
from archive.models.base import CROCKFORD
from archive.models.history import PRINCIPAL_LENGTH
from archive.models.texts import language_rule

Schema = dict[str, Any]

_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_LANGUAGE = re.compile(language_rule.regex).pattern.replace(r"\Z", "$")
_ONE_OBJECT = ("archive",)


def as_text() -> str:
    """The schema as it stands in `docs/bundle.schema.json`."""
    with override("en"):
        return json.dumps(manifest(), indent=2, ensure_ascii=False) + "\n"


def manifest() -> Schema:
    """The schema of a whole manifest."""
    lists: Schema = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in SHAPES
    }
    lists |= {name: {"$ref": f"#/$defs/{name}"} for name in _ONE_OBJECT}
    lists[TEXTS] = {"type": "array", "items": {"$ref": f"#/$defs/{TEXTS}"}}
    principal = {"type": "string", "minLength": 1, "maxLength": PRINCIPAL_LENGTH}
    lists[PRINCIPALS] = {
        "description": "The two people who answer for what the bundle publishes.",
        **_object({"by": principal, "second": principal}, ["by"]),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Manifest of a bundle",
        "description": "What `import_sources` reads. A list may also stand in a file of its own.",
        **_object({"$schema": {"type": "string"}, **lists}, []),
        "$defs": {
            **{name: _record(shape) for name, shape in SHAPES.items()},
            TEXTS: _object(_fields(TEXT_ROW), _required(TEXT_ROW)),
            "reference": {
                "description": "A slug, key or id; `list:slug` where several records have it.",
                "type": "string",
                "pattern": f"^([a-z_]+:)?{_SLUG[1:]}",
            },
            "wordings": {
                "description": "A text for each language.",
                "type": "object",
                "propertyNames": {"pattern": _LANGUAGE},
                "additionalProperties": {
                    "anyOf": [
                        {"type": "string", "minLength": 1},
                        _object(_fields(WORDING), ["text"]),
                    ]
                },
            },
            "cite": {
                "description": 'key#number, key#first-last, key#number "exact words"; parted by ;',
                "anyOf": [
                    {"type": "string", "minLength": 1},
                    {"type": "array", "items": {"type": "string"}, "minItems": 1},
                ],
            },
        },
    }


def _record(shape: Shape) -> Schema:
    schema = _object(_fields(shape.fields), _required(shape.fields))
    schema = {"title": str(shape.model._meta.verbose_name), **schema}
    other = "key" if "key" in shape.fields else "slug"
    if shape.key != "id" and shape.list_name not in _ONE_OBJECT:
        schema["anyOf"] = [{"required": [other]}, {"required": ["id"]}]
    return schema


def _object(properties: Schema, required: list[str]) -> Schema:
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _required(fields: Mapping[str, Field]) -> list[str]:
    return [name for name, field in fields.items() if field.required]


def _fields(fields: Mapping[str, Field]) -> Schema:
    return {name: _described(field) for name, field in fields.items()}


def _described(field: Field) -> Schema:
    """The schema of one field, with the help that editors read; null is a field not given."""
    schema = _FORMS[field.kind](field)
    if not field.required and field.name not in ("id", "slug", "key"):
        if "enum" in schema:
            schema = {**schema, "enum": [*schema["enum"], None]}
        elif "type" in schema:
            schema = {**schema, "type": [schema["type"], "null"]}
        else:
            schema = {"anyOf": [schema, {"type": "null"}]}
    help_text = str(field.column.help_text) if field.column is not None else ""
    return {"description": help_text, **schema} if help_text else schema


def _text(field: Field) -> Schema:
    if field.name in ("slug", "key"):
        return _slug(field)
    if field.name == "language":
        return {"type": "string", "pattern": _LANGUAGE}
    longest = field.column.max_length if isinstance(field.column, models.CharField) else None
    return {"type": "string", "maxLength": longest or LONGEST_TEXT}


def _slug(_field: Field) -> Schema:
    return {"type": "string", "pattern": _SLUG, "maxLength": LONGEST_SLUG}


def _choice(field: Field) -> Schema:
    assert field.column is not None
    codes = [str(code) for code, _label in field.column.flatchoices if code]
    return {"enum": [*codes, ""] if field.column.blank else codes}


def _integer(field: Field) -> Schema:
    positive = isinstance(
        field.column, models.PositiveIntegerField | models.PositiveSmallIntegerField
    )
    return {"type": "integer", "minimum": 0} if positive else {"type": "integer"}


def _reference(_field: Field) -> Schema:
    return {"$ref": "#/$defs/reference"}


def _files(_field: Field) -> Schema:
    return {"type": "array", "items": _object(_fields(FILE), _required(FILE))}


def _consents(_field: Field) -> Schema:
    one = _object(_fields(CONSENT), _required(CONSENT))
    return {"anyOf": [one, {"type": "array", "items": one}]}


_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_LINES = {"type": "array", "items": {"type": "array"}, "minItems": 1}
_GEOGRAPHY = {
    "type": "object",
    "description": "Lines of the map as GeoJSON; `attribution` says who drew them.",
    "properties": {
        "type": {"const": "FeatureCollection"},
        "attribution": {"type": "string"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {
                        "type": "object",
                        "properties": {
                            "kind": {"enum": list(KINDS)},
                            "name": {
                                "type": "object",
                                "additionalProperties": {"type": "string"},
                            },
                        },
                        "required": ["kind"],
                    },
                    "geometry": {
                        "type": "object",
                        "properties": {
                            "type": {"enum": ["LineString", "MultiLineString"]},
                            "coordinates": _LINES,
                        },
                        "required": ["type", "coordinates"],
                    },
                },
                "required": ["properties", "geometry"],
            },
        },
    },
}
_FORMS = {
    Kind.TEXT: _text,
    Kind.LOCAL_ID: _slug,
    Kind.REF: lambda _field: {"type": "string", "pattern": f"^[{CROCKFORD}]{{8}}$"},
    Kind.CHOICE: _choice,
    Kind.STATE: lambda _field: {"enum": list(STATES)},
    Kind.EDTF: lambda _field: {"type": "string", "maxLength": 64},
    Kind.DATE: lambda _field: _DAY,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: lambda _field: {"type": "number"},
    Kind.BOOLEAN: lambda _field: {"type": "boolean"},
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: lambda field: {"type": "array", "items": _reference(field)},
    Kind.LANGUAGES: lambda _field: {
        "type": "array",
        "items": {"type": "string", "pattern": _LANGUAGE},
        "uniqueItems": True,
    },
    Kind.AREA: lambda _field: {
        "type": "array",
        "items": {"type": "number"},
        "minItems": 4,
        "maxItems": 4,
    },
    Kind.GEOGRAPHY: lambda _field: _GEOGRAPHY,
    Kind.WORDINGS: lambda _field: {"$ref": "#/$defs/wordings"},
    Kind.CITE: lambda _field: {"$ref": "#/$defs/cite"},
    Kind.PATH: lambda _field: {"type": "string", "minLength": 1},
    Kind.SEGMENT: lambda _field: {"enum": list(SEGMENTS)},
    Kind.VOICES: lambda field: {"type": "object", "additionalProperties": _reference(field)},
    Kind.FILES: _files,
    Kind.CONSENTS: _consents,
}
