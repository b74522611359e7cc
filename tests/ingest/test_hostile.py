"""A hostile bundle is refused with one sentence that names file and line, and changes nothing."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest import bundle as limits
from archive.ingest import reading
from archive.ingest.importing import Options, import_paths
from archive.ingest.shapes import SHAPES
from archive.models import Entry
from tests.ingest.bundles import Bundle, reasons
from tests.ingest.bundles import manifest as manifest_of_tests

pytestmark = pytest.mark.django_db

LONG = "a" * 200_000

MANIFESTS = {
    "not closed": '{"places": [',
    "not JSON": "places: []",
    "empty": "",
    "a list": "[]",
    "a text": '"places"',
    "a number": "1e999999",
    "two manifests": '{"places": []} {}',
    "a trailing comma": '{"places": [{"slug": "a", "kind": "site"},]}',
    "a comment": '{"places": [] /* none */}',
    "single quotes": "{'places': []}",
    "a list that is an object": '{"places": {"slug": "a"}}',
    "a record that is a text": '{"places": ["a"]}',
    "a record that is null": '{"places": [null]}',
    "a list that is null": '{"places": null}',
    "a name twice": '{"places": [], "places": []}',
    "a field twice": '{"places": [{"slug": "a", "slug": "b", "kind": "site"}]}',
    "a part twice": '{"places": [{"slug": "a", "kind": "site", "name": {"en": "A", "en": "B"}}]}',
    "half of a character": '{"places": [{"slug": "a", "kind": "site", "name": {"en": "\\ud800"}}]}',
    "half of a character in a name": '{"places": [{"slug": "a", "kind": "site", "\\ud800": 1}]}',
    "half of a character in a list": '{"pl\\udfff": [{}]}',
    "NUL": '{"places": [{"slug": "a", "kind": "site", "name": {"en": "A\\u0000"}}]}',
    "an escape sequence": '{"places": [{"slug": "a", "kind": "site", "desk_note": "\\u001b[2J"}]}',
    "not a number": '{"places": [{"slug": "a", "kind": "site", "latitude": NaN}]}',
    "infinity": '{"places": [{"slug": "a", "kind": "site", "latitude": -Infinity}]}',
    "a huge exponent": '{"places": [{"slug": "a", "kind": "site", "latitude": 1e400}]}',
    "a long number": f'{{"places": [{{"slug": "a", "kind": "site", "latitude": {"9" * 5000}}}]}}',
    "a long fraction": f'{{"places": [{{"slug": "a", "latitude": 0.{"3" * 5000}}}]}}',
    "deep arrays": f'{{"places": {"[" * 100_000}',
    "deep objects": '{"a": ' * 50_000,
    "a deep value": '{"archive": {"map_area": ' + "[" * 5_000 + "]" * 5_000 + "}}",
    "a long slug": f'{{"places": [{{"slug": "{LONG}", "kind": "site"}}]}}',
    "a long list name": f'{{"{LONG}": [{{}}]}}',
    "a long field name": f'{{"places": [{{"slug": "a", "kind": "site", "{LONG}": 1}}]}}',
    "a long choice": f'{{"places": [{{"slug": "a", "kind": "{LONG}"}}]}}',
    "a long reference": f'{{"places": [{{"slug": "a", "kind": "site", "within": "{LONG}"}}]}}',
    "a long cite line": f'{{"places": [{{"slug": "a", "kind": "site", "cite": "{LONG}"}}]}}',
    "a slug with a slash": '{"places": [{"slug": "a/b", "kind": "site"}]}',
    "a slug in other letters": '{"places": [{"slug": "орлен", "kind": "site"}]}',
    "a slug in mixed letters": '{"places": [{"slug": "оrlen", "kind": "site"}]}',
    "a slug that turns": '{"places": [{"slug": "a\\u202eb", "kind": "site"}]}',
    "a slug that hides": '{"places": [{"slug": "a\\u200bb", "kind": "site"}]}',
    "a slug with a line break": '{"places": [{"slug": "a\\n", "kind": "site"}, {"slug": "a"}]}',
    "a name that turns": '{"places": [{"slug": "a", "kind": "site", "name": {"en": "A\\u202eB"}}]}',
    "a name that hides": '{"places": [{"slug": "a", "kind": "site", "name": {"en": "A\\u200bB"}}]}',
    "a name in mixed letters": '{"terms": [{"slug": "a", "name": {"en": "Оrlen"}}]}',
    "a text that turns": '{"places": [{"slug": "a", "kind": "site", "desk_note": "x\\u2066y"}]}',
    "a key that is no slug": '{"sources": [{"key": "../a", "kind": "ngo", "title": "A"}]}',
    "an id of another type": '{"claims": [{"id": 17}]}',
    "an id that is an object": '{"claims": [{"id": {"a": 1}}]}',
    "the internal id": '{"places": [{"slug": "a", "kind": "site", "entry_id": 1}]}',
    "a ref that is none": '{"places": [{"slug": "a", "kind": "site", "ref": "ABCDEFGH"}]}',
    "a ref twice": '{"terms": [{"id": "a", "ref": "abcdefgh"}, {"id": "b", "ref": "abcdefgh"}]}',
    "the state": '{"places": [{"slug": "a", "kind": "site", "state": "published"}]}',
    "the record type": '{"places": [{"slug": "a", "kind": "site", "record_type": "actor"}]}',
    "a derived date": '{"incidents": [{"slug": "a", "kind": "attack", "earliest": "2031-01-01"}]}',
    "an identity": '{"identities": [{"actor": "a", "real_name": "B"}]}',
    "an account": '{"users": [{"username": "a", "is_superuser": true}]}',
    "a dunder": '{"places": [{"slug": "a", "kind": "site", "__class__": "x"}]}',
    "a query lookup": '{"places": [{"slug": "a", "kind": "site", "within__slug": "b"}]}',
    "principals as a list": '{"principals": ["a", "b"]}',
    "a year too far": '{"incidents": [{"slug": "a", "kind": "attack", "when": "99999-01-01"}]}',
    "a date of nothing": '{"incidents": [{"slug": "a", "kind": "attack", "when": "0000"}]}',
    "a map area of texts": '{"archive": {"map_area": ["a", "b", "c", "d"]}}',
    "a map area round the world": '{"archive": {"map_area": [-1000, 0, 1000, 1]}}',
    "languages as objects": '{"archive": {"languages": [{"en": 1}]}}',
    "a cite line of objects": '{"places": [{"slug": "a", "kind": "site", "cite": [{"a": 1}]}]}',
    "a wording of lists": '{"places": [{"slug": "a", "kind": "site", "name": {"en": ["A"]}}]}',
    "a text of nothing": '{"texts": [{"entry": "nobody", "language": "en", "text": "A"}]}',
    "a text of another type": '{"texts": [{"entry": "a", "type": "user", "text": "A"}]}',
    "many escaped quotation marks": '{"a": "' + '\\"' * 300_000,
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_hostile_manifest_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "manifest.json").write_text(MANIFESTS[name])
    _is_refused(tmp_path)


TOML = {
    "not TOML": "places = [",
    "a list that is a number": "places = 3",
    "a record that is a number": "places = [3]",
    "a key of many parts": "a" + ".a" * 200_000 + " = 1",
    "a header of many parts": "[a" + ".a" * 200_000 + "]",
    "quoted parts": '"a"' + '."a"' * 200_000 + " = 1",
    "parts with blanks": "a" + " . a" * 200_000 + " = 1",
    "parts in a table": "x = { a" + ".a" * 100_000 + " = 1 }",
    "deep arrays": "places = " + "[" * 100_000,
    "deep tables": "places = " + "{a=" * 50_000,
    "a long number": f"places = {'9' * 5_000}",
    "a long hexadecimal number": f"places = 0x{'f' * 50_000}",
    "infinity": '[[places]]\nslug = "a"\nkind = "site"\nlatitude = inf',
    "not a number": '[[places]]\nslug = "a"\nkind = "site"\nlatitude = nan',
    "a time of day": '[[places]]\nslug = "a"\nkind = 12:00:00',
    "NUL": '[[places]]\nslug = "a\\u0000"\nkind = "site"',
    "a key twice": '[[places]]\nslug = "a"\nslug = "b"',
    "a list twice": "places = []\n[[places]]",
    "many quotation marks": 'a = """' + '"' * 300_000,
    "many backslashes": 'a = "' + "\\" * 300_000,
    "many apostrophes": "a = '''" + "'" * 300_000,
    "many openings": "[" * 300_000,
    "many strings that do not end": '\\"""\n' * 50_000,
    "many escaped quotation marks": 'a = "' + '\\"' * 300_000,
}


