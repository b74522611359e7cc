"""What the page on importing says of bundles is what the importer does."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from archive.ingest import bundle, documents, reading, segments
from archive.ingest.records import SEGMENTS, STATES
from archive.ingest.shapes import (
    CONSENT,
    FILE,
    LIST_NAMES,
    PASSAGE,
    PRINCIPALS,
    SHAPES,
    TEXT_ROW,
    Kind,
)
from archive.models.sources import WORDS_LIMIT
from archive.vocabularies import Fidelity, FileUse
from tests.docs.reading import DOCS, blocks

PAGE = DOCS / "importing.md"
TEXT = PAGE.read_text(encoding="utf-8")
SAID_ONCE = {"id", "ref", "state", "cite", "embargo_until", "desk_note"}
"""Fields of every record, told before the table."""


def rows() -> dict[str, tuple[str, str]]:
    """The table of fields: list → (what names its records, the cell of its fields)."""
    found = re.findall(r"^\| `(\w+)` \| (?:its )?`(\w+)` \| (.+) \|$", TEXT, re.MULTILINE)
    return {name: (key, fields) for name, key, fields in found}


def test_the_table_has_every_list_and_no_other() -> None:
    assert set(rows()) == LIST_NAMES - {PRINCIPALS}


@pytest.mark.parametrize("list_name", SHAPES)
def test_the_table_has_every_field_of_a_list_with_what_is_required(list_name: str) -> None:
    shape = SHAPES[list_name]
    key, told = rows()[list_name]
    assert key == shape.key
    fields = {
        name: field
        for name, field in shape.fields.items()
        if name not in SAID_ONCE | {"slug", "key"} and field.kind is not Kind.WORDINGS
    }
    assert set(re.findall(r"`(\w+)`", told)) == set(fields)
    required = {name for name, field in fields.items() if field.required}
    assert set(re.findall(r"\*\*`(\w+)`\*\*", told)) == required


def test_what_is_said_of_every_record_holds_of_every_list() -> None:
    for list_name, shape in SHAPES.items():
        words = {name for name, field in shape.fields.items() if field.kind is Kind.WORDINGS}
        own = {"title"} if list_name == "sources" else set()
        expected = {"title", "summary", "label", "name"} - ({"name"} if own else set()) - own
        assert words == expected, list_name
        assert set(shape.fields) >= SAID_ONCE


def test_the_fields_of_texts_are_those_of_the_table() -> None:
    told = rows()["texts"][1]
    assert set(re.findall(r"`(\w+)`", told)) == set(TEXT_ROW)
    required = {name for name, field in TEXT_ROW.items() if field.required}
    assert set(re.findall(r"\*\*`(\w+)`\*\*", told)) == required


def test_the_ways_of_cutting_and_the_codes_are_told() -> None:
    assert set(re.findall(r"^\| `(\w+)` .*\|.*\|.*\|$", TEXT, re.MULTILINE)) >= set(SEGMENTS)
    for code in (*STATES, *Fidelity.values, *FileUse.values, *CONSENT, *FILE, *PASSAGE):
        assert re.search(rf"[`\"]{code}[`\"]", TEXT), code


def test_the_limits_are_those_of_the_importer() -> None:
    limits = TEXT.partition("## Limits")[2]
    told = [
        f"{bundle.LIST_LIMIT // bundle.MEGABYTE} MB",
        f"{bundle.TEXT_LIMIT // bundle.MEGABYTE} MB",
        f"{bundle.FILE_LIMIT // bundle.MEGABYTE:,} MB",
        f"{reading.ROW_LIMIT:,} records",
        f"{documents.PASSAGE_LIMIT:,} passages",
        f"{segments.LONGEST_PASSAGE:,} characters",
    ]
    assert [limit for limit in told if limit not in " ".join(limits.split())] == []
    assert f"at most {WORDS_LIMIT}" in " ".join(TEXT.split())


def test_the_example_of_a_manifest_and_of_an_answer_are_json() -> None:
    manifest, answer = (json.loads(block.body) for block in blocks(PAGE, "json"))
    assert set(manifest) <= LIST_NAMES
    assert set(answer) == {
        *("create", "update", "unchanged", "conflict"),
        *("passages", "problems", "sources"),
    }


@pytest.mark.django_db
def test_the_answer_has_the_form_that_is_shown(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The mill burned. Nobody came.")
    shown = json.loads(blocks(PAGE, "json")[1].body)
    given = answer(str(tmp_path / "mill.txt"))
    assert list(given) == list(shown)
    assert list(given["sources"][0]) == list(shown["sources"][0])
    (tmp_path / "claims.csv").write_text("id,stance\ndenial,denys\n")
    wrong = answer(str(tmp_path / "claims.csv"))["problems"]
    assert list(wrong[0]) == list(shown["problems"][0])


@pytest.mark.django_db
def test_the_example_bundle_is_imported_as_the_page_says() -> None:
    example = str(DOCS / "bundle-example")
    plan = answer(example)
    assert plan["problems"] == []
    assert plan["create"] > 20
    assert plan["update"] == plan["unchanged"] == plan["conflict"] == 0
    done = answer(example, apply=True, publish=True)
    assert done == plan
    again = answer(example, apply=True, publish=True)
    assert (again["create"], again["update"], again["unchanged"]) == (0, 0, plan["create"])


@pytest.mark.django_db
def test_problems_read_as_the_page_shows_them(tmp_path: Path) -> None:
    call_command("import_sources", str(DOCS / "bundle-example"), apply=True, stdout=StringIO())
    head = "id,asserted_by,subject,topic,text,stance,cite\n"
    claim = "orlen-legal-aid,orlen,other,It rained."
    (tmp_path / "claims.csv").write_text(
        f"{head}\n\n\n\n\none,{claim},denys,nine-on-trial#1\n\n"
        f"two,{claim},asserts,nine-on-trial#60\n"
    )
    place = (
        '{\n"places": [\n{\n"slug": "orlen-mill", "kind": "site",\n"within": "tarva-distrikt"}]}'
    )
    (tmp_path / "manifest.json").write_text("\n" * 26 + place)
    assert problems(str(tmp_path)) == shown_problems()


def shown_problems() -> list[str]:
    """The problems that the page shows."""
    body = next(block.body for block in blocks(PAGE, "text") if "claims.csv:7" in block.body)
    return body.splitlines()


def answer(path: str, **options: bool) -> dict[str, Any]:
    """What the command prints as JSON."""
    out = StringIO()
    with suppress(SystemExit):
        call_command("import_sources", path, json=True, stdout=out, stderr=StringIO(), **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def problems(path: str) -> list[str]:
    """What the command prints about a file, without the folder in which the file lies."""
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("import_sources", path, stdout=StringIO(), stderr=err)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", err.getvalue())
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    return [line.replace(f"{folder}/", "") for line in plain.splitlines()]
