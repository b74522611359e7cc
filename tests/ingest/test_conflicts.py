"""A record that somebody changed since its import is left alone, and shown field by field."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from archive.ingest.importing import Options, import_paths
from archive.models import Citation, Claim, Consent, Incident, Passage, Place, Source, Text
from archive.workflow import publishing
from archive.workflow.principals import Principal
from tests import factories
from tests.ingest.bundles import EXAMPLE, Bundle, counts, edit, everything, keep_edit, told

pytestmark = pytest.mark.django_db


def test_an_edited_field_shows_what_was_imported_what_stands_and_what_the_file_says(
    bundle: Bundle, editor: User
) -> None:
    bundle.apply()
    edit(Claim.objects.get(), editor, text="A miller died.", low=2, high=2)
    bundle.record("claims", "one-dead")["text"] = "One man died."
    before = everything()
    report = bundle.apply()
    assert counts(report) == {"create": 0, "update": 0, "unchanged": 5, "conflict": 1}
    assert report.problems == []
    assert sorted(told(report)) == [
        ("high", "1", "2", "1"),
        ("low", "1", "2", "1"),
        ("text", "One person died in the fire.", "A miller died.", "One man died."),
    ]
    assert everything() == before


def test_the_same_file_again_does_not_take_an_edit_back(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    edit(Place.objects.get(slug="orlen"), editor, kind="town")
    report = bundle.apply()
    assert list(told(report)) == [("kind", "village", "town", "village")]
    assert Place.objects.get(slug="orlen").kind == "town"


def test_an_edit_that_the_file_makes_too_is_no_conflict(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    edit(Place.objects.get(slug="orlen"), editor, kind="town")
    bundle.record("places", "orlen")["kind"] = "town"
    assert counts(bundle.apply()) == {"create": 0, "update": 0, "unchanged": 6, "conflict": 0}


def test_one_edited_field_keeps_the_whole_record(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    edit(Place.objects.get(slug="orlen"), editor, kind="town")
    bundle.record("places", "orlen") | {"name": {"en": "Orlen on the Sula"}}
    bundle.record("places", "orlen")["name"] = {"en": "Orlen on the Sula"}
    bundle.apply()
    names = Text.objects.filter(entry_id=Place.objects.get(slug="orlen").pk)
    assert [one.text for one in names] == ["Orlen"]


def test_other_records_of_the_bundle_go_on(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    edit(Place.objects.get(slug="orlen"), editor, kind="town")
    bundle.record("claims", "one-dead")["text"] = "One man died."
    report = bundle.apply()
    assert counts(report) == {"create": 0, "update": 1, "unchanged": 4, "conflict": 1}
    assert Claim.objects.get().text == "One man died."


def test_an_edited_name_is_a_conflict(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    orlen = Place.objects.get(slug="orlen")
    Text.objects.filter(entry_id=orlen.pk).update(text="Orlin")
    keep_edit(orlen, editor)
    assert list(told(bundle.apply())) == [("name.en", "Orlen", "Orlin", "Orlen")]


def test_edited_citations_are_a_conflict(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    fire = Incident.objects.get()
    factories.cite(fire, Passage.objects.get(number=3))
    keep_edit(fire, editor)
    report = bundle.apply()
    assert list(told(report)) == [("cite", "nine#1", "nine#1; nine#3", "nine#1")]
    assert Citation.objects.filter(entry_id=fire.pk).count() == 2


def test_an_edited_passage_is_a_conflict(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    passage = Passage.objects.get(number=3)
    passage.text = "Nine people stood trial in the town of Tarva."
    passage.save()
    keep_edit(Source.objects.get(), editor)
    report = bundle.apply()
    assert counts(report)["conflict"] == 1
    assert list(told(report)) == [
        (
            "passage 3",
            "[P1S3] Nine people stood trial in Tarva.",
            "[P1S3] Nine people stood trial in the town of Tarva.",
            "[P1S3] Nine people stood trial in Tarva.",
        )
    ]


def test_overwrite_lets_the_file_win(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    edit(Claim.objects.get(), editor, text="A miller died.")
    passage = Passage.objects.get(number=3)
    passage.text = "Somebody wrote here."
    passage.save()
    keep_edit(Source.objects.get(), editor)
    report = bundle.apply(overwrite=True)
    assert counts(report) == {"create": 0, "update": 2, "unchanged": 4, "conflict": 0}
    assert Claim.objects.get().text == "One person died in the fire."
    assert Passage.objects.get(number=3).text == "Nine people stood trial in Tarva."
    assert counts(bundle.apply())["conflict"] == 0


def test_a_record_that_editors_made_is_theirs(bundle: Bundle) -> None:
    factories.place("Orlen", slug="orlen", kind="town")
    report = bundle.apply()
    assert counts(report) == {"create": 5, "update": 0, "unchanged": 0, "conflict": 1}
    assert ("kind", None, "town", "village") in set(told(report))
    assert Place.objects.get(slug="orlen").kind == "town"


def test_what_is_withdrawn_stays_withdrawn(bundle: Bundle, editor: User) -> None:
    bundle.apply(publish=True)
    claim = Claim.objects.get()
    publishing.withdraw(claim, by=Principal("somebody"), reason="The family asked for it.")
    bundle.record("claims", "one-dead")["text"] = "One man died."
    for overwrite in (False, True):
        assert bundle.apply(publish=True, overwrite=overwrite).problems == []
        claim.refresh_from_db()
        assert claim.state == "withdrawn"


def test_a_draft_that_somebody_took_back_is_not_published_by_the_same_file(
    bundle: Bundle, editor: User
) -> None:
    bundle.apply()
    edit(Claim.objects.get(), editor, desk_note="Wait for the family.")
    bundle.apply(publish=True)
    assert Claim.objects.get().state == "draft"


def test_no_import_changes_a_consent_by_itself(editor: User) -> None:
    options = Options(apply=True)
    import_paths([str(EXAMPLE)], options)
    Consent.objects.update(until=date(2033, 1, 1), means="spoken")
    report = import_paths([str(EXAMPLE)], options)
    assert counts(report)["conflict"] == 1
    assert list(told(report)) == [("consent text", None, "(another)", "(given)")]
    assert Consent.objects.get().means == "spoken"


def test_not_even_overwriting_brings_back_a_withdrawn_consent() -> None:
    import_paths([str(EXAMPLE)], Options(apply=True))
    Consent.objects.update(withdrawn_on=date(2032, 5, 1))
    for overwrite in (False, True):
        import_paths([str(EXAMPLE)], Options(apply=True, overwrite=overwrite))
        assert Consent.objects.get().withdrawn_on == date(2032, 5, 1)
