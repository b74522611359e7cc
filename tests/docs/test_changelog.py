"""The changelog tells operators what they must do; the citation file agrees with the project."""

import re
import tomllib

from tests.docs.reading import ROOT


def entries() -> list[str]:
    """The entries of the changelog, each with its heading."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return [entry for entry in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:] if entry]


def test_every_entry_tells_operators_what_they_must_do() -> None:
    assert entries()
    for entry in entries():
        _heading, _found, told = entry.partition("### Operators must")
        assert re.search(r"^- \w", told, re.MULTILINE), entry.splitlines()[0]


def test_the_first_entry_is_of_what_comes_next() -> None:
    assert entries()[0].startswith("## Unreleased")


def test_the_citation_file_has_the_version_and_licence_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {project['version']}" in citation
    assert f"license: {project['license']}" in citation
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")
