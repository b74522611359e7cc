"""The example bundle tells of an invented event: the code knows no event."""

import pytest

from archive.ingest.importing import Options, import_paths
from archive.models import Archive, Claim, Passage, Text
from archive.models.triggers import record_models
from archive.public.models import PublicClaim, PublicTrial
from archive.vocabularies import State
from tests.ingest.bundles import EXAMPLE, counts

pytestmark = pytest.mark.django_db

PUBLISH = Options(apply=True, publish=True)


def test_the_example_is_imported_and_published_whole() -> None:
    report = import_paths([str(EXAMPLE)], PUBLISH)
    assert report.problems == []
    assert counts(report) == {"create": 34, "update": 0, "unchanged": 0, "conflict": 0}
    for model in record_models():
        assert model._base_manager.exists(), model
        assert not model._base_manager.exclude(state=State.PUBLISHED).exists(), model


def test_readers_see_what_the_example_tells() -> None:
    import_paths([str(EXAMPLE)], PUBLISH)
    assert PublicTrial.objects.get().slug == "trial-of-the-nine"
    assert PublicClaim.objects.count() == 5


def test_the_archive_takes_its_title_from_the_bundle() -> None:
    import_paths([str(EXAMPLE)], PUBLISH)
    titles = Text.objects.filter(entry_id=Archive.objects.get().pk, part="title")
    assert dict(titles.values_list("language", "text")) == {
        "en": "The Orlen Archive",
        "ru": "Архив Орлена",
    }


def test_a_voice_that_the_bundle_names_is_the_passages_own() -> None:
    import_paths([str(EXAMPLE)], PUBLISH)
    spoken = Passage.objects.filter(source__slug="m3x8v6ta").order_by("number")
    assert [(one.voice and one.voice.public_name, one.text) for one in spoken] == [
        (None, "Judge: You have the last word."),
        ("Defendant K", "I did not set the mill on fire. They beat me for two days."),
    ]


def test_a_claim_may_answer_one_that_stands_below_it() -> None:
    import_paths([str(EXAMPLE)], PUBLISH)
    denial = Claim.objects.get(slug="no-beating")
    assert denial.answers is not None
    assert denial.answers.slug == "beaten"


def test_the_example_imported_again_changes_nothing() -> None:
    import_paths([str(EXAMPLE)], PUBLISH)
    again = import_paths([str(EXAMPLE)], PUBLISH)
    assert counts(again) == {"create": 0, "update": 0, "unchanged": 34, "conflict": 0}
