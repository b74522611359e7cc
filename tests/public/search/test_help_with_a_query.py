"""How a query was understood, and what is suggested instead."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.public.pages.search import Taken
from archive.vocabularies import State, TextKind
from tests import factories
from tests.public.facets import random_archive
from tests.public.search.asking import searched, urls

pytestmark = pytest.mark.django_db


def taken(q: str) -> Taken:
    """What the only word of a query was taken for."""
    (one,) = searched(q).understood
    return one


def village() -> None:
    """A place with names in two scripts, and passages that call it one or the other."""
    place = factories.place("Orlen", slug="orlen")
    factories.text(place, "Орлен", "ru")
    factories.text(place, "Karsk", "en", kind=TextKind.VARIANT)
    factories.source("One", passages=("They came from Orlen.",))
    factories.source("Two", language="ru", passages=("Они жили в Орлене.",))
    factories.source("Three", passages=("Karsk was quiet.",))


@pytest.mark.parametrize("q", ["Orlen.", "Орлен.", "Карск.", "orlen"])
def test_a_name_finds_passages_that_use_any_other_name_in_any_form(q: str) -> None:
    village()
    titles = {hit.title for hit in searched(q, kind="passage").results}
    assert titles == {"One", "Two", "Three"}


def test_the_page_says_what_else_a_name_was_taken_for() -> None:
    village()
    one = taken("Карск.")
    assert (one.word, one.stands) == ("Карск", False)
    assert one.spellings == ["Karsk", "Orlen", "Орлен", "орлене"]


def test_the_page_says_which_forms_and_beginnings_were_found() -> None:
    factories.source(passages=("The mill and the mills, the millstone and the milling.",))
    one = taken("mill")
    assert (one.stands, one.forms, one.beginnings) == (True, ["milling", "mills"], ["millstone"])


def test_of_very_many_words_only_the_first_are_told() -> None:
    factories.source(passages=(" ".join(f"word{number}" for number in range(100)),))
    one = taken("word")
    assert len(one.beginnings) + one.more == 100
    assert one.more > 80


def test_a_phrase_stays_as_it_is() -> None:
    village()
    page = searched('"came from Orlen" -quiet')
    assert (page.count, page.understood) == (1, [])
    assert (page.phrases, page.without) == (["came from orlen"], ["quiet"])
    assert searched('"came from Орлен"').count == 0


def test_names_in_several_words_are_known_for_each_other() -> None:
    place = factories.place("Red October", slug="red-october")
    factories.text(place, "Красный Октябрь", "ru")
    factories.source("One", passages=("They came from Red October.",))
    page = searched("Красный Октябрь")
    assert page.otherwise == ["red october"]
    assert [hit.title for hit in page.results] == ["Red October", "One"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("canster", "canister"),
        ("cannister", "canister"),
        ("caniser", "canister"),
        ("acnister", "canister"),
        ("cansters", "canister"),
        ("burned canster", "burned canister"),
        ("Орлон", "Орлен"),
    ],
)
def test_a_slip_is_answered_with_the_word_that_is_there(typed: str, meant: str) -> None:
    factories.story()
    factories.source(passages=("A canister burned.",) * 2)
    offered = {one.q: one for one in searched(typed).suggestions}
    assert meant in offered
    assert searched(meant).count == offered[meant].count > 0
    assert searched(meant).urls["html"] == offered[meant].url


def test_where_the_words_stand_only_apart_fewer_words_are_suggested() -> None:
    factories.source(passages=("The mill burned.", "The canister was found."))
    page = searched("mill canister")
    assert page.count == 0
    assert [(one.q, one.without, one.count) for one in page.suggestions] == [
        ("canister", "mill", 1),
        ("mill", "canister", 1),
    ]


def test_what_finds_enough_is_not_put_in_doubt() -> None:
    factories.source(passages=("The mill.",) * 5 + ("The mall.",) * 5)
    assert searched("mill.").suggestions == []


def test_every_suggestion_finds_what_it_says() -> None:
    random_archive.build(5)
    for typed in ("pasage", "sourec 1", "claims 99999", "actr", "passage zzzz", "cliam 12"):
        for one in searched(typed).suggestions:
            assert searched(one.q).count == one.count > searched(typed).count


def test_hidden_words_are_neither_found_nor_suggested_nor_told() -> None:
    factories.story()
    place = factories.place("Orlen Upper", slug="upper")
    factories.text(place, "Upper", "en", kind=TextKind.VARIANT)
    hidden = factories.place("Secretville", slug="secret", state=State.DRAFT)
    factories.text(hidden, "Upper", "en", kind=TextKind.VARIANT)
    factories.person("Defendant Q", real_name="Quentin Secretman")
    factories.testimony("Secret words", consented=False, passages=("A secretive secret.",))
    slips = ("Secretvile", "Secretvill*", "secretiv", "Secretmn", "Quentim", "secert")
    for typed in (*slips, "upper"):
        page = searched(typed)
        told = str((page.understood, page.suggestions, page.otherwise, page.facets)).lower()
        assert "secret" not in told.replace(f"'{typed.lower().strip('*')}'", ""), typed
        assert "quentin" not in told
    assert urls("upper") == ["/villages/upper/"]


def test_a_page_of_a_withdrawn_word_is_that_of_a_word_that_never_was(client: Client) -> None:
    story = factories.story()
    factories.source("Lanterns", slug="lanterns", passages=("A lighthouse.",))
    assert searched("lighthouse").count == 1
    assert [one.q for one in searched("lihgthouse").suggestions] == ["lighthouse"]
    type(story.report_source).objects.filter(slug="lanterns").update(state=State.WITHDRAWN)
    pages = [client.get("/search/", {"q": q}).content for q in ("lihgthouse", "lzzzthouse")]
    assert pages[0].replace(b"lihgthouse", b"lzzzthouse") == pages[1]
