"""The invented archive is the same everywhere, grows without changing, and hides some of itself."""

from __future__ import annotations

from itertools import islice

import pytest
from django.db import IntegrityError, connection

from archive.benchmark import loading, words
from archive.benchmark.generator import COLUMNS, Invention
from archive.benchmark.plain import PlainList
from archive.models import Claim, Consent, Source
from archive.public.models import PublicClaim, PublicTestimony
from archive.vocabularies import SourceKind, State
from tests import factories
from tests.benchmark.conftest import SIZE


def test_the_same_size_and_seed_give_the_same_rows() -> None:
    assert list(Invention(50).rows()) == list(Invention(50).rows())


def test_another_seed_gives_other_rows() -> None:
    assert list(Invention(50, seed=2).rows()) != list(Invention(50).rows())


def test_a_small_archive_is_the_beginning_of_a_large_one() -> None:
    small = list(Invention(40).rows())
    assert list(islice(Invention(400).rows(), len(small))) == small


def test_every_row_has_the_columns_of_its_table() -> None:
    for table, row in Invention(20).rows():
        assert len(row) == len(COLUMNS[table])


def test_refs_and_slugs_are_given_once() -> None:
    rows = list(Invention(500).rows())
    refs = [row[1] for table, row in rows if table == "entry"]
    slugs = [row[1] for table, row in rows if table == "source"]
    assert len(set(refs)) == len(refs)
    assert len(set(slugs)) == len(slugs)


def test_what_is_written_says_which_archive_it_is(invented: loading.Data) -> None:
    assert loading.held() == invented
    assert invented.size == SIZE
    assert Source.objects.filter(kind=SourceKind.TESTIMONY).count() == SIZE


def test_a_database_is_filled_once(invented: loading.Data) -> None:
    with pytest.raises(loading.NotScratch):
        loading.fill(SIZE)


@pytest.mark.django_db
def test_an_archive_that_others_made_is_never_written_into() -> None:
    factories.archive()
    with pytest.raises(loading.NotScratch):
        loading.fill(10)


@pytest.mark.django_db
def test_any_record_is_enough_to_be_left_alone() -> None:
    factories.place()
    with pytest.raises(loading.NotScratch):
        loading.held()


def test_triggers_hold_for_what_is_invented(invented: loading.Data) -> None:
    claim = Claim.objects.all()[0]
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_claim SET subject_id = %s WHERE entry_id = %s", [claim.pk, claim.pk]
        )


def test_one_in_twenty_is_hidden_in_every_way_there_is(invented: loading.Data) -> None:
    testimony = Source.objects.filter(kind=SourceKind.TESTIMONY)
    hidden = testimony.exclude(pk__in=PublicTestimony.objects.values_list("pk", flat=True))
    assert SIZE * 0.02 < hidden.count() < SIZE * 0.12
    assert hidden.exclude(state=State.PUBLISHED).exists()
    assert hidden.filter(embargo_until__isnull=False).exists()
    assert Consent.objects.exclude(until__isnull=True).exists()
    assert PublicClaim.objects.count() < Claim.objects.count()


def test_some_facets_have_many_values_and_some_have_none(plain: PlainList) -> None:
    for name in ("village", "incident", "topic"):
        assert any(len(row.values[name]) > 1 for row in plain.rows), name
        assert any(row.values[name] == {"_none"} for row in plain.rows), name


def test_no_word_is_the_beginning_of_another() -> None:
    for language in words.LETTERS:
        found = words.vocabulary(language)
        assert {len(word) for word in found} == {5}
        assert len(set(found)) == len(found) == words.WORDS_OF_A_LANGUAGE


def test_some_words_are_common_and_some_are_rare(plain: PlainList) -> None:
    shares = [number / len(plain.rows) for word, number in plain.words().items() if len(word) == 5]
    assert max(shares) > 0.12
    assert min(shares) < 0.01