@pytest.mark.parametrize("name", TOML)
def test_a_hostile_toml_manifest_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "manifest.toml").write_text(TOML[name])
    _is_refused(tmp_path)


def _outside(folder: Path) -> Path:
    secret = folder.parent / "secret.txt"
    secret.write_text("The shadow of the archive.")
    return secret


def _link(folder: Path, name: str) -> None:
    (folder / name).symlink_to(_outside(folder))


def _loop(folder: Path) -> None:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")


def _folder_link(folder: Path) -> None:
    _outside(folder)
    (folder / "sub").symlink_to(folder.parent)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


PATHS: list[tuple[str, Callable[[Path], object]]] = [
    ("/etc/passwd", _outside),
    ("//etc/passwd", _outside),
    ("../secret.txt", _outside),
    ("sub/../../secret.txt", _folder_link),
    ("./nine.txt", _outside),
    ("sub/secret.txt", _folder_link),
    ("link.txt", lambda folder: _link(folder, "link.txt")),
    ("loop.txt", _loop),
    ("pipe.txt", _pipe),
    ("C:\\secret.txt", _outside),
    ("c:secret.txt", _outside),
    ("..\\secret.txt", _outside),
    ("\\\\server\\secret.txt", _outside),
    ("file:///etc/passwd", _outside),
    ("~/secret.txt", _outside),
    ("nine.txt\0.md", _outside),
    ("nine\u202etxt.", _outside),
    ("", _outside),
    (".", _outside),
    ("a/" * 3_000 + "a", _outside),
    ("x" * 5_000, _outside),
]


