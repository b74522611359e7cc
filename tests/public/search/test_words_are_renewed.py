"""After a change the words are made from those that were kept: it is as if all were read anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from archive.models import Actor, Place, Source, Term, Text, Touch
from archive.public import index as lists
from archive.public import stamp
from archive.public.search import kept, narrowing, standing
from archive.public.search.asked import read
from archive.public.search.documents import PARTS, Document
from archive.public.search.matching import match
from archive.public.search.ranking import in_order
from archive.public.search.renewing import renewed
from archive.public.search.suggestions import suggestions
from archive.public.search.word_index import WordIndex, build, keys
from archive.vocabularies import State
from tests import factories
from tests.public.facets import random_archive
from tests.public.lists.test_long_lists_are_renewed import Changes
from tests.public.search.asking import found, searched
from tests.public.search.test_plain_reading import QUERY, TEXT

Named = tuple[str, int, int]
"""A document, whatever its slot."""


def named(index: WordIndex, slots: Iterable[int]) -> list[Named]:
    return [(index.part(slot), index.entries[slot], index.rows[slot]) for slot in slots]


def live(index: WordIndex) -> list[int]:
    return [slot for slot in range(len(index)) if slot not in index.gone]


def told(index: WordIndex) -> dict[str, Any]:
    """Everything that is kept of words and documents, with no number of either in it."""

    def texts(numbers: Iterable[int]) -> set[str]:
        return {index.texts[number] for number in numbers}

    keys_of = {key for each in index.segments for key in (*each.whole, *each.names)}
    words = index.words.items()
    return {
        "texts": sorted(filter(None, index.texts)),
        "words": {word: sorted(named(index, index.having([each]))) for word, each in words},
        "ordered": index.ordered,
        "forms": {term: texts(numbers) for term, numbers in index.forms.items()},
        "spellings": {key: texts(numbers) for key, numbers in index.spellings.items()},
        "ordered_spellings": index.ordered_spellings,
        "sounds": {key: texts(index.with_key(key)) for each in index.words for key in keys(each)},
        "turkic": texts(index.turkic),
        "spelt": texts(index.spelt),
        "others": {index.texts[each]: texts(same) for each, same in index.others.items()},
        "written": {index.texts[each]: written for each, written in index.written.items()},
        "names": {key: names for key in keys_of if (names := _names(index, key))},
        "runs": {
            each: [index.texts[number] for number in index.run(slot)]
            for slot, each in zip(live(index), named(index, live(index)), strict=True)
        },
        "types": sorted((index.rows[slot], index.entry_type(slot)) for slot in live(index)),
        "parts": {part: sorted(named(index, index.parts[part])) for part in PARTS},
        "order": named(index, sorted(live(index), key=index.rank.__getitem__)),
        "heads": list(index.standing.labels()),
    }


def _names(index: WordIndex, key: str) -> list[Named]:
    slots = (each.names.get(key, ()) for each in index.segments)
    whole = (each.whole.get(key, ()) for each in index.segments)
    both = [{slot for some in of for slot in some} - set(index.gone) for of in (slots, whole)]
    return [*sorted(named(index, both[0])), *sorted(named(index, both[1]))]


def answered(index: WordIndex, q: str) -> dict[str, Any]:
    """What a query finds, in its order, and what is suggested instead."""
    asked = read(q)
    matched = match(index, asked, q)
    everything = BitMap(range(len(index)))
    return {
        "order": named(index, in_order(index, asked, matched, everything)),
        "whole": sorted(named(index, matched.whole)),
        "surely": sorted(named(index, matched.surely)),
        "also": matched.also,
        "understood": [index.shown(each.all()) for each in matched.understood],
        "suggestions": suggestions(index, q, asked, len(matched.all())),
    }


# Documents of any kind

RECORD = st.lists(
    st.tuples(st.sampled_from(PARTS), st.lists(TEXT, min_size=1, max_size=3)), max_size=3
)
"""What belongs to a record: whatever it may be."""

CHANGES = st.lists(
    st.dictionaries(st.integers(1, 6), RECORD, min_size=1, max_size=3), min_size=1, max_size=6
)
"""Several changes, each of a few records, of which everything is other than it was."""


def documents(archive: dict[int, Any], only: Iterable[int]) -> list[Document]:
    return [
        Document(part, (f"key {entry * 7 % 5} {entry}", row), part, entry, row, tuple(texts))
        for entry in only
        for row, (part, texts) in enumerate(archive.get(entry, ()))
    ]


@settings(max_examples=150, deadline=None)
@given(CHANGES, st.lists(QUERY, min_size=1, max_size=3))
def test_whatever_changes(changes: list[dict[int, Any]], queries: list[str]) -> None:
    archive, *_rest = changes
    index = build(documents(archive, archive))
    for change in changes[1:]:
        archive = archive | change
        before = told(index)
        following = renewed(index, set(change), documents(archive, change))
        assert told(index) == before, "what is kept was altered"
        index, anew = following, build(documents(archive, archive))
        assert told(index) == told(anew)
        for q in queries:
            assert answered(index, q) == answered(anew, q)


HEADS = st.lists(st.text("abc", max_size=4), max_size=12, unique=True)


@given(st.lists(HEADS, min_size=1, max_size=8))
def test_heads_stand_in_their_order(changes: list[list[str]]) -> None:
    first, *others = changes
    kept_heads, order = set(first), standing.Standing(first)
    for heads in others:
        came, gone = set(heads) - kept_heads, set(heads) & kept_heads
        order_after = order.changed(map(order.of, gone), came)
        kept_heads = kept_heads - gone | came
        order = order_after or standing.Standing(kept_heads)
        labels = order.labels()
        assert list(labels) == sorted(kept_heads)
        assert sorted(set(labels.values())) == list(labels.values())


@pytest.mark.parametrize("room", [1 << 6, 1 << 33])
def test_where_there_is_no_room_between_two_heads_all_move(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr(standing, "TOP", room)
    archive = {number: [("passage", [("mill", "en")])] for number in range(1, 9)}
    index = build(documents(archive, archive))
    for number in range(9, 50):
        archive[number] = [("claim", [(f"mill {number}", "en")]), ("claim", [("mill", "")])]
        index = renewed(index, {number}, documents(archive, [number]))
    assert told(index)["order"] == told(build(documents(archive, archive)))["order"]


# Archives in the database


@pytest.fixture
def many_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Words are renewed however few they are; whether they were, each time, is told."""
    told: list[bool] = []
    honest = kept._renew

    def counted(*args: Any) -> Any:
        made = honest(*args)
        told.append(made is not None)
        return made

    monkeypatch.setattr(lists, "RENEWED_FROM", 0)
    monkeypatch.setattr(kept, "MOST_OF_ALL", 0)
    monkeypatch.setattr(kept.WORDS, "_renew", counted)
    forget()
    yield told
    forget()


