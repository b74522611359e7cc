"""What leaves as a bundle comes back as the same archive, and nothing protected leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from archive.ingest import exporting
from archive.ingest.exporting import Answering, Export, export_bundle
from archive.ingest.importing import Options, import_paths
from archive.ingest.plans import Action
from archive.ingest.problems import Refused
from archive.models import (
    Claim,
    Consent,
    Decision,
    Entry,
    File,
    Identity,
    Passage,
    PassageOriginal,
    Place,
    Source,
)
from archive.models.triggers import record_models
from archive.vocabularies import State
from archive.workflow import versions
from tests import factories
from tests.ingest import rich_archive
from tests.ingest.bundles import EXAMPLE
from tests.visibility.canaries import crawl

pytestmark = pytest.mark.django_db

KORDAI = EXAMPLE.parents[1] / "fixtures" / "kordai"
TWO = Answering("Orlen desk", "Orlen review")
STARTS = (
    "/",
    "/ru/",
    "/healthz",
    *(
        f"/trials/case-of-51-defendants/{name}{ending}"
        for name in ("ledger", "allegations", "evidence")
        for ending in ("/", ".json", ".csv")
    ),
    "/tables/defendants.json?rows=group&columns=verdict",
)
"""Where a crawl begins: the first pages, and those on which much is reckoned together."""

PAGES = 120
"""How many addresses are compared in a short run."""


@contextmanager
def an_archive_of_its_own() -> Iterator[None]:
    """Whatever is made inside is gone afterwards: the archive is as empty as before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def export(folder: Path, answering: Answering = TWO, **options: bool) -> Export:
    """Export, and see that nothing is left beside."""
    exported = export_bundle(folder, answering, **options)
    assert not list(folder.parent.glob(f"{exporting.DRAFT}*"))
    return exported


def bring_in(folder: Path, *, publish: bool = True) -> None:
    """Import a bundle whole."""
    report = import_paths([str(folder)], Options(apply=True, publish=publish))
    assert report.problems == []


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a bundle."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path, list_name: str) -> list[dict[str, object]]:
    """The records of a list as they were written."""
    found: list[dict[str, object]] = json.loads((folder / f"{list_name}.json").read_text())
    return found


def row(folder: Path, list_name: str, name: str) -> dict[str, object]:
    """One of them."""
    return next(
        one
        for one in rows(folder, list_name)
        if name in (one.get("slug"), one.get("key"), one.get("id"))
    )


def keep_versions_as_published() -> None:
    """Keep a version of everything, as publishing does: pages say when they last changed."""
    for model in record_models():
        versions.keep_versions(model._base_manager.order_by("pk"))


# The same archive


def test_the_story_comes_back_with_every_page_the_same(client: Client, tmp_path: Path) -> None:
    with an_archive_of_its_own():
        factories.story()
        keep_versions_as_published()
        before = crawl(client, most=PAGES)
        export(tmp_path / "story")
    assert not Entry.objects.exists()
    bring_in(tmp_path / "story")
    after = crawl(client, most=PAGES)
    assert len(before) == PAGES
    assert [address for address in before if before[address] != after.get(address)] == []
    assert before == after


def shipped(client: Client, tmp_path: Path, most: int) -> int:
    """The shipped archive exported and imported; how many addresses answer as before."""
    with an_archive_of_its_own():
        bring_in(KORDAI)
        before = crawl(client, starts=STARTS, most=most)
        export(tmp_path / "kordai")
    bring_in(tmp_path / "kordai")
    after = crawl(client, starts=STARTS, most=most)
    assert [address for address in before if before[address] != after.get(address)] == []
    assert before == after
    return len(before)


def test_the_shipped_archive_comes_back_with_every_page_the_same(
    client: Client, tmp_path: Path
) -> None:
    assert shipped(client, tmp_path, PAGES) > 100


@pytest.mark.prove
def test_the_whole_shipped_archive_comes_back(client: Client, tmp_path: Path) -> None:
    number = shipped(client, tmp_path, 10_000)
    print(f"0 of {number} addresses answer differently after export and import")


