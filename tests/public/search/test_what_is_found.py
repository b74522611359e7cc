"""What a search finds, and what of it is marked."""

from __future__ import annotations

import pytest

from archive.models import Passage
from archive.public.query import BadQuery
from archive.public.router import pinned
from archive.public.search import marking
from archive.vocabularies import Naming, State, TextKind
from tests import factories
from tests.public.lists.asking import titles
from tests.public.search.asking import found, marked, searched, urls

pytestmark = pytest.mark.django_db


def test_each_result_leads_to_its_own_address() -> None:
    story = factories.story()
    addresses = {hit.kind: hit.url for hit in searched("beaten").results}
    assert addresses == {
        "claim": f"/claims/{story.beaten.ref}/",
        "passage": "/sources/nine-on-trial-for-the-fire-of-orlen/p4/#p4",
    }
    assert "/testimony/the-last-word-of-a-defendant/p2/#p2" in urls('"beat me"')


def test_every_word_must_occur_and_the_last_may_be_a_beginning() -> None:
    factories.story()
    assert ("passage", "Nine on trial for the fire of Orlen") in found("forty famil")
    assert found("fam forty") == []
    assert found("forty unicorns") == []


def test_words_in_quotation_marks_must_follow_each_other() -> None:
    factories.story()
    assert len(found('"mill of orlen"')) == 2
    assert found('"orlen of mill"') == []
    assert len(found("orlen of mill")) == 2
    assert found("«mill of Orlen» burned") == [("passage", "Nine on trial for the fire of Orlen")]


def test_a_phrase_does_not_reach_from_one_name_into_the_next() -> None:
    place = factories.place("Upper Mill")
    factories.text(place, "Lower Dam", "en", kind=TextKind.VARIANT)
    assert found('"Upper Mill"') == found('"Lower Dam"') == [("place", "Upper Mill")]
    assert found('"Mill Lower"') == found('"Dam Upper"') == []


@pytest.mark.parametrize("q", ["Belskaja", "Бельская", "belskaia", "БЕЛЬСКАЯ", "Anna Bel"])
def test_a_name_is_found_in_other_spellings_and_the_other_script(q: str) -> None:
    factories.story()
    assert ("person", "Anna Belskaya") in found(q)


def test_a_name_in_two_words_is_found_when_it_is_written_in_one() -> None:
    factories.place("Kara Suu")
    assert found("карасу") == found("Karasuu") == [("place", "Kara Suu")]


def test_the_letters_е_and_ё_are_one() -> None:
    factories.incident("Пожар в посёлке")
    assert found("поселке") == found("ПОСЁЛКЕ") == [("incident", "Пожар в посёлке")]


def test_a_variant_of_a_name_is_found_and_shown_as_it_is_written() -> None:
    place = factories.place("Orlen")
    factories.text(place, "Red October", "en", kind=TextKind.VARIANT)
    (hit,) = searched("october").results
    assert (hit.title, hit.snippet) == ("Orlen", [("Red ", False), ("October", True)])


def test_the_title_is_that_of_the_reader_s_language() -> None:
    factories.story()
    (hit,) = (hit for hit in searched("орлен", reader="ru").results if hit.kind == "place")
    assert hit.title == "Орлен"


def test_hits_are_marked_as_data_and_never_as_markup() -> None:
    factories.source(passages=("He said <b>no</b> & went; so did she, no doubt.",))
    (hit,) = searched("no").results[-1:]
    assert hit.snippet == [
        ("He said <b>", False),
        ("no", True),
        ("</b> & went; so did she, ", False),
        ("no", True),
        (" doubt.", False),
    ]


def test_a_long_text_is_shown_around_the_first_hit() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    factories.source(passages=(words,))
    (hit,) = searched("word200").results
    text = "".join(piece for piece, _marked in hit.snippet)
    assert "word200" in marked("word200")
    assert text.startswith("…word")
    assert text.endswith("…")
    assert len(text) <= marking.SNIPPET + 2
    assert text.strip("…") in words


def test_beginnings_are_marked_as_whole_words() -> None:
    factories.story()
    assert marked("canis") == ["canister"]


@pytest.mark.parametrize("q", ["", "   ", "!?", '""', "«»", "-"])
def test_what_holds_no_word_finds_nothing(q: str) -> None:
    factories.story()
    assert found(q) == []


def test_a_withdrawn_text_is_found_no_more_at_the_next_request() -> None:
    story = factories.story()
    assert found("canister")
    Passage.objects.filter(source=story.report_source, number=6).update(text="", withheld=True)
    assert found("canister") == []


def test_what_is_not_public_is_found_by_nobody() -> None:
    factories.story()
    factories.place("Secretville", state=State.DRAFT)
    factories.person("Defendant Q", real_name="Quentin Secretman")
    factories.testimony("Secret words", consented=False, passages=("A secret was told.",))
    for q in ("Secretville", "Secretman", "secret"):
        assert found(q) == []


def test_a_preview_searches_past_what_is_kept() -> None:
    factories.story()
    assert found("lighthouse") == []
    with pinned("default"):
        factories.place("Lighthouse")
        assert found("lighthouse") == [("place", "Lighthouse")]


def test_a_person_is_found_by_the_name_that_is_shown() -> None:
    factories.person("Defendant M")
    factories.person("Mira Named", naming=Naming.NAMED)
    assert found("Mira") == [("person", "Mira Named")]
    assert found("defendant m") == [("person", "Defendant M")]


def test_results_come_in_pages_without_gap_or_repeat() -> None:
    for number in range(60):
        factories.place(f"Mill {number}", slug=f"mill-{number:02d}")
    pages = [searched("mill", page=str(page)) for page in (1, 2, 3)]
    assert [len(page.results) for page in pages] == [25, 25, 10]
    assert {page.count for page in pages} == {60}
    urls = [hit.url for page in pages for hit in page.results]
    assert urls == [f"/villages/mill-{number:02d}/" for number in range(60)]
    with pytest.raises(BadQuery):
        searched("mill", page="4")


def test_a_list_can_be_searched_within() -> None:
    factories.story()
    assert titles("/incidents/?q=мельнице") == ["Fire at the mill of Orlen"]
    assert titles("/people/?q=бельская") == ["Anna Belskaya"]
    assert titles("/claims/?q=two+people") == ["Two people died in the fire."]
    assert titles("/sources/?q=canister") == ["Nine on trial for the fire of Orlen"]
    assert titles("/testimony/?q=mill") == ["The last word of a defendant"]
    assert titles("/trials/?q=орлен") == []