@pytest.mark.parametrize(("path", "prepare"), PATHS, ids=[repr(path[:24]) for path, _p in PATHS])
@pytest.mark.parametrize("field", ["text", "files"])
def test_no_path_leads_out_of_the_bundle(
    bundle: Bundle, field: str, path: str, prepare: Callable[[Path], object]
) -> None:
    prepare(bundle.folder)
    source = bundle.record("sources", "nine")
    source[field] = path if field == "text" else [{"path": path, "sha256": "0" * 64}]
    report = bundle.plan()
    assert len(report.problems) == 1
    assert "shadow" not in str(report.problems)


@pytest.mark.parametrize("name", ["manifest.json", "claims.csv", "claims.json"])
def test_no_list_is_a_link_that_leads_out(bundle: Bundle, name: str) -> None:
    bundle.save()
    target = bundle.folder.parent / "elsewhere"
    target.write_text("{}")
    (bundle.folder / name).unlink(missing_ok=True)
    (bundle.folder / name).symlink_to(target)
    (problem,) = reasons(import_paths([str(bundle.folder)], Options()))
    assert f"“{name}” is a link that leads out of the bundle." in problem


def test_a_link_inside_the_bundle_may_stand(bundle: Bundle) -> None:
    (bundle.folder / "texts").mkdir()
    (bundle.folder / "texts" / "nine.txt").symlink_to(bundle.folder / "nine.txt")
    bundle.record("sources", "nine")["text"] = "texts/nine.txt"
    assert bundle.plan().problems == []


@pytest.mark.parametrize(
    ("limit", "name"), [("LIST_LIMIT", "manifest.json"), ("TEXT_LIMIT", "nine.txt")]
)
def test_a_file_that_is_too_large_is_refused(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch, limit: str, name: str
) -> None:
    for module in ("formats.manifest_json", "formats.text"):
        monkeypatch.setattr(f"archive.ingest.{module}.{limit}", 20, raising=False)
    (problem,) = reasons(bundle.plan())
    assert problem.startswith(f"{name}: It has ")
    assert problem.endswith("Divide it.")


