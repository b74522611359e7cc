"""The shipped bundle as a whole: imported again it changes nothing, and the audit is silent."""

from __future__ import annotations

from archive.ingest.importing import Options, import_paths
from archive.ingest.plans import Action
from archive.workflow import audit
from tests.fixtures_kordai import bundle


def test_a_second_import_changes_nothing(shipped: None) -> None:
    report = import_paths([str(bundle.FOLDER)], Options(apply=True, publish=True))
    assert report.problems == []
    assert {action for action in Action if report.count(action)} == {Action.UNCHANGED}


def test_the_audit_finds_nothing(shipped: None) -> None:
    assert audit.findings() == []


def test_every_record_with_an_address_of_its_own_brings_its_ref() -> None:
    for list_name in ("claims", "steps", "reports", "involvements", "memberships", "exhibits"):
        assert [row["id"] for row in bundle.rows(list_name) if "ref" not in row] == []


def test_every_file_of_the_bundle_belongs_to_it() -> None:
    texts = {source["text"] for source in bundle.rows("sources")}
    found = {path.relative_to(bundle.FOLDER).as_posix() for path in bundle.FOLDER.rglob("*.txt")}
    assert found == texts
