"""The editors' handbook uses the words that stand on the screen."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from archive import vocabularies
from archive.models.sources import WORDS_LIMIT
from archive.vocabularies import Fidelity, Naming, Stance, State, Vocabulary
from archive.workflow.roles import MAY, Role
from tests.docs.reading import DOCS, ROOT

TEXT = (DOCS / "editors-handbook.md").read_text(encoding="utf-8")
ON_ONE_LINE = " ".join(TEXT.split())
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SENTENCE = re.compile(r"^\| “(.+?)” \|", re.MULTILINE)
GAP = "…"
MARKS = ("_", "gettext", "gettext_lazy", "ngettext")


@cache
def strings() -> frozenset[str]:
    """Every string of the code that is marked for translation, with a gap for each value put in."""
    found: set[str] = set()
    for path in (ROOT / "archive").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
                found |= {_with_gaps(part) for part in node.args}
    return frozenset(found)


def _with_gaps(part: ast.expr) -> str:
    text = part.value if isinstance(part, ast.Constant) else ""
    return re.sub(r"%\(\w+\)s", GAP, text) if isinstance(text, str) else ""


@cache
def on_screen() -> str:
    """Every word that an editor's page may show: marked strings, templates, a few of Django's."""
    templates = [path.read_text("utf-8") for path in (ROOT / "templates" / "admin").rglob("*.html")]
    return "\n".join([*strings(), *templates, "History"]).casefold()


def test_every_bold_word_stands_on_the_screen() -> None:
    told = {" ".join(words.split()) for words in _BOLD.findall(TEXT)}
    questions = {words for words in told if words.endswith(("?", "."))}
    headings = {
        "bold",
        "The key",
        "Numbers",
        "Summaries",
        "Evidence",
        "Topic",
        "Open a defendant's page",
    }
    assert len(told) > 50
    missing = {
        words
        for words in told - questions - headings
        if words.rstrip(":").casefold() not in on_screen()
    }
    assert missing == set()


def test_every_refusal_is_told_in_the_words_of_the_code() -> None:
    told = _SENTENCE.findall(TEXT)
    assert len(told) > 25
    assert [sentence for sentence in told if sentence not in strings()] == []


def test_every_reason_that_forbids_publishing_is_told() -> None:
    told = set(_SENTENCE.findall(TEXT))
    assert reasons() - told == set()


def reasons() -> set[str]:
    """The sentences of `readiness`: what it marks for translation, with gaps."""
    tree = ast.parse((ROOT / "archive" / "workflow" / "readiness.py").read_text(encoding="utf-8"))
    found = {
        _with_gaps(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    }
    assert len(found) > 20
    return found


@pytest.mark.parametrize("vocabulary", [State, Stance, Naming, Fidelity], ids=lambda v: v.__name__)
def test_every_code_of_the_short_lists_is_told_by_its_label(vocabulary: type[Vocabulary]) -> None:
    missing = [str(one.label) for one in vocabulary if f"**{one.label}**" not in ON_ONE_LINE]
    assert missing == []


def test_the_table_of_roles_is_that_of_the_code() -> None:
    words = {"write": "write", "submit": "submit", "return": "return to draft"}
    words |= {"publish": "publish", "withdraw": "withdraw", "protect": "protected"}
    for role in Role:
        row = re.search(rf"^\| {role.value} \| (.+) \|$", TEXT, re.MULTILINE)
        assert row is not None, role
        told = {action for action, word in words.items() if re.search(rf"\b{word}\b", row[1])}
        if role is Role.CUSTODIAN:  # who writes protected tables does not write records
            told -= {"write"}
        assert told == {action.value for action in MAY[role]}


def test_the_limit_of_words_from_a_summary_is_told() -> None:
    assert f"up to {WORDS_LIMIT} characters" in ON_ONE_LINE
    assert vocabularies.Setting.OPEN_COURT.label.lower() in ON_ONE_LINE.lower()
