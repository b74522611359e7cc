"""What the history keeps: whole records with their parts, who, and why."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from archive.models import Place, Revision
from archive.workflow import revisions
from archive.workflow.principals import Principal
from archive.workflow.revisions import Change
from archive.workflow.snapshots import digest, snapshot, snapshots
from tests import factories

pytestmark = pytest.mark.django_db

VERA = Principal("Vera")


def test_a_revision_holds_the_record_with_all_its_parts() -> None:
    story = factories.story()
    revision = revisions.keep(story.trial, by=VERA, reason="entered")
    assert revision is not None
    body = revision.body
    assert body["slug"] == story.trial.slug
    assert body["court"] == story.court.ref
    assert body["incidents"] == sorted([story.fire.ref, story.arrests.ref])
    assert {text["text"] for text in body["texts"]} == {"Trial of the nine", "Суд над девятью"}
    assert body["citations"] == [
        {
            "source": story.report_source.ref,
            "number": 3,
            "quotation": "",
            "evaluative": False,
            "basis_digest": story.report_source.passages.get(number=3).digest,
        }
    ]
    assert (revision.number, revision.principal, revision.reason) == (1, "Vera", "entered")


def test_a_source_is_kept_with_its_passages() -> None:
    body = snapshot(factories.source(passages=["One.", "Two."]))
    assert [(one["number"], one["text"]) for one in body["passages"]] == [(1, "One."), (2, "Two.")]


def test_nothing_protected_is_in_a_snapshot() -> None:
    testimony = factories.testimony(speaker=factories.person(real_name="Konstantin Zarubin"))
    assert "consents" not in snapshot(testimony)
    assert testimony.speaker is not None
    assert "Zarubin" not in str(snapshot(testimony.speaker))


def test_the_account_is_kept_where_there_is_one() -> None:
    user = factories.editor_user()
    revision = revisions.keep(factories.place(), by=Principal.of(user), reason="entered")
    assert revision is not None
    assert (revision.made_by, revision.principal) == (user, "")


def test_nothing_is_kept_when_nothing_changed() -> None:
    place = factories.place()
    assert revisions.keep(place, by=VERA, reason="entered") is not None
    assert revisions.keep(place, by=VERA, reason="entered again") is None
    factories.text(place, "Орлен", "ru")
    second = revisions.keep(place, by=VERA, reason="a Russian name")
    assert second is not None
    assert second.number == 2


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_revision_says_why_in_up_to_300_characters(reason: str) -> None:
    with pytest.raises(ValueError):
        revisions.keep(factories.place(), by=VERA, reason=reason)


def test_the_digest_is_of_the_content_alone() -> None:
    one = {"a": 1, "b": ["ё"]}
    assert digest(one) == digest({"b": ["ё"], "a": 1})
    assert digest(one) != digest({"a": 1, "b": ["е"]})


def test_a_snapshot_is_what_the_database_holds_not_what_is_in_memory() -> None:
    place = factories.place(latitude="50.4", longitude="41.2", precision="point")
    before = snapshot(place)
    place.official_code = "40-17"
    assert snapshot(place) == before
    assert before["latitude"] == "50.4"


def test_many_snapshots_are_taken_in_a_constant_number_of_queries(
    django_assert_max_num_queries: object,
) -> None:
    keys = [factories.place(f"Place {number}").pk for number in range(12)]
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        found = snapshots(Place.TYPE, keys)
    assert list(found) == keys


def test_two_bodies_are_compared_field_by_field_and_part_by_part() -> None:
    place = factories.place("Orlen", official_code="1")
    before = snapshot(place)
    place.official_code = "2"
    place.save()
    place.texts.all().delete()
    factories.text(place, "Orlen Mill")
    changes = {change.field: change for change in revisions.compare(before, snapshot(place))}
    assert changes["official_code"] == Change("official_code", "1", "2")
    assert [text["text"] for text in changes["texts"].before] == ["Orlen"]
    assert [text["text"] for text in changes["texts"].after] == ["Orlen Mill"]
    assert set(changes) == {"official_code", "texts"}


# What an import would overwrite


def test_what_an_editor_changed_since_the_import_is_told_field_by_field() -> None:
    place = factories.place("Orlen")
    revisions.keep(place, by=Principal("a bundle"), reason="imported")
    assert revisions.changed_since_import(place) == {}
    editor = Principal.of(factories.editor_user())
    Place.objects.filter(pk=place.pk).update(official_code="40-17", state="withdrawn")
    revisions.keep(place, by=editor, reason="code found")
    assert revisions.changed_since_import(place) == {"official_code": ("", "40-17")}


def test_a_new_import_is_the_new_measure() -> None:
    place = factories.place("Orlen")
    revisions.keep(place, by=Principal("a bundle"), reason="imported")
    Place.objects.filter(pk=place.pk).update(official_code="40-17")
    revisions.keep(place, by=Principal("a bundle"), reason="imported anew")
    assert revisions.changed_since_import(place) == {}


def test_what_was_never_imported_conflicts_with_nothing() -> None:
    place = factories.place("Orlen")
    revisions.keep(place, by=Principal.of(factories.editor_user()), reason="entered")
    assert revisions.changed_since_import(place) == {}


# The database


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_revision SET reason = 'another'",
        "UPDATE archive_revision SET digest = 'another'",
        "UPDATE archive_revision SET number = 7",
        "DELETE FROM archive_revision",
    ],
)
def test_the_database_keeps_revisions_as_they_were(statement: str) -> None:
    revisions.keep(factories.place(), by=VERA, reason="entered")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Revision.objects.get().reason == "entered"


def test_many_records_are_kept_as_each_would_be(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    places = [factories.place(f"Village {number}") for number in range(6)]
    by = Principal("import")
    revisions.keep(places[0], by=by, reason="Imported from orlen/places.csv")
    # PostgreSQL moves a changed row to the end of its table; the order stays the caller's.
    places[1].save()
    with django_assert_num_queries(8):
        made = revisions.keep_many(places, by=by, reason="Imported from orlen/places.csv")
    assert [one.entry_id for one in made] == [place.pk for place in places[1:]]
    for place in places:
        last = revisions.latest(place)
        assert last is not None
        assert (last.number, last.principal) == (1, "import")
        assert last.digest == revisions.digest(revisions.snapshot(place))
    assert revisions.keep_many(places, by=by, reason="Again") == []