def comes_back(seed: int, folder: Path) -> int:
    """Export, import, export again: the same bytes. How many files left with them."""
    first, second = folder / f"{seed}-first", folder / f"{seed}-second"
    with an_archive_of_its_own():
        rich_archive.build(seed)
        exported = export(first, desk_notes=True)
        assert exported.passages > 0
        again = folder / f"{seed}-again"
        export(again, desk_notes=True)
        assert contents(again) == contents(first)
    with an_archive_of_its_own():
        bring_in(first)
        export(second, desk_notes=True)
    assert contents(first) == contents(second)
    assert rich_archive.SECRET.encode() not in b"".join(contents(first).values())
    return exported.files


@pytest.mark.parametrize("seed", range(3))
def test_any_archive_comes_back_byte_for_byte(seed: int, tmp_path: Path) -> None:
    assert comes_back(seed, tmp_path) > 0


@pytest.mark.prove
def test_a_hundred_archives_come_back_byte_for_byte(tmp_path: Path) -> None:
    files = sum(comes_back(seed, tmp_path) for seed in range(1000, 1100))
    assert files > 100
    print(f"100 archives with {files} files: export, import, export: 0 bytes differ")


def test_the_archive_that_was_exported_finds_nothing_to_change(tmp_path: Path) -> None:
    rich_archive.build(7)
    export(tmp_path / "own", desk_notes=True)
    report = import_paths([str(tmp_path / "own")], Options())
    assert report.problems == []
    assert report.count(Action.CREATE) == 0
    changed = {name for one in report.plan.of(Action.UPDATE) for name in one.changed_fields}
    assert changed == set()
    differing = {one.field for planned in report.plan.planned for one in planned.differences}
    assert all(name.startswith("consent ") for name in differing)


# States


def test_drafts_and_what_was_taken_back_stay_what_they_are(tmp_path: Path) -> None:
    states = {state.value.replace("_", "-"): state.value for state in State}
    with an_archive_of_its_own():
        for slug, state in states.items():
            factories.place(slug, slug=slug, state=state)
        export(tmp_path / "states")
    told = {str(one["slug"]): one.get("state") for one in rows(tmp_path / "states", "places")}
    assert told == {**states, "published": None}
    bring_in(tmp_path / "states")
    assert dict(Place.objects.values_list("slug", "state")) == states


def test_without_publish_all_arrives_as_draft_or_as_taken_back(tmp_path: Path) -> None:
    with an_archive_of_its_own():
        factories.place("Orlen")
        factories.place("Tarva", state=State.WITHDRAWN)
        export(tmp_path / "places")
    bring_in(tmp_path / "places", publish=False)
    assert dict(Place.objects.values_list("slug", "state")) == {
        "orlen": "draft",
        "tarva": "withdrawn",
    }


def test_what_could_not_be_published_today_arrives_as_a_draft_and_is_told(tmp_path: Path) -> None:
    nameless = Place.objects.create(kind="village", slug="nameless", state=State.PUBLISHED)
    claim = factories.claim(nameless)
    exported = export(tmp_path / "bundle")
    assert row(tmp_path / "bundle", "places", "nameless")["state"] == "draft"
    assert row(tmp_path / "bundle", "claims", claim.slug)["state"] == "draft"
    assert any("no preferred name" in told for told in exported.kept_back)
    assert len(exported.kept_back) == 2
    nameless.refresh_from_db()
    assert nameless.state == State.PUBLISHED


# What does not leave


def test_nothing_protected_leaves(tmp_path: Path) -> None:
    story = factories.story()
    secret = "Konstantin Zarubin"
    assert Identity.objects.get(real_name=secret)
    passage = story.last_word.passages.get(number=1)
    PassageOriginal.objects.create(passage=passage, text=f"{secret} said it.")
    Passage.objects.filter(pk=passage.pk).update(text="", withheld=True)
    Consent.objects.update(note=f"{secret} signed it.")
    Consent.objects.create(source=story.last_word, scope="name", means="written", note="Taken back")
    Consent.objects.filter(scope="name").update(withdrawn_on="2032-01-01")
    Place.objects.update(desk_note="Call the mayor.")
    export(tmp_path / "bundle")
    everything = b"".join(contents(tmp_path / "bundle").values()).decode()
    for word in (secret, "Zarubin", "signed it", "Taken back", "Call the mayor"):
        assert word not in everything
    told = row(tmp_path / "bundle", "sources", story.last_word.slug)
    assert told["consent"] == [
        {"scope": "text", "means": "public_hearing", "given_on": "2031-11-20"}
    ]
    passages = json.loads((tmp_path / "bundle" / str(told["text"])).read_text())
    assert passages[0] == {"number": 1, "locator": "P1S1", "withheld": True}


