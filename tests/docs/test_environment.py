"""Every environment variable that is named exists, and every one that is read is explained."""

import re

from tests.docs.reading import ROOT, documents, everywhere, ticked

_READ = re.compile(r'env\.\w+\("([A-Z_]+)"')
_NAMED = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]{4,})(?![\w-])")
_SET = re.compile(r"(?:^|[\s`])([A-Z][A-Z0-9_]+)=")
SETTINGS = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")


def variables_read() -> set[str]:
    """The variables that the settings read."""
    return set(_READ.findall(SETTINGS))


def words_of_the_machinery() -> str:
    """What the Makefile, the scripts and the browser's tests read besides."""
    files = [
        ROOT / "Makefile",
        *(ROOT / ".ci").iterdir(),
        ROOT / "tests" / "browser" / "conftest.py",
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def words_of_the_code() -> str:
    """The whole code, in which the capitals of constants stand."""
    files = [*ROOT.glob("archive/**/*.py"), *ROOT.glob("config/*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_variable_that_a_document_sets_is_one_of_the_archive() -> None:
    known = variables_read()
    machinery = words_of_the_machinery()
    wrong = [
        str(span)
        for span in everywhere()
        for name in _SET.findall(span.text)
        if name not in known and not re.search(rf"\b{name}\b", machinery)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_word_in_capitals_is_a_variable_or_a_constant_of_the_code() -> None:
    known = variables_read()
    words = words_of_the_machinery() + words_of_the_code()
    wrong = [
        f"{span}: {name}"
        for path in documents()
        for span in ticked(path)
        for name in _NAMED.findall(span.text)
        if name not in known
        and not (ROOT / span.text).exists()
        and not re.search(rf"\b{name}\b", words)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_variable_that_is_read_is_explained_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in sorted(variables_read()) if f"| `{name}`" not in readme]
    assert not missing, missing


def test_every_variable_that_is_read_is_explained_where_it_is_read() -> None:
    docstring = SETTINGS.split('"""')[1]
    assert [name for name in sorted(variables_read()) if name not in docstring] == []


def test_documents_are_found() -> None:
    assert len(variables_read()) >= 8
    assert len(documents()) > 20
