"""What a changed bundle changes in the archive, and what it leaves to the editors."""

import json

import pytest
from django.contrib.auth.models import User

from archive.models import Actor, Citation, Claim, Incident, Place, Revision, Sentence, Text, Trial
from tests import factories
from tests.ingest.bundles import Bundle, counts, edit

pytestmark = pytest.mark.django_db


def test_columns_relations_and_dates_follow_the_file(bundle: Bundle) -> None:
    bundle.apply()
    fire = bundle.record("incidents", "fire")
    fire |= {"when": "2031-05-03", "kind": "attack", "place": "velia"}
    assert counts(bundle.apply())["update"] == 1
    stored = Incident.objects.get()
    assert (stored.when, str(stored.latest), stored.kind) == ("2031-05-03", "2031-05-03", "attack")
    assert stored.place is not None
    assert stored.place.slug == "velia"


def test_many_valued_relations_follow_the_file(bundle: Bundle) -> None:
    bundle.manifest["trials"] = [{"slug": "nine", "incidents": ["fire"], "cite": "nine#3"}]
    bundle.apply()
    assert [one.slug for one in Trial.objects.get().incidents.all()] == ["fire"]
    bundle.record("trials", "nine")["incidents"] = []
    assert counts(bundle.apply())["update"] == 1
    assert not Trial.objects.get().incidents.exists()


def test_a_name_follows_the_file_and_stays_one_row(bundle: Bundle) -> None:
    bundle.apply()
    bundle.record("places", "orlen")["name"] = {"en": "Orlen on the Sula", "ru": "Орлен"}
    bundle.apply()
    names = Text.objects.filter(entry_id=Place.objects.get(slug="orlen").pk)
    assert dict(names.values_list("language", "text")) == {"en": "Orlen on the Sula", "ru": "Орлен"}


def test_a_preferred_name_may_become_a_variant_and_a_variant_preferred(bundle: Bundle) -> None:
    variant = {"entry": "orlen", "language": "en", "part": "name", "kind": "variant"}
    bundle.manifest["texts"] = [variant | {"text": "Orlen Mill"}]
    bundle.apply()
    bundle.record("places", "orlen")["name"] = {"en": "Orlen Mill"}
    bundle.manifest["texts"] = [variant | {"text": "Orlen"}]
    report = bundle.apply()
    assert report.problems == []
    names = Text.objects.filter(entry_id=Place.objects.get(slug="orlen").pk)
    assert dict(names.values_list("text", "kind")) == {
        "Orlen Mill": "preferred",
        "Orlen": "variant",
    }


def test_citations_become_what_the_line_says(bundle: Bundle) -> None:
    bundle.apply()
    kept = Citation.objects.get(entry__as_incident__slug="fire")
    bundle.record("incidents", "fire")["cite"] = 'nine#1; nine#3 "Nine people"'
    bundle.apply()
    found = Citation.objects.filter(entry__as_incident__slug="fire").order_by("pk")
    assert [(one.passage.number, one.quotation) for one in found] == [(1, ""), (3, "Nine people")]
    assert found[0].pk == kept.pk


def test_what_the_only_file_no_longer_says_goes(bundle: Bundle) -> None:
    bundle.manifest["texts"] = [
        {"entry": "orlen", "language": "en", "part": "name", "kind": "variant", "text": "Orlin"}
    ]
    bundle.record("places", "orlen")["official_code"] = "17"
    bundle.apply()
    del bundle.record("places", "orlen")["official_code"]
    bundle.manifest["texts"] = []
    assert counts(bundle.apply())["update"] == 1
    orlen = Place.objects.get(slug="orlen")
    assert orlen.official_code == ""
    assert list(Text.objects.filter(entry_id=orlen.pk).values_list("text", flat=True)) == ["Orlen"]


def test_what_a_list_of_its_own_no_longer_says_goes_from_what_is_public(bundle: Bundle) -> None:
    claims = bundle.manifest.pop("claims")
    bundle.write("claims.json", json.dumps([claims[0] | {"when_words": "in that night"}]))
    bundle.apply(publish=True)
    bundle.write("claims.json", json.dumps(claims))
    assert counts(bundle.apply(publish=True))["update"] == 1
    assert Claim.objects.get().when_words == ""


def test_what_the_file_never_spoke_of_stays_the_editors(bundle: Bundle, editor: User) -> None:
    bundle.apply()
    orlen = Place.objects.get(slug="orlen")
    factories.text(orlen, "Өрлен", "kk")
    edit(orlen, editor, official_code="17", desk_note="Ask the district.")
    bundle.record("places", "orlen")["kind"] = "town"
    for _again in range(2):
        assert counts(bundle.apply())["conflict"] == 0
        orlen.refresh_from_db()
        assert (orlen.kind, orlen.official_code, orlen.desk_note) == (
            "town",
            "17",
            "Ask the district.",
        )
        assert Text.objects.filter(entry_id=orlen.pk).count() == 2


def test_texts_alone_can_be_added_to_a_record_of_the_archive(bundle: Bundle) -> None:
    bundle.apply()
    bundle.manifest = {
        "texts": [{"entry": "place:orlen", "part": "name", "language": "ru", "text": "Орлен"}]
    }
    report = bundle.apply()
    assert counts(report) == {"create": 0, "update": 1, "unchanged": 0, "conflict": 0}
    assert counts(bundle.apply()) == {"create": 0, "update": 0, "unchanged": 1, "conflict": 0}
    assert Text.objects.filter(entry_id=Place.objects.get(slug="orlen").pk).count() == 2


def test_each_made_or_changed_record_has_a_revision_that_names_its_file(bundle: Bundle) -> None:
    bundle.apply()
    bundle.record("claims", "one-dead")["text"] = "One man died in the fire."
    bundle.apply()
    claim = Claim.objects.get()
    kept = Revision.objects.filter(entry_id=claim.pk).order_by("number")
    assert [(one.number, one.principal, one.reason, one.made_by) for one in kept] == [
        (1, "Orlen desk", "Imported from orlen/manifest.json", None),
        (2, "Orlen desk", "Imported from orlen/manifest.json", None),
    ]
    assert kept[1].body["text"] == "One man died in the fire."


def test_without_principals_the_import_answers_for_itself(bundle: Bundle) -> None:
    del bundle.manifest["principals"]
    bundle.apply()
    assert set(Revision.objects.values_list("principal", flat=True)) == {"import"}


def test_sentences_can_change_places(bundle: Bundle) -> None:
    sentence = {"subject": "fire", "language": "en", "cite": "nine#1"}
    bundle.manifest["sentences"] = [
        sentence | {"id": f"sentence-{number}", "number": number, "text": f"Sentence {number}."}
        for number in (1, 2, 3)
    ]
    bundle.apply()
    for number, name in enumerate(("sentence-3", "sentence-1", "sentence-2"), start=2):
        bundle.record("sentences", name)["number"] = number
    new = sentence | {"id": "new", "number": 1, "text": "A new one."}
    bundle.manifest["sentences"].append(new)
    report = bundle.apply()
    assert (report.problems, counts(report)["update"]) == ([], 3)
    stored = Sentence.objects.order_by("number").values_list("number", "slug")
    assert list(stored) == [(1, "new"), (2, "sentence-3"), (3, "sentence-1"), (4, "sentence-2")]


def test_slugs_refs_and_addresses_never_change(bundle: Bundle) -> None:
    bundle.apply()
    before = set(Actor.objects.values_list("ref", "slug"))
    bundle.record("actors", "legal-aid")["public_name"] = "Legal Aid of Orlen"
    bundle.apply()
    assert set(Actor.objects.values_list("ref", "slug")) == before
