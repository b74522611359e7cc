"""The published schema of a manifest: current, and as strict as the import."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from archive.ingest import schema
from archive.ingest.shapes import LIST_NAMES, SHAPES
from tests.ingest.bundles import EXAMPLE, Bundle, manifest

PUBLISHED = Path(__file__).parents[2] / "docs" / "bundle.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema.manifest())


def test_the_published_schema_is_the_code_s() -> None:
    assert PUBLISHED.read_text() == schema.as_text(), (
        "Write it anew: manage.py import_sources --schema > docs/bundle.schema.json"
    )


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(PUBLISHED.read_text()))


def test_it_knows_every_list() -> None:
    assert {*schema.manifest()["properties"]} == {*LIST_NAMES, "$schema"}
    assert len(SHAPES) == 15


def test_the_example_is_valid() -> None:
    VALIDATOR.validate(json.loads((EXAMPLE / "manifest.json").read_text()))


def test_the_example_uses_every_list() -> None:
    example = json.loads((EXAMPLE / "manifest.json").read_text())
    lists = {path.stem for path in EXAMPLE.glob("*.csv")}
    assert {*example, *lists} - {"$schema"} == LIST_NAMES


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("claims", {"topic": "kiled"}),
    ("claims", {"low": "1"}),
    ("claims", {"tpoic": "killed"}),
    ("claims", {"id": None}),
    ("claims", {"asserted_by": ["legal-aid"]}),
    ("places", {"name": "Orlen"}),
    ("places", {"name": {"english": "Orlen"}}),
    ("places", {"slug": "Orlen Mill"}),
    ("places", {"slug": None}),
    ("sources", {"segment": "word"}),
    ("sources", {"files": {"path": "x"}}),
    ("sources", {"title": None}),
    ("actors", {"minor": "no"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("list_name", "changed"), WRONG)
def test_what_it_refuses_the_import_refuses_too(
    bundle: Bundle, list_name: str, changed: dict[str, Any]
) -> None:
    bundle.manifest[list_name][0] |= changed
    assert not VALIDATOR.is_valid(bundle.manifest)
    assert bundle.plan().problems


@pytest.mark.django_db
def test_what_the_import_takes_is_valid(bundle: Bundle) -> None:
    bundle.record("claims", "one-dead").update(about=None, when=None, stance=None, relayed_by=None)
    assert bundle.plan().problems == []
    VALIDATOR.validate(bundle.manifest)
    VALIDATOR.validate(manifest())