def test_an_export_is_refused_while_a_protected_name_stands_in_any_word(tmp_path: Path) -> None:
    factories.person("Defendant K", real_name="Konstantin Zarubin")
    factories.claim(text="Константин Зарубин set the fire.", state=State.DRAFT)
    with pytest.raises(Refused, match="A protected name stands in it"):
        export(tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_history_and_decisions_stay(tmp_path: Path) -> None:
    with an_archive_of_its_own():
        bring_in(EXAMPLE)
        Decision.objects.create(
            entry_id=Entry.objects.latest("pk").pk,
            kind="submit",
            principal="vera",
            reason="So vera said.",
        )
        export(tmp_path / "bundle", Answering())
    everything = b"".join(contents(tmp_path / "bundle").values())
    assert b"vera" not in everything
    assert json.loads((tmp_path / "bundle" / "manifest.json").read_text()) == {}


def test_desk_notes_leave_only_when_asked_for(tmp_path: Path) -> None:
    factories.place("Orlen", desk_note="Ask the mayor.")
    export(tmp_path / "without")
    export(tmp_path / "with", desk_notes=True)
    assert "desk_note" not in row(tmp_path / "without", "places", "orlen")
    assert row(tmp_path / "with", "places", "orlen")["desk_note"] == "Ask the mayor."


# All of it or nothing


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    for target in (tmp_path / "there", tmp_path / "there" / "mine.txt", tmp_path / "no" / "such"):
        with pytest.raises(Refused):
            export(target)
    assert contents(tmp_path) == {"there/mine.txt": b"mine"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    factories.place("Orlen")
    (tmp_path / "empty").mkdir()
    export(tmp_path / "empty")
    assert "places.json" in contents(tmp_path / "empty")


@pytest.mark.parametrize("damage", [b"", b"another scan", None])
def test_a_stored_file_that_is_not_what_it_was_stops_the_export(
    damage: bytes | None, tmp_path: Path, stored_files: Path
) -> None:
    rich_archive.build(3)
    stored = stored_files / File.objects.order_by("sha256").values_list("sha256", flat=True)[0]
    stored.unlink() if damage is None else stored.write_bytes(damage)
    with pytest.raises(Refused, match=stored.name):
        export(tmp_path / "bundle")
    assert list(tmp_path.glob("*bundle*")) == list(tmp_path.glob(f"{exporting.DRAFT}*")) == []


def test_what_an_import_would_refuse_is_not_exported(tmp_path: Path) -> None:
    Source.objects.create(slug="odd", kind="ngo", title="Odd", language="english!")
    with pytest.raises(Refused, match=r"sources\.json.*language"):
        export(tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_dies_leaves_no_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.place("Orlen")

    def interrupted(_rows: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting, "_as_text", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export_bundle(tmp_path / "bundle", TWO)
    assert list(tmp_path.iterdir()) == []


# The command


def test_the_command_tells_what_it_wrote_and_what_it_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    factories.story()
    call_command("export_bundle", str(tmp_path / "story"), by="Desk", second="Review")
    told = capsys.readouterr().out
    assert f"claims: {Claim.objects.count()}\n" in told
    assert "Left behind: history and decisions" in told
    assert "desk notes." in told
    assert json.loads((tmp_path / "story" / "manifest.json").read_text()) == {
        "principals": {"by": "Desk", "second": "Review"}
    }
    call_command("export_bundle", str(tmp_path / "alone"))
    assert "No two people answer for it" in capsys.readouterr().out


def test_the_command_refuses_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("export_bundle", str(tmp_path / "no" / "such"))
    with pytest.raises(SystemExit):
        call_command("export_bundle", str(tmp_path / "x"), by="Vera", second="Vera")
    told = capsys.readouterr().err
    assert "There is no such folder." in told
    assert "The second person is another than the first." in told
    with pytest.raises(CommandError):
        call_command("export_bundle")
