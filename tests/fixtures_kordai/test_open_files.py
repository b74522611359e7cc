"""Which files the shipped archive opens: what it wrote itself, each with the digest it has now."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.fixtures_kordai import file_digests
from tests.fixtures_kordai.bundle import FOLDER, rows

OWN = "this-archive"


def test_each_digest_in_the_bundle_is_that_of_its_file() -> None:
    assert len(list(file_digests.files())) >= 8
    assert file_digests.stale() == {}, "python -m tests.fixtures_kordai.file_digests"


def test_a_changed_letter_makes_a_digest_stale_and_the_one_command_mends_it(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    log = tmp_path / "search-log.txt"
    log.write_text(log.read_text(encoding="utf-8").replace("None", "none", 1), encoding="utf-8")
    changes = file_digests.stale(tmp_path)
    ((told, now),) = changes.items()
    manifest = (FOLDER / "manifest.json").read_text(encoding="utf-8")
    mended = file_digests.refreshed(manifest, changes)
    assert (manifest.count(told), mended.count(told), mended.count(now)) == (1, 0, 1)
    assert len(mended) == len(manifest)


def test_only_words_of_the_archive_itself_are_shipped() -> None:
    """An original is a log that the archive wrote; of others only its own summary is kept."""
    for source, file in file_digests.files():
        assert file["path"] == source["text"]
        assert file["public"] is True
        if source["author"] == OWN:
            assert (file["use"], source["kind"]) == ("original", "search_log")
        else:
            assert (file["use"], source["fidelity"]) == ("rendition", "summary")
            assert "this archive’s own summary" in source["rights"]


def test_every_log_has_a_file_and_so_has_every_source_of_an_allegation_of_torture() -> None:
    keeps = {source["key"] for source, _file in file_digests.files()}
    logs = {row["key"] for row in rows("sources") if row.get("author") == OWN}
    cited = {
        item.strip().partition("#")[0]
        for claim in rows("claims")
        if claim["topic"] in ("torture", "beating") and claim.get("stance") != "silent"
        for item in claim["cite"].split(";")
    }
    assert len(logs) == 3
    assert len(cited) >= 5
    assert logs | cited <= keeps
