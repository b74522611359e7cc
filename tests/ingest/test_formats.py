"""The same bundle in JSON, TOML and tables says the same."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archive.ingest import reading, records
from archive.ingest.importing import Options, import_paths
from archive.ingest.records import Proposal
from archive.models import Claim, Place, Text
from tests.ingest.bundles import Bundle, counts, reasons

pytestmark = pytest.mark.django_db


def proposals(folder: Path) -> dict[tuple[str, str], Any]:
    """What the files of a folder propose, without the places where it stands."""
    rows = reading.read([str(folder)])
    assert rows.problems == []
    found: dict[tuple[str, str], Any] = {}
    for row in rows.rows:
        if row.list_name == "principals":
            continue
        proposal, problems = records.propose(row)
        assert problems == []
        assert proposal is not None
        found[proposal.key] = _plain(proposal)
    return found


def _plain(one: Proposal) -> Any:
    wordings = [
        (word.part, word.language, word.text, word.kind, word.status, word.used_by)
        for word in one.wordings
    ]
    text = one.text and (one.text.segment, one.text.fidelity, one.text.origin.path.name)
    columns = (one.values, one.references, one.links)
    return *columns, wordings, one.cite, text, one.consents, one.local_id


def as_table(rows: list[dict[str, Any]]) -> str:
    """A list as a table, by the documented rules."""
    cells = [_cells(row) for row in rows]
    columns = list(dict.fromkeys(name for row in cells for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(cells)
    return out.getvalue()


def _cells(row: dict[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells |= {f"{name}.{part}": text for part, text in _cells(value).items()}
        elif isinstance(value, list):
            cells[name] = ";".join(str(item) for item in value)
        elif isinstance(value, bool):
            cells[name] = str(value).lower()
        else:
            cells[name] = str(value)
    return cells


def as_toml(manifest: dict[str, Any]) -> str:
    """A manifest in TOML; JSON's texts, numbers and lists are TOML's as well."""
    lines = []
    for name, value in manifest.items():
        for row in value if isinstance(value, list) else [value]:
            lines.append(f"[[{name}]]" if isinstance(value, list) else f"[{name}]")
            for field, part in row.items():
                if isinstance(part, dict):
                    inner = ", ".join(f"{key} = {json.dumps(text)}" for key, text in part.items())
                    lines.append(f"{field} = {{ {inner} }}")
                else:
                    lines.append(f"{field} = {json.dumps(part)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def rich(bundle: Bundle) -> Bundle:
    """The bundle with a value of each kind."""
    bundle.record("places", "orlen").update(
        latitude=50.4, longitude=41.25, precision="point", embargo_until="2031-05-05"
    )
    bundle.record("actors", "legal-aid")["minor"] = False
    bundle.manifest["trials"] = [
        {"slug": "nine", "incidents": ["fire"], "cite": 'nine#3 "Nine ""people"""'}
    ]
    bundle.write("nine.txt", 'One. One person died. Nine "people" stood trial.')
    return bundle


def test_tables_say_what_a_manifest_says(rich: Bundle, tmp_path: Path) -> None:
    rich.save()
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "manifest.json").write_text(json.dumps({"principals": rich.manifest["principals"]}))
    (tables / "nine.txt").write_text((rich.folder / "nine.txt").read_text())
    for name, rows in rich.manifest.items():
        if isinstance(rows, list):
            (tables / f"{name}.csv").write_text(as_table(rows))
    assert proposals(tables) == proposals(rich.folder)


def test_toml_says_what_json_says(rich: Bundle, tmp_path: Path) -> None:
    rich.save()
    other = tmp_path / "toml"
    other.mkdir()
    (other / "manifest.toml").write_text(as_toml(rich.manifest))
    (other / "nine.txt").write_text((rich.folder / "nine.txt").read_text())
    assert proposals(other) == proposals(rich.folder)


def test_a_list_may_stand_in_a_file_of_its_own(bundle: Bundle) -> None:
    bundle.apply()
    bundle.write("claims.json", json.dumps(bundle.manifest.pop("claims")))
    bundle.write("places.csv", as_table(bundle.manifest.pop("places")))
    assert counts(bundle.apply()) == {"create": 0, "update": 0, "unchanged": 6, "conflict": 0}