def forget() -> None:
    lists.forget()
    for each in (kept.WORDS, narrowing.FACETS, narrowing.NARROWING):
        each.forget()


def narrowed(of: narrowing.Narrowing) -> dict[str, Any]:
    """The facets of everything that can be found."""
    index = of.search.index
    return {
        "bits": {
            name: {value: sorted(named(index, bits)) for value, bits in values.items()}
            for name, values in of.facets.bits.items()
        },
        "labels": {name: list(labels.items()) for name, labels in of.labels.items()},
    }


QUERIES = ("orlen", "claim", "passage 2", "source 1", "actor", '"of source"', "words", "orlin")


def assert_words_are_as_if_read_anew() -> None:
    made = narrowing.NARROWING.get("en", stamp.current())
    anew = narrowing.NARROWING.get("en", None)
    assert told(made.search.index) == told(anew.search.index)
    assert narrowed(made) == narrowed(anew)
    for q in QUERIES:
        assert answered(made.search.index, q) == answered(anew.search.index, q)


class MoreChanges(Changes):
    """Those of lists, and those that change nothing but words."""

    def of_a_title(self) -> None:
        source = self.one(Source.objects)
        source.title = f"Mills {self.random.random()}"
        source.save()

    def of_the_glossary(self) -> None:
        if self.random.random() < 0.5:
            factories.term(f"Word {self.random.random()}", meaning="What it means.")
        else:
            self.one(Term.objects).delete()

    def of_a_public_name(self) -> None:
        actor = self.one(Actor.objects)
        Actor.objects.filter(pk=actor.pk).update(public_name=f"Orlen {self.random.random()}")

    def of_a_text(self) -> None:
        text = self.one(Text.objects)
        language = self.random.choice(["en", "ru", "kk"])
        Text.objects.filter(pk=text.pk).update(language=language)

    def of_an_address(self) -> None:
        source = self.one(Source.objects)
        Source.objects.filter(pk=source.pk).update(slug=f"source-{self.random.random()}"[:20])

    def kinds(self) -> list[Any]:
        words = (self.of_a_title, self.of_the_glossary, self.of_a_public_name, self.of_a_text)
        return [*super().kinds(), *words, self.of_an_address]


