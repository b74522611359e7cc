"""A bundle is brought in through the browser: its plan first, all or nothing, in one's own name."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from archive.ingest import uploads
from archive.ingest.importing import Options
from archive.models import (
    Claim,
    Consent,
    Decision,
    Entry,
    File,
    Passage,
    PassageOriginal,
    Place,
    Revision,
    Source,
)
from archive.vocabularies import State
from archive.workflow.roles import MAY, Action, Role
from tests import factories
from tests.ingest.bundles import EXAMPLE, Bundle

pytestmark = pytest.mark.django_db

START = "/admin/import/"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings: Settings) -> Path:
    """Where uploads and stored files lie during the test."""
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    return tmp_path / "var" / "uploads"


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A small bundle about the fire at the mill of Orlen."""
    (tmp_path / "orlen").mkdir()
    return Bundle(tmp_path / "orlen")


def zipped(folder: Path) -> bytes:
    """A folder as a ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return out.getvalue()


def upload(client: Client, data: bytes, name: str = "orlen.zip") -> Any:
    """Upload a file, and follow to its plan."""
    return client.post(START, {"file": SimpleUploadedFile(name, data)}, follow=True)


def upload_bundle(client: Client, bundle: Bundle) -> Any:
    """Upload a bundle as it is now."""
    bundle.save()
    return upload(client, zipped(bundle.folder))


def press(client: Client, page: Any, button: str, **more: str) -> Any:
    """Press a button of a page with a plan."""
    fields = {"seen": page.context["seen"], button: "yes", **more}
    return client.post(page.request["PATH_INFO"], fields, follow=True)


def words(response: Any) -> str:
    """The page."""
    assert response.status_code == 200
    return str(response.content.decode())


def files_in(folder: Path) -> list[Path]:
    """Every file that lies in a folder."""
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


# Who may


@pytest.mark.parametrize("role", Role)
def test_whoever_may_write_may_import_and_nobody_else(
    role: Role, client: Client, bundle: Bundle
) -> None:
    client.force_login(factories.account("somebody", role.value))
    allowed = Action.WRITE in MAY[role]
    assert client.get(START).status_code == (200 if allowed else 403)
    answer = upload_bundle(client, bundle)
    assert answer.status_code == (200 if allowed else 403)
    assert ("/admin/import/" in words(client.get("/admin/"))) is allowed
    assert not Entry.objects.exists()


def test_without_an_account_there_is_no_way_in(client: Client, bundle: Bundle, kept: Path) -> None:
    bundle.save()
    data = SimpleUploadedFile("orlen.zip", zipped(bundle.folder))
    assert client.post(START, {"file": data}).status_code == 302
    assert client.get(f"{START}{'a' * 64}/").status_code == 302
    assert not files_in(kept)


def test_an_upload_is_of_one_account(
    editor: Client, reviewer: Client, bundle: Bundle, kept: Path
) -> None:
    page = upload_bundle(editor, bundle)
    address = page.request["PATH_INFO"]
    for path in (address, f"{address}plan.json", f"{START}{'a' * 64}/", f"{START}no-digest/"):
        assert reviewer.get(path).status_code == 404
    assert reviewer.post(address, {"discard": "yes"}).status_code == 404
    assert len(files_in(kept)) == 1
    assert editor.get(address).status_code == 200


# The plan


def test_the_plan_is_the_commands(
    editor: Client, bundle: Bundle, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle.record("claims", "one-dead")["topic"] = "kiled"
    for change in ("kiled", "killed"):
        bundle.record("claims", "one-dead")["topic"] = change
        page = upload_bundle(editor, bundle)
        with pytest.raises(SystemExit) if change == "kiled" else _nothing():
            call_command("import_sources", str(bundle.folder), json=True)
        told = json.loads(capsys.readouterr().out)
        for problem in told["problems"]:
            problem["file"] = problem["file"].removeprefix(f"{bundle.folder.parent}/")
        shown = editor.get(page.context["as_json"])
        assert shown["Content-Type"] == "application/json"
        assert shown.json() == told


class _nothing:  # noqa: N801 - stands where pytest.raises stands
    def __enter__(self) -> None: ...

    def __exit__(self, *_args: object) -> None: ...


def test_a_plan_changes_nothing_and_tells_problems_with_their_place(
    editor: Client, bundle: Bundle
) -> None:
    bundle.record("places", "orlen")["within"] = "velja"
    page = words(upload_bundle(editor, bundle))
    assert "orlen/manifest.json" in page
    assert f"<td>{bundle.line('velja')}</td>" in page
    assert "Did you mean “velia”?" in page
    assert "Apply the plan" not in page
    assert not Entry.objects.exists()


def test_a_single_file_is_taken_too(editor: Client) -> None:
    page = upload(editor, b"The mill burned. Nobody came.", "Отчёт 2031.txt")
    assert "otchyot-2031" in words(page)
    press(editor, page, "apply")
    assert Source.objects.get().passages.count() == 2


def test_a_file_that_nothing_reads_is_told(editor: Client) -> None:
    assert "cannot be read; these can" in words(upload(editor, b"\x7fELF", "orlen.exe"))


# Applied


def test_what_is_applied_are_drafts_in_the_name_of_the_account(
    editor: Client, bundle: Bundle, kept: Path
) -> None:
    answer = press(editor, upload_bundle(editor, bundle), "apply")
    assert "Done. (6 to create" in words(answer)
    assert set(Claim.objects.values_list("state", flat=True)) == {State.DRAFT}
    assert set(Revision.objects.values_list("principal", flat=True)) == {"vera"}
    assert not Decision.objects.exists()
    assert not files_in(kept)
    again = upload_bundle(editor, bundle)
    assert dict(again.context["counts"])["unchanged"] == 6


def test_nobody_becomes_two_by_what_a_bundle_says(
    reviewer: Client, custodian: Client, bundle: Bundle
) -> None:
    """Ilya writes and reviews. The bundle names another as its principal, and him as the second."""
    bundle.manifest["principals"] = {"by": "somebody else", "second": "ilya"}
    bundle.manifest["actors"].append(
        {"slug": "belskaya", "kind": "person", "naming": "named", "public_name": "Anna Belskaya"}
    )
    press(reviewer, upload_bundle(reviewer, bundle), "apply")
    person = Entry.objects.get(as_actor__slug="belskaya")
    address = f"/admin/archive/person/{person.pk}/decide/publish/"
    alone = reviewer.post(address, {"confirmed": "yes", "reason": "ready"})
    assert "You changed it last: another person has to publish it." in words(alone)
    assert custodian.post(address, {"confirmed": "yes", "reason": "ready"}).status_code == 302
    decision = Decision.objects.get(entry=person)
    assert (decision.principal, decision.second) == ("nadia", "ilya")


def test_no_account_publishes_by_importing() -> None:
    with pytest.raises(ValueError, match="published by the workflow"):
        Options(apply=True, publish=True, account="vera")


def test_a_record_that_readers_see_goes_back_to_review(editor: Client, bundle: Bundle) -> None:
    bundle.apply(publish=True)
    bundle.record("places", "orlen")["precision"] = "not_located"
    bundle.record("places", "orlen")["name"] = {"en": "Orlen by the river"}
    press(editor, upload_bundle(editor, bundle), "apply")
    assert Place.objects.get(slug="orlen").state == State.IN_REVIEW
    assert Place.objects.get(slug="velia").state == State.PUBLISHED


def test_only_custodians_bring_consents(editor: Client, custodian: Client, bundle: Bundle) -> None:
    bundle.manifest["sources"].append(
        {
            "key": "last-word",
            "kind": "testimony",
            "title": "The last word",
            "language": "en",
            "speaker": "legal-aid",
            "setting": "open_court",
            "consent": {"scope": "text", "means": "public_hearing"},
        }
    )
    page = words(upload_bundle(editor, bundle))
    assert "Custodians alone write consents" in page
    press(custodian, upload_bundle(custodian, bundle), "apply")
    assert Consent.objects.count() == 1


@pytest.mark.parametrize("withheld", [True, False])
def test_nobody_learns_redacted_words_by_quoting_them(
    withheld: bool, editor: Client, custodian: Client, bundle: Bundle
) -> None:
    press(editor, upload_bundle(editor, bundle), "apply")
    passage = Passage.objects.get(number=3)
    PassageOriginal.objects.create(passage=passage, text="Konstantin Zarubin stood trial.")
    passage.text, passage.withheld = ("", True) if withheld else ("[…] stood trial.", False)
    passage.save()

    def told(client: Client, words_: str) -> str:
        claim = {**bundle.record("claims", "one-dead"), "id": "probe", "cite": f'nine#3 "{words_}"'}
        alone = upload(client, json.dumps([claim]).encode(), "claims.json")
        (problem,) = alone.context["report"].problems
        bundle.manifest["claims"] = [bundle.manifest["claims"][0], claim]
        (whole,) = upload_bundle(client, bundle).context["report"].problems
        bundle.manifest["claims"].pop()
        return f"{problem.reason} {whole.reason}".replace(words_, "WORDS")

    assert told(editor, "Konstantin") == told(editor, "Aleksander")
    assert "were redacted" in told(custodian, "Konstantin")


def test_a_file_from_before_a_redaction_does_not_bring_it_back(
    editor: Client, bundle: Bundle
) -> None:
    press(editor, upload_bundle(editor, bundle), "apply")
    passage = Passage.objects.get(number=3)
    PassageOriginal.objects.create(passage=passage, text=passage.text)
    Passage.objects.filter(pk=passage.pk).update(text="", withheld=True)
    press(editor, upload_bundle(editor, bundle), "apply")
    again = press(editor, upload_bundle(editor, bundle), "show", overwrite="on")
    press(editor, again, "apply", overwrite="on")
    passage.refresh_from_db()
    assert (passage.text, passage.withheld) == ("", True)
    assert Passage.objects.count() == 3


def test_a_conflict_is_left_alone_unless_overwrite_is_ticked(
    editor: Client, bundle: Bundle
) -> None:
    press(editor, upload_bundle(editor, bundle), "apply")
    claim = Claim.objects.get()
    claim.text = "One man died in the fire."
    claim.save()
    bundle.record("claims", "one-dead")["text"] = "One woman died in the fire."
    page = upload_bundle(editor, bundle)
    assert "One man died" in words(page)
    assert dict(page.context["counts"])["in conflict"] == 1
    press(editor, page, "apply")
    claim.refresh_from_db()
    assert claim.text == "One man died in the fire."
    again = press(editor, upload_bundle(editor, bundle), "show", overwrite="on")
    assert dict(again.context["counts"])["to update"] == 1
    press(editor, again, "apply", overwrite="on")
    claim.refresh_from_db()
    assert claim.text == "One woman died in the fire."


def test_another_plan_than_was_seen_is_not_carried_out(editor: Client, bundle: Bundle) -> None:
    page = upload_bundle(editor, bundle)
    factories.place("Velia", slug="velia")
    answer = press(editor, page, "apply")
    assert "The archive has changed since: look at the plan again." in words(answer)
    assert list(Place.objects.values_list("slug", flat=True)) == ["velia"]
    assert press(editor, page, "apply", overwrite="on").status_code == 200
    assert not Claim.objects.exists()


# Hostile files, and what stays


@pytest.mark.parametrize(
    ("name", "mode"), [("../../evil.txt", 0), ("/evil.txt", 0), ("evil", 0o120777)]
)
def test_a_hostile_zip_is_refused_in_a_sentence(
    name: str, mode: int, editor: Client, tmp_path: Path
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, b"/etc/passwd")
    page = words(upload(editor, out.getvalue()))
    assert "is not a plain path inside the bundle." in page or "is a link." in page
    assert "Apply the plan" not in page
    assert list(tmp_path.rglob("*evil*")) == []


def test_a_bomb_is_refused_before_it_is_unpacked(editor: Client) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 20_000_000)
    assert "more than 100 times its size" in words(upload(editor, out.getvalue()))


@pytest.mark.parametrize("name", [".hidden.zip", "p\u0430yment.zip", "a" * 160 + ".zip"])
def test_a_name_that_deceives_is_refused(name: str, editor: Client, kept: Path) -> None:
    page = upload(editor, b"data", name)
    assert page.context["form"].errors
    assert not files_in(kept)


def test_a_file_that_is_too_large_is_refused(
    editor: Client, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UPLOAD_LIMIT", 1_000_000)
    page = upload(editor, b"a" * 1_000_001)
    assert "It is larger than 1 MB." in words(page)
    assert not files_in(kept)


def test_between_plan_and_applying_one_private_file_is_kept(
    editor: Client, bundle: Bundle, kept: Path
) -> None:
    page = upload_bundle(editor, bundle)
    (file,) = files_in(kept)
    assert file.name == "orlen.zip"
    assert [folder.stat().st_mode & 0o077 for folder in (kept, *kept.iterdir())] == [0, 0]
    assert not files_in(kept.parent / "files")
    press(editor, page, "discard")
    assert not files_in(kept)
    assert editor.get(page.request["PATH_INFO"]).status_code == 404


def test_a_kept_file_that_was_changed_is_none(editor: Client, bundle: Bundle, kept: Path) -> None:
    page = upload_bundle(editor, bundle)
    (file,) = files_in(kept)
    file.write_bytes(zipped(EXAMPLE))
    assert editor.get(page.request["PATH_INFO"]).status_code == 404


def test_after_a_day_nothing_is_kept(editor: Client, bundle: Bundle, kept: Path) -> None:
    page = upload_bundle(editor, bundle)
    (file,) = files_in(kept)
    yesterday = time.time() - uploads.KEPT_FOR - 60
    os.utime(file.parent, (yesterday, yesterday))
    assert editor.get(page.request["PATH_INFO"]).status_code == 404
    assert not files_in(kept)


def test_files_of_a_bundle_arrive_private(editor: Client, tmp_path: Path) -> None:
    page = upload(editor, zipped(EXAMPLE), "example.zip")
    if page.context["report"].problems:
        client = Client()
        client.force_login(factories.custodian_user())
        page = upload(client, zipped(EXAMPLE), "example.zip")
        press(client, page, "apply")
    else:
        press(editor, page, "apply")
    assert File.objects.exists()
    assert not File.objects.filter(public=True).exists()
