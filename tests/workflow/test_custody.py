"""`manage.py custody`: a file in somebody's hands is recognised, and whatever changed is found."""

from __future__ import annotations

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import File, Passage, PublicVersion, Source
from archive.vocabularies import Fidelity, State
from archive.workflow.versions import keep_versions
from tests import factories
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db

CONTENT = b"A page with a stamp, and a line below it."


@pytest.fixture
def scanned(db: None) -> Source:
    """A source of several passages, opened to readers with a file."""
    source = factories.source("Report with a scan", passages=("One said.", "Two — Орлен.", "Three"))
    factories.file(source, CONTENT)
    keep_versions([source])
    return source


def in_store() -> Path:
    return Path(django_settings.MEDIA_ROOT) / hashlib.sha256(CONTENT).hexdigest()


def run(*arguments: str) -> tuple[int, str]:
    """The exit code of the command and what it prints."""
    out = StringIO()
    try:
        call_command("custody", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def downloaded(folder: Path, content: bytes = CONTENT) -> str:
    """A file as a reader has it, whatever it is called there."""
    path = folder / "download (1).bin"
    path.write_bytes(content)
    return str(path)


def test_a_download_is_recognised_and_its_certificate_named(
    client: Client, scanned: Source, tmp_path: Path
) -> None:
    code, text = run(downloaded(tmp_path))
    address = f"/sources/{scanned.slug}/files/{hashlib.sha256(CONTENT).hexdigest()}/custody/"
    assert code == 0
    assert f"Custody certificate: {address}" in text
    assert scanned.title in text
    assert client.get(address).status_code == 200


def test_it_says_the_same_twice_and_nothing_of_the_clock(scanned: Source, tmp_path: Path) -> None:
    path = downloaded(tmp_path)
    assert run(path, "--verify") == run(path, "--verify")


def test_each_fact_of_the_text_stands_on_the_page(client: Client, tmp_path: Path) -> None:
    story = factories.story()
    keep_versions([story.report_source])
    path = downloaded(tmp_path, (Path(django_settings.MEDIA_ROOT) / story.scan.sha256).read_bytes())
    told = json.loads(run(path, "--json")[1])["files"][0]["certificates"][0]["certificate"]
    assert told == client.get(f"{told['url'].rstrip('/')}.json").json()
    page = read(client, told["url"])
    shown = {" ".join(one.text.split()) for one in page.all("dd", "code", "p", "time", "a")}
    shown |= {one["datetime"] for one in page.all("time")}
    for value in (
        *(told["file"][name] for name in ("sha256", "media_type")),
        *(str(told["file"]["size"]), told["cut"]["sha256"], told["source"]["title"]),
        *(told["data"]["author"]["title"], told["opened"]["edtf"]),
    ):
        assert value in shown
        assert value in run(path)[1]


def test_what_no_public_file_is_like_is_said_and_fails(tmp_path: Path) -> None:
    story = factories.story()
    draft = factories.source("A draft", state=State.DRAFT)
    hidden = [
        factories.file(story.report_source, b"A private page.", public=False),
        factories.file(draft, b"A page of a draft."),
    ]
    answers = set()
    for content in (b"A private page.", b"A page of a draft.", b"Nonsense."):
        code, text = run(downloaded(tmp_path, content), "--verify")
        assert code == 1
        answers.add(text.replace(hashlib.sha256(content).hexdigest(), "digest"))
    (answer,) = answers
    assert answer.endswith("No public file of this archive has this SHA-256.\n")
    assert File.objects.filter(pk__in=[row.pk for row in hidden]).count() == 2


def test_a_path_that_cannot_be_read_is_said_and_the_others_are_told(
    scanned: Source, tmp_path: Path
) -> None:
    code, text = run(str(tmp_path / "nowhere"), downloaded(tmp_path))
    assert code == 1
    assert "nowhere: cannot be read" in text
    assert scanned.title in text


def test_a_file_of_two_sources_has_a_certificate_of_each(scanned: Source, tmp_path: Path) -> None:
    other = factories.source("A copy of the scan")
    factories.file(other, CONTENT)
    told = json.loads(run(downloaded(tmp_path), "--json")[1])
    keys = [one["certificate"]["data"]["key"] for one in told["files"][0]["certificates"]]
    assert keys == sorted([other.slug, scanned.slug])


def test_verify_holds_bytes_and_passages_against_the_record(
    scanned: Source, tmp_path: Path
) -> None:
    code, text = run(downloaded(tmp_path), "--verify")
    assert code == 0
    assert "verified: The bytes in the store have the recorded SHA-256 and size." in text
    assert "verified: The passages are those of the public version of " in text
    assert "DIFFERS" not in text


def test_without_a_public_version_it_says_that_nothing_was_compared(tmp_path: Path) -> None:
    source = factories.source("Report without history")
    factories.file(source, CONTENT)
    code, text = run(downloaded(tmp_path), "--verify")
    assert code == 0
    assert f"not compared: {source.slug}: no public version is kept" in text


def test_a_store_without_the_file_is_named(scanned: Source, tmp_path: Path) -> None:
    in_store().unlink()
    code, text = run(downloaded(tmp_path), "--verify")
    assert code == 1
    assert "DIFFERS: File" in text
    assert "nothing can be read in the store" in text


def test_a_version_that_was_changed_with_the_passages_is_found_by_its_hash(
    scanned: Source, tmp_path: Path
) -> None:
    Passage.objects.filter(source=scanned, number=1).update(text="One never said.")
    version = PublicVersion.objects.get(entry_id=scanned.pk)
    version.content["passages"][0]["text"] = "One never said."
    PublicVersion.objects.filter(pk=version.pk).delete()  # what is kept can be taken, not changed
    version.pk = None
    version.save(force_insert=True)
    code, text = run(downloaded(tmp_path), "--verify")
    assert code == 1
    assert "the last public version is not the one that its hash was made of" in text


changes = st.one_of(
    st.tuples(
        st.sampled_from(["file", "store"]), st.integers(0, 8 * len(CONTENT) - 1), st.just("")
    ),
    st.tuples(
        st.just("passage"),
        st.integers(0, 10_000),
        st.sampled_from(["letter", "fidelity", "withheld", "gone", "added"]),
    ),
)


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def change_a_passage(source: Source, where: int, how: str) -> int:
    """Change one passage past everything that the archive does; return its number."""
    rows = list(source.passages.order_by("number"))
    row = rows[where % len(rows)]
    this = Passage.objects.filter(pk=row.pk)
    if how == "letter":
        place = where // len(rows) % len(row.text)
        letter = chr(ord(row.text[place]) ^ 1)
        this.update(text=row.text[:place] + letter + row.text[place + 1 :])
    elif how == "fidelity":
        this.update(fidelity=Fidelity.SUMMARY)
    elif how == "withheld":
        this.update(text="", withheld=True)
    elif how == "gone":
        this.delete()
    else:
        Passage.objects.create(
            source=source, number=100 + where, text="More.", fidelity=Fidelity.VERBATIM
        )
        return 100 + where
    return int(row.number)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(change=changes)
def test_a_flipped_bit_of_the_file_the_store_or_a_passage_is_found(
    scanned: Source, tmp_path: Path, change: tuple[str, int, str]
) -> None:
    where, place, how = change
    in_store().write_bytes(CONTENT)
    assert run(downloaded(tmp_path), "--verify")[0] == 0
    with transaction.atomic():
        if where == "file":
            code, text = run(downloaded(tmp_path, flipped(CONTENT, place)), "--verify")
            expected = "No public file of this archive has this SHA-256."
        elif where == "store":
            in_store().write_bytes(flipped(CONTENT, place))
            code, text = run(downloaded(tmp_path), "--verify")
            expected = hashlib.sha256(flipped(CONTENT, place)).hexdigest()
            assert f"DIFFERS: File {in_store().name}" in text
        else:
            number = change_a_passage(scanned, place, how)
            code, text = run(downloaded(tmp_path), "--verify")
            expected = f"{scanned.slug}#{number}"
            assert "DIFFERS: Passages" in text
        transaction.set_rollback(True)
    assert code == 1
    assert expected in text


def told_by(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(path, "--json", "--verify")[1])["files"][0]
    return found


def test_json_says_the_same(scanned: Source, tmp_path: Path) -> None:
    told = told_by(downloaded(tmp_path))
    assert told["ok"] is True
    assert told["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    record = told["certificates"][0]["record"]
    assert (record["differs"], record["unknown"], len(record["same"])) == ([], [], 2)
    in_store().write_bytes(flipped(CONTENT, 8))
    told = told_by(downloaded(tmp_path))
    assert told["ok"] is False
    assert len(told["certificates"][0]["record"]["differs"]) == 1