def change_and_compare(seed: int, times: int, many_words: list[bool]) -> None:
    random_archive.build(40 + seed, 6)
    factories.term()
    assert_words_are_as_if_read_anew()
    changes = MoreChanges(seed)
    for _number in range(times):
        for _several in range(changes.random.choice((1, 1, 1, 3))):
            changes.draw()
        if changes.random.random() < 0.2:
            continue  # a change that nobody searches after
        assert_words_are_as_if_read_anew()
    assert any(many_words)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes_in_an_archive(seed: int, many_words: list[bool]) -> None:
    change_and_compare(seed, 12, many_words)


@pytest.mark.django_db
@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 130))
def test_whatever_changes_in_an_archive_at_length(seed: int, many_words: list[bool]) -> None:
    change_and_compare(seed, 40, many_words)


def kept_texts() -> set[str]:
    """Every text that is kept of words."""
    index = kept.WORDS.get(None, stamp.current()).index
    written = {piece for pieces in index.pieces.values() for piece in pieces}
    tables = (index.words, index.texts, index.ordered, index.written.values(), written)
    return {text.casefold() for table in tables for text in table} | {
        term.partition(":")[2] for term in index.forms
    }


@pytest.mark.django_db
def test_a_word_that_is_withdrawn_is_nowhere(many_words: list[bool]) -> None:
    factories.story()
    place = factories.place("Zarechnoye", slug="zarechnoye")
    assert "zarechnoye" in kept_texts()
    assert found("zarechnoye")
    Place.objects.filter(pk=place.pk).update(state=State.WITHDRAWN)
    page = searched("zarechnoy")
    assert (page.results, page.suggestions, page.understood[0].beginnings) == ([], [], [])
    assert "zarechnoye" not in kept_texts()
    index = kept.WORDS.get(None, stamp.current()).index
    assert not any("zarechnoye" in head for head in index.standing.labels())
    assert many_words == [True]


@pytest.mark.django_db
def test_a_word_comes_back_with_its_record(many_words: list[bool]) -> None:
    factories.story()
    place = factories.place("Zarechnoye")
    before = found("zarechnoye")
    for state in (State.WITHDRAWN, State.PUBLISHED, State.WITHDRAWN, State.PUBLISHED):
        Place.objects.filter(pk=place.pk).update(state=state)
        assert found("zarechnoye") == (before if state == State.PUBLISHED else [])
    assert many_words == [True] * 4


@pytest.mark.django_db
def test_what_is_told_of_too_many_has_the_words_read_anew(many_words: list[bool]) -> None:
    story = factories.story()
    assert found("orlen")
    Place.objects.filter(pk=story.village.pk).update(state=State.WITHDRAWN)
    Touch.objects.create(entry=None)
    assert ("place", "Orlen") not in found("orlen")
    assert many_words == [False]


@pytest.mark.django_db
def test_an_index_that_is_worn_is_built_anew(
    many_words: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.story()
    assert found("orlen")
    monkeypatch.setattr(kept, "MOST_OF_ALL", 10_000)
    factories.place("Zarechnoye")
    assert found("zarechnoye")
    factories.place("Lugovoye")
    assert found("lugovoye")
    assert many_words == [True, False]
