"""Two imports of one bundle at once: one brings it, the other finds it there."""

import json
from pathlib import Path

import pytest

from tests.ingest.bundles import EXAMPLE
from tests.ingest.installations import Installation, scratch_database


@pytest.mark.django_db
def test_two_imports_at_once_make_one_archive(tmp_path: Path) -> None:
    with scratch_database() as database:
        installation = Installation(tmp_path, database)
        status, _out, err = installation.run("manage.py", "migrate", "-v0")
        assert status == 0, err
        command = ("manage.py", "import_sources", str(EXAMPLE), "--apply", "--json")
        programs = [installation.start(*command), installation.start(*command)]
        told = [program.communicate() for program in programs]
    assert [program.returncode for program in programs] == [0, 0], told
    reports = [json.loads(out) for out, _err in told]
    assert sorted((one["create"], one["unchanged"]) for one in reports) == [(0, 34), (34, 0)]
