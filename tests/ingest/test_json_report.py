"""The command: what it prints, and how it ends."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Entry, Place
from tests import factories
from tests.ingest.bundles import Bundle, edit

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_sources", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_json_has_exactly_the_promised_form(bundle: Bundle) -> None:
    bundle.save()
    status, out, err = run(str(bundle.folder), "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "create": 6,
        "update": 0,
        "unchanged": 0,
        "conflict": 0,
        "passages": 3,
        "problems": [],
        "sources": [
            {
                "key": "nine",
                "title": "Nine on trial for the fire of Orlen",
                "language": "en",
                "passages": 3,
            }
        ],
    }


def test_problems_stand_in_the_json_and_end_with_one(bundle: Bundle) -> None:
    bundle.record("places", "orlen")["kind"] = "vilage"
    bundle.save()
    status, out, err = run(str(bundle.folder), "--json", "--apply")
    assert (status, err) == (1, "")
    assert json.loads(out)["problems"] == [
        {
            "file": str(bundle.folder / "manifest.json"),
            "line": bundle.line("vilage"),
            "field": "kind",
            "reason": "“vilage” is not one of its values. Did you mean “village”?",
        }
    ]


def test_each_problem_is_one_line_on_stderr(bundle: Bundle) -> None:
    bundle.record("places", "orlen")["kind"] = "vil\nage"
    bundle.record("places", "velia")["kind"] = "land\x1b[2J"
    bundle.save()
    status, _out, err = run(str(bundle.folder))
    assert status == 1
    assert len(err.strip().splitlines()) == 2
    assert "\x1b" not in err


def test_a_plan_is_the_default(bundle: Bundle) -> None:
    bundle.save()
    status, out, _err = run(str(bundle.folder))
    assert status == 0
    assert "This is the plan; --apply carries it out. (6 to create, " in out
    assert not Entry.objects.exists()


def test_the_second_run_says_that_nothing_changes(bundle: Bundle) -> None:
    bundle.save()
    run(str(bundle.folder), "--apply")
    _status, out, _err = run(str(bundle.folder), "--apply")
    assert "0 changes. (0 to create, 0 to update, 6 unchanged, 0 in conflict)" in out


def test_a_conflict_is_shown_field_by_field_and_is_no_failure(bundle: Bundle) -> None:
    bundle.apply()
    edit(Place.objects.get(slug="orlen"), factories.editor_user(), kind="town")
    status, out, _err = run(str(bundle.folder), "--apply")
    assert status == 0
    assert "conflict places orlen: kind: imported “village”, archive “town”, file “village”" in out


def test_several_paths_make_one_import(bundle: Bundle, tmp_path: Path) -> None:
    claims = bundle.manifest.pop("claims")
    bundle.save()
    list_file = tmp_path / "claims.json"
    list_file.write_text(json.dumps(claims))
    status, out, _err = run(str(list_file), str(bundle.folder), "--apply", "--json")
    assert (status, json.loads(out)["create"]) == (0, 6)


def test_without_a_path_it_says_what_to_name() -> None:
    with pytest.raises(CommandError, match="Name a bundle, a list or a document"):
        call_command("import_sources")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "There is no such file or folder."),
        (
            "scan.odt",
            "these can: .txt, .md, .html, .htm, .docx, .pdf, .csv, .json.",
        ),
        ("people.csv", "A list is named after what it holds."),
        ("manifest.json", "A manifest is imported by naming its folder."),
        ("empty", "There is no manifest.json or manifest.toml in this folder."),
    ],
)
def test_what_cannot_be_imported_is_told(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    for file in ("scan.odt", "people.csv", "manifest.json"):
        (tmp_path / file).write_text("{}")
    status, _out, err = run(str(tmp_path / name))
    assert status == 1
    assert said in err


def test_on_a_terminal_a_bar_shows_the_progress(
    bundle: Bundle, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    bundle.save()
    call_command("import_sources", str(bundle.folder), stdout=io.StringIO(), stderr=Terminal())
    shown = capsys.readouterr().err
    assert "12/12" in shown
    assert shown.count("\r") == 12


def test_an_interrupted_import_says_that_nothing_was_changed(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.ingest.load.Loader._keep", interrupted)
    bundle.save()
    status, _out, err = run(str(bundle.folder), "--apply")
    assert (status, err) == (130, "Interrupted: nothing was changed.\n")
    assert not Entry.objects.exists()


def test_without_a_terminal_no_bar_is_shown(
    bundle: Bundle, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle.save()
    _status, _out, err = run(str(bundle.folder))
    assert err + capsys.readouterr().err == ""