def test_dates_may_stand_in_toml_as_dates(bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text(
        '[[incidents]]\nslug = "fire"\nkind = "attack"\nwhen = 2031-05-03\n'
        "embargo_until = 2031-06-01\n"
    )
    report = import_paths([str(tmp_path)], Options())
    assert report.problems == []
    assert report.plan.planned[0].changes["when"] == "2031-05-03"


def test_a_fraction_is_read_exactly(bundle: Bundle) -> None:
    bundle.record("claims", "one-dead").update(low=0.1, high=20500000000.55)
    bundle.apply()
    claim = Claim.objects.get()
    assert (claim.low, claim.high) == (Decimal("0.10"), Decimal("20500000000.55"))


def test_parts_of_a_wording_may_stand_in_columns(bundle: Bundle) -> None:
    del bundle.manifest["places"][1]
    bundle.write(
        "places.csv",
        "slug,kind,within,name.en,name.kk,name.kk.status\n"
        "orlen,village,velia,Orlen,Өрлен,unchecked\n",
    )
    bundle.apply()
    names = Text.objects.filter(entry_id=Place.objects.get(slug="orlen").pk)
    assert dict(names.values_list("language", "status")) == {"en": "original", "kk": "unchecked"}


def test_blank_lines_and_empty_cells_are_nothing(bundle: Bundle) -> None:
    bundle.manifest["places"] = [bundle.manifest["places"][0]]
    bundle.write(
        "places.csv", "slug,kind,within,latitude,name.en\n\norlen,village,velia,,Orlen\n,,,,\n"
    )
    assert bundle.apply().problems == []
    assert Place.objects.get(slug="orlen").latitude is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "claims.csv:1: The header is missing"),
        ("id,id\na,b\n", "claims.csv:1: The column “id” stands twice."),
        ("id,,topic\na,b,c\n", "claims.csv:1: A column has no name."),
        ("id;topic;text\na;b;c\n", "claims.csv:1: The columns are to be parted by commas."),
        ("id,topic\na,killed,more\n", "claims.csv:2: It has 3 cells where the header names 2"),
        ('id,topic\n"a"b,killed\n', "claims.csv:2: It is not CSV: "),
        ('id,topic\n"a,killed\n', "It is not CSV: "),
        ("id,low\na,many\n", "claims.csv:2: low: “many” is not a number such as 12.5."),
        ("id,low\na,1e9\n", "claims.csv:2: low: “1e9” is not a number such as 12.5."),
        ("id,label\na,x\n", "claims.csv:2: label: A column of “label” names one part"),
        ("id,label.en.a.b\na,x\n", "claims.csv:2: label.en.a.b: A column of “label” names one"),
        ("id,topic.en\na,x\n", "claims.csv:2: topic.en: “topic” has no parts."),
        ("id,tpoic\na,x\n", "claims.csv:2: tpoic: There is no such field. Did you mean “topic”?"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(bundle: Bundle, table: str, said: str) -> None:
    bundle.write("claims.csv", table)
    assert any(said in problem for problem in reasons(bundle.plan()))


def test_files_cannot_stand_in_a_table(bundle: Bundle) -> None:
    bundle.write("sources.csv", "key,files\nnine,nine.txt\n")
    assert any("Files cannot stand in a table" in problem for problem in reasons(bundle.plan()))


def test_a_bundle_has_one_manifest(bundle: Bundle) -> None:
    bundle.write("manifest.toml", "")
    (problem,) = reasons(bundle.plan())
    assert problem.endswith(
        "A bundle has one manifest; this one has manifest.json and manifest.toml."
    )


def test_what_is_no_list_is_passed_over(bundle: Bundle) -> None:
    bundle.write("README.md", "# About this bundle")
    bundle.write(".hidden.csv", "x")
    bundle.write("notes/claims.csv", "x")
    assert bundle.plan().problems == []
