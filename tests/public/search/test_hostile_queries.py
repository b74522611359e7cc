"""Nothing that is typed makes the search fail, or work without bound."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.public.filters.base import LONGEST_WORDS
from archive.public.search import suggestions
from tests import factories
from tests.public.search.asking import searched

pytestmark = pytest.mark.django_db

HOSTILE = (
    "(a+)+$",
    ".*.*.*.*.*!",
    "[",
    "\\",
    '"',
    '"""""""',
    "“”«»„",
    '"mill of',
    "-" * 100,
    "- - - -mill",
    "*" * 100,
    "a* b* c* d* e*",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%s %d {0} {{ page }} {% csrf_token %}",
    "NEAR(mill, 3) AND (orlen OR fire) NOT x",
    "mill:* & !orlen | <->",
    "\u202emill",
    "m\u0301\u0301\u0301ill",
    "\U0001f525 fire",
    "пожар " * 33,
    " ".join(chr(letter) for letter in range(97, 123)),
    "x" * 200,
)


@pytest.mark.parametrize("q", HOSTILE)
@pytest.mark.parametrize("form", ["/search/", "/search.json", "/claims/", "/ru/search/"])
def test_it_is_answered(client: Client, form: str, q: str) -> None:
    factories.story()
    answer = client.get(form, {"q": q})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content or form.endswith("json")


def test_too_long_a_query_is_refused_with_its_limit(client: Client) -> None:
    answer = client.get("/search.json", {"q": "mill " * 100})
    assert answer.status_code == 400
    assert str(LONGEST_WORDS) in answer.json()["problem"]


ANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY
@given(st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=LONGEST_WORDS))
def test_anything_else_is_answered_too(q: str) -> None:
    page = searched(q)
    assert page.count >= len(page.results)


def test_slips_are_looked_for_in_few_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.story()
    tried: list[str] = []
    near = suggestions._near

    def counted(index: object, word: object, here: int) -> list[str]:
        tried.append(str(word))
        return near(index, word, here)  # type: ignore[arg-type]

    monkeypatch.setattr(suggestions, "_near", counted)
    searched(" ".join(f"zzzz{number:03d}" for number in range(20)))
    assert len(tried) == suggestions.WORDS_TRIED
