"""The documents speak of the project alone: of no machine, no registry, no way of working."""

import re

from tests.docs.reading import ROOT, documents, prose

_MACHINE = re.compile(
    r"(?<![\w.])/(?:home|root|work|usr|tmp|opt|mnt|Users)\b|[A-Z]:\\|\.\./shared|(?<![0-9])~/",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"\b(?:pypi|npmjs|registry|files\.pythonhosted|anaconda|debian|github|gitlab)"
    r"(?:\.[a-z]+)+\b|https?://(?!127\.0\.0\.1|localhost|archive\.example)",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(
    r"\b(?:helpers?|sub-?agents?|prompts?|language models?|LLMs?|issue \d+)\b",
    re.IGNORECASE,
)


def said(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern is found in the documents, with its words."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in [*documents(), ROOT / "CITATION.cff"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in pattern.finditer(line)
    ]


def test_no_document_names_a_folder_of_a_machine() -> None:
    assert _MACHINE.search("see /home/vera/archive") is not None
    assert said(_MACHINE) == []


def test_no_document_names_a_registry_or_another_host() -> None:
    assert _HOST.search("from pypi.org") is not None
    assert said(_HOST) == []


def test_no_document_speaks_of_how_it_was_made() -> None:
    assert said(_WORKPLACE) == []


def test_no_line_is_too_long_to_read_in_a_terminal() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in documents()
        for number, line in enumerate(prose(path).splitlines(), start=1)
        if len(line) > 100 and not line.startswith(("|", "[", "!["))
    ]
    assert long == []
