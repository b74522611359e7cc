"""Which words betray a protected name, and which do not."""

from __future__ import annotations

import pytest

from archive.workflow.scanning import ProtectedName, betrayed, folded_words


def betrays(text: str, name: str) -> bool:
    return betrayed(text, [ProtectedName(1, folded_words(name))]) == {1}


@pytest.mark.parametrize(
    "text",
    [
        "Konstantin Zarubin",
        "zarubin, konstantin",
        "Константин Зарубин",
        "по делу Константина Зарубина",
        "с Зарубиным Константином",
        "K. Zarubin",
        "Зарубин К. не пришёл",
        "Konstantin Petrovich Zarubin",
        "KONSTANTIN ZARUBIN",
        "Konstantin-Zarubin",
    ],
)
def test_a_name_is_found_in_any_script_order_and_form(text: str) -> None:
    assert betrays(f"It is told that {text} was there.", "Konstantin Zarubin")


@pytest.mark.parametrize(
    "text",
    [
        "Konstantin was there.",
        "The Zarubin mill burned.",
        "Konstantin came, and a day later the old mill of Zarubin burned.",
        "K. and Z. were there.",
        "Constance Zorin",
        "",
    ],
)
def test_one_word_of_a_longer_name_betrays_nobody(text: str) -> None:
    assert not betrays(text, "Konstantin Zarubin")


def test_a_name_of_one_word_is_found_alone() -> None:
    assert betrays("Old Zarubek told it.", "Зарубек")
    assert not betrays("Old Zara told it.", "Зарубек")


def test_a_patronymic_may_be_missing() -> None:
    assert betrays("Konstantin Zarubin", "Konstantin Petrovich Zarubin")


@pytest.mark.parametrize("name", ["", " - ", "A. B."])
def test_a_name_without_words_betrays_nothing(name: str) -> None:
    assert folded_words(name) == ()