def test_an_original_that_is_too_large_is_refused(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.ingest.files.FILE_LIMIT", 5)
    source = bundle.record("sources", "nine")
    source["files"] = [{"path": "nine.txt", "sha256": "0" * 64}]
    (problem,) = reasons(bundle.plan())
    assert "files.1: It has 0.0 MB; at most 0 MB are read." in problem


def test_too_many_records_are_refused(bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROW_LIMIT", 3)
    (problem, *_more) = reasons(bundle.plan())
    assert "There are more than 3 records. Divide the import." in problem


@pytest.mark.parametrize(
    ("name", "limit", "said"),
    [
        ("PASSAGE_LIMIT", 2, "It makes more than 2 passages. Divide it,"),
        ("LONGEST_PASSAGE", 30, "Passage 1 has 59 characters"),
    ],
)
def test_too_many_or_too_long_passages_are_refused(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, said: str
) -> None:
    monkeypatch.setattr(f"archive.ingest.documents.{name}", limit)
    (problem,) = reasons(bundle.plan())
    assert said in problem


def test_a_text_may_turn_and_hide_as_its_source_does(bundle: Bundle) -> None:
    bundle.write("nine.txt", "He wrote \u202babc\u202c here. One person died. A\u00adb.")
    assert bundle.plan().problems == []


@pytest.mark.parametrize(
    "text",
    [
        "# " * 50_000,
        "> " * 50_000 + "x",
        "- " * 20_000 + "x",
        "[" * 50_000,
        "*" * 50_000 + "a",
        "`" * 50_001,
        "![a](" * 20_000,
        "<a " * 20_000,
        "&#0;&#xD800;&#x110000; text",
        "a\n" * 20_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_markdown_ends_in_a_plan_or_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    report = import_paths([str(tmp_path / "a.md")], Options())
    assert len(report.problems) <= 1


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["fire", "nine#1", "2031", "\ud800", "\0", "en", "village", "legal-aid"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
fields = st.sampled_from(sorted({name for shape in SHAPES.values() for name in shape.fields}))
generated = st.dictionaries(
    st.sampled_from([*SHAPES, "texts", "principals"]),
    st.lists(st.dictionaries(fields, json_values, max_size=5), max_size=2),
    max_size=4,
)


mutations = st.lists(
    st.tuples(
        st.sampled_from(["actors", "sources", "places", "incidents", "claims"]),
        st.integers(0, 1),
        fields,
        json_values | st.sampled_from(["verdict", "vera", "person", "summary", "turn", -1, "../x"]),
    ),
    min_size=1,
    max_size=4,
)
in_one_folder = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=100, deadline=None, suppress_health_check=in_one_folder)
@given(manifest=generated)
def test_any_manifest_is_refused_or_planned(tmp_path: Path, manifest: dict[str, Any]) -> None:
    _is_refused_or_imported(tmp_path, manifest)


@settings(max_examples=100, deadline=None, suppress_health_check=in_one_folder)
@given(changes=mutations)
def test_any_damage_to_a_bundle_is_refused_or_imported(
    bundle: Bundle, changes: list[tuple[str, int, str, Any]]
) -> None:
    _is_refused_or_imported(bundle.folder, _damaged(changes))


@pytest.mark.prove
@settings(max_examples=10_000, deadline=None, suppress_health_check=in_one_folder)
@given(manifest=generated, changes=mutations)
def test_twenty_thousand_manifests_are_refused_or_imported(
    bundle: Bundle, manifest: dict[str, Any], changes: list[tuple[str, int, str, Any]]
) -> None:
    _is_refused_or_imported(bundle.folder, manifest)
    _is_refused_or_imported(bundle.folder, _damaged(changes))


def _damaged(changes: list[tuple[str, int, str, Any]]) -> dict[str, Any]:
    damaged = manifest_of_tests()
    for list_name, place, field, value in changes:
        rows = damaged[list_name]
        rows[place % len(rows)][field] = value
    return damaged


def _is_refused_or_imported(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with transaction.atomic():
        report = import_paths([str(folder)], Options(apply=True, publish=True))
        for problem in report.problems:
            assert problem.reason
            assert len(str(problem).splitlines()) == 1
        assert Entry.objects.exists() == (
            not report.problems and any(manifest.get(name) for name in SHAPES)
        )
        transaction.set_rollback(True)


def _is_refused(folder: Path) -> None:
    report = import_paths([str(folder)], Options(apply=True))
    assert report.problems
    for problem in report.problems:
        line = str(problem)
        assert problem.file.startswith(str(folder))
        assert line.isprintable(), repr(line)
        assert len(line) < 600
    assert not Entry.objects.exists()


def test_the_limits_are_the_documented_ones() -> None:
    assert (limits.LIST_LIMIT, limits.TEXT_LIMIT, limits.FILE_LIMIT) == (
        32_000_000,
        8_000_000,
        1_000_000_000,
    )
