"""One problem anywhere, and nothing of the import is in the archive."""

from pathlib import Path

import pytest
from django.db import OperationalError

from archive.ingest import files, load
from archive.ingest.importing import Options, import_paths
from archive.models import Entry
from tests.ingest.bundles import EXAMPLE, Bundle, everything, reasons

pytestmark = pytest.mark.django_db


def a_bad_last_record(bundle: Bundle) -> None:
    """A claim that only the database can refuse, behind everything else."""
    bundle.manifest["claims"].append(
        bundle.record("claims", "one-dead") | {"id": "last", "stance": "denies"}
    )


def test_a_last_record_that_the_database_refuses_undoes_all(bundle: Bundle) -> None:
    a_bad_last_record(bundle)
    before = everything()
    report = bundle.apply(publish=True)
    assert [problem.field for problem in report.problems] == ["answers"]
    assert everything() == before


def test_a_last_record_that_is_not_ready_undoes_all(bundle: Bundle) -> None:
    bundle.manifest["claims"].append(
        {**bundle.record("claims", "one-dead"), "id": "last", "cite": None}
    )
    before = everything()
    report = bundle.apply(publish=True)
    assert len(report.problems) == 1
    assert report.problems[0].reason.endswith("It cites no passage.")
    assert everything() == before


def test_all_problems_are_told_at_once(bundle: Bundle) -> None:
    a_bad_last_record(bundle)
    bundle.manifest["places"].append({"slug": "sula", "kind": "site", "latitude": 50})
    bundle.record("claims", "one-dead")["high"] = 0
    assert sorted(problem.field for problem in bundle.apply().problems) == [
        "answers",
        "low",
        "precision",
    ]


def test_what_rests_on_a_refused_record_is_no_problem_of_its_own(bundle: Bundle) -> None:
    bundle.record("incidents", "fire")["place"] = "orlen"
    bundle.record("places", "orlen")["latitude"] = 50
    assert len(bundle.apply().problems) == 1


def test_a_database_that_gives_up_leaves_nothing(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(load.Loader, "_keep", locked)
    before = everything()
    report = bundle.apply()
    assert reasons(report)[0].endswith("nothing was changed: database is locked.")
    assert everything() == before


def test_a_full_disk_leaves_neither_rows_nor_files(
    stored_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.ingest.files.os.fsync", full)
    report = import_paths([str(EXAMPLE)], Options(apply=True))
    assert [problem.reason for problem in report.problems] == [
        "A file could not be stored, and nothing was changed: No space left on device."
    ]
    assert not Entry.objects.exists()
    assert list(stored_files.iterdir()) == []


def test_files_that_were_copied_are_swept_when_the_transaction_fails(
    stored_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.store

    def then_fail(given: object) -> None:
        size, _new = store(given)  # type: ignore[arg-type]
        assert size
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "store", then_fail)
    import_paths([str(EXAMPLE)], Options(apply=True))
    assert not Entry.objects.exists()
    assert [path.name for path in stored_files.iterdir() if path.stat().st_size == 0] == []
