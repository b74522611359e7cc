"""Everything arrives as draft, unless --publish is given and every rule of readiness holds."""

import pytest

from archive.models import Claim, Decision, Incident, PublicVersion
from archive.models.triggers import record_models
from archive.public.models import PublicClaim, PublicIncident
from tests.ingest.bundles import Bundle, counts, reasons

pytestmark = pytest.mark.django_db

IN_RUSSIAN = {"entry": "fire", "type": "incident", "part": "title"} | {
    "language": "ru",
    "text": "Пожар",
}


def states() -> set[str]:
    """The states of all records."""
    return {
        state
        for model in record_models()
        for state in model._base_manager.values_list("state", flat=True)
    }


def test_without_publish_everything_is_a_draft(bundle: Bundle) -> None:
    bundle.apply()
    assert states() == {"draft"}
    assert not PublicClaim.objects.exists()


def test_with_publish_everything_is_public(bundle: Bundle) -> None:
    bundle.apply(publish=True)
    assert states() == {"published"}
    assert PublicClaim.objects.get().text == "One person died in the fire."
    assert PublicVersion.objects.count() == 6


def test_the_decisions_are_the_two_principals_of_the_bundle(bundle: Bundle) -> None:
    bundle.apply(publish=True)
    assert set(Decision.objects.values_list("kind", "principal", "second", "reason")) == {
        (
            "publish",
            "Orlen desk",
            "Orlen review",
            "Published with the import of orlen/manifest.json",
        )
    }


def test_what_two_must_publish_is_not_published_by_one(bundle: Bundle) -> None:
    bundle.record("actors", "legal-aid").update(kind="person", naming="named")
    bundle.manifest["principals"] = {"by": "Orlen desk"}
    problems = reasons(bundle.apply(publish=True))
    line = bundle.line("legal-aid") - 1
    reason = "Actor legal-aid: The name of a private person is published by two persons."
    assert f"manifest.json:{line}: {reason}" in problems
    assert states() == set()


def test_a_change_of_what_readers_see_waits_for_review(bundle: Bundle) -> None:
    bundle.apply(publish=True)
    bundle.record("claims", "one-dead")["text"] = "One man died."
    bundle.apply()
    assert Claim.objects.get().state == "in_review"
    assert not PublicClaim.objects.exists()
    assert PublicIncident.objects.exists()


def test_a_change_with_publish_is_seen_at_once(bundle: Bundle) -> None:
    bundle.apply(publish=True)
    bundle.record("claims", "one-dead")["text"] = "One man died."
    bundle.apply(publish=True)
    assert PublicClaim.objects.get().text == "One man died."
    versions = PublicVersion.objects.filter(entry_id=Claim.objects.get().pk)
    assert versions.count() == 2


def test_drafts_of_an_earlier_import_are_published_with_the_same_bundle(bundle: Bundle) -> None:
    bundle.apply()
    bundle.apply(publish=True)
    assert states() == {"published"}
    assert counts(bundle.apply(publish=True))["unchanged"] == 6


def test_a_text_added_to_a_draft_of_others_does_not_publish_it(bundle: Bundle) -> None:
    bundle.apply()
    bundle.manifest = {
        "texts": [
            {
                "entry": "fire",
                "type": "incident",
                "part": "title",
                "language": "ru",
                "text": "Пожар",
            }
        ]
    }
    bundle.apply(publish=True)
    assert Incident.objects.get().state == "draft"


def test_a_text_added_to_a_public_record_keeps_it_public(bundle: Bundle) -> None:
    bundle.apply(publish=True)
    bundle.manifest = {
        "principals": {"by": "A", "second": "B"},
        "texts": [
            {
                "entry": "fire",
                "type": "incident",
                "part": "title",
                "language": "ru",
                "text": "Пожар",
            }
        ],
    }
    bundle.apply(publish=True)
    assert Incident.objects.get().state == "published"


@pytest.mark.parametrize(
    ("principals", "said"),
    [
        ({"by": "A", "second": "A"}, "second: The second person is another than the first."),
        ({"second": "B"}, "by: It is missing."),
        ({"by": 3}, "by: It is to be a text, not a number."),
        ({"by": "A", "third": "C"}, "third: There is no such field."),
        ({"by": "A\u202eB"}, "by: "),
    ],
)
def test_principals_are_two_people(bundle: Bundle, principals: object, said: str) -> None:
    bundle.manifest["principals"] = principals
    (problem,) = reasons(bundle.plan())
    assert said in problem
